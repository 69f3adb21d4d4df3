// Where a data home keeps its PostgreSQL cluster, and how that cluster comes to be.
import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Account, accountFor, mayUse } from './account.ts'
import { runnableBinaries } from './binaries.ts'
import { type Cluster, runProgram } from './postmaster.ts'

/** The role that owns the server and the one the product works as. */
export const adminRole = 'postgres'
export const appRole = 'baton'

const maxLogBytes = 20 * 1024 * 1024

/** The folder of a data home that is ours: password, owner, log, and the cluster itself where the account can reach it. */
export function postgresFolder(home: string): string {
  const folder = join(resolve(home), 'postgres')
  fs.mkdirSync(folder, { recursive: true })
  // Root's cluster is served by another account, which must pass through; a strict umask would keep it out.
  if (process.getuid?.() === 0) fs.chmodSync(folder, 0o711)
  return folder
}

/** Where the data of this folder's cluster is or will be. */
export const dataFolder = (folder: string): string => join(placeOf(folder), 'data')

/** Everything needed to run the cluster of this folder; makes the cluster when there is none yet. */
export async function openCluster(folder: string, password: string, durable: boolean): Promise<Cluster> {
  const place = placeOf(folder)
  const data = join(place, 'data')
  const account = accountFor(data)
  const logFile = join(folder, 'postgres.log')
  if (fs.existsSync(logFile) && fs.statSync(logFile).size > maxLogBytes)
    fs.renameSync(logFile, `${logFile}.1`)
  const cluster = { data, account, logFile, binaries: runnableBinaries(place, account) }
  if (!fs.existsSync(data)) await initialise(cluster, password, durable)
  checkVersion(cluster)
  return cluster
}

/**
 * The folder that holds the cluster and, where needed, the copied programs.
 * Root's own folders are closed to the account that PostgreSQL runs as; then it lies where system services keep their
 * data, and the file `location` says where, so that the home may be moved.
 */
export function placeOf(folder: string, systemFolder = '/var/lib/baton'): string {
  const pointer = join(folder, 'location')
  if (fs.existsSync(pointer)) return fs.readFileSync(pointer, 'utf8').trim()
  const account = accountFor(join(folder, 'data'))
  if (mayUse(account, folder, ['execute'])) return folder
  if (fs.existsSync(join(folder, 'data')))
    throw new Error(
      `PostgreSQL's account can no longer reach ${folder}. Open the folders above it (chmod o+x) or move the home.`,
    )
  const place = join(systemFolder, createHash('sha256').update(folder).digest('hex').slice(0, 16))
  fs.mkdirSync(place, { recursive: true })
  for (const path of [dirname(place), place]) fs.chmodSync(path, 0o711)
  fs.writeFileSync(pointer, `${place}\n`)
  return place
}

/** The random password of both roles, kept in a file that only its owner can read. */
export function passwordOf(folder: string): string {
  const file = join(folder, 'password')
  if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8').trim()
  const password = randomBytes(24).toString('hex')
  fs.writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

// Made beside its final place and renamed, so that an interrupted start leaves nothing that looks like a cluster.
// The locale is spelled out: left to the environment, an unset LANG would make an SQL_ASCII database.
async function initialise(cluster: Cluster, password: string, durable: boolean): Promise<void> {
  const fresh = `${cluster.data}.new`
  const secret = join(dirname(cluster.data), 'initdb-password')
  fs.rmSync(fresh, { recursive: true, force: true })
  fs.mkdirSync(fresh, { recursive: true, mode: 0o700 })
  fs.writeFileSync(secret, password, { mode: 0o600 })
  for (const path of [fresh, secret]) give(path, cluster.account)
  try {
    await runProgram(cluster, 'initdb', [
      `--pgdata=${fresh}`,
      `--username=${adminRole}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ])
  } finally {
    fs.rmSync(secret, { force: true })
  }
  fs.renameSync(fresh, cluster.data)
}

function give(path: string, account: Account | null): void {
  if (account !== null) fs.chownSync(path, account.uid, account.gid)
}

function checkVersion({ data, binaries }: Cluster): void {
  const ofData = fs.readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  const ofPrograms = binaries.version.split('.')[0]
  if (ofData !== ofPrograms)
    throw new Error(
      `The data in ${data} is of PostgreSQL ${ofData}; this release brings PostgreSQL ${ofPrograms}. ` +
        'Export with the release that wrote it, then import here.',
    )
}
