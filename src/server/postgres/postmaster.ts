// The running server process of a cluster, as its `postmaster.pid` tells of it.
import { execFile, spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { commandLine, isAlive } from './process.ts'

/** A server process: its number, its port, and whether it takes connections yet. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly isReady: boolean }

/** What it takes to run a server for one data folder. */
export type Cluster = {
  readonly data: string
  readonly binaries: Binaries
  readonly account: Account | null
  readonly logFile: string
}

/** The lines of a `postmaster.pid` (PostgreSQL's miscadmin.h): number, folder, start, port, sockets, address, memory, state. */
export function parsePidFile(text: string): Postmaster | null {
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3] ?? 0), isReady: lines[7] === 'ready' }
}

/** The live server of this data folder, or null. The pid file of a server that is gone is removed. */
export function runningPostmaster(data: string): Postmaster | null {
  const file = join(data, 'postmaster.pid')
  const found = readPidFile(file)
  if (found === null) return null
  if (isAlive(found.pid) && servesFolder(found.pid, data)) return found
  rmSync(file, { force: true })
  return null
}

function readPidFile(file: string): Postmaster | null {
  try {
    return parsePidFile(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

// The number may have gone to another program since. Where command lines cannot be read, believe the file.
function servesFolder(pid: number, data: string): boolean {
  const line = commandLine(pid)
  return line === '' ? process.platform === 'win32' : line.includes(data)
}

/**
 * Starts a server on 127.0.0.1 and waits until it takes connections.
 * It gets a session of its own, so that Ctrl-C in a terminal reaches us and not it: we stop it when our work is done.
 */
export async function launch(
  cluster: Cluster,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  const log = openSync(cluster.logFile, 'a', 0o600)
  const logStart = statSync(cluster.logFile).size
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(program(cluster, 'postgres'), ['-D', cluster.data, '-p', String(port), ...flags], {
    ...surroundings(cluster),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let ended: string | null = null
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`
  })
  child.unref()
  for (;;) {
    if (ended !== null)
      throw new Error(`PostgreSQL did not start: ${ended}.\n${logSince(cluster.logFile, logStart)}`)
    const found = readPidFile(join(cluster.data, 'postmaster.pid'))
    if (found !== null && found.pid === child.pid && found.isReady) return found
    await wait(10)
  }
}

const logSince = (file: string, start: number): string =>
  readFileSync(file).subarray(start).toString('utf8').slice(-4000)

/** Ends a server in order: open transactions are rolled back, everything else is written. Resolves when it is gone. */
export async function stopPostmaster(cluster: Cluster, pid: number, patienceMs = 60_000): Promise<void> {
  askToStop(cluster, pid)
  const until = Date.now() + patienceMs
  while (isAlive(pid) && Date.now() < until) await wait(10)
  // Not in order, but safe: the next start replays the write-ahead log.
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
  while (isAlive(pid)) await wait(50)
}

/** Sends the request for an orderly end without waiting, so that it may be called while the process exits. */
export function askToStop(cluster: Cluster, pid: number): void {
  if (process.platform !== 'win32') {
    if (isAlive(pid)) process.kill(pid, 'SIGINT')
    return
  }
  const args = ['stop', '-m', 'fast', '-D', cluster.data]
  const run = spawnSync(program(cluster, 'pg_ctl'), args, { ...surroundings(cluster), encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`pg_ctl failed: ${run.error?.message ?? run.stderr}`.slice(0, 4000))
}

/** Runs one of PostgreSQL's programs to its end. Fails with what it printed when it fails. */
export function runProgram(cluster: Cluster, name: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program(cluster, name), args, surroundings(cluster), (error, stdout, stderr) => {
      if (error === null) resolve()
      else reject(new Error(`${name} failed: ${error.message}${stdout}${stderr}`.slice(0, 4000)))
    })
  })
}

const program = ({ binaries }: Cluster, name: string): string => join(binaries.folder, 'bin', name)

// Nothing of the caller's locale or PG* variables may leak in; the working folder must be one the account can enter.
function surroundings({ binaries, account }: Cluster) {
  const inherited =
    process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot, PATH: process.env.PATH } : {}
  return {
    cwd: process.platform === 'win32' ? binaries.folder : '/',
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      LC_ALL: 'C',
      TZ: 'UTC',
      LD_LIBRARY_PATH: join(binaries.folder, 'lib'),
      ...inherited,
    },
    ...(account ?? {}),
  }
}
