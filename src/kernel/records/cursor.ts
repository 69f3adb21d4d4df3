// Keyset paging: where a page ended, as an opaque text, and the condition for what follows.
import { join, raw, type Sql, sql } from '#base/sql'

export type SortKey = {
  readonly column: Sql
  readonly type: string
  readonly descending: boolean
  /** A column that is never blank needs no care for blanks. */
  readonly solid: boolean
}

/** The key values of the last row of a page, its id last. */
export const encodeCursor = (values: readonly (string | number | boolean | null)[]): string =>
  JSON.stringify(values)

/** Five keys of a thousand signs, each escaped at worst. */
const longest = 40_000

/** The values back; undefined when the text is not a cursor of `length` keys. */
export function decodeCursor(
  text: string,
  length: number,
): readonly (string | number | boolean | null)[] | undefined {
  if (typeof text !== 'string' || text.length > longest) return undefined
  try {
    const values: unknown = JSON.parse(text)
    const simple = (value: unknown): value is string | number | boolean | null =>
      value === null || typeof value !== 'object'
    return Array.isArray(values) && values.length === length && values.every(simple) ? values : undefined
  } catch {
    return undefined
  }
}

/** Rows that come after the cursor in the keys' order (blanks last when ascending, first when descending, as PostgreSQL has them). */
export function after(keys: readonly SortKey[], values: readonly (string | number | boolean | null)[]): Sql {
  if (canCompareRows(keys, values)) return rowComparison(keys, values)
  const steps = keys.map((key, index) => {
    const same = keys
      .slice(0, index)
      .map((earlier, at) => sql`${earlier.column} is not distinct from ${typed(earlier, values[at])}`)
    return sql`(${join([...same, beyond(key, values[index] ?? null)], ' and ')})`
  })
  return sql`(${join(steps, ' or ')})`
}

const typed = (key: SortKey, value: unknown): Sql => sql`${value}::${raw(key.type)}`

/** One comparison of whole rows uses one index; it is right when all keys run the same way and no blank can follow. */
const canCompareRows = (keys: readonly SortKey[], values: readonly unknown[]): boolean =>
  keys.every(
    (key, index) =>
      key.descending === keys[0]?.descending && values[index] !== null && (key.solid || key.descending),
  )

const rowComparison = (keys: readonly SortKey[], values: readonly unknown[]): Sql =>
  sql`(${join(keys.map((key) => key.column))}) ${raw(keys[0]?.descending ? '<' : '>')} (${join(keys.map((key, index) => typed(key, values[index])))})`

function beyond(key: SortKey, value: unknown): Sql {
  if (value === null) return key.descending ? sql`${key.column} is not null` : raw('false')
  const further = sql`${key.column} ${raw(key.descending ? '<' : '>')} ${typed(key, value)}`
  return key.descending || key.solid ? further : sql`(${further} or ${key.column} is null)`
}
