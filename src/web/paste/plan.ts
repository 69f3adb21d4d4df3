// What a pasted table comes to: which rows are new, which change a stored record and how, and what stands against it. Pure.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { isAlwaysAsked, isConditional, type Row, type Value } from '#kernel/schema'
import type { RecordChange } from '../data/bulk.ts'
import { canCreate, mayDo } from '../data/catalog.ts'
import { isSameValue } from '../data/clash.ts'
import { isTyped } from '../fields/typed.ts'

/** How a row finds its record: by a field that no two records share, by where it was pasted, or not at all. */
export type Way = 'identity' | 'place' | 'new'

/** A text `paste.fault.<code>`, said with `params`; what the server said is `said`, with its `text`. */
export type Fault = { readonly code: string; readonly params: Readonly<Record<string, string | number>> }

export type PlannedRow = {
  readonly id: string
  /** What was pasted and put right since. */
  readonly values: Row
  /** The record that it changes; null for one that is to be made. */
  readonly stored: Row | null
  readonly fate: 'create' | 'update' | 'same'
  /** By field; the empty name is the row as a whole. */
  readonly faults: Readonly<Record<string, Fault>>
  /** Null where there is nothing to write, or something stands against it. */
  readonly change: RecordChange | null
}

/** Pasted rows whose record was looked up; undefined where it should be there and is not. */
export type Matched = {
  readonly id: string
  readonly values: Row
  readonly stored: Row | null | undefined
  /** Another pasted row means the same record. */
  readonly isTwice: boolean
}

/** The first column by which stored records are told apart. */
export const identityOf = (columns: readonly (FieldMetadata | undefined)[]): FieldMetadata | undefined =>
  columns.find((field) => field !== undefined && (field.unique === true || field.type === 'autoNumber'))

/** A person types it, and may. */
export const isPasted = (field: FieldMetadata): boolean =>
  field.writable && isTyped(field) && !['lines', 'file'].includes(field.type)

/** What a new record cannot do without and no column brings. */
export const missingFields = (
  object: ObjectMetadata,
  columns: readonly (FieldMetadata | undefined)[],
): readonly FieldMetadata[] =>
  object.fields.filter((field) => isPasted(field) && isAlwaysAsked(field) && !columns.includes(field))

const isBlank = (value: Value | undefined): boolean => value === undefined || value === null || value === ''

/** `fields` are the columns that are written; `parts` what the row brings of them. */
export function planRow(
  object: ObjectMetadata,
  fields: readonly FieldMetadata[],
  matched: Matched,
): PlannedRow {
  const { id, values, stored } = matched
  const isNew = stored === null
  const changed = fields.filter(({ name }) =>
    isNew ? !isBlank(values[name]) : !isSameValue(stored?.[name], values[name] ?? null),
  )
  const fate = isNew ? 'create' : changed.length > 0 ? 'update' : 'same'
  const faults = { ...cellFaults(fields, values, isNew), ...rowFault(object, matched, fate) }
  const isSound = Object.keys(faults).length === 0
  const written = Object.fromEntries(changed.map(({ name }) => [name, values[name] ?? null]))
  const change = isSound && fate !== 'same' ? changeOf(object.name, id, stored ?? null, written) : null
  return { id, values, stored: stored ?? null, fate, faults, change }
}

function cellFaults(fields: readonly FieldMetadata[], values: Row, isNew: boolean): PlannedRow['faults'] {
  const faults: Record<string, Fault> = {}
  for (const field of fields) {
    const { name } = field
    const pasted = values[`${name}$pasted`]
    if (typeof pasted === 'string') faults[name] = { code: 'unread', params: { text: pasted } }
    else if (
      isBlank(values[name]) &&
      (isNew ? isAlwaysAsked(field) : field.required === true && !isConditional(field))
    )
      faults[name] = { code: 'required', params: {} }
  }
  return faults
}

function rowFault(
  object: ObjectMetadata,
  { stored, isTwice }: Matched,
  fate: PlannedRow['fate'],
): PlannedRow['faults'] {
  const said = (code: string) => ({ '': { code, params: {} } })
  if (isTwice) return said('twice')
  if (stored === undefined) return said('noSuch')
  if (fate === 'create' && !canCreate(object)) return said('mayNotCreate')
  return fate === 'update' && !mayDo(object, 'update') ? said('mayNotUpdate') : {}
}

function changeOf(object: string, id: string, stored: Row | null, values: Row): RecordChange {
  if (stored === null) return { kind: 'create', object, id, values }
  const version = typeof stored.version === 'number' ? { version: stored.version } : {}
  return { kind: 'update', object, id: String(stored.id), values, ...version }
}

/** What takes the rows that were written back to what they were: new ones are removed, the others given what they had. */
export function takenBack(
  object: string,
  rows: readonly PlannedRow[],
  done: ReadonlyMap<string, number>,
): readonly RecordChange[] {
  return rows.flatMap(({ change, stored }): readonly RecordChange[] => {
    const version = change === null ? undefined : done.get(change.id)
    if (change === null || version === undefined) return []
    if (change.kind !== 'update' || stored === null)
      return [{ kind: 'remove', object, id: change.id, version }]
    const before = Object.keys(change.values).map((name) => [name, stored[name] ?? null] as const)
    return [{ kind: 'update', object, id: change.id, version, values: Object.fromEntries(before) }]
  })
}

/** The record of each pasted row. `found` holds records by the text of the identity, `places` those from where it was pasted on. */
export function matchRows(
  rows: readonly { readonly id: string; readonly values: Row; readonly key: string }[],
  way: Way,
  identity: FieldMetadata | undefined,
  found: ReadonlyMap<string, Row>,
  places: readonly Row[],
): readonly Matched[] {
  const seen = new Map<string, number>()
  if (way === 'identity') for (const { key } of rows) seen.set(key, (seen.get(key) ?? 0) + 1)
  return rows.map(({ id, values, key }, index) => {
    const isTwice = way === 'identity' && key !== '' && (seen.get(key) ?? 0) > 1
    if (way === 'new') return { id, values, isTwice, stored: null }
    if (way === 'place') return { id, values, isTwice, stored: places[index] ?? null }
    // A number that the system gives cannot be given by somebody else.
    const missing = key !== '' && identity?.type === 'autoNumber' ? undefined : null
    return { id, values, isTwice, stored: found.get(key) ?? missing }
  })
}
