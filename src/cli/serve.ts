// Serves until it is told to stop: the node and, on a first start, the demo company.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type HttpSettings, httpSettings } from '#server/http/settings'
import { openLog } from '#server/log'
import { type Node, openNode } from '#server/main'
import type { SignInHint } from '#server/product'
import type { Role } from '#server/roles'
import { keepSettings } from '#server/sweep'
import { webhookSettings } from '#server/webhooks/settings'
import { product } from '#server/wiring'
import type { OpenedDatabase } from './database.ts'
import { dataHome } from './home.ts'
import { refused } from './refused.ts'

const say = (line: string): void => console.log(line)

/** Serves once the web pages are there; answers with the exit code, after both the node and the database have stopped. */
export async function serve(
  database: OpenedDatabase,
  roles: readonly Role[],
  pages: Promise<unknown> | undefined,
): Promise<number> {
  const settings = httpSettings(process.env, webFolder())
  const node = await openServing(database, roles, settings, pages).catch(async (error: unknown) => {
    await database.stop()
    throw error
  })
  const end = async (): Promise<void> => {
    await node.stop()
    await database.stop()
  }
  const refusal = await listen(node, settings.host, settings.port)
  if (refusal !== null) {
    await end()
    return refused(refusal)
  }
  say(`\nBaton 接力  ${addressOf(settings.host, settings.port)}\n`)
  const stopped = signal()
  let isStopping = false
  void welcome(node, () => isStopping)
  await stopped
  isStopping = true
  say('Stopping')
  await end()
  return 0
}

async function openServing(
  { url }: OpenedDatabase,
  roles: readonly Role[],
  settings: HttpSettings,
  pages: Promise<unknown> | undefined,
): Promise<Node> {
  await pages
  return openNode({
    url,
    home: dataHome(),
    product,
    settings,
    logger: openLog(process.env.LOG_LEVEL),
    roles,
    webhooks: webhookSettings(process.env),
    keep: keepSettings(process.env),
  })
}

async function listen({ app }: Node, host: string, port: number): Promise<string | null> {
  try {
    await app.listen({ host, port })
    return null
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE')
      return `Port ${port} on ${host} is taken. Stop the program that uses it, or choose another: PORT=${port + 1} npm start`
    if (code === 'EACCES') return `Port ${port} needs more rights. Choose one above 1023: PORT=3900 npm start`
    if (code === 'EADDRNOTAVAIL')
      return `This machine has no address ${host}. Set HOST to one of its own, or 0.0.0.0 for all.`
    throw error
  }
}

const addressOf = (host: string, port: number): string =>
  `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`

// The first signal stops in order; a second one ends the process at once.
function signal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const)
      process.once(name, () => {
        resolve()
        process.once(name, () => process.exit(1))
      })
  })
}

// The pages are open already: a demo that is still being made, or fails, keeps nobody from signing in.
// One that is cut off by stopping goes on at the next start.
async function welcome(node: Node, isStopping: () => boolean): Promise<void> {
  try {
    if (product.prepareDemo !== undefined) {
      const { owner, workspaces, now, newId } = node
      await product.prepareDemo({ owner, workspaces, now, newId, say }, print)
    } else if ((await node.workspaces.workspaceIds()).length === 0)
      say(
        'There is no workspace yet: npx baton create-user --workspace main --company "My company" --login admin --name Admin --roles admin',
      )
  } catch (error) {
    if (isStopping()) return
    console.error(
      `The demo company could not be made: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function print(hints: readonly SignInHint[]): void {
  const widest = Math.max(0, ...hints.map(({ login }) => login.length))
  for (const { login, password, title } of hints) say(`  ${login.padEnd(widest)}  ${password}  ${title}`)
}

/** `dist/web` of this installation, looked for upwards from this file. */
function webFolder(): string | null {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at))
    if (existsSync(join(at, 'package.json'))) return join(at, 'dist', 'web')
  return null
}
