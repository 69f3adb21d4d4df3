// `baton doctor`: looks at what Baton needs and says what to do about what is missing.
import { accessSync, constants, existsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { installedBinaries } from '#server/postgres/binaries'
import { checkExternal } from '#server/postgres/external'
import type { Command } from '../command.ts'
import { dataHome } from '../home.ts'
import type { Finding } from './doctor-workspaces.ts'

const checks: readonly (() => Finding | Promise<Finding>)[] = [
  () => ({ subject: 'Node.js', found: process.versions.node, advice: null }),
  machine,
  home,
  database,
]

export const doctor: Command = {
  async run() {
    let faults = 0
    const tell = ({ subject, found, advice }: Finding): void => {
      console.log(`${advice === null ? 'ok  ' : 'FAIL'}  ${subject}: ${advice ?? found}`)
      if (advice !== null) faults++
    }
    for (const check of checks) tell(await check())
    // Where something basic is wrong there is no looking further, and where there is no data there is nothing to look at.
    if (faults === 0 && (process.env.DATABASE_URL || existsSync(join(dataHome(), 'postgres'))))
      for (const finding of await workspaces()) tell(finding)
    return faults === 0 ? 0 : 1
  },
}

async function workspaces(): Promise<readonly Finding[]> {
  // Loaded only here: what looks at a broken installation must not need all of it.
  const { openServerDatabase } = await import('../database.ts')
  const { inspectWorkspaces } = await import('./doctor-workspaces.ts')
  const database = await openServerDatabase(() => undefined)
  if (typeof database === 'string') return [{ subject: 'database', found: '', advice: database }]
  try {
    return await inspectWorkspaces(database)
  } catch (error) {
    return [{ subject: 'workspaces', found: '', advice: (error as Error).message }]
  } finally {
    await database.stop()
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
