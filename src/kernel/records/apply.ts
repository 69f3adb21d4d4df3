// Wishes put onto the working set: what may be written at all, as what value, on which record.
import { isUuid } from '#base/ids'
import { type Problem, problem } from '#base/problem'
import type { Actor } from '#kernel/access'
import type { Value } from '#kernel/schema'
import type { Change, Create, Remove, Update, Values } from './change.ts'
import { coerce, coercionProblem } from './coerce.ts'
import { takeMade } from './made.ts'
import { want } from './needs.ts'
import { enterStage, stageProblem } from './stages.ts'
import { addEntry, type Entry, entryOf, type Work } from './work.ts'

/** A change with the authority under which it is decided and its place in the request. */
export type Order = {
  readonly change: Change
  readonly authority: Actor
  readonly index: string
  readonly action: string | null
}

/** Records that have to be locked before these changes can be applied: those that are stored already. */
export function targets(work: Work, orders: readonly Order[]): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>()
  const made = new Set<string>()
  for (const { change } of orders) {
    const { object, id } = change
    if (change.kind === 'create') made.add(change.id)
    else if (id !== null && isUuid(id) && !made.has(id) && !entryOf(work, object, id))
      if (work.model.schema.object(object)) want(wanted, object, id)
  }
  return wanted
}

/** Puts a create, update or remove onto the working set; problems are added to it. Actions are run by the store. */
export function applyChange(work: Work, order: Order): void {
  const { change } = order
  const object = work.model.schema.object(change.object)
  if (!object || !isUuid(change.id)) {
    work.problems.push(
      problem(object ? 'records.badId' : 'query.unknownObject', [order.index], {
        name: String(change.object),
      }),
    )
    return
  }
  if (object.kind === 'balance' || (object.kind === 'ledger' && change.kind !== 'create')) {
    work.problems.push(problem('records.ledger', [order.index], { object: object.name }))
    return
  }
  if (change.kind === 'create') create(work, order, change)
  else if (change.kind === 'update') update(work, order, change)
  else if (change.kind === 'remove') remove(work, order, change)
}

function create(work: Work, order: Order, change: Create): void {
  const object = work.model.schema.object(change.object)
  if (!object) return
  if (entryOf(work, change.object, change.id)) {
    work.problems.push(problem('records.exists', [order.index], { id: change.id }))
    return
  }
  const entry = addEntry(work, object, change.id, null)
  entry.row = {
    id: change.id,
    version: 1,
    createdAt: work.moment.now,
    createdBy: work.actor.id,
    updatedAt: work.moment.now,
    updatedBy: work.actor.id,
  }
  for (const field of work.model.objects.get(object.name)?.numbers ?? [])
    entry.row[field.name] = marker(object.name, field.name, change.id)
  write(work, order, entry, change.values, 'create')
  if (change.made !== undefined) takeMade(work, order, entry, change.made)
}

/** Stands for a number that is given as late as possible; see numbers.ts. */
export const marker = (object: string, field: string, id: string): string =>
  `\uE000${object}/${field}/${id}\uE001`

function update(work: Work, order: Order, change: Update): void {
  const entry = existing(work, order, change)
  if (entry) write(work, order, entry, change.values, 'update')
}

function remove(work: Work, order: Order, change: Remove): void {
  const entry = existing(work, order, change)
  if (!entry) return
  entry.wishes.push({ kind: 'remove', authority: order.authority, fields: [], index: order.index })
  entry.row = null
  entry.dirty = true
  entry.action = order.action ?? entry.action
  entry.untold = order.action ?? entry.untold
}

/** The record to change, unless it is missing or somebody changed it in the meantime. */
export function existing(
  work: Work,
  order: Order,
  change: { object: string; id: string; version?: number },
): Entry | null {
  const entry = entryOf(work, change.object, change.id)
  if (!entry?.row) {
    work.problems.push(problem('records.missing', [order.index], { object: change.object, id: change.id }))
    return null
  }
  const stored = entry.before?.version
  if (change.version !== undefined && stored !== undefined && stored !== change.version) {
    work.problems.push(
      problem('records.conflict', [order.index], {
        object: change.object,
        id: change.id,
        version: Number(stored),
        changedBy: String(entry.before?.updatedBy ?? ''),
        changedAt: String(entry.before?.updatedAt ?? ''),
      }),
    )
    return null
  }
  return entry
}

function write(work: Work, order: Order, entry: Entry, values: Values, kind: 'create' | 'update'): void {
  if (entry.row === null) return
  const written: string[] = []
  for (const [name, value] of Object.entries(values)) {
    const found = accept(work, entry, order, name, value, kind)
    if (!('value' in found)) work.problems.push(found)
    else if (found.value !== undefined) {
      enterStage(work, entry, order, name, found.value)
      entry.row[name] = found.value
      written.push(name)
    }
  }
  entry.wishes.push({ kind, authority: order.authority, fields: written, index: order.index })
  entry.dirty = true
  entry.action = order.action ?? entry.action
  entry.untold = order.action ?? entry.untold
}

/** The value to store; undefined when the field keeps its own; a problem when it may not be written. */
function accept(
  work: Work,
  entry: Entry,
  order: Order,
  name: string,
  value: unknown,
  kind: 'create' | 'update',
): { readonly value: Value | undefined } | Problem {
  const path = [order.index, name]
  const field =
    Object.hasOwn(entry.row ?? {}, name) && name === 'id' ? undefined : entry.object.byName.get(name)
  if (!field || field.column === null)
    return problem('records.unknownField', path, { name: name.slice(0, 60) })
  if (field.type === 'formula' || field.type === 'rollup') return problem('records.computed', path, { name })
  if (field.type === 'autoNumber' && (value === null || value === undefined)) return { value: undefined }
  if (field.readOnly === true && order.authority.kind === 'person')
    return problem('records.readOnly', path, { name })
  if (field.type === 'autoNumber' && order.authority.kind === 'person')
    return problem('records.readOnly', path, { name })
  if (field.type === 'reference' && field.owner === true && kind === 'update' && entry.row?.[name] !== value)
    return problem('records.ownerFixed', path, { name })
  const coerced = coerce(value, field)
  if (!('value' in coerced)) return coercionProblem(coerced, path)
  return stageProblem(work, entry, order, name, coerced.value) ?? coerced
}
