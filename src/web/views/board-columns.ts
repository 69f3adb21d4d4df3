// The columns of a board: which fields they can be made of, which there are, what each asks for and adds up to. Pure.
import { addDays, weekday } from '#base/values/date'
import { formatDecimal, parseDecimal, sum } from '#base/values/decimal'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Filter, Group } from '#kernel/records'
import type { Label, Row } from '#kernel/schema'

const groupable = new Set(['select', 'person', 'department', 'date'])

/** The fields by which the records of an object may be put into columns, the usual one first. */
export function groupings(object: ObjectMetadata): readonly FieldMetadata[] {
  const drawn = object.fields.filter(({ type, hidden }) => groupable.has(type) && !hidden)
  const usual = drawn.filter(({ name }) => name === object.list?.board)
  const names = object.board?.by ?? [...new Set([...usual, ...drawn].map(({ name }) => name))]
  return names.flatMap((name) => drawn.find((field) => field.name === name) ?? [])
}

/** The numbers added up under each column, each with the field that names its currency. */
export type Added = { readonly field: FieldMetadata; readonly currency: string | null }

export function addedFields(object: ObjectMetadata): readonly Added[] {
  const isMoney = (field: FieldMetadata): boolean =>
    field.type === 'money' || ('result' in field && field.result === 'money')
  // An object whose list nobody arranged shows its fields in their order.
  const columns = object.list?.columns ?? []
  const listed = columns.length > 0 ? columns : object.fields.map(({ name }) => name)
  const usual = listed.find((name) => object.fields.some((field) => field.name === name && isMoney(field)))
  const names = object.board?.sums ?? (usual === undefined ? [] : [usual])
  return names.flatMap((name) => {
    const field = object.fields.find((candidate) => candidate.name === name)
    if (field === undefined) return []
    const currency = 'currency' in field && typeof field.currency === 'object' ? field.currency.field : null
    return [{ field, currency }]
  })
}

export type Total = {
  readonly field: FieldMetadata
  readonly currency: string | null
  readonly value: string
}

export type BoardColumn = {
  readonly key: string
  /** Of an option; text of a person or department; the name of a range of days. */
  readonly name: Label | { readonly text: string } | { readonly range: string }
  /** Which of the board's records stand in it. */
  readonly filter: Filter
  /** The same for a record in hand. */
  readonly holds: (row: Row) => boolean
  /** What the field becomes when a card is put here; undefined where nothing can be put. */
  readonly value: string | null | undefined
  readonly count: number
  readonly totals: readonly Total[]
  /** More cards than this are too many. */
  readonly most: number | null
}

type Shown = Omit<BoardColumn, 'count' | 'totals' | 'most'> & {
  readonly keys: (key: string | null) => boolean
}

/** All columns, with how many records they hold and what those add up to: all of them, whatever of them is loaded. */
export function boardColumns(
  object: ObjectMetadata,
  field: FieldMetadata,
  groups: readonly Group[],
  today: string,
): readonly BoardColumn[] {
  const added = addedFields(object)
  const shown = field.type === 'date' ? dayColumns(field, today) : valueColumns(field, groups)
  return shown.flatMap(({ keys, ...column }) => {
    const those = groups.filter(({ key: [key = null] }) => keys(key))
    const count = those.reduce((all, one) => all + one.count, 0)
    const isSpare = column.value === undefined || column.value === null || column.key === pastKey
    if (count === 0 && isSpare) return []
    const most = object.board?.limits?.[column.key] ?? null
    return [{ ...column, count, most, totals: totalsOf(those, added) }]
  })
}

/** Sums apart for each currency; `groups` carry the currencies behind the column's own key. */
function totalsOf(groups: readonly Group[], added: readonly Added[]): readonly Total[] {
  const currencies = [...new Set(added.flatMap(({ currency }) => currency ?? []))]
  return added.flatMap(({ field, currency }, index) => {
    const place = currency === null ? -1 : 1 + currencies.indexOf(currency)
    const byCurrency = new Map<string | null, string[]>()
    for (const { key, sums } of groups) {
      const value = sums[index] ?? null
      const code = place < 0 ? null : (key[place] ?? null)
      if (value !== null) byCurrency.set(code, [...(byCurrency.get(code) ?? []), value])
    }
    return [...byCurrency].map(([code, values]) => ({ field, currency: code, value: addedUp(values) }))
  })
}

const addedUp = (values: readonly string[]): string =>
  formatDecimal(sum(values.flatMap((value) => parseDecimal(value) ?? [])))

/** What to ask of the server for a board by this field. */
export function boardQuestion(object: ObjectMetadata, field: FieldMetadata) {
  const added = addedFields(object)
  const currencies = [...new Set(added.flatMap(({ currency }) => currency ?? []))]
  return { by: [field.name, ...currencies], sums: added.map((one) => one.field.name) }
}

const noneKey = 'none'
const pastKey = 'past'

const noneColumn = (field: FieldMetadata): Shown => ({
  key: noneKey,
  name: { range: 'none' },
  filter: { field: field.name, is: 'blank' },
  holds: (row) => (row[field.name] ?? null) === null,
  value: field.required ? undefined : null,
  keys: (key) => key === null,
})

function valueColumn(field: FieldMetadata, key: string, name: BoardColumn['name'], isOpen: boolean): Shown {
  return {
    key,
    name,
    filter: { field: field.name, is: 'eq', value: key },
    holds: (row) => row[field.name] === key,
    value: isOpen ? key : undefined,
    keys: (other) => other === key,
  }
}

/** Options in their order; people and departments those who have most first. */
function valueColumns(field: FieldMetadata, groups: readonly Group[]): readonly Shown[] {
  if (field.type === 'select')
    return [
      noneColumn(field),
      ...field.options.map(({ key, label, retired }) => valueColumn(field, key, label, !retired)),
    ]
  const counts = new Map<string, { readonly title: string; readonly count: number }>()
  for (const { key, title, count } of groups)
    if (typeof key[0] === 'string')
      counts.set(key[0], { title: title[0] ?? '', count: (counts.get(key[0])?.count ?? 0) + count })
  return [
    noneColumn(field),
    ...[...counts]
      .toSorted(([, a], [, b]) => b.count - a.count || (a.title < b.title ? -1 : 1))
      .map(([key, { title }]) => valueColumn(field, key, { text: title }, true)),
  ]
}

/** Days as they are spoken of: past, today, the rest of this week, next week, later. A card put into a range goes to its last day. */
function dayColumns(field: FieldMetadata, today: string): readonly Shown[] {
  const day = (days: number): string => addDays(today, days) ?? today
  const left = 7 - weekday(today)
  const ranges: readonly (readonly [string, string | null, string | null, string | null | undefined])[] = [
    [pastKey, null, day(-1), undefined],
    ['today', today, today, today],
    ['thisWeek', day(1), day(left), day(left)],
    ['nextWeek', day(left + 1), day(left + 7), day(left + 7)],
    ['later', day(left + 8), null, day(left + 8)],
  ]
  const columns = ranges
    .filter(([key]) => key !== 'thisWeek' || left > 0)
    .map(([key, from, to, value]): Shown => {
      const isIn = (date: unknown): boolean =>
        typeof date === 'string' && (from === null || date >= from) && (to === null || date <= to)
      const ends: readonly Filter[] = [
        ...(from === null ? [] : [{ field: field.name, is: 'ge' as const, value: from }]),
        ...(to === null ? [] : [{ field: field.name, is: 'le' as const, value: to }]),
      ]
      const holds = (row: Row): boolean => isIn(row[field.name])
      return { key, name: { range: key }, filter: { and: ends }, holds, value, keys: isIn }
    })
  return [...columns, noneColumn(field)]
}
