// Who uses a field: every place of every layer's definitions that names it, found by what formulas mean and not by how they are spelt. Pure.
import type { Policy } from '#kernel/access'
import { allSteps, formulaTexts } from '#kernel/flow'
import { type CompileFormula, type FieldPlace, fieldsRead, type Scope } from '#kernel/formula'
import { type Rule, ruleFormulas, variablesOf } from '#kernel/rules'
import type { Field, Label, ResolvedField, ResolvedObject, Schema } from '#kernel/schema'
import {
  conditionNames,
  namesOfOverview,
  type Overview,
  type ResolvedPath,
  type RoomLayout,
  type Surrounding,
  target,
} from '#kernel/schema'
import type { Compiled } from './compile.ts'
import { type FieldUse, fieldUse, type UseKind } from './field-use.ts'

/** Whether a text of some object means the field. */
type Look = {
  readonly schema: Schema
  readonly field: FieldPlace
  readonly formula: (text: string | undefined, object: string, variables?: Scope['variables']) => boolean
  /** A name or a path of references; a leading "-" is left out. */
  readonly path: (text: string | undefined, object: string) => boolean
}

/** Every use in the definitions that stand, in the order of their objects. */
export function fieldUsers(compiled: Compiled, field: FieldPlace): readonly FieldUse[] {
  const look = looking(compiled.schema, compiled.compile, field)
  return [
    ...[...compiled.schema.objects.values()].flatMap((object) => [
      ...inFields(object, look),
      ...inObject(object, look),
    ]),
    ...inPolicies(compiled, look),
    ...inNumbers(compiled, look),
    ...inWork(compiled, look),
  ]
}

function looking(schema: Schema, compile: CompileFormula, field: FieldPlace): Look {
  const isIt = (place: FieldPlace): boolean => place.object === field.object && place.field === field.field
  return {
    schema,
    field,
    formula(text, object, variables) {
      if (text === undefined || !schema.object(object)) return false
      const formula = compile(text, { schema, object, ...(variables ? { variables } : {}) })
      return formula.ok && fieldsRead(formula.value, object).some(isIt)
    },
    path(text, object) {
      const places = text === undefined ? [] : placesOn(schema, object, text.replace(/^-/, '').split('.'))
      return places.some(isIt)
    },
  }
}

function placesOn(schema: Schema, object: string, [name = '', ...rest]: readonly string[]): FieldPlace[] {
  const field = schema.object(object)?.byName.get(name)
  const to = field === undefined ? null : target(field)
  return [{ object, field: name }, ...(to === null || rest.length === 0 ? [] : placesOn(schema, to, rest))]
}

type FieldFinder = (field: ResolvedField, object: string, look: Look) => boolean

/** What another field may want of it. */
const fieldFinders: Partial<Record<UseKind, FieldFinder>> = {
  formula: (field, object, { formula }) => field.type === 'formula' && formula(field.formula, object),
  rollup: (field, _, { path, formula }) =>
    field.type === 'rollup' &&
    (path(field.by, field.object) || path(field.field, field.object) || formula(field.where, field.object)),
  lines: (field, object, { path }) =>
    (field.type === 'lines' && path(field.by, field.object)) ||
    (field.type === 'text' && path(field.namesOf, object)),
  currency: (field, object, { path }) => path(currencyField(field), object),
  default: (field, object, { formula }) => formula(field.default, object),
  conditions: (field, object, { formula }) => conditionNames.some((name) => formula(field[name], object)),
}

const currencyField = (field: Field): string | undefined =>
  'currency' in field && typeof field.currency === 'object' ? field.currency.field : undefined

/** A field that speaks of itself goes with itself. */
function inFields(object: ResolvedObject, look: Look): readonly FieldUse[] {
  const others = object.fields.filter(
    ({ name }) => object.name !== look.field.object || name !== look.field.field,
  )
  return others.flatMap((field) =>
    kindsWhere(fieldFinders, (finder) => finder(field, object.name, look)).map((kind) =>
      fieldUse(kind, { object: object.name, name: field.name, label: field.label }),
    ),
  )
}

const kindsWhere = <T>(
  finders: Partial<Record<UseKind, T>>,
  isFound: (finder: T) => boolean,
): readonly UseKind[] =>
  (Object.keys(finders) as UseKind[]).filter((kind) => {
    const finder = finders[kind]
    return finder !== undefined && isFound(finder)
  })

/** The names and words by which a part of the object uses the field; the object's own where it is one whole. */
type ObjectFinder = (
  object: ResolvedObject,
  look: Look,
) => readonly { readonly name: string; readonly label: Label }[]

const wholly =
  (isUsed: (object: ResolvedObject, look: Look) => boolean): ObjectFinder =>
  (object, look) =>
    isUsed(object, look) ? [object] : []

const objectFinders: Partial<Record<UseKind, ObjectFinder>> = {
  title: wholly(({ name, title }, { path }) => path(title, name)),
  check: ({ name, checks = [] }, { formula, path }) =>
    checks
      .filter((check) => formula(check.formula, name) || path(check.field, name))
      .map((check) => ({ name: check.name, label: check.message })),
  unique: (object, { path }) =>
    (object.unique ?? [])
      .filter(({ fields }) => fields.some((one) => path(one, object.name)))
      .map(({ name, fields }) => ({ name, label: labelOfAll(object, fields) })),
  index: (object, { path }) =>
    (object.indexes ?? [])
      .filter(({ fields }) => fields.some((one) => path(one, object.name)))
      .map(({ name, fields }) => ({ name, label: labelOfAll(object, fields) })),
  search: wholly(({ name, search = [] }, { path }) => search.some((one) => path(one, name))),
  list: wholly(({ name, list }, { path }) =>
    [...(list?.columns ?? []), ...(list?.sort ?? []), list?.board].some((one) => path(one, name)),
  ),
  form: ({ name, form = [] }, { path }) =>
    form
      .filter(({ fields }) => fields.some((one) => path(one, name)))
      .map(({ label }, at) => ({ name: String(at), label })),
  layout: ({ name, layouts = [] }, { path }) =>
    layouts.flatMap(({ name: layout, sections }) =>
      sections
        .filter(({ items }) => items.some(({ field }) => path(field, name)))
        .map((section) => ({ name: `${layout} ${section.name}`, label: section.label })),
    ),
  layoutWhen: ({ name, layouts = [] }, { formula }) =>
    layouts.flatMap(({ name: layout, sections }) =>
      sections
        .filter(({ when }) => formula(when, name))
        .map((section) => ({ name: `${layout} ${section.name}`, label: section.label })),
    ),
  board: wholly(
    ({ name, board }, { path, formula }) =>
      formula(board?.where, name) ||
      [...(board?.by ?? []), ...(board?.sums ?? []), ...(board?.card ?? [])].some((one) => path(one, name)),
  ),
  room: wholly(({ name, room, byName }, look) => room !== undefined && isInRoom(name, room, byName, look)),
  overview: wholly(
    ({ name, overview }, look) => overview !== undefined && isInOverview(name, overview, look),
  ),
  path: wholly(({ name, path }, look) => path !== undefined && isOnPath(name, path, look)),
  copies: wholly(({ name, copies = [] }, { path }) => copies.some((one) => path(one, name))),
  examples: wholly(({ name, examples = [] }, { path }) =>
    examples.some((one) => Object.keys(one).some((key) => path(key, name))),
  ),
  posting: wholly(({ name, postings = [] }, { path, formula }) =>
    postings.some(
      ({ balance, by, add }) =>
        [...Object.keys(by), ...Object.keys(add)].some((one) => path(one, balance)) ||
        Object.values(by).some((one) => path(one, name)) ||
        Object.values(add).some((text) => formula(text, name)),
    ),
  ),
}

const inObject = (object: ResolvedObject, look: Look): readonly FieldUse[] =>
  (Object.keys(objectFinders) as UseKind[]).flatMap((kind) =>
    (objectFinders[kind]?.(object, look) ?? []).map(({ name, label }) =>
      fieldUse(kind, { object: object.name, name, label }),
    ),
  )

/** Called by its fields; what the engine keeps itself goes without saying. */
function labelOfAll({ byName }: ResolvedObject, names: readonly string[]): Label {
  const labels = names.flatMap((name) => byName.get(name.replace(/^-/, ''))?.label ?? [])
  return {
    'zh-CN': labels.map((label) => label['zh-CN']).join('、'),
    en: labels.map(({ en }) => en).join(', '),
  }
}

function isInRoom(
  object: string,
  { lines, waiting = [], ...room }: RoomLayout,
  byName: ResolvedObject['byName'],
  look: Look,
): boolean {
  const field = byName.get(lines?.field ?? '')
  const part = field?.type === 'lines' ? field.object : ''
  const { basis, field: of, ...columns } = lines ?? { field: '', name: [] }
  return (
    Object.values(room)
      .flat()
      .some((name) => look.path(name, object)) ||
    look.path(of, object) ||
    [...Object.values(columns).flat(), basis?.field].some((name) => look.path(name, part)) ||
    waiting.some((one) => isAround(one, [one.by, one.at, one.who, one.text, ...(one.facts ?? [])], look))
  )
}

const isAround = (
  { object, where }: Surrounding,
  paths: readonly (string | undefined)[],
  { path, formula }: Look,
): boolean => formula(where, object) || paths.some((one) => path(one, object))

function isInOverview(object: string, overview: Overview, look: Look): boolean {
  const { own, around } = namesOfOverview(overview)
  return (
    own.some((one) => look.path(one, object)) || around.some(({ of, paths }) => isAround(of, paths, look))
  )
}

const isOnPath = (object: string, { field, stages }: ResolvedPath, { path, formula }: Look): boolean =>
  path(field, object) ||
  stages.some(
    ({ fields = [], needs = [], who }) =>
      [...fields, ...(who?.fields ?? [])].some((one) => path(one, object)) ||
      needs.some((need) => formula(need.formula, object) || path(need.field, object)),
  )

/** A policy stands in the way where its condition reads the field, and goes on without it where it only grants it. */
function inPolicies({ access }: Compiled, { field, path }: Look): readonly FieldUse[] {
  const found = new Map<string, FieldUse>()
  for (const [object, policies] of access.policies)
    for (const { policy, where } of policies) {
      const isRead =
        (where !== null && fieldsRead(where, object).some((one) => isSame(one, field))) ||
        [policy.via, policy.about?.object, policy.about?.record].some((name) => path(name, object))
      const isNamed = object === field.object && namesOf(policy.fields).includes(field.field)
      if (!isRead && !isNamed) continue
      const kind = isRead ? 'policy' : 'grant'
      const label = { 'zh-CN': policy.name, en: policy.name }
      found.set(policy.name, fieldUse(kind, { object, name: policy.name, label }))
    }
  return [...found.values()]
}

const isSame = (left: FieldPlace, right: FieldPlace): boolean =>
  left.object === right.object && left.field === right.field

const namesOf = (fields: Policy['fields']): readonly string[] =>
  [fields?.read, fields?.write].flatMap((grant): readonly string[] => {
    if (grant === undefined || grant === '*') return []
    return 'except' in grant ? grant.except : grant
  })

function inNumbers({ metrics, tiles }: Compiled, look: Look): readonly FieldUse[] {
  const { path, formula } = look
  const measured = [...metrics.values()].filter(
    ({ object, of, where, among, by, dimensions }) =>
      [of, where, among].some((text) => formula(text, object)) ||
      [by, ...dimensions].some((one) => path(one, object)),
  )
  const names = new Set(measured.map(({ name }) => name))
  const shown = tiles.filter(({ retired, numbers = [], bars, trend, rows, goal }) => {
    if (retired) return false
    const asked = [...numbers.flatMap((one) => ('metric' in one ? [one.metric, one.of] : [one.of]))]
    const counted = numbers.some(
      (one) => 'object' in one && (formula(one.where, one.object) || path(one.sum, one.object)),
    )
    return (
      counted ||
      [...asked, bars?.metric, bars?.late, trend?.metric, goal?.metric].some((one) => names.has(one ?? '')) ||
      (rows !== undefined &&
        (formula(rows.where, rows.object) ||
          [...rows.fields, ...(rows.sort ?? [])].some((one) => path(one, rows.object)))) ||
      (goal !== undefined &&
        Object.values(goal.fields)
          .flat()
          .some((one) => path(one, goal.targets)))
    )
  })
  return [
    ...measured.map(({ name, label, object }) => fieldUse('metric', { object, name, label })),
    ...shown.map(({ name, label }) => fieldUse('tile', { object: '', name, label })),
  ]
}

/** Rules, flows and actions. */
function inWork({ rules, flows, records }: Compiled, look: Look): readonly FieldUse[] {
  const { formula, path } = look
  const actions = [...records.objects.values()].flatMap(({ actions: all }) =>
    [...all.values()].map(({ action }) => action),
  )
  const found: readonly (readonly [UseKind, readonly Named[]])[] = [
    ['rule', rules.filter((rule) => isInRule(rule, look))],
    [
      'flow',
      flows.filter(
        (flow) =>
          formulaTexts(flow).some((text) => formula(text, flow.object)) ||
          allSteps(flow.steps).some(
            (step) => step.kind === 'task' && (step.facts ?? []).some((one) => path(one, flow.object)),
          ),
      ),
    ],
    [
      'action',
      actions.filter(
        ({ object, checks = [], visible, moves }) =>
          formula(visible, object) ||
          path(moves?.field, object) ||
          checks.some((check) => formula(check.formula, object) || path(check.field, object)),
      ),
    ],
  ]
  return found.flatMap(([kind, all]) =>
    all.map(({ object, name, label }) => fieldUse(kind, { object, name, label })),
  )
}

type Named = { readonly object: string; readonly name: string; readonly label: Label }

/** What it waits for, asks, writes and says. */
function isInRule(rule: Rule, { formula, path }: Look): boolean {
  const watched = 'on' in rule.when ? (rule.when.fields ?? []) : []
  return (
    watched.some((name) => path(name, rule.object)) ||
    ruleFormulas(rule).some((text) => formula(text, rule.object, variablesOf(rule))) ||
    rule.then.some((action) => {
      if (action.do === 'create' || action.do === 'update')
        return Object.keys(action.values).some((name) => path(name, action.object ?? rule.object))
      if (action.do !== 'notify') return false
      return Object.values(action.text)
        .flatMap((said) => said.match(/(?<=\{)[a-zA-Z]\w*(?=\})/g) ?? [])
        .some((name) => path(name, rule.object))
    })
  )
}
