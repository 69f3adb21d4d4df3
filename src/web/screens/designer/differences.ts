// What publishing would change, as sentences to be said in the reader's language. Pure.
import {
  conditionNames,
  type Field,
  type Label,
  type ObjectDefinition,
  type PrintLayout,
  type StagePath,
  stageOf,
} from '#kernel/schema'
import type { Design } from './design.ts'
import { kindOf } from './field-kinds.ts'
import { type Grant, grantName } from './grants.ts'
import { layoutDifferences } from './layout-design.ts'
import { bothLanguages, partLabel } from './publication.ts'
import { finishedRights, type RightsChange, rightsChanges, type Scope } from './rights.ts'
import { optionsOf } from './stable-names.ts'

/** `key` names the sentence (design.change.<key>); labels are said in the reader's language, grants by whoever knows people. */
export type Difference = {
  readonly key: string
  readonly label?: Label
  readonly was?: Label
  readonly kind?: ReturnType<typeof kindOf>
  readonly wasKind?: ReturnType<typeof kindOf>
  readonly of?: Label
  readonly grant?: Grant
  /** On a shipped object: who gains or loses what; `label` is the object's. */
  readonly right?: RightOf
  /** The kinds of details that differ, each with words of its own (design.detail.<name>). */
  readonly details?: readonly string[]
}

/** A change of rights with what its fields are called. */
export type RightOf = RightsChange & { readonly object: string; readonly fieldLabels: readonly Label[] }

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

/**
 * From what stands to what is wished; a design of nothing published has no `before`. Of rights on a shipped object it is told whom they
 * change what for where it is known what is shipped (`scope`), else only that they change.
 */
export function differences(
  before: Design | null,
  after: Design,
  scope: Scope | null = null,
): readonly Difference[] {
  const label = bothLanguages(after.object.label)
  if (before === null)
    return [
      { key: 'newObject', label },
      ...fieldDifferences(null, after.object),
      ...after.parts.flatMap((part) => partDifferences(undefined, part, after.object)),
      ...pathDifferences(undefined, after.object),
      ...checkDifferences(null, after.object),
      ...printDifferences([], after.object.prints),
      ...layoutDifferences([], after.object.layouts),
      ...uniqueDifferences(null, after.object),
      ...grantDifferences([], after.grants),
    ]
  const was = bothLanguages(before.object.label)
  const { object } = after
  const found: Difference[] = []
  if (!same(was, label)) found.push({ key: 'renamedObject', label, was })
  if (before.object.retired !== object.retired)
    found.push({ key: object.retired ? 'retiredObject' : 'restoredObject', label })
  if (before.object.title !== object.title) found.push({ key: 'title', label: labelOf(object, object.title) })
  if (before.object.menu !== object.menu) found.push({ key: 'menu', label })
  if (!same(before.object.help, object.help)) found.push({ key: 'objectHelp', label })
  found.push(...fieldDifferences(before.object, object))
  for (const part of after.parts)
    found.push(
      ...partDifferences(
        before.parts.find(({ name }) => name === part.name),
        part,
        object,
      ),
    )
  return [
    ...found,
    ...pathDifferences(before.object.path, object),
    ...checkDifferences(before.object, object),
    ...printDifferences(before.object.prints, object.prints),
    ...layoutDifferences(before.object.layouts, object.layouts),
    ...uniqueDifferences(before.object, object),
    ...grantDifferences(before.grants, after.grants),
    ...fieldGrantDifferences(before, after),
    ...rightsDifferences(before, after, scope),
  ]
}

/** A stage is called as its choice is; of a shipped field, as its key. */
function pathDifferences(before: StagePath | undefined, object: ObjectDefinition): readonly Difference[] {
  const { path } = object
  const field = object.fields.find(({ name }) => name === path?.field)
  const called = (key: string): Label =>
    bothLanguages(optionsOf(field).find((one) => one.key === key)?.label ?? { 'zh-CN': key, en: key })
  const isNone = (one: StagePath | undefined): boolean => one === undefined || one.stages.length === 0
  if (isNone(path)) return isNone(before) ? [] : [{ key: 'gonePath' }]
  const stages = path?.stages ?? []
  if (before === undefined || isNone(before)) {
    const names = stages.map(({ key }) => called(key))
    const all = {
      'zh-CN': names.map((one) => one['zh-CN']).join(' → '),
      en: names.map(({ en }) => en).join(' → '),
    }
    return [{ key: 'newPath', label: all }]
  }
  const found = stages.flatMap((stage): readonly Difference[] =>
    same(stageOf(before, stage.key), stage) ? [] : [{ key: 'changedStage', label: called(stage.key) }],
  )
  const order = (one: StagePath | undefined): readonly unknown[] => [
    one?.field,
    one?.overridable,
    ...(one?.stages ?? []).map(({ key }) => key),
  ]
  return same(order(before), order(path)) ? found : [...found, { key: 'changedPath' }]
}

/** Layouts that are new, say something else, or are no longer there. */
function printDifferences(
  before: readonly PrintLayout[] = [],
  after: readonly PrintLayout[] = [],
): readonly Difference[] {
  const found = after.flatMap((layout): readonly Difference[] => {
    const label = bothLanguages(layout.label)
    const was = before.find(({ name }) => name === layout.name)
    if (same(was, layout)) return []
    return [{ key: layout.retired ? 'gonePrint' : was === undefined ? 'newPrint' : 'changedPrint', label }]
  })
  const gone = before.filter(({ name }) => !after.some((layout) => layout.name === name))
  return [...found, ...gone.map(({ label }) => ({ key: 'undonePrint', label: bothLanguages(label) }))]
}

/** A check is called by what it says. */
function checkDifferences(
  before: ObjectDefinition | null,
  { checks = [] }: ObjectDefinition,
): readonly Difference[] {
  const old = before?.checks ?? []
  const found = checks.flatMap((check): readonly Difference[] => {
    const label = bothLanguages(check.message)
    const was = old.find(({ name }) => name === check.name)
    if (was === undefined) return [{ key: 'newCheck', label }]
    if (was.retired !== check.retired) return [{ key: check.retired ? 'goneCheck' : 'newCheck', label }]
    return same(was, check) ? [] : [{ key: 'changedCheck', label }]
  })
  const gone = old.filter(({ name }) => !checks.some((check) => check.name === name))
  return [...found, ...gone.map(({ message }) => ({ key: 'goneCheck', label: bothLanguages(message) }))]
}

/** A combination is called by its fields; fields of the product by their names. */
function uniqueDifferences(before: ObjectDefinition | null, after: ObjectDefinition): readonly Difference[] {
  const [old, now] = [before?.unique ?? [], after.unique ?? []]
  const has = (all: typeof now, one: (typeof now)[number]): boolean =>
    all.some(({ fields }) => same(fields, one.fields))
  const label = ({ fields }: (typeof now)[number]): Label => {
    const labels = fields.map((name) => labelOf(after, name))
    return {
      'zh-CN': labels.map((one) => one['zh-CN']).join('、'),
      en: labels.map(({ en }) => en).join(', '),
    }
  }
  return [
    ...now.filter((one) => !has(old, one)).map((one) => ({ key: 'newUnique', label: label(one) })),
    ...old.filter((one) => !has(now, one)).map((one) => ({ key: 'goneUnique', label: label(one) })),
  ]
}

const labelOf = (object: ObjectDefinition, name: string): Label =>
  bothLanguages(object.fields.find((field) => field.name === name)?.label ?? { 'zh-CN': name, en: name })

function partDifferences(
  before: ObjectDefinition | undefined,
  part: ObjectDefinition,
  whole: ObjectDefinition,
): readonly Difference[] {
  const typed = (object: ObjectDefinition): ObjectDefinition => ({
    ...object,
    fields: object.fields.filter((field) => !isOwner(field)),
  })
  const of = partLabel(whole, part.name)
  const found = [
    ...fieldDifferences(before ? typed(before) : null, typed(part)),
    ...checkDifferences(before ?? null, part),
  ]
  return found.map((one) => ({ ...one, of }))
}

const isOwner = (field: Field): boolean => field.type === 'reference' && field.owner === true

function fieldDifferences(
  before: ObjectDefinition | null,
  { fields }: ObjectDefinition,
): readonly Difference[] {
  const old = before?.fields ?? []
  const found = fields.flatMap((field): readonly Difference[] => {
    const label = bothLanguages(field.label)
    const was = old.find(({ name }) => name === field.name)
    if (was === undefined) return [{ key: 'newField', label, kind: kindOf(field) }]
    return changes(was, field, label)
  })
  const order = (list: readonly Field[]): readonly string[] =>
    list.map(({ name }) => name).filter((name) => old.some((one) => one.name === name))
  const isMoved =
    before !== null &&
    !same(
      order(fields),
      old.map(({ name }) => name),
    )
  return isMoved ? [...found, { key: 'moved' }] : found
}

function changes(was: Field, field: Field, label: Label): readonly Difference[] {
  const found: Difference[] = []
  if (was.retired !== field.retired)
    found.push({ key: field.retired ? 'retiredField' : 'restoredField', label })
  const old = bothLanguages(was.label)
  if (!same(old, label)) found.push({ key: 'renamedField', label, was: old })
  if (was.type !== field.type && !was.retired && !field.retired)
    found.push({ key: 'retypedField', label, kind: kindOf(field), wasKind: kindOf(was) })
  const details = detailsOf(was, field)
  return details.length === 0 ? found : [...found, { key: 'changedField', label, details }]
}

const ignored = new Set(['label', 'name', 'type', 'retired'])
const numeric = new Set([
  'min',
  'max',
  'scale',
  'maxLength',
  'format',
  'shownAs',
  'currency',
  'tax',
  'result',
])
const conditions = new Set<string>(conditionNames)
const source = new Set(['object', 'by', 'take', 'field', 'where', 'to'])

/** Details that belong together are said with one word. */
function detailsOf(was: Field, field: Field): readonly string[] {
  const [left, right] = [was as Readonly<Record<string, unknown>>, field as Readonly<Record<string, unknown>>]
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])]
  const differing = keys.filter((key) => !ignored.has(key) && !same(left[key], right[key]))
  const said = differing.map((key) =>
    numeric.has(key) ? 'format' : source.has(key) ? 'source' : conditions.has(key) ? 'conditions' : key,
  )
  return [...new Set(said)]
}

function grantDifferences(before: readonly Grant[], after: readonly Grant[]): readonly Difference[] {
  const key = (grant: Grant): string => grantName('', grant)
  const old = new Map(before.map((grant) => [key(grant), grant]))
  const now = new Map(after.map((grant) => [key(grant), grant]))
  return [
    ...[...now].flatMap(([name, grant]) =>
      same(old.get(name), grant) ? [] : [{ key: old.has(name) ? 'changedGrant' : 'newGrant', grant }],
    ),
    ...[...old].flatMap(([name, grant]) => (now.has(name) ? [] : [{ key: 'goneGrant', grant }])),
  ]
}

function fieldGrantDifferences(before: Design, after: Design): readonly Difference[] {
  return after.object.fields.flatMap(({ name }) =>
    same(
      before.fieldGrants[name] ?? { read: [], write: [] },
      after.fieldGrants[name] ?? { read: [], write: [] },
    )
      ? []
      : [{ key: 'fieldGrant', label: labelOf(after.object, name) }],
  )
}

/** Who gains or loses what on a shipped object. */
export function rightsDifferences(before: Design, after: Design, scope: Scope | null): readonly Difference[] {
  const { object } = after
  const label = bothLanguages(object.label)
  const [then, now] = [finishedRights(before.policies), finishedRights(after.policies)]
  if (same(then, now)) return []
  if (scope === null) return [{ key: 'otherRights', label }]
  const labels = new Map(scope.fields.map((field) => [field.name, field.label]))
  const found = rightsChanges(scope, then, now).map(
    (right): Difference => ({
      key: `right.${right.kind}`,
      label,
      right: {
        ...right,
        object: object.name,
        fieldLabels: (right.fields ?? []).map((name) => labels.get(name) ?? { 'zh-CN': name, en: name }),
      },
    }),
  )
  return found.length > 0 ? found : [{ key: 'sameRights', label }]
}
