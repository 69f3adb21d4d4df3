// The readers of the log: by place, by record, by write, by question.
import type { Tx } from '#base/database'
import { ident, join, named, type Sql, sql } from '#base/sql'
import { eventColumns } from './columns.store.ts'
import type { LogEvent, SealedEvent } from './event.ts'
import {
  cursorOf,
  type HistoryEntry,
  type LogAnswer,
  type LogPage,
  type LogQuestion,
  pageLimit,
  parseCursor,
} from './question.ts'
import { byPeople, isBulk, isLate } from './usage.store.ts'

/** The events behind the place `seq` ("0" from the beginning), in order, at most `limit` (1–5,000). Never skips, never repeats. */
export async function readAfter(
  db: Pick<Tx, 'query'>,
  namespace: string,
  seq: string,
  limit: number,
): Promise<readonly SealedEvent[]> {
  const statement = sql`
    select ${eventColumns}, s.seq as "seq", encode(s.hash, 'hex') as "hash"
      from ${ident(namespace, 'log_seal')} s join ${ident(namespace, 'log')} l on l.id = s.event_id
     where s.seq > ${seq}::bigint order by s.seq limit ${pageLimit(limit, 5000)}`
  const { rows } = await db.query<SealedEvent>(named(`log after ${namespace}`, statement))
  return rows
}

/** One record's events, newest first, also those not yet sealed. */
export const historyOf = (
  tx: Tx,
  namespace: string,
  object: string,
  record: string,
  page: LogPage = {},
): Promise<LogAnswer> =>
  newestFirst(tx, namespace, [sql`l.object = ${object}`, sql`l.record = ${record}::uuid`], page)

/** The events of one write, in the order they were made. */
export async function eventsOfWrite(
  tx: Tx,
  namespace: string,
  writeId: string,
): Promise<readonly LogEvent[]> {
  const { rows } = await tx.query<LogEvent>(
    sql`select ${eventColumns} from ${ident(namespace, 'log')} l where l.write_id = ${writeId}::uuid order by l.id`,
  )
  return rows
}

/** Who made these records and when, by their ids: as the first event of each says, or, where it says nothing of that, whoever's it was. */
export async function makersOf(
  tx: Tx,
  namespace: string,
  object: string,
  records: readonly string[],
): Promise<ReadonlyMap<string, Pick<LogEvent, 'at' | 'actor'>>> {
  const { rows } = await tx.query<Pick<LogEvent, 'record' | 'at' | 'actor'>>(
    sql`select distinct on (l.record) l.record as "record", coalesce((l.after ->> 'createdAt')::timestamptz, l.at) as "at",
             coalesce((l.after ->> 'createdBy')::uuid, l.actor) as "actor" from ${ident(namespace, 'log')} l
      where l.object = ${object} and l.record = any(${records}::uuid[]) order by l.record, l.at, l.id`,
  )
  return new Map(rows.map((row) => [row.record, row]))
}

/** Of these records the last change of one of these fields that a person made to each, other than in these writes. */
export async function touchedByPeople(
  tx: Tx,
  namespace: string,
  object: string,
  records: readonly string[],
  fields: readonly string[],
  except: readonly string[],
): Promise<ReadonlyMap<string, Pick<LogEvent, 'at' | 'actor'>>> {
  const { rows } = await tx.query<Pick<LogEvent, 'record' | 'at' | 'actor'>>(
    sql`select distinct on (l.record) l.record as "record", l.at as "at", l.actor as "actor" from ${ident(namespace, 'log')} l
      where l.object = ${object} and l.record = any(${records}::uuid[]) and l.kind = 'update' and ${byPeople}
        and (l.before ?| ${fields}::text[] or l.after ?| ${fields}::text[])
        and not l.write_id = any(${except}::uuid[]) order by l.record, l.at desc, l.id desc`,
  )
  return new Map(rows.map((row) => [row.record, row]))
}

/** The events that answer a question, newest first. Who may see them is for the caller to decide. */
export const askLog = (
  tx: Tx,
  namespace: string,
  { zone = 'UTC', ...question }: LogQuestion & { readonly zone?: string },
  page: LogPage = {},
): Promise<LogAnswer> =>
  newestFirst(tx, namespace, [...conditionsOf(question), ...wayConditions(namespace, question, zone)], page)

/** A field must be asked about, too. */
function wayConditions(namespace: string, { way, field }: LogQuestion, zone: string): readonly Sql[] {
  if (way === undefined || field === undefined) return []
  return [
    sql`l.kind = 'update'`,
    byPeople,
    sql`l.before ->> ${field}::text is not null`,
    ...(way === 'late' ? [isLate(namespace, zone)] : way === 'bulk' ? [isBulk(namespace)] : []),
  ]
}

type Conditions = { readonly [K in keyof LogQuestion]-?: (value: NonNullable<LogQuestion[K]>) => Sql }

const conditions: Omit<Conditions, 'field' | 'from' | 'to' | 'way'> = {
  object: (name) => sql`l.object = ${name}`,
  records: (ids) => sql`l.record = any(${ids.slice(0, 1000)}::uuid[])`,
  writeId: (id) => sql`l.write_id = ${id}::uuid`,
  actor: (id) => sql`l.actor = ${id}::uuid`,
  source: (name) => sql`l.source = ${name}`,
  action: (name) => sql`l.action = ${name}`,
  kind: (kind) => sql`l.kind = ${kind}`,
  since: (at) => sql`l.at >= ${at}::timestamptz`,
  until: (at) => sql`l.at < ${at}::timestamptz`,
}

function conditionsOf(question: LogQuestion): readonly Sql[] {
  const plain = Object.entries(conditions).flatMap(([name, condition]) => {
    const value = question[name as keyof typeof conditions]
    return value === undefined ? [] : [(condition as (value: unknown) => Sql)(value)]
  })
  return [...plain, ...fieldConditions(question)]
}

function fieldConditions({ field, from, to }: LogQuestion): readonly Sql[] {
  if (field === undefined) return []
  const touched = sql`(l.before ?| ${[field]}::text[] or l.after ?| ${[field]}::text[])`
  const was = sql`l.before ->> ${field}::text is not distinct from ${from ?? null}::text`
  const is = sql`l.after ->> ${field}::text is not distinct from ${to ?? null}::text`
  return [touched, ...(from === undefined ? [] : [was]), ...(to === undefined ? [] : [is])]
}

async function newestFirst(
  tx: Tx,
  namespace: string,
  where: readonly Sql[],
  page: LogPage,
): Promise<LogAnswer> {
  const limit = pageLimit(page.limit)
  const cursor = parseCursor(page.after)
  const behind =
    cursor === undefined ? [] : [sql`(l.at, l.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`]
  const { rows } = await tx.query<HistoryEntry>(sql`
    select ${eventColumns}, s.seq as "seq"
      from ${ident(namespace, 'log')} l left join ${ident(namespace, 'log_seal')} s on s.event_id = l.id
     where ${join([sql`true`, ...where, ...behind], ' and ')}
     order by l.at desc, l.id desc limit ${limit + 1}`)
  const events = rows.slice(0, limit)
  const last = events.at(-1)
  return rows.length > limit && last !== undefined ? { events, next: cursorOf(last) } : { events }
}
