// What lines come to together: the roll-ups of the whole over them, and the sums told under a grid. Pure.
import { Decimal, formatDecimal, parseDecimal, sum } from '#base/values/decimal'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { type RollupField, type Row, scaleOf, type Value } from '#kernel/schema'
import type { Reckoned } from './reckoning.ts'

const decimals = (rows: readonly Row[], name: string): readonly Decimal[] =>
  rows.map((row) => parseDecimal(row[name])).filter((part) => part !== undefined)

/** A roll-up over all the lines that count. */
export function sumUp(field: RollupField, rows: readonly Row[]): Value {
  const { take, field: name = '', result } = field
  if (take === 'count') return formatDecimal(new Decimal(rows.length), scaleOf(field) ?? 0)
  if (take === 'sum') return formatDecimal(sum(decimals(rows, name)), scaleOf(field) ?? undefined)
  const isTime = result === 'date' || result === 'datetime'
  const values = rows.map((row) => row[name]).filter((value) => typeof value === 'string' && value !== '')
  const sorted = isTime
    ? values.toSorted()
    : decimals(rows, name)
        .toSorted((left, right) => left.comparedTo(right))
        .map((one) => formatDecimal(one, scaleOf(field) ?? undefined))
  return (take === 'min' ? sorted[0] : sorted.at(-1)) ?? null
}

export type LineSum = { readonly field: FieldMetadata; readonly value: string }

/** Amounts of the whole that are told under its lines. */
export const isTotal = (field: RollupField): boolean =>
  field.take === 'sum' && field.result === 'money' && field.where === undefined

/** The sums that the whole keeps over these lines, where each of them is known. */
export const lineSums = (
  whole: ObjectMetadata,
  lines: string,
  rows: readonly Reckoned[],
): readonly LineSum[] =>
  whole.fields.flatMap((field) => {
    if (field.type !== 'rollup' || !isTotal(field) || field.object !== lines || field.hidden) return []
    const { field: name = '' } = field
    if (rows.some(({ unknown }) => unknown.has(name))) return []
    const parts = decimals(
      rows.map(({ row }) => row),
      name,
    )
    return [{ field, value: formatDecimal(sum(parts), field.scale ?? 2) }]
  })

/** The tax between an inclusive and an exclusive sum; null where there are not both. */
export function taxOf(sums: readonly LineSum[]): string | null {
  const of = (tax: string): Decimal | undefined =>
    parseDecimal(sums.find(({ field }) => 'tax' in field && field.tax === tax)?.value)
  const [inclusive, exclusive] = [of('inclusive'), of('exclusive')]
  return inclusive === undefined || exclusive === undefined
    ? null
    : formatDecimal(inclusive.minus(exclusive), 2)
}
