// Places in a list that is put in order by hand: far enough apart that moving one changes one.
import type { Row } from '#kernel/schema'
import { idOf } from '#modules/inventory'

export const gap = 1024

export type Placed = { readonly id: string; readonly place: number }

export const placedOf = (rows: readonly Row[]): readonly Placed[] =>
  rows
    .map(({ id, place }) => ({ id: idOf(id), place: Number(place ?? 0) }))
    .toSorted((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1))

/**
 * What changes when `moved` comes to stand before another one, or last: its own place; all places where the neighbours leave no
 * room between them. Nothing when it stands there already.
 */
export function movedBefore(all: readonly Placed[], moved: string, before: string | null): readonly Placed[] {
  if (moved === before) return []
  const others = all.filter(({ id }) => id !== moved)
  const found = before === null ? others.length : others.findIndex(({ id }) => id === before)
  const at = found < 0 ? others.length : found
  if (all[at]?.id === moved) return []
  const place = between(others[at - 1]?.place, others[at]?.place)
  if (place !== null) return [{ id: moved, place }]
  return inOrder(
    [...others.slice(0, at).map(({ id }) => id), moved, ...others.slice(at).map(({ id }) => id)],
    all,
  )
}

function between(left: number | undefined, right: number | undefined): number | null {
  if (left === undefined) return right === undefined ? gap : right - gap
  if (right === undefined) return left + gap
  const middle = Math.floor((left + right) / 2)
  return middle > left && middle < right ? middle : null
}

/** The places that differ when these stand in this order. */
export function inOrder(ids: readonly string[], all: readonly Placed[]): readonly Placed[] {
  const known = new Map(all.map(({ id, place }) => [id, place]))
  return ids
    .map((id, index) => ({ id, place: (index + 1) * gap }))
    .filter(({ id, place }) => known.get(id) !== place)
}
