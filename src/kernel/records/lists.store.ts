// Lists of people, departments and records: whoever a list names is there, and stays there.
import type { Tx } from '#base/database'
import { groupBy } from '#base/group-by'
import { problem } from '#base/problem'
import { ident, raw, sql } from '#base/sql'
import { idsIn, listed, type ResolvedField, type ResolvedObject, type Schema } from '#kernel/schema'
import { prepared } from './prepared.ts'
import { allEntries, type Entry, entryOf, type Work } from './work.ts'

type Listing = { readonly object: ResolvedObject; readonly field: ResolvedField }
type Listings = {
  readonly of: ReadonlyMap<string, readonly Listing[]>
  readonly by: ReadonlyMap<string, readonly Listing[]>
}

const known = new WeakMap<Schema, Listings>()

/** The fields that hold lists, by the object they are of and by the object they name. */
function listingsOf(schema: Schema): Listings {
  const found = known.get(schema)
  if (found) return found
  const all = [...schema.objects.values()].flatMap((object) =>
    object.fields.flatMap((field) => (listed(field) === null ? [] : [{ object, field }])),
  )
  const listings = {
    of: groupBy(all, ({ object }) => object.name),
    by: groupBy(all, ({ field }) => listed(field) ?? ''),
  }
  known.set(schema, listings)
  return listings
}

/**
 * Holds to lists what the database holds to references. Adds records.unknownReference where a list comes to name a record that is not
 * there, and records.referenced where a record goes that a list still names. What is named is locked against removal, and what is
 * removed against being named, until the transaction ends.
 */
export async function keepLists(tx: Tx, work: Work): Promise<void> {
  const { of, by } = listingsOf(work.model.schema)
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

/** Whom lists did not name before, by the object. */
function newlyNamed(entries: readonly Entry[], of: Listings['of']): ReadonlyMap<string, readonly Naming[]> {
  const all = entries.flatMap((entry) =>
    (entry.row === null ? [] : (of.get(entry.object.name) ?? [])).flatMap(({ field }) => {
      const before = new Set(idsIn(entry.before?.[field.name]))
      return idsIn(entry.row?.[field.name])
        .filter((id) => !before.has(id))
        .map((id) => ({ id, entry, field: field.name, object: listed(field) ?? '' }))
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

async function mustNotBeNamed(
  tx: Tx,
  work: Work,
  removed: readonly Entry[],
  listings: readonly Listing[],
): Promise<void> {
  const { namespace } = work.model.schema
  const [first] = removed
  if (!first) return
  const ids = removed.map(({ id }) => id).sort()
  const table = ident(namespace, first.object.table)
  await tx.query(prepared(sql`select 1 from ${table} where id = any(${ids}::uuid[]) order by id for update`))
  for (const { object, field } of listings) {
    const own = [...(work.entries.get(object.name)?.values() ?? [])]
    const touched = own.map(({ id }) => id)
    const column = ident(field.column ?? '')
    const statement = sql`select ${column} as named from ${ident(namespace, object.table)}
      where ${column} && ${ids}::uuid[] and id <> all(${touched}::uuid[]) limit ${raw('1')}`
    const { rows } = await tx.query<{ named: readonly string[] }>(prepared(statement))
    const named = new Set([
      ...rows.flatMap((row) => row.named),
      ...own.flatMap(({ row }) => idsIn(row?.[field.name])),
    ])
    const entry = removed.find(({ id }) => named.has(id))
    if (entry)
      work.problems.push(
        problem('records.referenced', [entry.wishes[0]?.index ?? '0', field.name], {
          object: object.name,
          name: field.name,
        }),
      )
  }
}
