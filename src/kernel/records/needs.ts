// Records that a write has to look at before it can go on, gathered so that each object costs one statement.

import { isUuid } from '#base/ids'
import { type Actor, aboutsFor, readsFor } from '#kernel/access'
import type { Formula } from '#kernel/formula'
import type { Row } from '#kernel/schema'
import { type Follow, followTree } from './follow.ts'
import type { Lacking } from './gather.ts'
import { environment, rowOf, type Work } from './work.ts'

export type Needs = {
  /** Only looked at. */
  readonly look: Map<string, Set<string>>
  /** Changed by this write, hence locked. */
  readonly lock: Map<string, Set<string>>
  /** Balance rows by their key values, made when missing. */
  readonly balances: Map<string, Map<string, Row>>
  /** Smallest and largest values to be read again: `object.field` of the roll-up and the parents concerned. */
  readonly extremes: Map<string, Set<string>>
  /** Records whose formulas read a changed record: object, reference, ids referred to. */
  readonly readers: Map<string, Set<string>>
  /** What is gathered from stored records, by what the write keeps it under. */
  readonly gathered: Map<string, Lacking>
}

export const noNeeds = (): Needs => ({
  look: new Map(),
  lock: new Map(),
  balances: new Map(),
  extremes: new Map(),
  readers: new Map(),
  gathered: new Map(),
})

export const isEmpty = (needs: Needs): boolean => Object.values(needs).every((map) => map.size === 0)

export function want(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key) ?? new Set<string>()
  ids.add(id)
  map.set(key, ids)
}

/** Asks for every referenced record of the tree that is not at hand; true when all are. */
export function haveFollowed(work: Work, row: Row, tree: Follow, needs: Needs): boolean {
  let complete = true
  for (const { field, to, next } of tree) {
    const id = row[field]
    if (typeof id !== 'string') continue
    const found = rowOf(work, to, id)
    if (found === undefined) {
      want(needs.look, to, id)
      complete = false
    } else if (found !== null && !haveFollowed(work, found, next, needs)) complete = false
  }
  return complete
}

/** Asks for what formulas were found to lack when they gathered; true when nothing was. */
export function takeLacking(work: Work, needs: Needs): boolean {
  for (const [key, lacking] of work.lacking) needs.gathered.set(key, lacking)
  const isComplete = work.lacking.size === 0
  work.lacking.clear()
  return isComplete
}

/** Asks for all that the formulas gather over these rows, as they will be and as they were; true when it is at hand. */
export function haveGathered(
  work: Work,
  rows: readonly (Row | null)[],
  formulas: readonly Formula[],
  needs: Needs,
): boolean {
  for (const row of rows)
    if (row)
      for (const formula of formulas) if (formula.gathers.length > 0) formula.evaluate(environment(work, row))
  return takeLacking(work, needs)
}

/** Asks for the records that this one is about, and for what reading them takes; true when all are at hand. */
export function haveAbout(
  work: Work,
  authority: Actor,
  operation: string,
  object: string,
  row: Row,
  needs: Needs,
): boolean {
  const { access, schema } = work.model
  let complete = true
  for (const about of aboutsFor(access, authority, operation, object, row)) {
    const to = schema.object(about.object)
    if (!to || !isUuid(about.record)) continue
    const found = rowOf(work, to.name, about.record)
    if (found === undefined) {
      want(needs.look, to.name, about.record)
      complete = false
    } else if (found !== null) {
      const tree = followTree(schema, to, readsFor(access.direct, authority, 'read', to.name))
      if (!haveFollowed(work, found, tree, needs)) complete = false
    }
  }
  return complete
}
