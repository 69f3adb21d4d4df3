// How imports are told: what each came to, the latest ones, and who imported them.
import type { Actor } from '#kernel/access'
import type { Progress } from '#kernel/jobs'
import type { Engine, ImportView, ImportWish } from '#kernel/module'
import { mostDifferences, noDifferences } from './differences.ts'
import { countsOf, type ImportState } from './wish.ts'

/** At most so many. Ids follow time. */
export const latest = (all: readonly Progress[], most = 20): readonly Progress[] =>
  [...all].sort((left, right) => (left.id < right.id ? 1 : -1)).slice(0, most)

/** What whoever imported is called, as far as the actor may know it; null for the actor. */
export async function importers(
  engine: Engine,
  actor: Actor,
  all: readonly Progress[],
): Promise<(one: Progress) => string | null> {
  const value = [...new Set(all.map(({ createdBy }) => createdBy).filter((id) => id !== actor.id))]
  const filter = { field: 'id', is: 'in', value } as const
  const people =
    value.length === 0
      ? undefined
      : await engine.read(actor, { object: 'identity.person', fields: ['id', 'name'], filter, limit: 40 })
  const names = new Map(people?.ok ? people.value.rows.map(({ id, name }) => [id, name]) : [])
  return ({ createdBy }) => (createdBy === actor.id ? null : String(names.get(createdBy) ?? ''))
}

export function viewOf(progress: Progress): ImportView {
  const { id, state, done, total, error, createdAt, updatedAt } = progress
  const kept = progress.cursor as unknown as ImportState
  const { wish, fileName, heads, samples } = kept
  const counts = countsOf(kept)
  const { object } = wish
  const times = { createdAt, updatedAt }
  const { met, byWish } = kept.conflicts ?? noDifferences
  const conflicts = { met, listed: Math.min(met, mostDifferences), byWish, taking: byWish }
  const { effects = [] } = kept
  return {
    id,
    object,
    fileName,
    wish,
    state,
    done,
    total,
    counts,
    heads,
    samples,
    ...{ conflicts, effects },
    error,
    ...times,
    by: null,
  }
}

export const headsOf = ({ joins, columns }: ImportWish): readonly string[] => [
  ...new Set([...(joins === undefined ? [] : [joins]), ...Object.keys(columns)]),
]
