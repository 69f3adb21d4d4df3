// The stages of an object as they are designed: edits of the path, who may move, and what is odd about it. Pure.
import {
  type Option,
  type SelectField,
  type Stage,
  type StageNeed,
  type StagePath,
  type StageWho,
  stageOf,
} from '#kernel/schema'
import { addField, changeField, type Design, objectIn } from './design.ts'
import { keysOf, type WhoKey, whoOf } from './grants.ts'
import { unfolded } from './publication.ts'

/** A shipped path says how its records go; what is added to it names no stage that follows. */
export const isWhole = ({ stages }: StagePath): boolean => stages.some(({ next }) => next !== undefined)

/** The path over a field as most begin: each choice is followed by the next. */
export const pathOver = ({ name, options }: SelectField): StagePath => {
  const keys = options.flatMap(({ key, retired }) => (retired ? [] : [key]))
  return { field: name, stages: keys.map((key, at) => ({ key, next: keys.slice(at + 1, at + 2) })) }
}

export function withPath(design: Design, path: StagePath | undefined): Design {
  const { path: _, ...object } = design.object
  return { ...design, object: path === undefined ? object : { ...object, path } }
}

export const editPath = (design: Design, edit: (path: StagePath) => StagePath): Design =>
  design.object.path === undefined ? design : withPath(design, edit(design.object.path))

/** What the first states of a new field are called, in both languages. */
export type StateWords = readonly (readonly [string, string])[]

/** A field of its own for the states, named, with a path over it; records begin in the first. */
export function withStateField(
  design: Design,
  [called, ...states]: StateWords,
  taken: ReadonlySet<string>,
): Design {
  const added = addField(design, design.object.name, 'select', taken)
  const field = objectIn(added.design, design.object.name)?.fields.find(({ name }) => name === added.name)
  if (field?.type !== 'select' || called === undefined) return design
  const options = states.map(
    ([chinese, english], at): Option => ({
      ...(field.options[at] ?? field.options[0]),
      key: at === 0 ? 'new' : `new${at + 1}`,
      label: { 'zh-CN': chinese, en: english },
    }),
  )
  const named: SelectField = {
    ...field,
    label: { 'zh-CN': called[0], en: called[1] },
    options,
    default: "'new'",
  }
  return withPath(changeField(added.design, design.object.name, named), pathOver(named))
}

const without = (keys: readonly string[] | undefined, key: string): readonly string[] =>
  (keys ?? []).filter((one) => one !== key)

/** A stage without what is empty or not said. */
function tidy(stage: Stage): Stage {
  const { aside, begins, guidance, fields, who, needs, ...rest } = stage
  return {
    ...rest,
    ...(aside ? { aside } : {}),
    ...(begins ? { begins } : {}),
    ...(guidance && (guidance['zh-CN'] || guidance.en) ? { guidance } : {}),
    ...(fields && fields.length > 0 ? { fields } : {}),
    ...(who ? { who } : {}),
    ...(needs && needs.length > 0 ? { needs } : {}),
  }
}

/** What is said about a stage that comes with the product stands beside it, as long as anything is said. */
export function changeStage(path: StagePath, changed: Stage): StagePath {
  const stage = tidy(changed)
  const isKnown = stageOf(path, stage.key) !== undefined
  const stages = isKnown
    ? path.stages.map((one) => (one.key === stage.key ? stage : one))
    : [...path.stages, stage]
  return { ...path, stages: stages.filter((one) => Object.keys(one).length > 1 || isWhole(path)) }
}

/** Lets a stage follow another, in the order of the path, or no longer. */
export function toggleNext(path: StagePath, from: string, to: string): StagePath {
  const stage = stageOf(path, from)
  if (stage === undefined) return path
  const next = new Set(stage.next?.includes(to) ? without(stage.next, to) : [...(stage.next ?? []), to])
  const inOrder = path.stages.flatMap(({ key }) => (next.has(key) ? [key] : []))
  return changeStage(path, { ...stage, next: inOrder })
}

export function moveStage(path: StagePath, key: string, by: number): StagePath {
  const from = path.stages.findIndex((stage) => stage.key === key)
  const to = Math.max(0, Math.min(path.stages.length - 1, from + by))
  const [moved] = path.stages.slice(from, from + 1)
  if (from < 0 || moved === undefined) return path
  const rest = path.stages.filter((stage) => stage !== moved)
  return { ...path, stages: [...rest.slice(0, to), moved, ...rest.slice(to)] }
}

/** Takes a stage out, and every way into it. */
export const dropStage = (path: StagePath, key: string): StagePath => ({
  ...path,
  stages: path.stages.flatMap((stage): Stage[] =>
    stage.key === key
      ? []
      : [
          {
            ...stage,
            ...(stage.next ? { next: without(stage.next, key) } : {}),
            ...(stage.elsewhere ? { elsewhere: without(stage.elsewhere, key) } : {}),
          },
        ],
  ),
})

/** Puts a stage at the end of the steps on, before the ways out; what stood there last leads to it. */
export function addStage(path: StagePath, key: string): StagePath {
  const at = path.stages.findIndex(({ aside }) => aside === true)
  const place = at < 0 ? path.stages.length : at
  const [last] = path.stages.slice(place - 1, place)
  const linked =
    last !== undefined && (last.next ?? []).length === 0 ? changeStage(path, { ...last, next: [key] }) : path
  const { stages } = linked
  return { ...linked, stages: [...stages.slice(0, place), { key, next: [] }, ...stages.slice(place)] }
}

/** Nothing chosen means everybody who may change the record. */
export function stageWho(keys: readonly WhoKey[], before: StageWho | undefined): StageWho | undefined {
  const fields = keys.flatMap((key) => (key.startsWith('field:') ? [key.slice('field:'.length)] : []))
  const people = before?.people ?? []
  if (keys.length === 0) return undefined
  return {
    ...whoOf(keys),
    ...(people.length > 0 ? { people } : {}),
    ...(fields.length > 0 ? { fields } : {}),
  }
}

export const stageWhoKeys = (who: StageWho | undefined): readonly WhoKey[] =>
  who === undefined ? [] : [...keysOf(who), ...(who.fields ?? []).map((name) => `field:${name}`)]

/** The path with names of fields and keys of stages put through these. */
export function renamedInPath(
  path: StagePath,
  name: (field: string) => string,
  key: (stage: string) => string = (one) => one,
): StagePath {
  const inNeed = (need: StageNeed): StageNeed => {
    if ('filled' in need) return { filled: need.filled.map(name) }
    if ('counted' in need) return { ...need, counted: name(need.counted) }
    return need.field === undefined ? need : { ...need, field: name(need.field) }
  }
  const inStage = ({ next, elsewhere, fields, who, needs, ...stage }: Stage): Stage => ({
    ...stage,
    key: key(stage.key),
    ...(next ? { next: next.map(key) } : {}),
    ...(elsewhere ? { elsewhere: elsewhere.map(key) } : {}),
    ...(fields ? { fields: fields.map(name) } : {}),
    ...(who ? { who: who.fields ? { ...who, fields: who.fields.map(name) } : who } : {}),
    ...(needs ? { needs: needs.map(inNeed) } : {}),
  })
  return { ...path, field: name(path.field), stages: path.stages.map(inStage) }
}

/** Oddities that stand in nobody's way: a stage that none leads to, and one in the middle that leads nowhere. */
export type Oddity = 'unreachable' | 'deadEnd'

export function oddities(path: StagePath): ReadonlyMap<string, Oddity> {
  if (!isWhole(path)) return new Map()
  const begun = path.stages.filter(({ begins }) => begins === true)
  const reached = new Set((begun.length > 0 ? begun : path.stages.slice(0, 1)).map(({ key }) => key))
  // A set is gone through to its end, what is added on the way included.
  for (const key of reached) {
    const { next = [], elsewhere = [] } = stageOf(path, key) ?? {}
    for (const one of [...next, ...elsewhere]) reached.add(one)
  }
  const last = path.stages.findLast(({ aside }) => aside !== true)
  const odd = path.stages.flatMap((stage): [string, Oddity][] => {
    if (!reached.has(stage.key)) return [[stage.key, 'unreachable']]
    const isEnd = stage === last || stage.aside === true
    const leads = [...(stage.next ?? []), ...(stage.elsewhere ?? [])].length > 0
    return leads || isEnd ? [] : [[stage.key, 'deadEnd']]
  })
  return new Map(odd)
}

/** As it is edited: what was written in one language follows it again. */
export const openedPath = (path: StagePath): StagePath => ({
  ...path,
  stages: path.stages.map((stage) => ({
    ...stage,
    ...(stage.guidance ? { guidance: unfolded(stage.guidance) } : {}),
    ...(stage.needs
      ? {
          needs: stage.needs.map((need) =>
            'formula' in need ? { ...need, message: unfolded(need.message) } : need,
          ),
        }
      : {}),
  })),
})
