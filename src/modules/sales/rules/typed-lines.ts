// Lines as somebody types them: those of which item and quantity are known already.
import { isUuid } from '#base/ids'
import { parseDate } from '#base/values/date'
import { type Decimal, parseDecimal } from '#base/values/decimal'
import type { Json } from '#kernel/schema'

export type TypedLine = {
  readonly line: string
  readonly item: string
  readonly quantity: Decimal
  /** The day promised for this line. */
  readonly promisedDate: string | null
}

export const mostTypedLines = 500

/** The lines that can be answered: one with a broken item or without a positive quantity is left out. */
export function typedLines(lines: Json | undefined): readonly TypedLine[] {
  return Array.isArray(lines) ? (lines as readonly Json[]).slice(0, mostTypedLines).flatMap(typedLine) : []
}

function typedLine(entry: Json): readonly TypedLine[] {
  if (typeof entry !== 'object' || entry === null || !('line' in entry)) return []
  const { line, item, quantity: typed, promisedDate } = entry
  const quantity = parseDecimal(typed)
  if (!isUuid(line) || !isUuid(item) || !quantity?.gt(0)) return []
  return [{ line, item, quantity, promisedDate: parseDate(promisedDate) ?? null }]
}
