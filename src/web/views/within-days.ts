// The condition that records stand on one of some days, by one day or from one to another. Pure.
import type { FieldMetadata } from '#kernel/module'
import type { Filter } from '#kernel/records'
import type { DayRange, Standpoint } from './day-range.ts'
import { daysBetween } from './filter-tree.ts'
import { isInstant } from './view-kinds.ts'

/** Both ends belong to it. A record without a second day, or with one before the first, stands on its first. */
export function withinDays(
  from: FieldMetadata,
  to: FieldMetadata | undefined,
  [first, last]: DayRange,
  at: Standpoint,
): Filter {
  const on = (field: FieldMetadata, range: DayRange): readonly Filter[] =>
    daysBetween(field.name, range, isInstant(field), at)
  if (to === undefined) return { and: on(from, [first, last]) }
  return {
    and: [...on(from, ['', last]), { or: [...on(from, [first, '']), ...on(to, [first, ''])] }],
  }
}
