// Rows gathered by the values of a field: which fields can do that, what is asked for it, and the rows with their heads. Pure.

import { formatDecimal, parseDecimal, ratio, zero } from '#base/values/decimal'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Filter, Group, Query } from '#kernel/records'
import { type Row, target } from '#kernel/schema'
import { isNumeric } from '../fields/index.tsx'

const types = ['text', 'select', 'person', 'department', 'reference', 'boolean', 'date']

export const canGroup = (field: FieldMetadata): boolean => !field.hidden && types.includes(field.type)

export type Measure = {
  readonly field: string
  readonly take: 'sum' | 'average'
  /** The field that holds the currency of each amount. */
  readonly currency: string | null
  readonly isRatio: boolean
}

/** The records of one group, or of all. */
export type GroupNumbers = {
  readonly key: string | null
  readonly title: string | null
  readonly rows: number
  /** One for each measure; blank over no values, and where amounts are in several currencies. */
  readonly values: readonly { readonly value: string | null; readonly currency: string | null }[]
}

const most = { measures: 10, by: 3, groups: 2000 }

/** Sums of amounts and quantities, averages of ratios; `turned` names those that are the other way round. */
export const measuresOf = (
  object: ObjectMetadata,
  columns: readonly string[],
  turned: readonly string[],
): readonly Measure[] =>
  object.fields
    .filter((field) => columns.includes(field.name) && isNumeric(field))
    .slice(0, most.measures)
    .map((field) => {
      const isRatio = field.type === 'percent' || ('result' in field && field.result === 'percent')
      const take = isRatio !== turned.includes(field.name) ? 'average' : 'sum'
      const currency = 'currency' in field && typeof field.currency === 'object' ? field.currency.field : null
      return { field: field.name, take, currency, isRatio }
    })

/** The fields that tell amounts of different currencies apart. */
const currenciesOf = (measures: readonly Measure[]): readonly string[] => [
  ...new Set(measures.flatMap(({ currency }) => currency ?? [])),
]

/** What is asked for the numbers: by the field, if any, and by the currencies of the amounts. */
export function numbersAsked(by: string | null, measures: readonly Measure[]) {
  const fields = measures.map(({ field }) => field)
  const all = [...(by === null ? [] : [by]), ...currenciesOf(measures)]
  return { by: all.slice(0, most.by), sums: fields, counts: fields }
}

/** What was answered, gathered by the field alone and in the order of its titles, blank last. */
export function numbersIn(
  answer: readonly Group[],
  by: string | null,
  measures: readonly Measure[],
): readonly GroupNumbers[] {
  const currencies = currenciesOf(measures).slice(0, most.by - (by === null ? 0 : 1))
  const cells = new Map<string | null, Group[]>()
  for (const cell of answer) {
    const key = by === null ? null : (cell.key[0] ?? null)
    cells.set(key, [...(cells.get(key) ?? []), cell])
  }
  const before = by === null ? 0 : 1
  return [...cells]
    .map(
      ([key, own]): GroupNumbers => ({
        key,
        title: by === null ? null : (own[0]?.title[0] ?? null),
        rows: own.reduce((sum, { count }) => sum + count, 0),
        values: measures.map((measure, index) => {
          const at = measure.currency === null ? -1 : currencies.indexOf(measure.currency)
          return taken(own, measure, index, at < 0 ? null : before + at)
        }),
      }),
    )
    .toSorted(byTitle)
}

/** `at` is the place of the currency among the keys. */
function taken(
  cells: readonly Group[],
  { take, currency, isRatio }: Measure,
  index: number,
  at: number | null,
): GroupNumbers['values'][number] {
  const filled = cells.filter(({ counts }) => (counts?.[index] ?? 0) > 0)
  const codes = new Set(filled.map(({ key }) => (at === null ? null : (key[at] ?? null))))
  const isMixed = currency !== null && (at === null || codes.size > 1)
  if (filled.length === 0 || isMixed) return { value: null, currency: null }
  const sum = filled.reduce((total, { sums }) => total.plus(parseDecimal(sums[index]) ?? zero), zero)
  const count = filled.reduce((total, { counts }) => total.plus(counts?.[index] ?? 0), zero)
  // To the hundredth, of a ratio to the hundredth of a percent.
  const average = (): typeof sum => ratio([sum], [count], isRatio ? 4 : 2) ?? zero
  return { value: formatDecimal(take === 'sum' ? sum : average()), currency: [...codes][0] ?? null }
}

/** As the server puts the rows in order: code point by code point. */
function byTitle(left: GroupNumbers, right: GroupNumbers): number {
  for (const [one, other] of [
    [left.title ?? left.key, right.title ?? right.key],
    [left.key, right.key],
  ] as const) {
    if (one === other) continue
    if (one === null || other === null) return one === null ? 1 : -1
    return comparePoints(one, other)
  }
  return 0
}

function comparePoints(left: string, right: string): number {
  const [one, other] = [[...left], [...right]]
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const step = (one[at]?.codePointAt(0) ?? 0) - (other[at]?.codePointAt(0) ?? 0)
    if (step !== 0) return step
  }
  return one.length - other.length
}

/** False when the server has told only the first of the groups. */
export const isWhole = (answer: readonly Group[]): boolean => answer.length < most.groups

/** Sort keys by which the rows of one group stand together, in the order of the groups. */
export function groupSort(
  field: FieldMetadata | undefined,
  titleOf: (object: string) => string,
): readonly string[] {
  if (field === undefined) return []
  const to = target(field)
  return to === null ? [field.name] : [`${field.name}.${titleOf(to)}`, field.name]
}

/** The same question without the rows of folded groups. */
export function withoutFolded(query: Query, by: string, folded: ReadonlySet<string | null>): Query {
  if (folded.size === 0) return query
  const keys = [...folded].filter((key) => key !== null)
  const parts: readonly Filter[] = [
    ...(query.filter ? [query.filter] : []),
    ...keys.map((key): Filter => ({ not: { field: by, is: 'eq', value: key } })),
    ...(folded.has(null) ? [{ field: by, is: 'notBlank' } as const] : []),
  ]
  return { ...query, filter: { and: parts } }
}

export type ListItem =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'group'; readonly group: GroupNumbers }

const keyIn = (row: Row, by: string): string | null => {
  const value = row[by] ?? null
  return value === null ? null : String(value)
}

/**
 * The loaded rows under the heads of their groups; groups of which nothing is loaded yet wait until it is. Rows of folded groups
 * are left out, also those that were loaded before.
 */
export function withHeads(
  loaded: readonly Row[],
  by: string,
  groups: readonly GroupNumbers[],
  folded: ReadonlySet<string | null>,
  hasMore: boolean,
): readonly ListItem[] {
  const items: ListItem[] = []
  const rows = loaded.filter((row) => !folded.has(keyIn(row, by)))
  let at = 0
  for (const group of groups) {
    const isFolded = folded.has(group.key)
    if (!isFolded && hasMore && at >= rows.length) break
    items.push({ kind: 'group', group })
    for (; at < rows.length && !isFolded; at++) {
      const row = rows[at]
      if (row === undefined || keyIn(row, by) !== group.key) break
      items.push({ kind: 'row', row })
    }
  }
  // A record that changed its group a moment ago, before the groups were counted anew.
  return [...items, ...rows.slice(at).map((row): ListItem => ({ kind: 'row', row }))]
}
