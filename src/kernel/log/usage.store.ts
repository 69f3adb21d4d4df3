// How fields are used, counted from the log: what was changed, by how many at once, and after the month was over.
import type { Tx } from '#base/database'
import { ident, raw, type Sql, sql } from '#base/sql'

/** Which object, which of its fields, since when; `zone` tells days and months apart. */
export type UsageQuestion = {
  readonly object: string
  readonly fields: readonly string[]
  readonly since: string
  readonly zone: string
}

/** Counts of changes by people to one field: all, those that replaced a value, and of these those after the record's month and those of many records at once. */
export type FieldChanges = {
  readonly field: string
  readonly changed: number
  readonly corrected: number
  readonly late: number
  readonly bulk: number
}

/** What one person entered on one day: records, values in them, and how many of those were replaced later. */
export type Entered = {
  readonly person: string
  readonly day: string
  readonly records: number
  readonly filled: number
  readonly corrected: number
}

/** So many records of an object in one write are a bulk edit; so is an import. */
const manyAtOnce = 5
/** Older events beyond these are not looked at. */
const mostEvents = 200_000

/** What people did, in whichever way; rules, flows and the system follow their own. */
export const byPeople: Sql = sql`l.source in ('form', 'api', 'import', 'offline', 'assistant', 'demo')`

const monthOf = (column: string, zone: string): Sql =>
  sql`date_trunc('month', ${raw(column)} at time zone ${zone})`

/** Whether the event `l` came in a later month than its record. */
export const isLate = (
  namespace: string,
  zone: string,
): Sql => sql`exists (select from ${ident(namespace, 'log')} c
  where c.object = l.object and c.record = l.record and c.kind = 'create' and ${monthOf('c.at', zone)} < ${monthOf('l.at', zone)})`

export const isBulk = (
  namespace: string,
): Sql => sql`(l.source = 'import' or (select count(*) from (select from ${ident(namespace, 'log')} b
  where b.write_id = l.write_id and b.object = l.object and b.kind = 'update' limit ${raw(String(manyAtOnce))}) as beside) >= ${raw(String(manyAtOnce))})`

/** One entry for each field that was changed. */
export async function fieldChanges(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  { object, fields, since, zone }: UsageQuestion,
): Promise<readonly FieldChanges[]> {
  const { rows } = await tx.query<FieldChanges>(sql`
    with updates as (
      select l.*, count(*) over (partition by l.write_id) >= ${manyAtOnce} or l.source = 'import' as is_bulk
        from (select * from ${ident(namespace, 'log')} l
               where l.object = ${object} and l.kind = 'update' and l.at >= ${since}::timestamptz and ${byPeople}
               order by l.at desc limit ${mostEvents}) l
    ), told as (
      select l.is_bulk, ${isLate(namespace, zone)} as is_late, f.name, l.before ->> f.name is not null as was_there
        from updates l cross join lateral jsonb_object_keys(l.after) f(name)
       where f.name = any(${[...fields]}::text[])
    )
    select name as field, count(*)::integer as changed, count(*) filter (where was_there)::integer as corrected,
           count(*) filter (where was_there and is_late)::integer as late,
           count(*) filter (where was_there and is_bulk)::integer as bulk
      from told group by name order by name`)
  return rows
}

/** How many values each person entered or changed in each field on one day. */
export async function enteredByField(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  { object, fields, day, zone }: Omit<UsageQuestion, 'since'> & { readonly day: string },
): Promise<readonly { readonly person: string; readonly field: string; readonly entered: number }[]> {
  const { rows } = await tx.query<{ person: string; field: string; entered: number }>(sql`
    select l.actor as person, f.name as field, count(*)::integer as entered
      from (select * from ${ident(namespace, 'log')} l
             where l.object = ${object} and l.kind in ('create', 'update') and ${byPeople}
               and l.at >= ${day}::date::timestamp at time zone ${zone} and l.at < (${day}::date + 1)::timestamp at time zone ${zone}
             order by l.at desc limit ${mostEvents}) l
           cross join lateral jsonb_object_keys(l.after) f(name)
     where f.name = any(${[...fields]}::text[]) and l.after ->> f.name is not null
     group by 1, 2`)
  return rows
}

/** Days on which people wrote records of the object, counted for each person. */
export async function personDays(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  { object, since, zone }: UsageQuestion,
): Promise<number> {
  const { rows } = await tx.query<{ days: number }>(sql`
    select count(*)::integer as days from (
      select distinct l.actor, (l.at at time zone ${zone})::date
        from (select l.actor, l.at from ${ident(namespace, 'log')} l
               where l.object = ${object} and l.kind in ('create', 'update') and l.at >= ${since}::timestamptz and ${byPeople}
               order by l.at desc limit ${mostEvents}) l) as days`)
  return rows[0]?.days ?? 0
}

/** The newest days first. */
export async function enteredBy(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  { object, fields, since, zone }: UsageQuestion,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly Entered[]> {
  const log = ident(namespace, 'log')
  const names = sql`${[...fields]}::text[]`
  const { rows } = await tx.query<Entered>(sql`
    with made as (
      select l.record, l.actor, (l.at at time zone ${zone})::date as day,
             (select count(*) from unnest(${names}) f(name) where l.after ->> f.name is not null) as filled
        from ${log} l
       where l.object = ${object} and l.kind = 'create' and l.at >= ${since}::timestamptz and ${byPeople}
       order by l.at desc limit ${mostEvents}
    ), mended as (
      select l.record, count(*) as corrected
        from ${log} l join made on made.record = l.record cross join lateral jsonb_object_keys(l.after) f(name)
       where l.object = ${object} and l.kind = 'update' and ${byPeople}
         and f.name = any(${names}) and l.before ->> f.name is not null
       group by l.record
    )
    select made.actor as person, made.day::text as day, count(*)::integer as records,
           sum(made.filled)::integer as filled, coalesce(sum(mended.corrected), 0)::integer as corrected
      from made left join mended on mended.record = made.record
     group by made.actor, made.day order by made.day desc, records desc, made.actor
     limit ${page.limit} offset ${page.offset}`)
  return rows
}
