// `baton doctor`: looks at what Baton needs and says what to do about what is missing.
import { accessSync, constants, existsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { dirname } from 'node:path'
import { installedBinaries } from '#server/postgres/binaries'
import { checkExternal } from '#server/postgres/external'
import type { Command } from '../command.ts'
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
    for (const check of checks) {
      const { subject, found, advice } = await check()
      console.log(`${advice === null ? 'ok  ' : 'FAIL'}  ${subject}: ${advice ?? found}`)
      if (advice !== null) faults++
    }
    return faults === 0 ? 0 : 1
  },
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
