// Rows gathered by the values of a field: which fields can do that, what is asked for it, and the rows with their heads. Pure.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Filter, Query, Summary, SummaryGroup, SummaryQuestion } from '#kernel/records'
import { type Row, target } from '#kernel/schema'
import { isNumeric } from '../fields/index.tsx'

const types = ['text', 'select', 'person', 'department', 'reference', 'boolean', 'date']

export const canGroup = (field: FieldMetadata): boolean => !field.hidden && types.includes(field.type)

export type Measure = NonNullable<SummaryQuestion['measures']>[number]

/** Sums of amounts and quantities, averages of ratios; `turned` names those that are the other way round. */
export const measuresOf = (
  object: ObjectMetadata,
  columns: readonly string[],
  turned: readonly string[],
): readonly Measure[] =>
  object.fields
    .filter((field) => columns.includes(field.name) && isNumeric(field))
    .map((field) => {
      const isRatio = field.type === 'percent' || ('result' in field && field.result === 'percent')
      return { field: field.name, take: isRatio !== turned.includes(field.name) ? 'average' : 'sum' }
    })

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
  | { readonly kind: 'group'; readonly group: SummaryGroup }

const keyIn = (row: Row, by: string): string | null => {
  const value = row[by] ?? null
  return value === null ? null : String(value)
}

/** The loaded rows under the heads of their groups; groups of which nothing is loaded yet wait until it is. */
export function withHeads(
  rows: readonly Row[],
  by: string,
  groups: Summary['groups'],
  folded: ReadonlySet<string | null>,
  hasMore: boolean,
): readonly ListItem[] {
  const items: ListItem[] = []
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
