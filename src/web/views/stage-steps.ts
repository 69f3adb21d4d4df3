// The stages of a record as they are drawn: what is done, where it stands, and the ways on that its reader has now. Pure.
import type { Abilities, FieldMetadata, ObjectMetadata } from '#kernel/module'
import { type Label, type ResolvedPath, type Row, type Stage, stageOf } from '#kernel/schema'
import { isTyped } from '../fields/typed.ts'
import type { Move, Target } from './board-move.ts'

export type Lack = Abilities['actions'][number]['blocked'][number]

/** A way into a stage: what is missing for it, and the fields that fill that in; `asks` is null where filling in is not enough. */
export type Way = {
  readonly target: Target
  readonly move: Move
  readonly lacks: readonly Lack[]
  readonly asks: readonly FieldMetadata[] | null
}

export type StageStep = {
  readonly stage: ResolvedPath['stages'][number]
  readonly label: Label
  readonly state: 'done' | 'now' | 'later'
  readonly way: Way | null
  /** Who may bring the record there, where its reader may not. */
  readonly who: Label | null
}

type MoveOf = (from: string, target: Target) => Move | null

/** The steps in order; ways out that nobody took stand behind the others, and only where the reader may take them. */
export function stageSteps(
  object: ObjectMetadata,
  path: ResolvedPath,
  row: Row,
  abilities: Abilities | undefined,
  moveOf: MoveOf,
): readonly StageStep[] {
  const field = object.fields.find(({ name }) => name === path.field)
  const options = field?.type === 'select' ? field.options : []
  const current = row[path.field] ?? null
  const at = path.stages.findIndex(({ key }) => key === current)
  const isOut = path.stages[at]?.aside === true
  const steps = path.stages.flatMap((stage, index): readonly StageStep[] => {
    const label = options.find(({ key }) => key === stage.key)?.label
    if (label === undefined) return []
    // Whoever left the path by a side way has not gone all the way before it.
    const state = index === at ? 'now' : index < at && !isOut ? 'done' : 'later'
    const who = abilities?.stages.find(({ key }) => key === stage.key)?.who ?? null
    const way = who === null ? wayInto(object, row, path, stage, label, abilities, moveOf) : null
    return [{ stage, label, state, way, who }]
  })
  const isDrawn = ({ stage, state, way }: StageStep): boolean =>
    !stage.aside || state === 'now' || way !== null
  return steps
    .filter(isDrawn)
    .toSorted((a, b) => Number(a.stage.aside ?? false) - Number(b.stage.aside ?? false))
}

function wayInto(
  object: ObjectMetadata,
  row: Row,
  path: ResolvedPath,
  { key }: Pick<Stage, 'key'>,
  name: Label,
  abilities: Abilities | undefined,
  moveOf: MoveOf,
): Way | null {
  const next = abilities?.stages.find((stage) => stage.key === key)
  if (abilities === undefined || next === undefined) return null
  const target: Target = { key, name, value: key }
  const move = moveOf(String(row[path.field] ?? ''), target)
  const blocked = move === null ? null : blockedOf(move, abilities)
  if (move === null || blocked === null) return null
  const lacks = [...next.missing, ...blocked]
  return { target, move, lacks, asks: asked(object, abilities, lacks) }
}

/** What stands in the way of the move itself; null where the reader is not offered it. */
function blockedOf(move: Move, { actions, writable }: Abilities): readonly Lack[] | null {
  if (move.kind === 'field') return writable.includes(move.field.name) ? [] : null
  return actions.find(({ name }) => name === move.action.name)?.blocked ?? null
}

/** The fields that fill in everything that is missing; null where something else has to happen first. */
function asked(
  object: ObjectMetadata,
  { update, writable }: Abilities,
  lacks: readonly Lack[],
): readonly FieldMetadata[] | null {
  const fields = lacks.map(({ field }) =>
    object.fields.find((one) => one.name === field && isTyped(one) && update && writable.includes(one.name)),
  )
  const known = fields.filter((field) => field !== undefined)
  return known.length < fields.length ? null : [...new Set(known)]
}

/** The key fields of the stage that a record stands in. */
export const keyFields = (object: ObjectMetadata, path: ResolvedPath, row: Row): readonly FieldMetadata[] =>
  (stageOf(path, row[path.field])?.fields ?? []).flatMap(
    (name) => object.fields.find((field) => field.name === name) ?? [],
  )
