// `baton doctor`: looks at what Baton needs and holds, and says what to do about what is missing or wrong.
import { accessSync, constants, existsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { httpSettings } from '#server/http/settings'
import { openNode } from '#server/main'
import { installedBinaries } from '#server/postgres/binaries'
import { checkExternal } from '#server/postgres/external'
import { product } from '#server/wiring'
import type { Command } from '../command.ts'
import { isPrepared, openServerDatabase } from '../database.ts'
import { dataHome } from '../home.ts'

/** What was looked at; `advice` is null when all is well. */
type Finding = { readonly subject: string; readonly found: string; readonly advice: string | null }

const checks: readonly (() => Finding | Promise<Finding>)[] = [
  () => ({ subject: 'Node.js', found: process.versions.node, advice: null }),
  machine,
  home,
  database,
]

export const doctor: Command = {
  async run() {
    let faults = 0
    for (const check of checks) if (!tell(await check())) faults++
    // What the workspaces hold can only be looked at where all of this is sound.
    if (faults === 0) for (const finding of await insideWorkspaces()) if (!tell(finding)) faults++
    return faults === 0 ? 0 : 1
  },
}

function tell({ subject, found, advice }: Finding): boolean {
  console.log(`${advice === null ? 'ok  ' : 'FAIL'}  ${subject}: ${advice ?? found}`)
  return advice === null
}

/** Every check of every workspace. Nothing is found, and nothing made, where Baton was never started. */
async function insideWorkspaces(): Promise<readonly Finding[]> {
  if (!process.env.DATABASE_URL && !existsSync(join(dataHome(), 'postgres'))) return []
  const database = await openServerDatabase(() => undefined)
  if (typeof database === 'string') return [{ subject: 'database', found: '', advice: database }]
  try {
    return (await isPrepared(database.url)) ? await findings(database.url) : []
  } finally {
    await database.stop()
  }
}

async function findings(url: string): Promise<readonly Finding[]> {
  const settings = httpSettings({}, null)
  const node = await openNode({ url, home: dataHome(), product, settings, logger: null, roles: [] })
  try {
    const found: Finding[] = []
    for (const id of await node.workspaces.workspaceIds()) {
      const engine = await node.workspaces.engineOf(id)
      for (const { name, run } of engine ? (product.checks ?? []) : [])
        found.push({
          subject: `workspace ${id}, ${name}`,
          found: 'sound',
          advice: engine ? await run(engine) : null,
        })
    }
    return found
  } finally {
    await node.stop()
  }
}

function machine(): Finding {
  const gibibytes = totalmem() / 1024 ** 3
  const found = `${availableParallelism()} cores, ${gibibytes.toFixed(1)} GiB of memory`
  return { subject: 'machine', found, advice: gibibytes < 0.9 ? `${found}; at least 1 GiB is needed` : null }
}

function home(): Finding {
  const folder = dataHome()
  const existing = nearestExisting(folder)
  const advice = isWritable(existing) ? null : `${existing} cannot be written; open it or set BATON_HOME`
  return { subject: 'data home', found: folder, advice }
}

const nearestExisting = (folder: string): string =>
  existsSync(folder) ? folder : nearestExisting(dirname(folder))

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

async function database(): Promise<Finding> {
  const url = process.env.DATABASE_URL
  if (url) return { subject: 'database', found: 'external, usable', advice: await checkExternal(url) }
  try {
    return { subject: 'database', found: `embedded PostgreSQL ${installedBinaries().version}`, advice: null }
  } catch (error) {
    return { subject: 'database', found: '', advice: (error as Error).message }
  }
}
