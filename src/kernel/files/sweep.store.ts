// Removes what nobody names any more.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '#base/database'
import { ident, sql } from '#base/sql'
import { type Contents, folderOf, pathOf } from './content.store.ts'
import { isContentHash } from './file.ts'

const dayMs = 86_400_000

export type Swept = { readonly files: number; readonly contents: number }

/**
 * Removes files that hung on nothing for a day, contents that are a day old and that no file names, and what uploads that broke off left.
 * Run it now and then.
 */
export async function sweepFiles(
  db: Database,
  namespace: string,
  contents: Contents,
  at: Date,
): Promise<Swept> {
  const before = new Date(at.getTime() - dayMs)
  const { count } = await db.transaction((tx) =>
    tx.query(sql`delete from ${ident(namespace, 'file')}
      where record is null and created_at < ${before.toISOString()}`),
  )
  let removed = 0
  for (const folder of await names(folderOf(contents)))
    removed += await sweepFolder(db, namespace, contents, folder, before)
  return { files: count, contents: removed }
}

async function sweepFolder(
  db: Database,
  namespace: string,
  contents: Contents,
  folder: string,
  before: Date,
): Promise<number> {
  const path = join(folderOf(contents), folder)
  const old: string[] = []
  for (const name of await names(path)) if (await isOlder(join(path, name), before)) old.push(name)
  const hashes = old.filter(isContentHash)
  const named = await namedAmong(db, namespace, hashes)
  const orphans =
    folder === 'incoming'
      ? old.map((name) => join(path, name))
      : hashes.filter((hash) => !named.has(hash)).map((hash) => pathOf(contents, hash))
  // Looked at once more: the same bytes may have been put there since.
  let removed = 0
  for (const orphan of orphans)
    if (await isOlder(orphan, before)) {
      await rm(orphan, { force: true })
      removed++
    }
  return removed
}

async function namedAmong(
  db: Database,
  namespace: string,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set()
  const { rows } = await db.transaction((tx) =>
    tx.query<{ sha256: string }>(sql`select distinct sha256 from ${ident(namespace, 'file')}
      where sha256 = any(${hashes}::text[])`),
  )
  return new Set(rows.map(({ sha256 }) => sha256))
}

const names = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => [])

const isOlder = async (path: string, than: Date): Promise<boolean> =>
  ((await stat(path).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY) < than.getTime()
