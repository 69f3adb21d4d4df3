// Who brought a record into a stage, and whether they are one of those who may; where not, who is, in words. Pure.
import { isUuid } from '#base/ids'
import { type Problem, problem } from '#base/problem'
import { type Actor, speaksOf } from '#kernel/access'
import {
  isNamed,
  type Label,
  mayBegin,
  type ResolvedObject,
  type Row,
  type StageWho,
  stageOf,
  type Value,
} from '#kernel/schema'
import { type Needs, want } from './needs.ts'
import { type Entry, rowOf, type Work } from './work.ts'

/** Whether the actor is one of them, or is named by the record as it is given here. */
export const isOneOf = (who: StageWho | undefined, actor: Actor, row: Row): boolean =>
  who === undefined || speaksOf(who, actor) || (actor.kind === 'person' && isNamed(who, row, actor.id))

type Stranger = { readonly key: string; readonly who: StageWho; readonly index: string }

/** The stages that a person brought the record into and may not. */
function strangers(work: Work, { object, before, row, broughtInto, wishes }: Entry): readonly Stranger[] {
  const { path } = object
  if (path === undefined || row === null || work.actor.kind !== 'person') return []
  const made = before === null ? wishes.find(isMaking) : undefined
  const key = row[path.field]
  const begun: readonly [string, string][] = made && typeof key === 'string' ? [[key, made.index]] : []
  return [...new Map([...begun, ...broughtInto])].flatMap(([entered, index]) => {
    const who = stageOf(path, entered)?.who
    const named = before ?? (mayBegin(path, entered) ? row : { createdBy: row.createdBy ?? null })
    return who === undefined || isOneOf(who, work.actor, named) ? [] : [{ key: entered, who, index }]
  })
}

const isMaking = ({ kind, authority }: Entry['wishes'][number]): boolean =>
  kind === 'create' && authority.kind === 'person'

/** Asks for the names of departments and people who may, where the record's person may not. */
export function haveWho(work: Work, entry: Entry, needs: Needs): void {
  for (const { who } of strangers(work, entry)) haveNames(work, who, needs)
}

export function haveNames(work: Work, { departments = [], people = [] }: StageWho, needs: Needs): void {
  const named: readonly [string, readonly string[]][] = [
    ['identity.department', departments],
    ['identity.person', people],
  ]
  for (const [object, ids] of named)
    for (const id of ids)
      if (isUuid(id) && rowOf(work, object, id) === undefined) want(needs.look, object, id)
}

/** Problem: records.notYours, with who may. */
export const notTheirs = (work: Work, entry: Entry): readonly Problem[] =>
  strangers(work, entry).map(({ key, who, index }) => {
    const { object } = entry
    const names = whoWords(work, object, who)
    const stage = stageLabel(object, key)
    return problem('records.notYours', [index, object.path?.field ?? ''], {
      'to.zh-CN': stage['zh-CN'],
      'to.en': stage.en,
      'who.zh-CN': names['zh-CN'],
      'who.en': names.en,
    })
  })

function stageLabel({ byName, path }: ResolvedObject, key: string): Label {
  const field = byName.get(path?.field ?? '')
  const options = field?.type === 'select' ? field.options : []
  return options.find((option) => option.key === key)?.label ?? { 'zh-CN': key, en: key }
}

const maker: Label = { 'zh-CN': '创建人', en: 'whoever made it' }
const nobody: Label = { 'zh-CN': '无人', en: 'nobody' }

/** Who they are, as one would say it. */
export function whoWords(work: Work, object: ResolvedObject, who: StageWho): Label {
  const same = (name: Value | undefined): Label[] =>
    typeof name === 'string' ? [{ 'zh-CN': name, en: name }] : []
  const named: readonly Label[] = [
    ...(who.roles ?? []).map(
      (role) => work.model.roles.find(({ name }) => name === role)?.label ?? both(role),
    ),
    ...(who.departments ?? []).flatMap((id) => same(rowOf(work, 'identity.department', id)?.name)),
    ...(who.people ?? []).flatMap((id) => same(rowOf(work, 'identity.person', id)?.name)),
    ...(who.fields ?? []).flatMap((name) =>
      name === 'createdBy' ? [maker] : (object.byName.get(name)?.label ?? []),
    ),
  ]
  const words = named.length === 0 ? [nobody] : named
  return {
    'zh-CN': words.map((word) => word['zh-CN']).join('、'),
    en: words.map(({ en }) => en).join(', '),
  }
}

const both = (text: string): Label => ({ 'zh-CN': text, en: text })
