// Records that values name without a foreign key, in lists or as one of several objects: whoever is named is there, and stays there.
import type { Tx } from '#base/database'
import { groupBy } from '#base/group-by'
import { problem } from '#base/problem'
import { ident, raw, type Sql, sql } from '#base/sql'
import {
  holdsSeveral,
  namable,
  namedAs,
  namedIn,
  type ResolvedField,
  type ResolvedObject,
  type Schema,
  type Value,
} from '#kernel/schema'
import { prepared } from './prepared.ts'
import { allEntries, type Entry, entryOf, type Work } from './work.ts'

type Holder = { readonly object: ResolvedObject; readonly field: ResolvedField }
type Holders = {
  readonly of: ReadonlyMap<string, readonly Holder[]>
  readonly by: ReadonlyMap<string, readonly Holder[]>
}

const known = new WeakMap<Schema, Holders>()

/** The fields that hold such values, by the object they are of and by each object whose records may stand in them. */
function holdersOf(schema: Schema): Holders {
  const found = known.get(schema)
  if (found) return found
  const all = [...schema.objects.values()].flatMap((object) =>
    object.fields.filter((field) => namable(field).length > 0).map((field) => ({ object, field })),
  )
  // What was chosen before an object was taken out of the choice is still named.
  const mayName = ({ field }: Holder): Iterable<string> =>
    field.type === 'anyReference' ? schema.objects.keys() : namable(field)
  const by = all.flatMap((holder) => [...mayName(holder)].map((to) => ({ holder, to })))
  const holders = {
    of: groupBy(all, ({ object }) => object.name),
    by: new Map([...groupBy(by, ({ to }) => to)].map(([to, each]) => [to, each.map(({ holder }) => holder)])),
  }
  known.set(schema, holders)
  return holders
}

/**
 * Holds to such values what the database holds to references. Adds records.unknownReference where one comes to name a record that is
 * not there, and records.referenced where a record goes that one still names. What is named is locked against removal, and what is
 * removed against being named, until the transaction ends.
 */
export async function keepNamed(tx: Tx, work: Work): Promise<void> {
  const { of, by } = holdersOf(work.model.schema)
  if (of.size === 0) return
  const entries = [...allEntries(work)]
  for (const [object, named] of newlyNamed(entries, of)) await mustBeThere(tx, work, object, named)
  const gone = entries.filter(
    ({ before, row, object }) => before !== null && row === null && by.has(object.name),
  )
  for (const [object, removed] of groupBy(gone, ({ object: { name } }) => name))
    await mustNotBeNamed(tx, work, removed, by.get(object) ?? [])
}

type Naming = { readonly id: string; readonly entry: Entry; readonly field: string }

/** What was not named before, by its object. */
function newlyNamed(entries: readonly Entry[], of: Holders['of']): ReadonlyMap<string, readonly Naming[]> {
  const all = entries.flatMap((entry) =>
    (entry.row === null ? [] : (of.get(entry.object.name) ?? [])).flatMap(({ field }) => {
      const before = new Set(namedIn(field, entry.before?.[field.name]).map(namedAs))
      return namedIn(field, entry.row?.[field.name])
        .filter((one) => !before.has(namedAs(one)))
        .map((one) => ({ ...one, entry, field: field.name }))
    }),
  )
  return groupBy(all, ({ object }) => object)
}

const noteAt = (work: Work, code: string, { object, wishes }: Entry, field: string): void => {
  work.problems.push(problem(code, [wishes[0]?.index ?? '0', field], { object: object.name, name: field }))
}

async function mustBeThere(tx: Tx, work: Work, name: string, named: readonly Naming[]): Promise<void> {
  const { schema } = work.model
  const object = schema.object(name)
  const stored = [...new Set(named.map(({ id }) => id))].filter((id) => !entryOf(work, name, id)).sort()
  const there = new Set<string>()
  if (object && stored.length > 0) {
    const statement = sql`select id from ${ident(schema.namespace, object.table)} where id = any(${stored}::uuid[]) order by id for key share`
    for (const { id } of (await tx.query<{ id: string }>(prepared(statement))).rows) there.add(id)
  }
  for (const { id, entry, field } of named)
    if (!there.has(id) && !entryOf(work, name, id)?.row)
      noteAt(work, 'records.unknownReference', entry, field)
}

/** Whether a stored value names one of these records of one object. */
function namesAny({ field }: Holder, of: string, ids: readonly string[]): Sql {
  const column = ident(field.column ?? '')
  return holdsSeveral(field)
    ? sql`${column} && ${ids}::uuid[]`
    : sql`${column} = any(${ids.map((id) => namedAs({ object: of, id }))}::text[])`
}

async function mustNotBeNamed(
  tx: Tx,
  work: Work,
  removed: readonly Entry[],
  holders: readonly Holder[],
): Promise<void> {
  const { namespace } = work.model.schema
  const [first] = removed
  if (!first) return
  const ids = removed.map(({ id }) => id).sort()
  const table = ident(namespace, first.object.table)
  await tx.query(prepared(sql`select 1 from ${table} where id = any(${ids}::uuid[]) order by id for update`))
  for (const holder of holders) {
    const { object, field } = holder
    const own = [...(work.entries.get(object.name)?.values() ?? [])]
    const touched = own.map(({ id }) => id)
    const column = ident(field.column ?? '')
    const statement = sql`select ${column} as named from ${ident(namespace, object.table)}
      where ${namesAny(holder, first.object.name, ids)} and id <> all(${touched}::uuid[]) limit ${raw('1')}`
    const { rows } = await tx.query<{ named: Value }>(prepared(statement))
    const values = [...rows.map((row) => row.named), ...own.map(({ row }) => row?.[field.name])]
    const named = new Set(values.flatMap((value) => namedIn(field, value)).map(namedAs))
    const entry = removed.find(({ id }) => named.has(namedAs({ object: first.object.name, id })))
    if (entry)
      work.problems.push(
        problem('records.referenced', [entry.wishes[0]?.index ?? '0', field.name], {
          object: object.name,
          name: field.name,
        }),
      )
  }
}
