// Where a record may go on its path: judged at each change of the stage, whoever makes it, and told beforehand to who asks. Pure.
import { type Problem, problem } from '#base/problem'
import { grants } from '#kernel/access'
import {
  type Label,
  mayBegin,
  mayFollow,
  type ResolvedObject,
  type ResolvedPath,
  type Row,
  stageOf,
  type Value,
} from '#kernel/schema'
import type { Order } from './apply.ts'
import type { CompiledNeed } from './model.ts'
import { isOneOf, whoWords } from './stage-who.ts'
import { type Entry, environment, type Work } from './work.ts'

/** Why the stage may not become `to`; null for other fields and where it may. Problems: records.badBeginning, records.badStage. */
export function stageProblem(
  work: Work,
  { object, row, before }: Entry,
  { authority, index, action }: Order,
  name: string,
  to: Value,
): Problem | null {
  const { path } = object
  if (path?.field !== name) return null
  const from = row?.[name] ?? null
  if (before === null && from === null) {
    // What people bring along from elsewhere is in the middle of its way, and what modules make is theirs to say.
    const isFree = authority.kind !== 'person' || isImport(work, object.name)
    return isFree || mayBegin(path, to)
      ? null
      : badStage('records.badBeginning', index, object, path, from, to)
  }
  return mayFollow(path, from, to, isElsewhere(object.name, { authority, action }))
    ? null
    : badStage('records.badStage', index, object, path, from, to)
}

/** Whether an order only follows from what happens to other records: nobody asked for it here. */
const isElsewhere = (object: string, { authority, action }: Pick<Order, 'authority' | 'action'>): boolean =>
  authority.kind === 'system' && action?.startsWith(`${object}.`) !== true

const isImport = ({ origin, model, actor }: Work, object: string): boolean =>
  origin.source === 'import' && grants(model.access, actor, object, 'import').length > 0

function badStage(
  code: string,
  index: string,
  object: Entry['object'],
  path: ResolvedPath,
  from: Value,
  to: Value,
): Problem {
  const field = object.byName.get(path.field)
  const options = field?.type === 'select' ? field.options : []
  const text = (key: unknown, language: keyof Label): string =>
    options.find((option) => option.key === key)?.label[language] ?? '—'
  const allowed = path.stages.filter(({ key }) =>
    from === null ? mayBegin(path, key) : key !== from && mayFollow(path, from, key),
  )
  const names = (language: keyof Label, comma: string): string =>
    allowed.map(({ key }) => text(key, language)).join(comma) || '—'
  return problem(code, [index, path.field], {
    from: text(from, 'zh-CN'),
    to: text(to, 'zh-CN'),
    next: names('zh-CN', '、'),
    fromEn: text(from, 'en'),
    toEn: text(to, 'en'),
    nextEn: names('en', ', '),
  })
}

/** What a record lacks to be in the stage `key`. */
export const unmetNeeds = (
  work: Work,
  needs: ReadonlyMap<string, readonly CompiledNeed[]>,
  key: Value | undefined,
  row: Row,
): readonly CompiledNeed[] =>
  (needs.get(String(key)) ?? []).filter(({ formula }) => formula.evaluate(environment(work, row)) !== true)

/** Remembers a stage that was entered; what only follows from other records asks for no evidence and for nobody's right. */
export function enterStage(work: Work, entry: Entry, order: Order, name: string, to: Value): void {
  const { object, row, entered, broughtInto } = entry
  const from = row?.[name] ?? null
  if (object.path?.field !== name || from === to || typeof to !== 'string') return
  if (from === null || mayFollow(object.path, from, to)) entered.add(to)
  if (work.actor.kind === 'person' && !isElsewhere(object.name, order)) broughtInto.set(to, order.index)
}

/** What is missing for the stages that this write brings the record into, on its way or for good. Problem: records.stageNeeds. */
export function missingForStage(
  work: Work,
  { object, before, row, id, entered }: Entry,
  needs: ReadonlyMap<string, readonly CompiledNeed[]>,
  index: string,
): readonly Problem[] {
  const name = object.path?.field
  if (name === undefined || row === null) return []
  const begun = before === null && typeof row[name] === 'string' ? [row[name]] : []
  const unmet = [...new Set([...entered, ...begun])].flatMap((key) => unmetNeeds(work, needs, key, row))
  return unmet.map(({ field, message }) =>
    problem('records.stageNeeds', [index, field ?? name], {
      object: object.name,
      id,
      'message.zh-CN': message['zh-CN'],
      'message.en': message.en,
    }),
  )
}

/** The stages that may follow now, each with what is missing for it and, where the actor may not bring the record there, who may. */
export const nextStages = (
  work: Work,
  object: ResolvedObject,
  needs: ReadonlyMap<string, readonly CompiledNeed[]>,
  row: Row,
): readonly {
  readonly key: string
  readonly missing: readonly CompiledNeed[]
  readonly who?: Label
}[] =>
  onwards(object.path, row).map((key) => ({
    key,
    missing: unmetNeeds(work, needs, key, row),
    ...whoElse(work, object, key, row),
  }))

/** Where a record may go; one that stands in no stage yet may begin. */
function onwards(path: ResolvedPath | undefined, row: Row): readonly string[] {
  if (path === undefined) return []
  const stage = stageOf(path, row[path.field])
  return stage === undefined
    ? path.stages.flatMap(({ key }) => (mayBegin(path, key) ? [key] : []))
    : (stage.next ?? [])
}

function whoElse(work: Work, object: ResolvedObject, key: string, row: Row): { readonly who?: Label } {
  const who = stageOf(object.path, key)?.who
  return isOneOf(who, work.actor, row) ? {} : { who: whoWords(work, object, who ?? {}) }
}
