// The figures of a chart: groups that the server counted, gathered into bars, and the list of records behind each of them. Pure.
import { addDays, addMonths, daysBetween, startOfMonth, startOfYear, weekday } from '#base/values/date'
import { formatDecimal, parseDecimal, ratio, sum } from '#base/values/decimal'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Group } from '#kernel/records'
import type { DayRange } from './day-range.ts'
import { type Condition, type FilterGroup, filterKind } from './filter-tree.ts'
import { type Measure, measuresOf } from './groups.ts'
import { type ListState, plainState } from './list-state.ts'

export const parts = ['day', 'week', 'month', 'quarter', 'year'] as const
/** How days are gathered. */
export type DayPart = (typeof parts)[number]

/** One bar: the records that share a value, or the days of one stretch. */
export type Figure = {
  readonly key: string | null
  /** What the server calls it; null where the key says it. */
  readonly title: string | null
  readonly range: DayRange | null
  readonly count: number
  /** One for each of the chart's kinds of amounts; null where there is nothing to add. */
  readonly values: readonly (string | null)[]
}

export type Figures = {
  readonly figures: readonly Figure[]
  /** Amounts of several currencies stand beside each other and are never added; one null for what has no currency. */
  readonly currencies: readonly (string | null)[]
  /** Over all of them. */
  readonly total: Pick<Figure, 'count' | 'values'>
}

const mostFilled = 400
const on = (date: string, days: number): string => addDays(date, days) ?? date
const monthsOn = (date: string, months: number): string => addMonths(date, months) ?? date

const stretches: Readonly<Record<DayPart, (date: string) => DayRange>> = {
  day: (date) => [date, date],
  week: (date) => [on(date, 1 - weekday(date)), on(date, 7 - weekday(date))],
  month: (date) => [startOfMonth(date), on(monthsOn(startOfMonth(date), 1), -1)],
  quarter: (date) => {
    const first = monthsOn(startOfMonth(date), -((Number(date.slice(5, 7)) - 1) % 3))
    return [first, on(monthsOn(first, 3), -1)]
  },
  year: (date) => [startOfYear(date), on(monthsOn(startOfYear(date), 12), -1)],
}

export const isDays = (field: FieldMetadata): boolean => {
  const kind = filterKind(field)
  return kind === 'date' || kind === 'datetime'
}

export const measureOf = (object: ObjectMetadata, name: string | undefined): Measure | undefined =>
  name === undefined || name === '' ? undefined : measuresOf(object, [name], [])[0]

/** What to ask of the server: by the field, and by the currency of what is added. */
export function figuresAsked(field: FieldMetadata, measure: Measure | undefined) {
  if (measure === undefined) return { by: [field.name] }
  const by = [field.name, ...(measure.currency === null ? [] : [measure.currency])]
  return { by, sums: [measure.field], counts: [measure.field] }
}

/** Days in their order without gaps; choices as they are defined; anything else the largest first, what is blank last. */
export function figuresOf(
  answer: readonly Group[],
  field: FieldMetadata,
  measure: Measure | undefined,
  part: DayPart,
): Figures {
  const gathered = isDays(field)
  const keyOf = ({ key: [key = null] }: Group): string | null =>
    key !== null && gathered ? stretches[part](key)[0] : key
  const codeOf = ({ key }: Group): string | null => (measure?.currency ? (key[1] ?? null) : null)
  const isFilled = ({ counts }: Group): boolean => (counts?.[0] ?? 0) > 0
  const cells = new Map<string | null, Group[]>()
  for (const group of answer) {
    const key = keyOf(group)
    cells.set(key, [...(cells.get(key) ?? []), group])
  }
  const currencies = measure === undefined ? [] : [...new Set(answer.filter(isFilled).map(codeOf))].toSorted()
  const over = (groups: readonly Group[]): Pick<Figure, 'count' | 'values'> => ({
    count: groups.reduce((all, { count }) => all + count, 0),
    values: currencies.map((code) =>
      taken(
        groups.filter((one) => codeOf(one) === code && isFilled(one)),
        measure,
      ),
    ),
  })
  const figure = (key: string | null): Figure => {
    const groups = cells.get(key) ?? []
    const range = gathered && key !== null ? stretches[part](key) : null
    return { key, title: groups[0]?.title[0] ?? null, range, ...over(groups) }
  }
  const keys = gathered ? withoutGaps([...cells.keys()], part) : [...cells.keys()]
  return { figures: inOrder(keys.map(figure), field), currencies, total: over(answer) }
}

/** Of amounts their sum, of ratios their average. */
function taken(groups: readonly Group[], measure: Measure | undefined): string | null {
  if (measure === undefined || groups.length === 0) return null
  const all = sum(groups.flatMap(({ sums }) => parseDecimal(sums[0]) ?? []))
  if (measure.take === 'sum') return formatDecimal(all)
  const count = sum(groups.flatMap(({ counts }) => parseDecimal(String(counts?.[0] ?? 0)) ?? []))
  const average = ratio([all], [count], measure.isRatio ? 4 : 2)
  return average === undefined ? null : formatDecimal(average)
}

/** Every stretch from the first to the last, so that a month without anything is seen as one. */
function withoutGaps(keys: readonly (string | null)[], part: DayPart): readonly (string | null)[] {
  const days = keys.filter((key) => key !== null).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  const blank = keys.includes(null) ? [null] : []
  if (first === undefined || last === undefined) return blank
  const all: string[] = []
  for (let day = first; day <= last; day = on(stretches[part](day)[1], 1)) {
    all.push(day)
    if (all.length > mostFilled) return [...days, ...blank]
  }
  return [...all, ...blank]
}

function inOrder(figures: readonly Figure[], field: FieldMetadata): readonly Figure[] {
  if (isDays(field)) return figures
  const rank = new Map(field.type === 'select' ? field.options.map(({ key }, index) => [key, index]) : [])
  const size = ({ values, count }: Figure): number => (values.length > 0 ? Number(values[0] ?? 0) : count)
  return figures.toSorted((left, right) => {
    if (left.key === null || right.key === null) return left.key === null ? 1 : -1
    const places = [rank.get(left.key), rank.get(right.key)] as const
    if (places[0] !== undefined && places[1] !== undefined) return places[0] - places[1]
    return size(right) - size(left) || (left.key < right.key ? -1 : 1)
  })
}

/** The list of the records that a number was reckoned from: the same conditions, and those of its bar and currency. */
export function behind(state: ListState, conditions: readonly Condition[]): ListState {
  const { search, filters, where } = state
  const list = { ...plainState, search, filters, where }
  if (conditions.length === 0) return list
  const joined: FilterGroup =
    where === null
      ? { join: 'and', of: conditions }
      : where.join === 'and'
        ? { join: 'and', of: [...where.of, ...conditions] }
        : { join: 'and', of: [where, ...conditions] }
  return { ...list, where: joined }
}

/** That a field has the value, or stands within the stretch, of a bar. */
export function conditionFor(
  field: FieldMetadata,
  key: string | null,
  range: DayRange | null = null,
): Condition {
  if (key === null) return { field: field.name, is: 'blank', values: [] }
  if (range !== null) return { field: field.name, is: 'between', values: [...range] }
  const kind = filterKind(field)
  const is = kind === 'choice' || kind === 'record' ? 'in' : 'eq'
  return { field: field.name, is, values: [key] }
}

/** How many days there are from the first to the last that is filled. */
export const reach = (answer: readonly Group[]): number => {
  const days = answer.flatMap(({ key: [key = null] }) => key ?? []).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  return first === undefined || last === undefined ? 0 : daysBetween(first, last)
}

/** How days are gathered where nobody has chosen: so that there are neither too few nor too many bars. */
export const usualPart = (days: number): DayPart =>
  days <= 31 ? 'day' : days <= 120 ? 'week' : days <= 1100 ? 'month' : days <= 3300 ? 'quarter' : 'year'
