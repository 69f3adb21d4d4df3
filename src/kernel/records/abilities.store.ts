// May the actor update, remove or act on this record? The same policies and checks as a write, asked beforehand.
import type { Tx } from '#base/database'
import { decide, readsFor, type Sight, writableFields } from '#kernel/access'
import type { Formula } from '#kernel/formula'
import type { Field, ResolvedObject, Row } from '#kernel/schema'
import { blockedBy } from './act.store.ts'
import { startDerivation } from './derive.ts'
import { followTree } from './follow.ts'
import { lookUp, satisfy } from './load.store.ts'
import { haveAbout, haveFollowed, haveGathered, isEmpty, type Needs, noNeeds } from './needs.ts'
import { haveNames } from './stage-who.ts'
import { nextStages } from './stages.ts'
import type { WriteRequest } from './store.ts'
import { sight } from './validate.ts'
import { environment, rowOf, startWork, type Work } from './work.ts'
import { lookAtWorkdays } from './workdays.store.ts'

export type RecordAbilities = {
  readonly update: boolean
  readonly remove: boolean
  readonly writable: readonly string[]
  readonly actions: readonly {
    readonly name: string
    readonly blocked: readonly { readonly message: Field['label']; readonly field?: string }[]
  }[]
  /** The stages that may follow on the record's path, each with what is missing to enter it. */
  readonly stages: readonly {
    readonly key: string
    readonly missing: readonly { readonly message: Field['label']; readonly field?: string }[]
    /** Who may bring the record there, where the actor may not. */
    readonly who?: Field['label']
  }[]
}

/** Null when there is no such record for this actor. Actions that are not shown are left out. */
export async function abilities(
  tx: Tx,
  request: WriteRequest,
  name: string,
  id: string,
): Promise<RecordAbilities | null> {
  const { model, actor } = request
  const object = model.schema.object(name)
  const compiled = model.objects.get(name)
  if (!object || !compiled) return null
  const work = startWork(model, actor, request.origin, request.moment, request.newId)
  await Promise.all([lookUp(tx, work, name, [id]), lookAtWorkdays(tx, work)])
  const row = rowOf(work, name, id)
  if (!row) return null
  const actions = [...compiled.actions.values()].filter((one) => one.action.target === 'record')
  const operations = ['read', 'update', 'remove', ...actions.map((one) => one.action.name)]
  const asked = actions.flatMap((one) => [
    ...(one.visible ? [one.visible] : []),
    ...one.checks.map(({ formula }) => formula),
  ])
  const needed = [...compiled.needs.values()].flat().map(({ formula }) => formula)
  const fixing = [...compiled.conditions.values()].flatMap(({ fixed }) => (fixed ? [fixed] : []))
  const seeing = await lookAround(tx, work, object, row, operations, [...asked, ...needed, ...fixing])
  const may = (operation: string): boolean => decide(model.access, actor, operation, name, row, seeing)
  if (!may('read')) return null
  const update = object.kind === 'record' && may('update')
  const writable = update
    ? writableFields(model.access, actor, 'update', name, row, seeing)
    : new Set<string>()
  const shown = actions.filter(
    (one) =>
      may(one.action.name) &&
      (one.visible === null || blockedBy(work, { ...one, checks: [] }, row).length === 0),
  )
  return {
    update,
    remove: object.kind === 'record' && may('remove'),
    writable: object.fields
      .filter(
        (field) =>
          writable.has(field.name) &&
          field.readOnly !== true &&
          compiled.conditions.get(field.name)?.fixed?.evaluate(environment(work, row)) !== true &&
          field.column !== null &&
          !['formula', 'rollup', 'autoNumber'].includes(field.type),
      )
      .map((field) => field.name),
    actions: shown.map((one) => ({
      name: one.action.name,
      blocked: blockedBy(work, one, row).map((found) => ({
        message: {
          'zh-CN': String(found.params['message.zh-CN'] ?? ''),
          en: String(found.params['message.en'] ?? ''),
        },
        ...(found.path[0] ? { field: found.path[0] } : {}),
      })),
    })),
    stages: nextStages(work, object, compiled.needs, row).map(({ missing, ...stage }) => ({
      ...stage,
      missing: missing.map(({ message, field }) => ({ message, ...(field ? { field } : {}) })),
    })),
  }
}

/** Loads what deciding these operations on the record looks at. */
async function lookAround(
  tx: Tx,
  work: Work,
  object: ResolvedObject,
  row: Row,
  operations: readonly string[],
  asked: readonly Formula[] = [],
): Promise<Sight> {
  const { access, schema } = work.model
  const { actor } = work
  const paths = operations.flatMap((operation) => readsFor(access, actor, operation, object.name))
  const tree = followTree(schema, object, [...paths, ...asked.flatMap(({ reads }) => reads)])
  const have = (needs: Needs): boolean => {
    const followed = haveFollowed(work, row, tree, needs)
    for (const { who = {} } of object.path?.stages ?? []) haveNames(work, who, needs)
    if (followed) haveGathered(work, [row], asked, needs)
    return operations
      .map((operation) => haveAbout(work, actor, operation, object.name, row, needs))
      .every((found) => found && followed && isEmpty(needs))
  }
  for (let needs = noNeeds(); !have(needs); needs = noNeeds())
    await satisfy(tx, work, startDerivation(), needs)
  return sight(work)
}
