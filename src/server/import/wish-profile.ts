// A person's choice of columns as a mapping profile, so that there is one import engine. Pure.
import type { Field, Schema } from '#kernel/schema'
import { type ResolvedObject, target } from '#kernel/schema'
import type { Expression, Profile } from './profile.ts'
import type { ImportWish } from './wish.ts'

/** A spreadsheet's blank that no trimming takes for one. */
const hardSpace = '\u00a0'

/** Reading trims what it reads, inside and at the ends of the text hard spaces become plain ones. */
const trimmed = (column: string): Expression => ({ replace: { column }, from: hardSpace, with: ' ' })

/** Types that a column can fill. */
export const fillable: ReadonlySet<Field['type']> = new Set<Field['type']>([
  'text',
  'longText',
  'number',
  'decimal',
  'money',
  'percent',
  'boolean',
  'date',
  'datetime',
  'select',
  'person',
  'department',
  'reference',
])

/** Whether stored records can be found by it. */
export const identifies = (field: Field): boolean => field.type === 'text' && field.unique === true

/** `offset` is how the workspace's zone stands to UTC, e.g. `+08:00`; `formats` the way dates are written, by column. */
export function profileOf(wish: ImportWish, file: string, schema: Schema, offset: string): Profile {
  const object = schema.object(wish.object)
  if (object === undefined) throw new RangeError(`no object ${wish.object}`)
  const values: Record<string, Expression> = {}
  for (const [column, name] of Object.entries(wish.columns)) {
    const field = object.byName.get(name)
    if (field !== undefined) values[name] = cellValue(field, column, schema, offset)
  }
  return {
    name: `columns.${wish.object}`,
    title: object.label,
    formats: { [file]: { heading: wish.heading, ...(wish.sheet === null ? {} : { sheet: wish.sheet }) } },
    steps: [
      {
        name: 'rows',
        file,
        records: [
          {
            object: wish.object,
            key: keyOf(wish),
            ...(wish.identity === null ? {} : { match: wish.identity }),
            ...(wish.found === 'update' && wish.identity !== null ? { found: 'update' as const } : {}),
            values,
          },
        ],
      },
    ],
  }
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
    default: {
      const to = target(field)
      const object = to === null ? undefined : schema.object(to)
      return object === undefined ? trimmed(column) : found(object, column)
    }
  }
}

function optionKeys(options: readonly { key: string; label: { 'zh-CN': string; en: string } }[]) {
  const keys: Record<string, string> = {}
  for (const { key, label } of options) for (const text of [label.en, label['zh-CN'], key]) keys[text] = key
  return keys
}

/** By its unique fields, then by its title. */
function found(object: ResolvedObject, column: string): Expression {
  const title = object.byName.get(object.title)
  const names = object.fields
    .filter((field) => field.unique === true && ['text', 'autoNumber'].includes(field.type))
    .map(({ name }) => name)
  const ways = [...new Set([...names, ...(title?.type === 'text' ? [title.name] : [])])]
  const [by = 'id', ...orBy] = ways
  return { find: object.name, by, ...(orBy.length > 0 ? { orBy } : {}), value: trimmed(column) }
}
