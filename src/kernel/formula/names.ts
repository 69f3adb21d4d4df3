// What a name in a formula stands for: a field by name or label, a path through references, the actor, a variable.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Label, Option, ResolvedObject } from '#kernel/schema'
import type { Read, Relation, Segment } from './ast.ts'
import { closest } from './closest.ts'
import type { KindOf, Scope } from './contract.ts'
import { kindOf, kindOfField } from './kinds.ts'
import { relationNamed } from './relations.ts'
import { type Tax, taxOfField } from './tax.ts'

/** One name that can be followed by a dot or stand alone. `of` is undefined for lines, which hold no value. */
export type Member = {
  readonly name: string
  readonly label: Label
  readonly of: KindOf | undefined
  readonly options?: readonly Option[]
  readonly tax?: Tax
}

const label = (zh: string, en: string): Label => ({ 'zh-CN': zh, en })

const systemMembers = (object: string): readonly Member[] => [
  { name: 'id', label: label('编号标识', 'ID'), of: kindOf('record', object) },
  { name: 'version', label: label('版本', 'Version'), of: kindOf('number') },
  { name: 'createdAt', label: label('创建时间', 'Created at'), of: kindOf('datetime') },
  { name: 'createdBy', label: label('创建人', 'Created by'), of: kindOf('record', 'identity.person') },
  { name: 'updatedAt', label: label('更新时间', 'Updated at'), of: kindOf('datetime') },
  { name: 'updatedBy', label: label('更新人', 'Updated by'), of: kindOf('record', 'identity.person') },
]

export const meLabel = label('我', 'me')
const meMembers = membersFrom(() => [
  { name: 'id', label: label('编号标识', 'ID'), of: kindOf('record', 'identity.person') },
  { name: 'department', label: label('部门', 'Department'), of: kindOf('record', 'identity.department') },
  {
    name: 'departments',
    label: label('部门及下级', 'Departments'),
    of: kindOf('list', 'identity.department'),
  },
  {
    name: 'headed',
    label: label('所管部门', 'Headed departments'),
    of: kindOf('list', 'identity.department'),
  },
  { name: 'roles', label: label('角色', 'Roles'), of: kindOf('list') },
])

const memberOf = (field: ResolvedObject['fields'][number]): Member => {
  const member = { name: field.name, label: field.label, of: kindOfField(field), tax: taxOfField(field) }
  return 'options' in field && field.options ? { ...member, options: field.options } : member
}

/** Members in order, by their names, and by whatever they may be called; several where they share a label. */
type Members = {
  readonly all: () => readonly Member[]
  readonly named: (name: string) => Member | undefined
  readonly called: (text: string) => readonly Member[]
}

/** Formulas are kept by names and read few fields: all of them and their labels are looked at while somebody writes. */
function membersFrom(list: () => readonly Member[], find?: (name: string) => Member | undefined): Members {
  let listed: readonly Member[] | undefined
  let byLabel: ReadonlyMap<string, readonly Member[]> | undefined
  const all = (): readonly Member[] => {
    listed ??= list()
    return listed
  }
  return {
    all,
    named: find ?? ((name) => all().find((member) => member.name === name)),
    called(text) {
      byLabel ??= byWhatTheyAreCalled(all())
      return (byLabel.get(text.toLowerCase()) ?? []).filter((member) => isCalled(member, text))
    },
  }
}

/** In small letters. */
function byWhatTheyAreCalled(all: readonly Member[]): ReadonlyMap<string, readonly Member[]> {
  const called = new Map<string, Member[]>()
  for (const member of all)
    for (const text of new Set(
      [member.name, ...Object.values(member.label)].map((one) => one.toLowerCase()),
    )) {
      const alike = called.get(text) ?? []
      if (alike.length === 0) called.set(text, alike)
      alike.push(member)
    }
  return called
}

const known = new WeakMap<ResolvedObject, Members>()

/** Every name an object's records have; an object's own fields come before the system's. */
function membersOf(object: ResolvedObject): Members {
  const system = (): readonly Member[] =>
    systemMembers(object.name).filter(({ name }) => !object.byName.has(name))
  const find = (name: string): Member | undefined => {
    const field = object.byName.get(name)
    return field ? memberOf(field) : system().find((member) => member.name === name)
  }
  const found = known.get(object) ?? membersFrom(() => [...object.fields.map(memberOf), ...system()], find)
  known.set(object, found)
  return found
}

/** A name understood: where reading starts, the way, and what is found at its end. */
export type Resolved = {
  readonly read: Omit<Read, 'kind' | 'object'>
  readonly of: KindOf
  readonly options?: readonly Option[]
  readonly tax?: Tax
}

/** Where related records may be named: in what gathers from them, all of one relation, the first that is named. */
export type Within = { relation: Relation | undefined }

/**
 * Resolves a path. The first name is a variable, `me`, or a field of the scope's object; each further one is a field of
 * the record before it, or, within what gathers, of records that refer to it. Field names win over labels. Problems:
 * formula.unknownName, formula.ambiguousName, formula.noRecord, formula.lines, formula.otherRelation, formula.ownFields.
 */
export function resolve(path: readonly Segment[], scope: Scope, within?: Within): Result<Resolved> {
  const [first, ...rest] = path
  if (!first) return failed(problem('formula.unknownName', [], { name: '', choices: [] }))
  const variable = variableOf(path, scope)
  if (variable)
    return follow(variable.start, path.slice(variable.used), path[variable.used - 1] ?? first, scope)
  if (isMe(first) && !fieldNamed(first.text, scope)) return resolveMe(first, rest, scope)
  const members = membersIn(scope.object, scope)
  const relation = relatedBy(first, members, scope)
  if (relation) return ofRelated(relation, path, scope, within)
  const member = find(first, members, [...(scope.variables?.keys() ?? []), 'me'])
  return member.ok ? follow(startAt('row', member.value), rest, first, scope) : member
}

/** Of an object that the workspace does not hold, a reference gives the id alone. */
const membersIn = (object: string, scope: Scope): Members => {
  const resolved = scope.schema.object(object)
  return resolved
    ? membersOf(resolved)
    : membersFrom(() => systemMembers(object).filter(({ name }) => name === 'id'))
}

const fieldNamed = (name: string, scope: Scope): boolean =>
  scope.schema.object(scope.object)?.byName.has(name) ?? false

/** What may follow a path: the fields of the record it leads to; of no path at all, those of the scope's own object. */
export function membersAfter(path: readonly Segment[], scope: Scope): readonly Member[] {
  const [first, second] = path
  if (!first) return membersIn(scope.object, scope).all()
  if (!second && isMe(first) && !fieldNamed(first.text, scope)) return meMembers.all()
  const related = !second && isRelated(path, scope) ? relationNamed(first.text, scope) : undefined
  if (related) return relatedMembers(related.object, scope).all()
  const found = resolve(path, scope)
  const of = found.ok ? found.value.of : undefined
  return of?.kind === 'record' && of.object !== undefined ? membersIn(of.object, scope).all() : []
}

const isMe = ({ text }: Segment): boolean => text.toLowerCase() === 'me' || text === meLabel['zh-CN']

function resolveMe(me: Segment, rest: readonly Segment[], scope: Scope): Result<Resolved> {
  const [second, ...further] = rest
  if (!second) return failed(problem('formula.noRecord', [], { ...place(me), name: me.text }))
  const member = find(second, meMembers, [])
  return member.ok ? follow(startAt('me', member.value), further, second, scope) : member
}

/** Variables may themselves be dotted (`input.quantity`); the longest that fits is meant. */
function variableOf(path: readonly Segment[], scope: Scope): { start: Start; used: number } | undefined {
  for (let used = path.length; used > 0; used--) {
    const name = path
      .slice(0, used)
      .map(({ text }) => text)
      .join('.')
    const of = scope.variables?.get(name)
    if (of)
      return {
        start: { from: 'variable', path: [name], through: [], of, options: undefined, tax: undefined },
        used,
      }
  }
  return undefined
}

/** A field that holds a value wins over related records that are called the same. */
const relatedBy = ({ text }: Segment, members: Members, scope: Scope): ReturnType<typeof relationNamed> =>
  members.named(text)?.of || members.called(text).some(({ of }) => of)
    ? undefined
    : relationNamed(text, scope)

/** Whether the path starts at records that refer to the record. */
export function isRelated(path: readonly Segment[], scope: Scope): boolean {
  const [first] = path
  if (!first || variableOf(path, scope) || (isMe(first) && !fieldNamed(first.text, scope))) return false
  return relatedBy(first, membersIn(scope.object, scope), scope) !== undefined
}

/** A field of the related records, or each of them itself; of further records they refer to they tell nothing. */
function ofRelated(
  { name, object, by }: Relation,
  path: readonly Segment[],
  scope: Scope,
  within: Within | undefined,
): Result<Resolved> {
  const [first, second, third] = path as readonly [Segment, ...Segment[]]
  if (!within) return failed(problem('formula.lines', [], { ...place(first), name: first.text }))
  within.relation ??= { name, object, by }
  if (within.relation.name !== name)
    return failed(problem('formula.otherRelation', [], { ...place(first), name: first.text }))
  if (third) return failed(problem('formula.ownFields', [], { ...place(third), name: first.text }))
  const member = second ? find(second, relatedMembers(object, scope), []) : ok(itself(object))
  if (!member.ok) return member
  const { of, options, tax } = member.value
  if (!of || !second)
    return of
      ? ok(relatedRead(within.relation, itself(object), of))
      : finish(startAt('related', member.value), second ?? first)
  return ok({ ...relatedRead(within.relation, member.value, of), ...(options && { options }), tax })
}

/** Without what a write stamps on records when all is computed: what is gathered of that would be late. */
const relatedMembers = (object: string, scope: Scope): Members =>
  membersFrom(() =>
    membersIn(object, scope)
      .all()
      .filter(({ name }) => !stamped.has(name) || scope.schema.object(object)?.byName.has(name)),
  )

const stamped: ReadonlySet<string> = new Set(['version', 'updatedAt', 'updatedBy'])

const itself = (object: string): Member => ({ name: 'id', label: meLabel, of: kindOf('record', object) })

const relatedRead = (relation: Relation, { name }: Member, of: KindOf): Resolved => ({
  read: { op: 'read', from: 'related', path: [name], through: [], relation },
  of,
})

type Start = {
  readonly from: Read['from']
  readonly path: readonly string[]
  readonly through: readonly string[]
  readonly of: KindOf | undefined
  readonly options: readonly Option[] | undefined
  readonly tax: Tax
}

const startAt = (from: Read['from'], { name, of, options, tax }: Member): Start => ({
  from,
  path: [name],
  through: [],
  of,
  options,
  tax,
})

function follow(start: Start, rest: readonly Segment[], last: Segment, scope: Scope): Result<Resolved> {
  const [next, ...further] = rest
  if (!next) return finish(start, last)
  if (start.of?.kind !== 'record' || start.of.object === undefined)
    return failed(problem('formula.noRecord', [], { ...place(last), name: last.text }))
  const member = find(next, membersIn(start.of.object, scope), [])
  return member.ok ? follow(step(start, start.of.object, member.value), further, next, scope) : member
}

/** `customer.id` is the reference itself: no record need be loaded or joined for it. A variable may be a whole row. */
function step(start: Start, object: string, { name, of, options, tax }: Member): Start {
  if (name === 'id') return start
  return { ...start, path: [...start.path, name], through: [...start.through, object], of, options, tax }
}

function finish({ from, path, through, of, options, tax }: Start, last: Segment): Result<Resolved> {
  if (!of) return failed(problem('formula.lines', [], { ...place(last), name: last.text }))
  const read = { op: 'read', from, path, through } as const
  return ok(options ? { read, of, options, tax } : { read, of, tax })
}

const place = ({ from, to }: Segment): { from: number; to: number } => ({ from, to })

function find(segment: Segment, members: Members, others: readonly string[]): Result<Member> {
  const exact = members.named(segment.text)
  if (exact) return ok(exact)
  const alike = members.called(segment.text)
  if (alike[0] && alike.length === 1) return ok(alike[0])
  return failed(
    alike.length > 1
      ? nameProblem('formula.ambiguousName', segment, alike, [])
      : nameProblem('formula.unknownName', segment, members.all(), others),
  )
}

function isCalled({ name, label }: Member, text: string): boolean {
  const lower = text.toLowerCase()
  return label['zh-CN'] === text || label.en.toLowerCase() === lower || name.toLowerCase() === lower
}

function nameProblem(
  code: string,
  segment: Segment,
  members: readonly Member[],
  others: readonly string[],
): Problem {
  const names = members.flatMap(({ name, label }) => [name, label['zh-CN'], label.en])
  const choices =
    code === 'formula.ambiguousName'
      ? members.map(({ name }) => name)
      : closest(segment.text, [...names, ...others])
  return problem(code, [], { ...place(segment), name: segment.text, choices })
}

/** The label of each step of a path, for printing; a name where there is none. */
export function labelsOf(
  path: readonly string[],
  from: Read['from'],
  through: readonly string[],
  scope: Scope,
): readonly (Label | undefined)[] {
  const first = from === 'me' ? meMembers.all() : from === 'row' ? membersIn(scope.object, scope).all() : []
  return path.map((name, at) => {
    const object = through[at - 1]
    const members = at === 0 ? first : object === undefined ? [] : membersIn(object, scope).all()
    const member = members.find((each) => each.name === name)
    const shared = members.some((each) => each.name !== name && member && sameLabel(each, member))
    return shared ? undefined : member?.label
  })
}

const sameLabel = (left: Member, right: Member): boolean =>
  isCalled(left, right.label['zh-CN']) || isCalled(left, right.label.en)
