// From which warehouses a wanted quantity is taken.
import { type Decimal, zero } from '#base/values/decimal'
import { smaller } from './quantity.ts'

/** Free quantities by warehouse id. */
export type Free = ReadonlyMap<string, Decimal>
export type Piece = { readonly warehouse: string; readonly quantity: Decimal }
export type Split = { readonly pieces: readonly Piece[]; readonly missing: Decimal }

/**
 * Takes `wanted` from what is free: first from the preferred warehouse, then from the fullest, so that the fewest
 * warehouses take part; a single warehouse that holds all of it wins over several. Pieces never exceed what is free
 * there; pieces and missing always sum to `wanted`. Nothing is wanted when it is zero or less.
 */
export function splitOverWarehouses(wanted: Decimal, free: Free, preferred?: string): Split {
  if (wanted.lte(0)) return { pieces: [], missing: zero }
  const places = [...free].filter(([, quantity]) => quantity.gt(0)).sort(byFit(wanted, preferred))
  const pieces: Piece[] = []
  let missing = wanted
  for (const [warehouse, quantity] of places) {
    if (missing.lte(0)) break
    const taken = smaller(quantity, missing)
    pieces.push({ warehouse, quantity: taken })
    missing = missing.minus(taken)
  }
  return { pieces, missing }
}

type Place = readonly [string, Decimal]

const byFit =
  (wanted: Decimal, preferred?: string) =>
  (left: Place, right: Place): number => {
    if (left[0] === preferred || right[0] === preferred) return left[0] === preferred ? -1 : 1
    const enough = Number(right[1].gte(wanted)) - Number(left[1].gte(wanted))
    if (enough !== 0) return enough
    const fullest = right[1].comparedTo(left[1])
    return fullest !== 0 ? fullest : left[0] < right[0] ? -1 : 1
  }
