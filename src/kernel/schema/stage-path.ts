// The stages of a record as data: which may follow which, who may make it follow, what each is about and what entering it takes.
// Boards, headers and the write path all ask here.
import { type Problem, problem } from '#base/problem'
import type { Label, Row } from './definition.ts'
import { leadsTo, listed, type ResolvedObject } from './schema.ts'
import type { FormulaNeed, StageNeed } from './stage-needs.ts'

/** The stages of a record, in order. A change of the field that no stage allows is refused, whoever asks for it. */
export type StagePath<Need = StageNeed> = {
  /** The select field whose options are the stages. */
  readonly field: string
  readonly stages: readonly Stage<Need>[]
  /** Who is granted `override` may set a stage against the path and without its evidence, with a reason that the log keeps. */
  readonly overridable?: boolean
}

export type Stage<Need = StageNeed> = {
  /** Key of the option. */
  readonly key: string
  /** The stages that may follow; none where the path ends. */
  readonly next?: readonly string[]
  /** Further stages that follow by what happens to other records; nobody is offered them. */
  readonly elsewhere?: readonly string[]
  /** A record may be made in this stage; where no stage says so, the first is the one. */
  readonly begins?: boolean
  /** A way out (lost, cancelled) rather than a step on: drawn beside the path. */
  readonly aside?: boolean
  /** What to do in this stage. */
  readonly guidance?: Label
  /** The fields that matter in this stage, at most five. */
  readonly fields?: readonly string[]
  /** Who may bring a record into it, of those who may change it; all of them when absent. */
  readonly who?: StageWho
  /** What must be true of a record to enter it. */
  readonly needs?: readonly Need[]
}

/** Whoever is one of these, or is named by one of these fields of the record; nobody where it is empty. */
export type StageWho = {
  readonly everyone?: true
  readonly roles?: readonly string[]
  readonly departments?: readonly string[]
  readonly people?: readonly string[]
  /** Fields of the record that name a person or several, and `createdBy`. */
  readonly fields?: readonly string[]
}

/** A path as it is resolved: all that its stages need told as formulas. */
export type ResolvedPath = StagePath<FormulaNeed>

export const mostStageFields = 5

export const stageOf = <Need>(path: StagePath<Need> | undefined, key: unknown): Stage<Need> | undefined =>
  path?.stages.find((stage) => stage.key === key)

/** Whether a record may be made in a stage. */
export const mayBegin = ({ stages }: StagePath<unknown>, key: unknown): boolean => {
  const beginnings = stages.filter(({ begins }) => begins === true)
  return (beginnings.length > 0 ? beginnings : stages.slice(0, 1)).some((stage) => stage.key === key)
}

/** Whether one stage may follow another, by what happens to another record too; what stands in none of them may only begin. */
export const mayFollow = (
  path: StagePath<unknown>,
  from: unknown,
  to: unknown,
  isElsewhere = false,
): boolean => {
  if ((from ?? null) === (to ?? null)) return true
  const stage = stageOf(path, from)
  if (stage === undefined) return mayBegin(path, to)
  return [...(stage.next ?? []), ...(isElsewhere ? (stage.elsewhere ?? []) : [])].some((key) => key === to)
}

/**
 * A path with what a later layer says about it: words, key fields and people of a stage replace those of before, needs are added, and
 * which stages there are and follow stays as it is. Where there was no path the later is the path; one over another field says nothing
 * about it.
 */
export function mergedPath(
  earlier: StagePath | undefined,
  later: StagePath | undefined,
): { path?: StagePath } {
  if (earlier === undefined || later === undefined || earlier.field !== later.field) {
    const path = earlier ?? later
    return path === undefined ? {} : { path }
  }
  const stages = earlier.stages.map((stage): Stage => {
    const { guidance, fields, who, needs } = stageOf(later, stage.key) ?? {}
    return {
      ...stage,
      ...(guidance ? { guidance } : {}),
      ...(fields ? { fields } : {}),
      ...(who ? { who } : {}),
      ...(needs ? { needs: [...(stage.needs ?? []), ...needs] } : {}),
    }
  })
  return { path: { ...earlier, stages } }
}

const namesPeople = (object: ResolvedObject, name: string): boolean => {
  const field = object.byName.get(name)
  return [leadsTo(object, name), field === undefined ? null : listed(field)].includes('identity.person')
}

/** Whether one of the fields of a record names this person. */
export const isNamed = ({ fields = [] }: StageWho, row: Row, person: string): boolean =>
  fields.some((name) => [row[name]].flat().includes(person))

/** Problems: schema.badPath with the stage (or the field) that does not hold. */
export function pathProblems(object: ResolvedObject): readonly Problem[] {
  const { path } = object
  if (path === undefined) return []
  const field = object.byName.get(path.field)
  const options = new Set(field?.type === 'select' ? field.options.map(({ key }) => key) : [])
  const stages = new Set(path.stages.map(({ key }) => key))
  const isSound = (stage: Stage<FormulaNeed>): boolean => {
    const { key, next = [], elsewhere = [], fields = [], needs = [], who } = stage
    return (
      options.has(key) &&
      [...next, ...elsewhere].every((one) => one !== key && stages.has(one)) &&
      fields.length <= mostStageFields &&
      [...fields, ...needs.flatMap((need) => need.field ?? [])].every((name) => object.byName.has(name)) &&
      (who?.fields ?? []).every((name) => namesPeople(object, name))
    )
  }
  const wrong = path.stages.filter((stage) => !isSound(stage)).map(({ key }) => key)
  const isTwice = stages.size < path.stages.length
  return [...(options.size === 0 || isTwice ? [path.field] : []), ...wrong].map((name) =>
    problem('schema.badPath', [object.name, 'path', name], { name }),
  )
}
