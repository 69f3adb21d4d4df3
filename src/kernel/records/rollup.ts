// Roll-ups kept exact: what each changed child adds to and takes from its parents.
import { Decimal, formatDecimal, parseDecimal, zero } from '#base/values/decimal'
import { type RollupField, type Row, scaleOf, type Value } from '#kernel/schema'
import type { CompiledRollup } from './model.ts'
import { type Needs, want } from './needs.ts'
import { type Entry, entryOf, environment, rowOf, type Work } from './work.ts'

/** Smallest and largest values over the stored children that this write does not touch, by roll-up and parent. */
export type Extremes = Map<string, Map<string, Value>>

export const rollupKey = (rollup: CompiledRollup): string => `${rollup.parent.name}.${rollup.field.name}`

const isExtreme = (rollup: CompiledRollup): boolean =>
  rollup.field.take === 'min' || rollup.field.take === 'max'

/** What a roll-up is before any child: nothing for extremes, zero for sums and counts. */
export const initialRollup = (rollup: RollupField): Value =>
  rollup.take === 'min' || rollup.take === 'max' ? null : formatDecimal(zero, scaleOf(rollup) ?? 0)

/** Counts a changed child into its parents. False when a parent is not at hand yet: then nothing was counted. */
export function countChild(work: Work, entry: Entry, extremes: Extremes, needs: Needs): boolean {
  const feeds = work.model.objects.get(entry.object.name)?.feeds ?? []
  if (feeds.length === 0) return true
  const moved = feeds.map((rollup) => movement(work, rollup, entry)).filter((one) => one !== null)
  const ready = moved.map((one) => parentsReady(work, one, extremes, needs))
  if (ready.includes(false)) return false
  for (const one of moved) applyRollup(work, one, extremes)
  entry.counted = entry.row === null ? null : { ...entry.row }
  return true
}

type Contribution = { readonly parent: string; readonly value: Value }

/** What a child gave to a roll-up when it was last counted, and what it gives now. */
type Movement = {
  readonly rollup: CompiledRollup
  readonly before: Contribution | null
  readonly after: Contribution | null
}

function contribution(work: Work, rollup: CompiledRollup, row: Row | null): Contribution | null {
  const parent = row?.[rollup.field.by]
  if (row === null || typeof parent !== 'string') return null
  if (rollup.where && rollup.where.evaluate(environment(work, row)) !== true) return null
  return { parent, value: rollup.field.take === 'count' ? '1' : (row[rollup.field.field ?? ''] ?? null) }
}

/** Null when nothing changes for the roll-up. */
function movement(work: Work, rollup: CompiledRollup, entry: Entry): Movement | null {
  const before = contribution(work, rollup, entry.counted)
  const after = contribution(work, rollup, entry.row)
  return before?.parent === after?.parent && before?.value === after?.value ? null : { rollup, before, after }
}

const parentsOf = ({ before, after }: Movement): readonly string[] =>
  [before?.parent, before?.parent === after?.parent ? undefined : after?.parent].filter(
    (id) => id !== undefined,
  )

/** A child that takes nothing from a parent, or gives it more, can only better its extreme; the others need not be looked at. */
function isAddition({ rollup, before, after }: Movement, parent: string): boolean {
  if (before?.parent !== parent || before.value === null) return true
  return after?.parent === parent && best(rollup, [before.value, after.value]) === after.value
}

function parentsReady(work: Work, moved: Movement, extremes: Extremes, needs: Needs): boolean {
  const { rollup } = moved
  const missing = parentsOf(moved).filter((id) => {
    const parent = entryOf(work, rollup.parent.name, id)
    if (!parent) {
      if (rowOf(work, rollup.parent.name, id) === null) return false
      want(needs.lock, rollup.parent.name, id)
      return true
    }
    if (!isExtreme(rollup) || isAddition(moved, id) || parent.before === null) return false
    if (extremes.get(rollupKey(rollup))?.has(id)) return false
    want(needs.extremes, rollupKey(rollup), id)
    return true
  })
  return missing.length === 0
}

function applyRollup(work: Work, moved: Movement, extremes: Extremes): void {
  const { rollup } = moved
  const { name } = rollup.field
  for (const id of parentsOf(moved)) {
    const parent = entryOf(work, rollup.parent.name, id)
    if (!parent?.row) continue
    const current = parent.row[name] ?? null
    const value = !isExtreme(rollup)
      ? shifted(moved, current, id)
      : isAddition(moved, id)
        ? best(rollup, [current, moved.after?.value ?? null])
        : extreme(work, rollup, id, extremes)
    if (value !== parent.row[name]) {
      parent.row[name] = value
      parent.dirty = true
    }
  }
}

function shifted({ rollup, before, after }: Movement, current: Value, parent: string): Value {
  if (rollup.field.take === 'count') {
    const shift = Number(after?.parent === parent) - Number(before?.parent === parent)
    return String(Number(current ?? 0) + shift)
  }
  const share = (one: Contribution | null): Decimal =>
    one?.parent === parent ? (parseDecimal(one.value as string) ?? zero) : zero
  const total = (parseDecimal(current as string) ?? zero).plus(share(after)).minus(share(before))
  return formatDecimal(total, scaleOf(rollup.field) ?? undefined)
}

function extreme(work: Work, rollup: CompiledRollup, parent: string, extremes: Extremes): Value {
  const values: Value[] = [extremes.get(rollupKey(rollup))?.get(parent) ?? null]
  for (const child of work.entries.get(childOf(rollup))?.values() ?? []) {
    const one = contribution(work, rollup, child.row)
    if (one?.parent === parent) values.push(one.value)
  }
  return best(rollup, values)
}

function best(rollup: CompiledRollup, values: readonly Value[]): Value {
  const present = values.filter((value): value is string => typeof value === 'string')
  const sorted = present.sort(
    rollup.field.result === 'date' || rollup.field.result === 'datetime' ? byText : byNumber,
  )
  return (rollup.field.take === 'min' ? sorted[0] : sorted.at(-1)) ?? null
}

const childOf = (rollup: CompiledRollup): string => rollup.field.object
const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)
const byNumber = (left: string, right: string): number => new Decimal(left).comparedTo(right)
