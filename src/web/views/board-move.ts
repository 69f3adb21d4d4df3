// What moving a card into another column asks for: a field change, an action, or nothing that may be done. Pure.
import type { FlowDefinition } from '#kernel/flow'
import type { ActionMetadata, FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Change } from '#kernel/records'
import {
  type Field,
  isNamed,
  type Json,
  mayFollow,
  type Row,
  type StageWho,
  stageOf,
  type Value,
} from '#kernel/schema'
import { placesOf } from '../data/main-line.ts'
import { isTyped } from '../fields/typed.ts'
import type { BoardColumn } from './board-columns.ts'
import { plainValues } from './form-changes.ts'

export type Move =
  | { readonly kind: 'field'; readonly field: FieldMetadata; readonly value: Value; readonly isDay: boolean }
  | { readonly kind: 'act'; readonly action: ActionMetadata; readonly preset: Row }

/** Where a move leads: a column of a board or a stage of a path. */
export type Target = Pick<BoardColumn, 'key' | 'name' | 'value'>

/** The record that is to be moved, and by whom. */
export type Mover = { readonly row: Row; readonly me: string }

/** Whether a reader may bring records into a stage: this one, or any where none is told. */
export const mayBring = (who: StageWho | undefined, mover: Mover | undefined): boolean => {
  if (who === undefined) return true
  return mover === undefined ? (who.fields ?? []).length > 0 : isNamed(who, mover.row, mover.me)
}

/**
 * How a card of `from` gets into a column; null where the person may do nothing that would. `offered` names the actions at hand, where
 * they are known, and `mover` the card.
 */
export function moveInto(
  object: ObjectMetadata,
  field: FieldMetadata,
  from: string,
  column: Target,
  flow: FlowDefinition | undefined,
  offered?: ReadonlySet<string>,
  mover?: Mover,
): Move | null {
  if (from === column.key || column.value === undefined) return null
  const path = object.path?.field === field.name ? object.path : undefined
  if (path !== undefined && !mayFollow(path, from, column.value)) return null
  if (!mayBring(stageOf(path, column.value)?.who, mover)) return null
  if (isTyped(field) && field.writable && object.operations.includes('update'))
    return {
      kind: 'field',
      field,
      value: column.value,
      isDay: field.type === 'date' && column.value !== null,
    }
  const action = object.actions.find(
    ({ name, moves, target }) =>
      target === 'record' &&
      moves?.field === field.name &&
      moves.to.includes(column.key) &&
      offered?.has(name) !== false,
  )
  if (action !== undefined)
    return { kind: 'act', action, preset: action.moves?.input ? { [action.moves.input]: column.key } : {} }
  const next = flow === undefined ? null : stepAction(object, field, from, column.key, flow)
  return next === null ? null : { kind: 'act', action: next, preset: {} }
}

/** Where columns are the steps of the main line, a card moves on by what its step asks for; where it lands is the line's to say. */
function stepAction(
  object: ObjectMetadata,
  field: FieldMetadata,
  from: string,
  to: string,
  flow: FlowDefinition,
): ActionMetadata | null {
  const steps = placesOf(flow.steps).flat()
  const keys = new Set(field.type === 'select' ? field.options.map(({ key }) => key) : [])
  if (!steps.every(({ name }) => keys.has(name))) return null
  const [at, target] = [
    steps.findIndex(({ name }) => name === from),
    steps.findIndex(({ name }) => name === to),
  ]
  const step = steps[at]
  if (target <= at || step?.kind !== 'task') return null
  for (const name of step.actions ?? []) {
    const action = object.actions.find((one) => one.name === name && one.target === 'record')
    if (action !== undefined) return action
  }
  return null
}

/** The inputs of an action that a person can fill in and that the move has not said already. */
export const openInputs = (move: Move): readonly Field[] =>
  move.kind === 'field'
    ? []
    : move.action.input.filter(
        ({ name, hidden, type }) => !hidden && type !== 'lines' && type !== 'json' && !(name in move.preset),
      )

/** Whether an action is about some of the record's lines, which its own dialog asks for. */
export const picksLines = ({ input }: ActionMetadata): boolean => input.some((one) => 'pick' in one)

/** Whether a move must be asked about before it is tried. */
export const asksFirst = (move: Move): boolean =>
  move.kind === 'field'
    ? move.isDay
    : move.action.confirm !== undefined ||
      picksLines(move.action) ||
      openInputs(move).some(({ required }) => required === true)

/** The changes that carry a move out, together with what was filled in for it. */
export function changesFor(
  object: string,
  row: Row,
  move: Move,
  input: Row,
  evidence: Row,
): readonly Change[] {
  const id = String(row.id)
  const version = typeof row.version === 'number' ? { version: row.version } : {}
  if (move.kind === 'field') {
    const values = { [move.field.name]: move.value, ...plainValues(evidence) }
    return [{ kind: 'update', object, id, values, ...version }]
  }
  const filled = Object.keys(evidence).length > 0
  return [
    ...(filled ? [{ kind: 'update' as const, object, id, values: plainValues(evidence), ...version }] : []),
    // What was typed is JSON by construction: texts, booleans and lists of ids.
    {
      kind: 'act',
      object,
      id,
      action: move.action.name,
      input: { ...move.preset, ...plainValues(input) } as { readonly [name: string]: Json },
    },
  ]
}

/** The fields that problems name and the person may fill in: the evidence that is missing. */
export const missingFields = (
  object: ObjectMetadata,
  move: Move,
  problems: readonly { readonly path: readonly string[] }[],
): readonly FieldMetadata[] => {
  const named = new Set(problems.flatMap(({ path }) => path))
  const moved = move.kind === 'field' ? move.field.name : ''
  return object.fields.filter(
    (field) => named.has(field.name) && field.name !== moved && isTyped(field) && field.writable,
  )
}
