// How far a line has come, as parts of a bar. Pure.
import { parseDecimal } from '#base/values/decimal'
import { formatNumber } from '../../ui/format.ts'
import type { Part } from '../../ui/small.tsx'

const colors = [
  'var(--ok)',
  'var(--accent)',
  'color-mix(in srgb, var(--accent) 32%, var(--surface))',
  'var(--rule-2)',
]

/**
 * Shares of the whole, the furthest along first: each part is drawn as what it adds to the parts before it, so that shipped
 * goods are not drawn again as reserved.
 */
export function sharesOf(
  whole: unknown,
  parts: readonly { readonly value: unknown; readonly label: string }[],
): readonly Part[] {
  const total = parseDecimal(whole)
  if (total === undefined || total.lte(0)) return []
  let drawn = 0
  return parts.flatMap(({ value, label }, index) => {
    const amount = parseDecimal(value)
    if (amount === undefined || amount.lte(0)) return []
    const reach = Math.min(1, amount.dividedBy(total).toNumber())
    const share = Math.max(0, reach - drawn)
    drawn = Math.max(drawn, reach)
    return [
      { share, label: `${label} ${formatNumber(String(value))}`, color: colors[index] ?? 'var(--rule-2)' },
    ]
  })
}
