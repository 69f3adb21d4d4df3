// `baton start` as a process of its own, from the built server, without building the pages.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './tree.ts'

export type ServerProcess = {
  readonly child: ChildProcess
  readonly address: string
  /** Everything printed so far. */
  readonly output: () => string
  /** Ends it with a signal; the exit code, null where the signal ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

/** Runs the command line with these arguments; the environment holds nothing of this installation's but what is given. */
export function startCommand(
  environment: Readonly<Record<string, string>>,
  args: readonly string[],
): { readonly child: ChildProcess; readonly output: () => string } {
  const script = `import { pathToFileURL } from 'node:url'
    const [build, ...args] = process.argv.slice(1)
    const { buildServer } = await import(pathToFileURL(build).href)
    const { main } = await import(pathToFileURL(await buildServer()).href)
    process.exitCode = await main(args)`
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', script, `${root}/bin/build.mjs`, ...args],
    {
      cwd: root,
      env: { ...process.env, DATABASE_URL: '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      text = `${text}${piece}`.slice(-100_000)
    })
  return { child, output: () => text }
}

/** Resolves once it says its address. Throws with what it printed when it ends before. */
export async function startServer(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const port = environment.PORT ?? String(await freePort())
  const limits = { RATE_PER_SESSION: '1000000', RATE_PER_ADDRESS: '1000000' }
  const { child, output } = startCommand({ ...limits, ...environment, PORT: port }, ['start'])
  const address = `http://127.0.0.1:${port}`
  const until = Date.now() + 120_000
  while (!output().includes(`:${port}\n`)) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > until)
      throw new Error(`The server did not start:\n${output()}`)
    await wait(20)
  }
  return { child, address, output, end: (signal) => end(child, signal) }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return child.exitCode
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const at = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof at === 'object' && at !== null ? at.port : 0
}
