// Files in the workspace: named, hung on records, and opened by who may read those.
import type { Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, sql } from '#base/sql'
import { cleanMediaType, cleanName, type FileEntry } from './file.ts'

const columns = sql`id, name, media_type as "mediaType", size, sha256, created_by as "createdBy", created_at as "createdAt",
  object, record, field`

export type NewFile = Pick<FileEntry, 'id' | 'name' | 'mediaType' | 'size' | 'sha256' | 'createdBy'>

/** Where a file hangs. */
export type FilePlace = { readonly object: string; readonly record: string; readonly field: string }

/**
 * Names stored contents. The file hangs on nothing until `hangFiles` is told where. The same file put there again by the same
 * person is the first one. Problem: files.taken, for an id that names something else.
 */
export async function addFile(
  tx: Tx,
  namespace: string,
  file: NewFile,
  at: Date,
): Promise<Result<FileEntry>> {
  const { rows } = await tx.query<FileRow>(sql`
    insert into ${ident(namespace, 'file')} (id, name, media_type, size, sha256, created_by, created_at)
    values (${file.id}, ${cleanName(file.name)}, ${cleanMediaType(file.mediaType)}, ${file.size}, ${file.sha256},
            ${file.createdBy}, ${at.toISOString()})
    on conflict (id) do nothing
    returning ${columns}`)
  const [row] = rows
  return row === undefined ? addedBefore(tx, namespace, file) : ok(entryOf(row))
}

async function addedBefore(tx: Tx, namespace: string, file: NewFile): Promise<Result<FileEntry>> {
  const { id, createdBy, sha256 } = file
  const { rows } = await tx.query<FileRow>(sql`
    select ${columns} from ${ident(namespace, 'file')}
     where id = ${id} and created_by = ${createdBy} and sha256 = ${sha256}`)
  const [row] = rows
  return row === undefined ? failed(problem('files.taken', ['id'], { id })) : ok(entryOf(row))
}

type FileRow = Omit<FileEntry, 'size'> & { readonly size: string }

const entryOf = (row: FileRow): FileEntry => ({ ...row, size: Number(row.size) })

/**
 * Hangs files on a record's field, within the write that names them there. A file that hangs there already stays. `actor` is null
 * for a record that came back with them: they were its own, whoever had put them there.
 * Problems: files.unknown, for ids that do not exist, hang elsewhere, or were put there by somebody else; files.badType, for what is none of `types`.
 */
export async function hangFiles(
  tx: Tx,
  namespace: string,
  ids: readonly string[],
  place: FilePlace,
  actor: string | null,
  types?: readonly string[],
): Promise<Result<null>> {
  if (ids.length === 0) return ok(null)
  const { object, record, field } = place
  const { rows } = await tx.query<{ id: string; media_type: string }>(sql`
    update ${ident(namespace, 'file')} set object = ${object}, record = ${record}, field = ${field}
     where id = any(${ids}::uuid[])
       and ((record is null and created_by = coalesce(${actor}::uuid, created_by)) or (object = ${object} and record = ${record}))
    returning id, media_type`)
  const strange = types === undefined ? [] : rows.filter((row) => !types.includes(row.media_type))
  if (strange.length > 0) return failed(...strange.map(({ id }) => problem('files.badType', [field], { id })))
  const hung = new Set(rows.map(({ id }) => id))
  const missing = ids.filter((id) => !hung.has(id))
  return missing.length === 0
    ? ok(null)
    : failed(...missing.map((id) => problem('files.unknown', [field], { id })))
}

/** Takes files off a record: they go with the next sweep, a day later. */
export async function dropFiles(
  tx: Tx,
  namespace: string,
  ids: readonly string[],
  place: Pick<FilePlace, 'object' | 'record'>,
  at: Date,
): Promise<number> {
  const { count } = await tx.query(sql`
    update ${ident(namespace, 'file')} set object = null, record = null, field = null, created_at = ${at.toISOString()}
     where id = any(${ids}::uuid[]) and object = ${place.object} and record = ${place.record}`)
  return count
}

/** Asks whether the actor may read this field of this record. */
export type MayRead = (place: FilePlace) => Promise<boolean>

/** A file for somebody who wants to read it. Problem: files.unknown, also for what they may not read. */
export async function openFile(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  id: string,
  actor: string,
  mayRead: MayRead,
): Promise<Result<FileEntry>> {
  const { rows } = await tx.query<FileRow>(
    sql`select ${columns} from ${ident(namespace, 'file')} where id = ${id}`,
  )
  const [row] = rows
  if (row === undefined || !(await isReadable(row, actor, mayRead)))
    return failed(problem('files.unknown', [], { id }))
  return ok(entryOf(row))
}

async function isReadable(row: FileRow, actor: string, mayRead: MayRead): Promise<boolean> {
  const { object, record, field } = row
  if (object === null || record === null || field === null) return row.createdBy === actor
  return mayRead({ object, record, field })
}

/** Names of files by their ids; who may see them is for the caller to have decided. */
export async function namesOfFiles(
  tx: Tx,
  namespace: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    sql`select id, name from ${ident(namespace, 'file')} where id = any(${ids}::uuid[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The files of a record, oldest first. Whether the record may be read is for the caller to have decided. */
export async function filesOf(
  tx: Tx,
  namespace: string,
  object: string,
  record: string,
): Promise<readonly FileEntry[]> {
  const { rows } = await tx.query<FileRow>(sql`select ${columns} from ${ident(namespace, 'file')}
    where object = ${object} and record = ${record} order by created_at, id limit 1000`)
  return rows.map(entryOf)
}
