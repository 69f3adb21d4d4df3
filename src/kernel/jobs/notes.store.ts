// What long work keeps beside its progress: numbered notes about records, forgotten with the work.
import type { Tx } from '#base/database'
import { ident, type Sql, sql } from '#base/sql'
import type { Json } from '#kernel/schema'

/** `key` is what it is about, `mark` a word by which notes are counted. */
export type Note = {
  readonly number: number
  readonly key: string
  readonly mark: string
  readonly data: Json
}

const table = (namespace: string): Sql => ident(namespace, 'job_note')

const most = 1000

const columns = sql`number, key, mark, data`

/** A number that is there already stays as it is. */
export async function addNotes(
  tx: Tx,
  namespace: string,
  job: string,
  kind: string,
  notes: readonly Note[],
): Promise<void> {
  for (let at = 0; at < notes.length; at += most)
    await tx.query(sql`insert into ${table(namespace)} (job, kind, number, key, mark, data)
      select ${job}::uuid, ${kind}, n.number, n.key, n.mark, n.data
        from jsonb_to_recordset(${JSON.stringify(notes.slice(at, at + most))}::jsonb)
          as n(number integer, key uuid, mark text, data jsonb)
      on conflict (job, kind, number) do nothing`)
}

/** In order, from a number on; at most 1,000. */
export async function notesOf(
  tx: Tx,
  namespace: string,
  job: string,
  kind: string,
  { from = 0, limit = most }: { readonly from?: number; readonly limit?: number } = {},
): Promise<readonly Note[]> {
  const { rows } = await tx.query<Note>(sql`select ${columns} from ${table(namespace)}
    where job = ${job}::uuid and kind = ${kind} and number >= ${from} order by number limit ${Math.min(limit, most)}`)
  return rows
}

/** Those of any of these works that are about any of these keys, in the order of the works and then of their numbers. */
export async function notesAbout(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  jobs: readonly string[],
  kind: string,
  keys: readonly string[],
): Promise<readonly Note[]> {
  const { rows } = await tx.query<Note>(sql`select ${columns} from ${table(namespace)}
    where job = any(${jobs}::uuid[]) and kind = ${kind} and key = any(${keys}::uuid[])
    order by array_position(${jobs}::uuid[], job), number`)
  return rows
}

/** How many notes of a kind carry each mark. */
export async function countNotes(
  tx: Tx,
  namespace: string,
  job: string,
  kind: string,
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await tx.query<{ mark: string; count: number }>(sql`
    select mark, count(*)::integer as count from ${table(namespace)}
     where job = ${job}::uuid and kind = ${kind} group by mark`)
  return Object.fromEntries(rows.map(({ mark, count }) => [mark, count]))
}

/** Writes notes anew, of all of a kind or of those about some keys; one change of notes waits for another. */
export async function reviseNotes(
  tx: Tx,
  namespace: string,
  job: string,
  kind: string,
  revise: (note: Note) => Pick<Note, 'mark' | 'data'>,
  keys?: readonly string[],
): Promise<void> {
  await tx.query(
    sql`select id from ${ident(namespace, 'job_progress')} where id = ${job}::uuid for no key update`,
  )
  for (let from = 0; ; ) {
    const notes =
      keys === undefined
        ? await notesOf(tx, namespace, job, kind, { from })
        : await notesAbout(tx, namespace, [job], kind, keys)
    const revised = notes.map((note) => ({ ...revise(note), number: note.number }))
    await tx.query(sql`update ${table(namespace)} t set mark = n.mark, data = n.data
      from jsonb_to_recordset(${JSON.stringify(revised)}::jsonb) as n(number integer, mark text, data jsonb)
      where t.job = ${job}::uuid and t.kind = ${kind} and t.number = n.number`)
    const last = notes.at(-1)
    if (keys !== undefined || last === undefined || notes.length < most) return
    from = last.number + 1
  }
}
