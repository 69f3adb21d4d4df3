// Starts the PostgreSQL that comes with npm for one data home, and stops it again.
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { adminRole, appRole, dataFolder, openCluster, passwordOf, postgresFolder } from './cluster.ts'
import { claim, release } from './owner.ts'
import {
  askToStop,
  type Cluster,
  launch,
  type Postmaster,
  runningPostmaster,
  stopPostmaster,
} from './postmaster.ts'
import { settingsFor } from './settings.ts'

export type EmbeddedOptions = {
  /** The data home; everything PostgreSQL needs is kept in its `postgres` folder. */
  readonly home: string
  readonly log: (message: string) => void
  /** False only for test clusters: quicker, and a crash may lose everything. */
  readonly durable?: boolean
}

export type Embedded = {
  /** Connection address of the product's role on database `baton`. Holds the password: never log it. */
  readonly url: string
  /** The same for the role that owns the server. */
  readonly adminUrl: string
  /** Ends the server in order. Nothing happens where another process of ours runs it. May be called twice. */
  readonly stop: () => Promise<void>
}

/**
 * A running cluster for this home, made on the first call.
 * A server left over from a killed process is stopped in order first; one that a live process of ours runs is shared.
 * The server also ends when this process exits or, where nobody else listens for them, on SIGINT, SIGTERM and SIGHUP.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const folder = postgresFolder(options.home)
  if (!claim(folder)) return share(folder, options)
  try {
    return await start(folder, options)
  } catch (error) {
    release(folder)
    throw error
  }
}

async function start(folder: string, { log, durable = true }: EmbeddedOptions): Promise<Embedded> {
  const password = passwordOf(folder)
  const cluster = await openCluster(folder, password, durable)
  const left = runningPostmaster(cluster.data)
  if (left !== null) {
    log(`Stopping the PostgreSQL ${left.pid} that an earlier process left running`)
    await stopPostmaster(cluster, left.pid)
  }
  const postmaster = await launchOnFreePort(cluster, durable)
  const stop = stopper(folder, cluster, postmaster)
  const { url, adminUrl } = addresses(cluster.data, password, postmaster.port)
  try {
    await ensureDatabase(adminUrl, password)
  } catch (error) {
    await stop()
    throw error
  }
  log(`PostgreSQL ${cluster.binaries.version} listens on 127.0.0.1:${postmaster.port}`)
  return { url, adminUrl, stop }
}

// Another program may take the port between our look and PostgreSQL's: look again.
async function launchOnFreePort(cluster: Cluster, durable: boolean): Promise<Postmaster> {
  const machine = { memoryBytes: totalmem(), cores: availableParallelism(), durable }
  const settings = { ...settingsFor(machine), unix_socket_directories: socketFolder(cluster.data) }
  for (let attempt = 1; ; attempt++) {
    try {
      return await launch(cluster, await freePort(), settings)
    } catch (error) {
      if (attempt === 3 || !/could not (bind|create any TCP)/.test(String(error))) throw error
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const at = probe.address()
      probe.close(() => resolve(typeof at === 'object' && at !== null ? at.port : 0))
    })
  })
}

const stopSignals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const

function stopper(folder: string, cluster: Cluster, { pid }: Postmaster): () => Promise<void> {
  let stopping: Promise<void> | null = null
  const onExit = (): void => askToStop(cluster, pid)
  const onSignal = (signal: keyof typeof stopSignals): void => {
    // A server with a shutdown of its own calls stop() when its requests are done.
    if (process.listenerCount(signal) > 1) return
    void stop().finally(() => process.exit(128 + stopSignals[signal]))
  }
  const signals = Object.keys(stopSignals) as (keyof typeof stopSignals)[]
  const stop = (): Promise<void> => {
    stopping ??= stopPostmaster(cluster, pid).then(() => {
      process.off('exit', onExit)
      for (const signal of signals) process.off(signal, onSignal)
      release(folder)
    })
    return stopping
  }
  process.once('exit', onExit)
  for (const signal of signals) process.on(signal, onSignal)
  return stop
}

async function share(folder: string, { log }: EmbeddedOptions): Promise<Embedded> {
  const password = passwordOf(folder)
  const data = dataFolder(folder)
  const until = Date.now() + 60_000
  for (;;) {
    const running = runningPostmaster(data)
    if (running?.isReady) {
      log(`Using the PostgreSQL on 127.0.0.1:${running.port} that another process runs`)
      return { ...addresses(data, password, running.port), stop: async () => undefined }
    }
    if (Date.now() > until)
      throw new Error(
        `Another process holds ${folder} but its PostgreSQL does not answer. Stop that process first.`,
      )
    await wait(50)
  }
}

const longestSocket = 100

const socketIn = (data: string, port: number): string => join(data, `.s.PGSQL.${port}`)

/**
 * A socket in the data folder costs a third of what TCP costs, for each statement. Only the owner of the folder reaches it. None where
 * the system has no such sockets, or where the path is too long for one.
 */
const socketFolder = (data: string): string =>
  process.platform === 'win32' || Buffer.byteLength(socketIn(data, 65_535)) > longestSocket ? '' : data

function addresses(data: string, password: string, port: number): Pick<Embedded, 'url' | 'adminUrl'> {
  const socket = existsSync(socketIn(data, port)) ? `?host=${encodeURIComponent(data)}` : ''
  const address = (role: string, database: string): string =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}${socket}`
  return { url: address(appRole, appRole), adminUrl: address(adminRole, 'postgres') }
}

// The product does not work as a superuser: a slip in SQL must not be able to run programs or read files.
async function ensureDatabase(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [appRole])
    if (found.rowCount === 1) return
    const role = await client.query('select 1 from pg_roles where rolname = $1', [appRole])
    if (role.rowCount === 0) await client.query(`create role ${appRole} login password '${password}'`)
    await client.query(`create database ${appRole} owner ${appRole}`)
  } finally {
    await client.end()
  }
}
