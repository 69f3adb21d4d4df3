// The lines a person picked for a shipment, a receipt or a return, as they arrive in an action's input.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { type Decimal, parseDecimal } from '#base/values/decimal'
import type { Json } from '#kernel/schema'

export type WantedLine = {
  readonly line: string
  readonly quantity: Decimal
  readonly warehouse: string | null
}

const most = 500

/**
 * `[{ line, quantity, warehouse? }]`, at most 500, each line once, quantities greater than zero; null when nothing was
 * picked, which means everything. Problems: inventory.badLines.
 */
export function wantedLines(input: Json | undefined): Result<readonly WantedLine[] | null> {
  if (input === undefined || input === null) return ok(null)
  if (!Array.isArray(input) || input.length === 0 || input.length > most) return bad('')
  const lines: WantedLine[] = []
  const seen = new Set<string>()
  for (const [index, entry] of input.entries()) {
    const wanted = wantedLine(entry)
    if (wanted === undefined || seen.has(wanted.line)) return bad(String(index))
    seen.add(wanted.line)
    lines.push(wanted)
  }
  return ok(lines)
}

const bad = (index: string): Result<never> =>
  failed(problem('inventory.badLines', index === '' ? ['lines'] : ['lines', index], { most }))

function wantedLine(entry: Json): WantedLine | undefined {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return undefined
  const { line, quantity, warehouse } = entry as Readonly<Record<string, Json>>
  const amount = parseDecimal(quantity)
  if (typeof line !== 'string' || amount === undefined || amount.lte(0) || amount.decimalPlaces() > 3)
    return undefined
  return { line, quantity: amount, warehouse: typeof warehouse === 'string' ? warehouse : null }
}
