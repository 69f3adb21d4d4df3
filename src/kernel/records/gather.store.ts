// Reading what formulas gather: of each record and call one row of sums and extremes, however many records refer to it.
import type { Tx } from '#base/database'
import type { Environment } from '#kernel/formula'
import { startDerivation } from './derive.ts'
import { followTree } from './follow.ts'
import { gatherIn } from './gather.ts'
import { satisfy } from './load.store.ts'
import { haveFollowed, haveGathered, isEmpty, noNeeds } from './needs.ts'
import type { Gatherer } from './reaction.ts'
import type { WriteRequest } from './store.ts'
import { startWork, type Work } from './work.ts'

/** What is stored, for who writes nothing. */
export const gatherStored = (
  tx: Tx,
  { model, actor, origin, moment, newId }: WriteRequest,
  gatherers: readonly Gatherer[],
): Promise<NonNullable<Environment['gather']>> =>
  gatherFor(tx, startWork(model, actor, origin, moment, newId), gatherers)

/** Has at hand all that formulas gather, for whoever evaluates them: with this write's own changes. */
export async function gatherFor(
  tx: Tx,
  work: Work,
  gatherers: readonly Gatherer[],
): Promise<NonNullable<Environment['gather']>> {
  const wanted = gatherers.map(({ object, row, formulas }) => {
    const gathering = formulas.filter(({ gathers }) => gathers.length > 0)
    const resolved = work.model.schema.object(object)
    const reads = gathering.flatMap((formula) => formula.reads)
    const tree = resolved ? followTree(work.model.schema, resolved, reads) : []
    return { row, gathering, tree }
  })
  for (;;) {
    const needs = noNeeds()
    for (const { row, gathering, tree } of wanted)
      if (haveFollowed(work, row, tree, needs)) haveGathered(work, [row], gathering, needs)
    if (isEmpty(needs)) return gatherIn(work, 'row')
    await satisfy(tx, work, startDerivation(), needs)
  }
}
