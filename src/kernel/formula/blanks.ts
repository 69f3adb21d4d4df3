// What counts as blank where it is asked for: an empty text and an empty list too.
import { type Sql, sql } from '#base/sql'
import { constant } from './expression.ts'
import type { SqlArgument } from './function.ts'
import type { Inner } from './inner.ts'

export const isBlank = (value: Inner): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** The same in SQL: the value, or null where it counts as blank. */
export function blankIfEmpty({ node, value }: SqlArgument): Sql {
  if (node.kind === 'text') return sql`nullif(${value()}, '')`
  if (node.kind !== 'list') return value()
  return sql`nullif(${value()}, ${constant([], 'list', 'object' in node ? node.object : undefined)})`
}
