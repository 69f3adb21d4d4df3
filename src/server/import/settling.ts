// Rows that differ from the records that are stored: what is noted for people to decide, and what their decisions come to.
import type { ImportConflict } from '#kernel/module'
import { coerce, type Values } from '#kernel/records'
import type { Json, ResolvedObject, Row, Schema, Value } from '#kernel/schema'
import type { MappedRecord } from './map-row.ts'
import type { Target } from './target.ts'

/** What a stored record takes, as of which version; null where it stays as it is. */
export type Taken = { readonly values: Values; readonly version?: number } | null

export type Stored = { readonly record: MappedRecord; readonly id: string }

/** Answers of each stored record what it takes; of one that it does not name the mapping decides. */
export type Settle = (records: readonly Stored[]) => Promise<ReadonlyMap<MappedRecord, Taken>>

/** A row that differs, as it is noted; `take` says of each field whether the file's value is to be taken. */
export type Difference = Omit<ImportConflict, 'number'>

export type Settling = {
  readonly settle: Settle
  /** The differences that were met since the last call. */
  readonly met: () => readonly Difference[]
}

type Looking = { readonly schema: Schema; readonly target: Target }

const own = ['version', 'updatedAt', 'updatedBy']

/** For a trial: every difference is noted, to be decided as the wish says until somebody decides otherwise; blank cells take nothing away. */
export function noting({ schema, target }: Looking, found: 'update' | 'leave'): Settling {
  const met: Difference[] = []
  return {
    met: () => met.splice(0),
    async settle(records) {
      const taken = new Map<MappedRecord, Taken>()
      for (const { record, live, differs } of await looked(schema, target, records)) {
        const said = differs.map((one) => ({ ...one, take: found === 'update' && one.file !== null }))
        if (said.length > 0) met.push(differenceOf(schema, record, live, said))
        taken.set(record, takenOf(said, live))
      }
      return taken
    },
  }
}

export type Decisions = {
  /** What was noted of these records in the trials that the person decided on, the latest first. */
  readonly about: (ids: readonly string[]) => Promise<readonly Difference[]>
  /** Of a difference that was met but for want of room not noted: whether it stood so when it was looked at, and takes the file's. */
  readonly takesUnlisted: (live: Row) => boolean
}

/** For the import itself: what a person decided holds as long as both sides are as they saw them; else it is theirs to decide again. */
export function deciding({ schema, target }: Looking, decisions: Decisions): Settling {
  const met: Difference[] = []
  return {
    met: () => met.splice(0),
    async settle(records) {
      const taken = new Map<MappedRecord, Taken>()
      const seen = await looked(schema, target, records)
      const differing = seen.filter(({ differs }) => differs.length > 0)
      const noted =
        differing.length === 0 ? [] : await decisions.about(differing.map(({ live }) => String(live.id)))
      for (const { record, live, differs } of seen) {
        const decided = noted.find((one) => one.record === live.id && covers(one, differs))
        const isUnlisted = decided === undefined && decisions.takesUnlisted(live)
        const said = differs.map((one) => ({
          ...one,
          take:
            decided?.fields.find(({ field }) => field === one.field)?.take ??
            (isUnlisted && one.file !== null),
        }))
        if (said.length > 0 && decided === undefined && !isUnlisted)
          met.push(differenceOf(schema, record, live, said))
        taken.set(record, takenOf(said, live))
      }
      return taken
    },
  }
}

type Side = { readonly field: string; readonly file: Value; readonly live: Value }

const text = (value: Value): string => JSON.stringify(value ?? null)

const covers = ({ fields }: Difference, differs: readonly Side[]): boolean =>
  differs.every(({ field, file, live }) =>
    fields.some(
      (one) => one.field === field && text(one.file) === text(file) && text(one.live) === text(live),
    ),
  )

const takenOf = (said: readonly (Side & { readonly take: boolean })[], live: Row): Taken => {
  const values = Object.fromEntries(said.filter(({ take }) => take).map(({ field, file }) => [field, file]))
  return Object.keys(values).length === 0 ? null : { values, version: Number(live.version) }
}

function differenceOf(
  schema: Schema,
  { create: { object }, row }: MappedRecord,
  live: Row,
  fields: Difference['fields'],
): Difference {
  const named = schema.object(object)
  const title = named?.byName.get(named.title)
  const isText = title?.type === 'text' || title?.type === 'autoNumber'
  return {
    ...{ line: row.line, object, record: String(live.id) },
    title: isText ? String(live[title.name] ?? '') : '',
    by: live.updatedBy === null || live.updatedBy === undefined ? null : String(live.updatedBy),
    at: live.updatedAt === null || live.updatedAt === undefined ? null : String(live.updatedAt),
    fields,
  }
}

type Looked = { readonly record: MappedRecord; readonly live: Row; readonly differs: readonly Side[] }

/** The stored records as they are now, each with the fields in which its row differs; those that only a trial has made are left out. */
async function looked(
  schema: Schema,
  target: Target,
  records: readonly Stored[],
): Promise<readonly Looked[]> {
  const all: Looked[] = []
  for (const name of new Set(records.map(({ record }) => record.create.object))) {
    const object = schema.object(name)
    if (object === undefined) continue
    const those = records.filter(({ record }) => record.create.object === name)
    const filled = those.flatMap(({ record }) => [...Object.keys(record.create.values), ...record.blanks])
    const fields = [...new Set([...filled, object.title, ...own])].filter((field) => isAsked(object, field))
    const rows = await target.read(name, 'id', [...new Set(those.map(({ id }) => id))], fields)
    const byId = new Map(rows.filter(({ version }) => version !== undefined).map((row) => [row.id, row]))
    for (const { record, id } of those) {
      const live = byId.get(id)
      if (live !== undefined) all.push({ record, live, differs: differencesOf(object, record, live) })
    }
  }
  return all
}

const isAsked = (object: ResolvedObject, field: string): boolean =>
  own.includes(field) || (object.byName.get(field)?.column ?? null) !== null

function differencesOf(object: ResolvedObject, { create, blanks }: MappedRecord, live: Row): readonly Side[] {
  const sides: Side[] = []
  const compare = (name: string, value: Value): void => {
    const field = object.byName.get(name)
    if (field === undefined) return
    // What an owner field says cannot change; a value that its field does not take is refused by the write.
    if (field.type === 'reference' && field.owner === true) return
    const coerced = coerce(value, field)
    const file = 'value' in coerced ? coerced.value : value
    const now = live[name] ?? null
    if (text(file) !== text(now)) sides.push({ field: name, file: file as Json as Value, live: now })
  }
  for (const [name, value] of Object.entries(create.values)) compare(name, value)
  for (const name of blanks) compare(name, null)
  return sides
}
