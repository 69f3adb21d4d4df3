// How good what is stored is, by field and by person, looked at once a day: what should be filled, what is, what still holds, what was refused.
import type { Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { ident, join, raw, type Sql, sql } from '#base/sql'
import type { Actor } from '#kernel/access'
import { enteredByField } from '#kernel/log/store'
import { source } from '#kernel/records'
import { type ResolvedField, type ResolvedObject, textFormats } from '#kernel/schema'
import type { Quality, QualityCounts, QualityWish } from './engine.ts'
import { mayAskLog, readable } from './history.store.ts'
import type { Running } from './state.store.ts'
import { keptDays, nobody } from './tally.store.ts'
import { filledInBy } from './usage.store.ts'

const mostValues = 200_000
const mostRecords = 50
const mostPeople = 200

type Counts = { -readonly [K in keyof QualityCounts]: number }
const none = (): Counts => ({ should: 0, filled: 0, valid: 0, entered: 0, refused: 0 })

/** By person, then by field. */
type Measured = Map<string, Map<string, Counts>>

function countsOf(measured: Measured, person: string, field: string): Counts {
  const fields = measured.get(person) ?? new Map<string, Counts>()
  measured.set(person, fields)
  const counts = fields.get(field) ?? none()
  fields.set(field, counts)
  return counts
}

const installer = 'installer'

/** What is asked of the records of an object: whose they are, when a field should be filled, and whether its value still holds. */
function lookAt(running: Running, object: ResolvedObject) {
  const { compiled } = running.state()
  const model = compiled.records.objects.get(object.name)
  const from = source(compiled.access, running.systemActor(installer), object, running.moment())
  const column = (name: string): Sql => from.host.column([name])
  const owner = object.byName.get('owner')
  const shown = ({ name }: ResolvedField): Sql => {
    const conditions = (model?.conditions.get(name)?.shown ?? []).map((one) => one.toCondition(from.host))
    return conditions.length === 0 ? raw('true') : sql`(${join(conditions, ' and ')})`
  }
  const holds = (field: ResolvedField): Sql => {
    const value = column(field.name)
    const checks = (model?.checks ?? []).filter((check) => check.field === field.name)
    const parts = [
      ...('min' in field && field.min !== undefined ? [sql`${value} >= ${field.min}::numeric`] : []),
      ...('max' in field && field.max !== undefined ? [sql`${value} <= ${field.max}::numeric`] : []),
      ...('maxLength' in field && field.maxLength !== undefined
        ? [sql`char_length(${value}::text) <= ${field.maxLength}`]
        : []),
      ...(field.type === 'select' ? [sql`${value}::text = any(${offered(field)}::text[])`] : []),
      ...(field.type === 'multiSelect' ? [sql`${value}::text[] <@ ${offered(field)}::text[]`] : []),
      ...checks.map(({ formula }) => sql`(${formula.toCondition(from.host)}) is true`),
    ]
    return parts.length === 0 ? raw('true') : sql`(${join(parts, ' and ')})`
  }
  return {
    from,
    column,
    shown,
    holds,
    id: from.host.column(['id']),
    person:
      owner?.type === 'person'
        ? sql`coalesce(${column('owner')}, ${column('createdBy')})`
        : column('createdBy'),
  }
}

/** What may be chosen today. */
const offered = ({ options = [] }: { readonly options?: readonly { key: string; retired?: boolean }[] }) =>
  options.filter(({ retired }) => !retired).map(({ key }) => key)

const formatOf = (field: ResolvedField) =>
  field.type === 'text' && field.format !== undefined && field.format in textFormats
    ? textFormats[field.format as keyof typeof textFormats]
    : undefined

/** The records as they stand. */
async function measure(
  tx: Pick<Tx, 'query'>,
  running: Running,
  object: ResolvedObject,
  fields: readonly ResolvedField[],
): Promise<Measured> {
  const measured: Measured = new Map()
  const { person, shown, holds, column, from } = lookAt(running, object)
  const columns = fields.flatMap((field, index) => {
    const filled = sql`(${shown(field)}) and ${column(field.name)} is not null`
    const count = (where: Sql, letter: string): Sql =>
      sql`count(*) filter (where ${where})::integer as ${raw(`${letter}${index}`)}`
    return [
      count(sql`(${shown(field)})`, 's'),
      count(filled, 'f'),
      count(sql`${filled} and ${holds(field)}`, 'v'),
    ]
  })
  const { rows } = await tx.query<{ person: string } & Record<string, number>>(
    sql`select ${person} as person, ${join(columns)} from ${from.from()} group by 1`,
  )
  for (const row of rows)
    for (const [index, { name }] of fields.entries()) {
      const counts = countsOf(measured, row.person, name)
      counts.should = row[`s${index}`] ?? 0
      counts.filled = row[`f${index}`] ?? 0
      counts.valid = row[`v${index}`] ?? 0
    }
  for (const field of fields) await withoutMisshapen(tx, running, object, field, measured)
  return measured
}

/** Formats are known to JavaScript alone: each value is looked at once, however many records hold it. */
async function withoutMisshapen(
  tx: Pick<Tx, 'query'>,
  running: Running,
  object: ResolvedObject,
  field: ResolvedField,
  measured: Measured,
): Promise<void> {
  const format = formatOf(field)
  if (format === undefined) return
  const { person, shown, holds, column, from } = lookAt(running, object)
  const value = column(field.name)
  const where = sql`${value} is not null and (${shown(field)}) and ${holds(field)}`
  const { rows } = await tx.query<{ person: string; value: string; n: number }>(
    sql`select ${person} as person, ${value}::text as value, count(*)::integer as n
          from ${from.from()} where ${where} group by 1, 2 limit ${raw(String(mostValues))}`,
  )
  for (const row of rows)
    if (!format.holds(row.value)) countsOf(measured, row.person, field.name).valid -= row.n
}

/** The day before today in the workspace's zone. */
async function lastDay(running: Running): Promise<string> {
  const { now, zone } = running.moment()
  const { rows } = await running.options.db.query<{ day: string }>(
    sql`select ((${now}::timestamptz at time zone ${zone})::date - 1)::text as day`,
  )
  return rows[0]?.day ?? ''
}

const table = (running: Running): Sql => ident(running.options.workspace.namespace, 'field_quality')

/** Keeps what is to be said of yesterday, once for each object, and forgets what nobody may ask about any more. */
export async function keepQuality(running: Running, isOver: () => boolean = () => false): Promise<void> {
  const { db } = running.options
  const day = await lastDay(running)
  const { rows } = await db.query<{ object: string }>(
    sql`select object from ${table(running)} where day = ${day}::date and person = ${nobody}::uuid`,
  )
  const kept = new Set(rows.map(({ object }) => object))
  for (const object of running.state().compiled.schema.objects.values())
    if (!kept.has(object.name) && !isOver()) await keepObject(running, object, day)
  await db.query(sql`delete from ${table(running)} where day < ${day}::date - ${raw(String(keptDays))}`)
}

async function keepObject(running: Running, object: ResolvedObject, day: string): Promise<void> {
  const { db, workspace } = running.options
  const names = await filledInBy(running, running.systemActor(installer), object.name)
  const fields = object.fields.filter(({ name }) => names.includes(name))
  if (fields.length === 0) return
  await db.transaction(async (tx) => {
    const measured = await measure(tx, running, object, fields)
    const about = { object: object.name, fields: names, day, zone: workspace.zone }
    for (const { person, field, entered } of await enteredByField(tx, workspace.namespace, about))
      countsOf(measured, person, field).entered += entered
    const { rows } = await tx.query<{ person: string; field: string; refused: number }>(
      sql`select person, field, amount::integer as refused from ${ident(workspace.namespace, 'field_tally')}
           where object = ${object.name} and day = ${day}::date and kind = 'refused' and field = any(${names}::text[])`,
    )
    for (const { person, field, refused } of rows) countsOf(measured, person, field).refused += refused
    // A row of nobody's says that the object has been looked at.
    const kept = [
      [nobody, {}] as const,
      ...[...measured].map(([person, of]) => [person, Object.fromEntries(of)] as const),
    ]
    await tx.query(sql`insert into ${table(running)} (day, object, person, counts)
      select ${day}::date, ${object.name}, u.person, u.counts from unnest(${kept.map(([person]) => person)}::uuid[],
        ${kept.map(([, counts]) => JSON.stringify(counts))}::jsonb[]) u(person, counts) on conflict do nothing`)
  })
}

const sums = (state: Sql): Sql => sql`
  coalesce(sum((f.value ->> 'should')::integer) filter (where ${state}), 0)::integer as should,
  coalesce(sum((f.value ->> 'filled')::integer) filter (where ${state}), 0)::integer as filled,
  coalesce(sum((f.value ->> 'valid')::integer) filter (where ${state}), 0)::integer as valid,
  coalesce(sum((f.value ->> 'entered')::integer), 0)::integer as entered,
  coalesce(sum((f.value ->> 'refused')::integer), 0)::integer as refused`

/** Whom they may ask about: administrators and auditors anybody, everybody else themselves. */
const whoseOf = (actor: Actor, wish: QualityWish): string | null =>
  mayAskLog(actor) ? (wish.person ?? null) : actor.id

/**
 * What stands is told as of the last day that was looked at, what was entered and refused over all of the days. Of fields that the
 * actor may read; of other people's for administrators and auditors alone. Problems: query.unknownObject.
 */
export async function quality(running: Running, actor: Actor, wish: QualityWish): Promise<Result<Quality>> {
  const names = await filledInBy(running, actor, wish.object)
  if (names.length === 0) return failed(problem('query.unknownObject', ['object'], { name: wish.object }))
  const { db } = running.options
  const whose = whoseOf(actor, wish)
  const days = Math.min(Math.max(Math.trunc(wish.days ?? 30), 1), keptDays)
  const until = await lastDay(running)
  const asked = wish.field === undefined ? names : names.filter((name) => name === wish.field)
  const rows = (
    fields: readonly string[],
  ): Sql => sql`${table(running)} q cross join lateral jsonb_each(q.counts) f
    where q.object = ${wish.object} and q.day > ${until}::date - ${days}::integer and f.key = any(${fields}::text[])
      and (${whose}::uuid is null or q.person = ${whose}::uuid)`
  const last = sql`q.day = (select max(day) from ${table(running)} where object = ${wish.object})`
  const [fields, byDay, people] = await Promise.all([
    db.query<QualityCounts & { field: string }>(
      sql`select f.key as field, ${sums(last)} from ${rows(names)} group by 1`,
    ),
    db.query<QualityCounts & { day: string }>(
      sql`select q.day::text as day, ${sums(raw('true'))} from ${rows(asked)} group by 1 order by 1 desc`,
    ),
    db.query<QualityCounts & { person: string }>(
      sql`select q.person, ${sums(last)} from ${rows(asked)} group by 1 order by 2 desc, 1 limit ${raw(String(mostPeople))}`,
    ),
  ])
  const directory = (await running.caches.directory()).people
  const byField = new Map(fields.rows.map((row) => [row.field, row]))
  return ok({
    day: byDay.rows[0]?.day ?? null,
    fields: names.flatMap((name) => byField.get(name) ?? []),
    days: byDay.rows,
    people: people.rows.map((row) => ({ ...row, name: directory.get(row.person)?.name ?? '' })),
  })
}

/** Records, of those that the actor may read, in which a value of the field no longer holds; the first fifty. Problems: those of `quality`. */
export async function misfits(
  running: Running,
  actor: Actor,
  { object: name, field: wanted }: { readonly object: string; readonly field: string },
): Promise<Result<readonly { readonly id: string; readonly title: string }[]>> {
  const object = running.state().compiled.schema.object(name)
  const field = object?.byName.get(wanted)
  const names = await filledInBy(running, actor, name)
  if (!object || !field || !names.includes(wanted))
    return failed(problem('query.unknownField', ['field'], { name: wanted }))
  const { column, shown, holds, from, id } = lookAt(running, object)
  const value = column(wanted)
  const format = formatOf(field)
  const wrong = format ? raw('true') : sql`not ${holds(field)}`
  const { rows } = await running.options.db.query<{
    id: string
    title: string | null
    value: string
    ok: boolean
  }>(
    sql`select ${id} as id, ${column(object.title)}::text as title, ${value}::text as value, ${holds(field)} as ok
          from ${from.from()} where ${value} is not null and (${shown(field)}) and ${wrong}
         order by 1 desc limit ${raw(String(mostValues))}`,
  )
  const found = rows.filter((row) => !row.ok || (format !== undefined && !format.holds(row.value)))
  const seen = await readable(
    running,
    actor,
    name,
    found.map((row) => row.id),
  )
  return ok(
    found
      .filter((row) => seen.has(row.id))
      .slice(0, mostRecords)
      .map((row) => ({ id: row.id, title: row.title ?? '' })),
  )
}
