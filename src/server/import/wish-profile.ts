// A person's choice of columns as a mapping profile, so that there is one import engine. Pure.
import { type ImportWish, lineField, madeFields } from '#kernel/module'
import type { Field, Schema } from '#kernel/schema'
import { listed, type ResolvedObject, target } from '#kernel/schema'
import type { Condition, Expression, Profile, RecordMapping, RowGroup } from './profile.ts'

/** A spreadsheet's blank that no trimming takes for one. */
const hardSpace = '\u00a0'

/** Reading trims what it reads, inside and at the ends of the text hard spaces become plain ones. */
const trimmed = (column: string): Expression => ({ replace: { column }, from: hardSpace, with: ' ' })

/** Types that a column can fill. */
export const fillable: ReadonlySet<Field['type']> = new Set<Field['type']>([
  'text',
  'longText',
  'richText',
  'number',
  'decimal',
  'money',
  'percent',
  'boolean',
  'date',
  'datetime',
  'select',
  'multiSelect',
  'tags',
  'person',
  'department',
  'reference',
  'persons',
  'departments',
  'references',
  'anyReference',
])

/** Whether stored records can be found by it. */
export const identifies = (field: Field): boolean => field.type === 'text' && field.unique === true

type Columns = ImportWish['columns']

/** `offset` is how the workspace's zone stands to UTC, e.g. `+08:00`. */
export function profileOf(wish: ImportWish, file: string, schema: Schema, offset: string): Profile {
  const object = schema.object(wish.object)
  if (object === undefined) throw new RangeError(`no object ${wish.object}`)
  const valuesOf = (of: ResolvedObject, columns: Columns): RecordMapping['values'] =>
    Object.fromEntries(
      Object.entries(columns).flatMap(([column, name]) => {
        const field = of.byName.get(name)
        return field === undefined ? [] : [[name, cellValue(field, column, schema, offset)] as const]
      }),
    )
  const isUpdating = wish.found === 'update' && (wish.identity !== null || wish.joins !== undefined)
  const found = isUpdating ? { found: 'update' as const } : {}
  const { own, lines, of } = divided(wish.columns)
  const group = of === null ? undefined : groupOf(wish, object.byName.get(of), own, found)
  const to = group === undefined ? undefined : schema.object(group.object)
  const key = group === undefined ? keyOf(wish) : trimmed(wish.joins ?? '')
  const match = wish.identity === null ? {} : { match: wish.identity }
  return {
    name: `columns.${wish.object}`,
    title: object.label,
    formats: { [file]: { heading: wish.heading, ...(wish.sheet === null ? {} : { sheet: wish.sheet }) } },
    steps: [
      {
        ...{ name: 'rows', file },
        records: [
          {
            ...{ object: wish.object, key, ...match, ...found },
            ...madeOf(own, schema, offset),
            values: valuesOf(object, own),
          },
        ],
        ...(group && to ? { group: group.rows(lines, valuesOf(to, lines)) } : {}),
      },
    ],
  }
}

/** Columns that fill fields of the object itself, and those that fill fields of its lines. */
function divided(columns: Columns): {
  readonly own: Columns
  readonly lines: Columns
  readonly of: string | null
} {
  const own: Record<string, string> = {}
  const lines: Record<string, string> = {}
  let of: string | null = null
  for (const [column, name] of Object.entries(columns)) {
    const line = lineField(name)
    if (line === null) own[column] = name
    else {
      lines[column] = line.field
      of = line.lines
    }
  }
  return { own, lines, of }
}

/** Read as fields of people and of instants are. */
function madeOf(columns: Columns, schema: Schema, offset: string): Pick<RecordMapping, 'made'> {
  const said = Object.entries(columns).flatMap(([column, name]) => {
    const field = madeFields.find((one) => one.name === name)
    return field === undefined ? [] : [[field.says, cellValue(field, column, schema, offset)] as const]
  })
  return said.length === 0 ? {} : { made: Object.fromEntries(said) }
}

/** How rows with the same cell become one record with lines: a line is the place of its row among them. */
function groupOf({ object, joins = '' }: ImportWish, field: Field | undefined, own: Columns, found: object) {
  if (field?.type !== 'lines') return undefined
  const parent: Expression = { replace: { parent: joins }, from: hardSpace, with: ' ' }
  const rows = (columns: Columns, values: RecordMapping['values']): RowGroup => ({
    by: joins,
    same: Object.fromEntries(Object.entries(own).map(([column, name]) => [name, column])),
    records: [
      {
        ...{ object: field.object, within: field.name, ...found },
        key: { concat: [parent, { context: 'position' }], separator: '\u001f' },
        // A row that says nothing of a line tells of the record alone.
        when: { any: Object.keys(columns).map((column): Condition => ({ not: { blank: { column } } })) },
        values: { ...values, [field.by]: { id: object, key: parent } },
      },
    ],
  })
  return { object: field.object, rows }
}

/** The cell of the identity, or everything that is taken of the row: the same row is the same record. */
function keyOf({ columns, identity }: ImportWish): Expression {
  const names = Object.keys(columns)
  const own = names.find((column) => columns[column] === identity)
  if (own !== undefined) return trimmed(own)
  const sorted = names.sort((left, right) => ((columns[left] ?? '') < (columns[right] ?? '') ? -1 : 1))
  return {
    concat: sorted.map((column) => ({ first: [{ column }, { constant: '∅' }] })),
    separator: '\u001f',
  }
}

function cellValue(field: Field, column: string, schema: Schema, offset: string): Expression {
  const cell: Expression = { column }
  switch (field.type) {
    case 'number':
      return field.shownAs === 'duration' ? { minutes: cell } : { number: cell }
    case 'decimal':
    case 'money':
    case 'percent':
      return { number: cell }
    case 'date':
      return { date: cell }
    case 'datetime':
      return { datetime: cell, offset }
    case 'boolean':
      return { boolean: cell }
    case 'select':
      return { map: trimmed(column), to: optionKeys(field.options) }
    case 'multiSelect':
      return { several: cell, each: { map: { item: true }, to: optionKeys(field.options) } }
    case 'tags':
      return { several: cell, each: { item: true } }
    case 'persons':
    case 'departments':
    case 'references': {
      const object = schema.object(listed(field) ?? '')
      return object === undefined ? trimmed(column) : { several: cell, each: found(object, { item: true }) }
    }
    case 'anyReference': {
      const objects = field.to.flatMap((name) => schema.object(name) ?? [])
      const findAny = objects.map((object) => ({ object: object.name, by: waysTo(object) }))
      return { findAny, value: trimmed(column) }
    }
    default: {
      const to = target(field)
      const object = to === null ? undefined : schema.object(to)
      return object === undefined ? trimmed(column) : found(object, trimmed(column))
    }
  }
}

function optionKeys(options: readonly { key: string; label: { 'zh-CN': string; en: string } }[]) {
  const keys: Record<string, string> = {}
  for (const { key, label } of options) for (const text of [label.en, label['zh-CN'], key]) keys[text] = key
  return keys
}

/** How a record is found: by its unique fields, then by its title. */
function waysTo(object: ResolvedObject): readonly string[] {
  const title = object.byName.get(object.title)
  const names = object.fields
    .filter((field) => field.unique === true && ['text', 'autoNumber'].includes(field.type))
    .map(({ name }) => name)
  const ways = [...new Set([...names, ...(title?.type === 'text' ? [title.name] : [])])]
  return ways.length === 0 ? ['id'] : ways
}

function found(object: ResolvedObject, value: Expression): Expression {
  const [by = 'id', ...orBy] = waysTo(object)
  return { find: object.name, by, ...(orBy.length > 0 ? { orBy } : {}), value }
}
