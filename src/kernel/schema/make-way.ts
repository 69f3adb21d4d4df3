// A field may need the column that stands under its name for something else: a shipped one takes it from an added one or gives it back, and a
// field of another type has its values made anew. What is stored there is kept under another name.
import { columnType, standingType, storage } from './columns.ts'
import { type Converting, isWritten } from './conversion.ts'
import type { Standing } from './layout.ts'
import { constraintName, listIndexName } from './names.ts'
import { type ResolvedField, type ResolvedObject, type Schema, target } from './schema.ts'
import { uniquenessOf } from './uniqueness.ts'

/** Whether the column that stands can hold the field. */
export function fits(field: ResolvedField, columns: ReadonlyMap<string, string>): boolean {
  const type = standingType(field)
  const stands = field.column === null ? undefined : columns.get(field.column)
  return stands === undefined || type === null || stands === type
}

type Way = {
  readonly statements: readonly string[]
  readonly standing: Standing
  /** Of fields whose values are made anew, by object and field. */
  readonly kept: ReadonlyMap<string, Kept>
}

/** The columns that keep the values of before, and what was made of them; nothing is kept of what is computed. */
export type Kept = { readonly column: string; readonly made: string | null }

/** Statements that move such columns, their constraints and indexes out of the way, and what stands after them. */
export function makeWay(
  before: Schema | null,
  after: Schema,
  standing: Standing,
  converting: readonly Converting[],
): Way {
  if (before === null) return { statements: [], standing, kept: new Map() }
  const statements: string[] = []
  const keptAs = new Map<string, Kept>()
  const columns = new Map([...standing.columns].map(([table, own]) => [table, new Map(own)]))
  const names = new Set(standing.names)
  for (const object of after.objects.values())
    for (const field of object.fields) {
      const own = columns.get(object.table)
      if (!own || field.column === null) continue
      const isConverted = converting.some(
        ({ object: of, to }) => of === object.name && to.name === field.name,
      )
      if (!isConverted && !isInTheWay(before.object(object.name), field, own)) continue
      const move = (from: string, to: string): void => {
        const kept =
          from === field.column ? indexesOver(object, field).filter((name) => names.delete(name)) : []
        statements.push(...kept.map((name) => `drop index "${after.namespace}"."${name}"`))
        const moved = renames(after.namespace, object.table, from, to, names)
        statements.push(...moved.map(({ statement }) => statement))
        for (const { name, next } of moved) if (names.delete(name)) names.add(next)
        own.set(to, own.get(from) ?? '')
        own.delete(from)
      }
      const kept = isConverted ? undefined : keptBefore(field, own)
      const name = freeName(field.column, 'kept', own)
      if (own.has(field.column)) move(field.column, name)
      if (isConverted) {
        const made = isWritten(field) ? freeName(field.column, 'made', own) : null
        if (made !== null) statements.push(addColumn(after.namespace, object.table, made, field))
        keptAs.set(`${object.name} ${field.name}`, { column: name, made })
      }
      if (kept !== undefined) move(kept, field.column)
    }
  return { statements, standing: { columns, names }, kept: keptAs }
}

/** What an added field had stored before a shipped one took its name. */
function keptBefore(field: ResolvedField, columns: ReadonlyMap<string, string>): string | undefined {
  if (field.layer === 'system' || field.column === null) return undefined
  const start = `${field.column.slice(0, 50)}__kept`
  const alike = [...columns].filter(([name, type]) => name.startsWith(start) && type === standingType(field))
  return alike.at(-1)?.[0]
}

/** Only between what is shipped and what is added: within a layer it would be a change of type, which is refused. */
function isInTheWay(
  old: ResolvedObject | undefined,
  field: ResolvedField,
  columns: ReadonlyMap<string, string>,
): boolean {
  const former = old?.byName.get(field.name)
  const isTaken = field.layer === 'system' && former?.layer !== 'system'
  const isGivenBack = field.layer === 'overlay' && former?.layer === 'system'
  if (!isTaken && !isGivenBack) return false
  return !fits(field, columns) || (former !== undefined && target(former) !== target(field))
}

/** No field is called by a name with two underscores. However many there are, the name stays one that PostgreSQL does not cut off. */
function freeName(column: string, what: 'kept' | 'made', columns: ReadonlyMap<string, string>): string {
  for (let count = 0; ; count++) {
    const name = `${column.slice(0, 50)}__${what}${count === 0 ? '' : letters(count)}`
    if (!columns.has(name)) return name
  }
}

const letters = (count: number): string =>
  [...count.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')

const addColumn = (namespace: string, table: string, name: string, field: ResolvedField): string =>
  `alter table "${namespace}"."${table}" add column "${name}" ${columnType(storage(field) ?? 'text')}`

/** Indexes that would go with the values that are kept: they are made again over those of now. */
const indexesOver = (object: ResolvedObject, field: ResolvedField): readonly string[] => [
  constraintName('uq', object.table, field.column ?? ''),
  ...uniquenessOf(object).flatMap(({ name, fields }) => (fields.includes(field.name) ? [name] : [])),
  ...(object.indexes ?? []).flatMap(({ name, fields }) =>
    fields.some((one) => one.replace(/^-/, '') === field.name) ? [listIndexName(object.table, name)] : [],
  ),
]

type Rename = { readonly name: string; readonly next: string; readonly statement: string }

function renames(
  namespace: string,
  table: string,
  column: string,
  kept: string,
  names: ReadonlySet<string>,
): readonly Rename[] {
  const place = `"${namespace}"."${table}"`
  const pairs = (['fk', 'ix'] as const).map((kind) => ({
    kind,
    name: constraintName(kind, table, column),
    next: constraintName(kind, table, kept),
  }))
  return [
    { name: '', next: '', statement: `alter table ${place} rename column "${column}" to "${kept}"` },
    ...pairs
      .filter(({ name }) => names.has(name))
      .map(({ kind, name, next }) => ({
        name,
        next,
        statement:
          kind === 'fk'
            ? `alter table ${place} rename constraint "${name}" to "${next}"`
            : `alter index "${namespace}"."${name}" rename to "${next}"`,
      })),
  ]
}
