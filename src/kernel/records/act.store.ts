// Running an action: may the actor, is the record ready, is the input right; then its own decision, as changes.
import type { Tx } from '#base/database'
import { type Problem, problem } from '#base/problem'
import { decide, readsFor } from '#kernel/access'
import type { Row } from '#kernel/schema'
import { readInput } from './action-input.ts'
import { existing, type Order } from './apply.ts'
import type { Act } from './change.ts'
import { startDerivation } from './derive.ts'
import { followTree } from './follow.ts'
import { satisfy } from './load.store.ts'
import type { CompiledAction } from './model.ts'
import { haveAbout, haveFollowed, haveGathered, type Needs, noNeeds } from './needs.ts'
import { readerFor } from './reader.store.ts'
import type { WriteRequest } from './store.ts'
import { sight } from './validate.ts'
import { entryOf, environment, type Work } from './work.ts'

/** The changes the action answers, as orders of its module; none when there were problems. */
export async function runAct(
  tx: Tx,
  work: Work,
  order: Order,
  request: WriteRequest,
): Promise<readonly Order[]> {
  const { change } = order
  if (change.kind !== 'act') return []
  const compiled = work.model.objects.get(change.object)?.actions.get(change.action)
  if (!compiled) {
    work.problems.push(
      problem('records.unknownAction', [order.index], {
        object: String(change.object),
        name: String(change.action),
      }),
    )
    return []
  }
  const record = await targetOf(tx, work, order, change, compiled)
  const input = readInput(compiled.action.input, change.input, order.index)
  work.problems.push(...input.problems)
  if (record === undefined || work.problems.length > 0) return []
  const authority = request.systemActor(compiled.authority)
  const outcome = await compiled.action.run(
    { ...readerFor(tx, work, authority, request), record },
    input.values,
  )
  if (!outcome.ok) {
    work.problems.push(...outcome.problems.map((found) => ({ ...found, path: [order.index, ...found.path] })))
    return []
  }
  if (compiled.action.assists && outcome.value.changes.length > 0)
    throw new Error(`${change.object}.${change.action} only answers, and wants to change something`)
  if (record !== null) nameAction(work, change)
  if (outcome.value.output !== undefined) work.outputs.push(outcome.value.output)
  return outcome.value.changes.map(
    (one): Order => ({
      change: one,
      authority,
      index: order.index,
      action: `${change.object}.${change.action}`,
    }),
  )
}

/** The record an action ran on is told of it also where only what is computed from others changes. */
function nameAction(work: Work, change: Act): void {
  const entry = change.id === null ? undefined : entryOf(work, change.object, change.id)
  if (!entry) return
  entry.action = `${change.object}.${change.action}`
  entry.untold = entry.action
}

/** The locked record, null for an action on no record, undefined when it may not run. */
async function targetOf(
  tx: Tx,
  work: Work,
  order: Order,
  change: Act,
  compiled: CompiledAction,
): Promise<Row | null | undefined> {
  if (compiled.action.target === 'none') {
    return allow(work, order, change, { id: null }) ? null : undefined
  }
  const entry =
    change.id === null
      ? null
      : existing(work, order, {
          object: change.object,
          id: change.id,
          ...(change.version === undefined ? {} : { version: change.version }),
        })
  if (!entry?.row) {
    if (change.id === null)
      work.problems.push(problem('records.missing', [order.index], { object: change.object }))
    return undefined
  }
  await loadFollowed(tx, work, order, entry.row, compiled)
  if (!allow(work, order, change, entry.row)) return undefined
  const blocked = blockedBy(work, compiled, entry.row)
  work.problems.push(...blocked.map((found) => ({ ...found, path: [order.index, ...found.path] })))
  return blocked.length > 0 ? undefined : { ...entry.row }
}

async function loadFollowed(
  tx: Tx,
  work: Work,
  order: Order,
  row: Row,
  compiled: CompiledAction,
): Promise<void> {
  const object = work.model.schema.object(order.change.object)
  if (!object) return
  const asked = [
    ...compiled.checks.map(({ formula }) => formula),
    ...(compiled.visible ? [compiled.visible] : []),
  ]
  const paths = [
    ...readsFor(work.model.access, order.authority, compiled.action.name, object.name),
    ...asked.flatMap(({ reads }) => reads),
  ]
  const tree = followTree(work.model.schema, object, paths)
  const have = (needs: Needs): boolean => {
    const followed = haveFollowed(work, row, tree, needs)
    const about = haveAbout(work, order.authority, compiled.action.name, object.name, row, needs)
    return about && followed && haveGathered(work, [row], asked, needs)
  }
  for (let needs = noNeeds(); !have(needs); needs = noNeeds())
    await satisfy(tx, work, startDerivation(), needs)
}

function allow(work: Work, order: Order, change: Act, row: Row): boolean {
  if (decide(work.model.access, order.authority, change.action, change.object, row, sight(work))) return true
  work.problems.push(
    problem('access.denied', [order.index], {
      operation: change.action,
      object: change.object,
      id: change.id ?? '',
    }),
  )
  return false
}

/** The sentences that are not yet true of the record. */
export function blockedBy(work: Work, compiled: CompiledAction, row: Row): readonly Problem[] {
  const env = environment(work, row)
  const hidden = compiled.visible !== null && compiled.visible.evaluate(env) !== true
  const failing = compiled.checks.filter((check) => check.formula.evaluate(env) !== true)
  const problems = failing.map((check) =>
    problem('records.blocked', [check.field ?? ''], {
      action: compiled.action.name,
      'message.zh-CN': check.message['zh-CN'],
      'message.en': check.message.en,
    }),
  )
  return hidden && problems.length === 0
    ? [problem('records.notNow', [], { action: compiled.action.name })]
    : problems
}
