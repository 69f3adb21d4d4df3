// From a design to what is published: blanks filled in, what follows by itself worked out, and only what differs. Pure.
import type { Policy } from '#kernel/access'
import type { Publication, PublishedDefinitions } from '#kernel/module'
import type {
  Check,
  Field,
  Label,
  ObjectDefinition,
  Option,
  Stage,
  StageNeed,
  StagePath,
} from '#kernel/schema'
import type { Design } from './design.ts'
import { fieldPolicies, grantOf, noFieldGrant, partPolicy, policyOf, rightsIn } from './grants.ts'
import { finishedLayouts } from './layout-design.ts'
import { finishedPrints } from './print-design.ts'
import { isRetyped } from './retyped.ts'
import { finishedRights } from './rights.ts'

/** A label written in one language alone stands for both. */
export const bothLanguages = (label: Label): Label => ({
  'zh-CN': label['zh-CN'].trim() || label.en.trim(),
  en: label.en.trim() || label['zh-CN'].trim(),
})

/** A label that says the same in both languages was written in one; the other follows it again when it changes. */
export const unfolded = (label: Label): Label => (label.en === label['zh-CN'] ? { ...label, en: '' } : label)

const labelled = (option: Option): Option => ({ ...option, label: bothLanguages(option.label) })

/** A field as it is published. */
export function finishedField(field: Field): Field {
  const { help, ...rest } = field
  const options =
    'options' in rest && rest.options
      ? { options: rest.options.map(labelled).filter(({ label }) => label.en !== '') }
      : {}
  const kept = help && (help['zh-CN'] || help.en) ? { help: bothLanguages(help) } : {}
  return { ...rest, ...options, ...kept, label: bothLanguages(field.label) } as Field
}

const finishedCheck = (check: Check): Check => ({ ...check, message: bothLanguages(check.message) })

function finishedNeed(need: StageNeed): readonly StageNeed[] {
  if ('filled' in need) return need.filled.length > 0 ? [need] : []
  return 'counted' in need ? [need] : [{ ...need, message: bothLanguages(need.message) }]
}

const finishedStage = ({ guidance, needs, ...stage }: Stage): Stage => ({
  ...stage,
  ...(guidance && (guidance['zh-CN'] || guidance.en) ? { guidance: bothLanguages(guidance) } : {}),
  ...(needs ? { needs: needs.flatMap(finishedNeed) } : {}),
})

const finishedPath = (path: StagePath | undefined): { readonly path?: StagePath } =>
  path === undefined ? {} : { path: { ...path, stages: path.stages.map(finishedStage) } }

const mostSearched = 20

/** Fields that the search looks into: everything short that people type or read out. */
const searched = (fields: readonly Field[]): readonly string[] =>
  fields
    .filter(({ type, retired }) => retired !== true && (type === 'text' || type === 'autoNumber'))
    .map(({ name }) => name)
    .slice(0, mostSearched)

const details: Label = { 'zh-CN': '基本信息', en: 'Details' }

/** The sections that stand, and behind the last of them what no section names, in the order of the fields. */
export function formOf({ form, fields }: ObjectDefinition): ObjectDefinition['form'] {
  const names = fields.map(({ name }) => name)
  const sections = form && form.length > 0 ? form : [{ label: details, fields: [] }]
  const named = new Set(sections.flatMap((section) => section.fields))
  const rest = names.filter((name) => !named.has(name))
  const ordered = sections.map((section, index) => ({
    label: section.label,
    fields: [
      ...names.filter((name) => section.fields.includes(name)),
      ...(index === sections.length - 1 ? rest : []),
    ],
  }))
  const only = ordered.length === 1 ? [{ label: ordered[0]?.label ?? details, fields: names }] : ordered
  return only
}

/** An object as it is published: searched by its texts, listed newest first, with a board over its first choice. */
export function finishedObject(object: ObjectDefinition): ObjectDefinition {
  const fields = object.fields.map(finishedField)
  const used = fields.filter(({ retired }) => retired !== true)
  const isUsed = (name: string): boolean => used.some((field) => field.name === name)
  const columns = (object.list?.columns ?? []).filter(isUsed)
  const gone = (key: string): boolean =>
    fields.some(({ name, retired }) => name === key.replace(/^-/, '') && retired === true)
  const sort = (object.list?.sort ?? ['-createdAt']).filter((key) => !gone(key))
  const kept = used.find(({ name, type }) => name === object.list?.board && type === 'select')
  const stages = used.find(({ name }) => name === object.path?.field)
  const board = (kept ?? stages ?? used.find(({ type }) => type === 'select'))?.name
  return {
    ...object,
    label: bothLanguages(object.label),
    fields,
    ...(object.checks === undefined ? {} : { checks: object.checks.map(finishedCheck) }),
    ...finishedPath(object.path),
    ...finishedPrints(object),
    ...finishedLayouts(object),
    search: searched(fields),
    indexes: object.indexes ?? [{ name: 'newest', fields: ['-createdAt'] }],
    list: { columns, sort, ...(board === undefined ? {} : { board }) },
    form: formOf({ ...object, fields: used }) ?? [],
  }
}

/** What the lines are called: as the field that shows them. */
export const partLabel = ({ fields, label }: ObjectDefinition, part: string): Label =>
  bothLanguages(fields.find((field) => field.type === 'lines' && field.object === part)?.label ?? label)

/** A part is drawn inside its whole; it has no list and no form of its own. */
const finishedPart = (part: ObjectDefinition, whole: ObjectDefinition): ObjectDefinition => {
  const fields = part.fields.map(finishedField)
  const checks = part.checks === undefined ? {} : { checks: part.checks.map(finishedCheck) }
  return { ...part, ...checks, label: partLabel(whole, part.name), fields, title: partTitle(part) }
}

const partTitle = ({ title, fields }: ObjectDefinition): string => {
  const used = fields.filter(({ retired, type }) => retired !== true && type !== 'file')
  const isThere = used.some(({ name }) => name === title)
  const typed = used.find((field) => !(field.type === 'reference' && field.owner === true))
  return isThere ? title : (typed?.name ?? title)
}

/** The policies that the design stands for, those that take something out included. */
function policiesOf(design: Design, published: readonly Policy[]): readonly Policy[] {
  const { object, parts, grants, fieldGrants, isShipped } = design
  if (isShipped)
    return [
      ...object.fields.flatMap(({ name, retired }) =>
        fieldPolicies(object.name, name, retired ? noFieldGrant : (fieldGrants[name] ?? noFieldGrant)),
      ),
      ...changedRights(design, published),
    ]
  const wanted = grants.filter(({ operations }) => operations.length > 0)
  const own = wanted.map((grant) => policyOf(object.name, grant))
  const names = new Set(own.map(({ name }) => name))
  const gone = published
    .filter((policy) => policy.object === object.name && grantOf(policy) !== null && !names.has(policy.name))
    .map((policy): Policy => ({ ...policy, operations: [] }))
  return [...own, ...gone, ...parts.map((part) => partPolicy(part.name, ownerOf(part), wanted))]
}

/** Rights on a shipped object that are new or say something else, and those that are gone. */
function changedRights({ object, policies }: Design, published: readonly Policy[]): readonly Policy[] {
  const finished = finishedRights(policies)
  const stood = rightsIn(published, object.name)
  const isSame = (one: Policy): boolean =>
    stood.some((other) => JSON.stringify(other) === JSON.stringify(one))
  const gone = stood.filter(({ name }) => !finished.some((one) => one.name === name))
  return [
    ...finished.filter((one) => !isSame(one)),
    ...gone.map((policy): Policy => ({ ...policy, operations: [] })),
  ]
}

const ownerOf = ({ fields }: ObjectDefinition): string =>
  fields.find((field) => field.type === 'reference' && field.owner === true)?.name ?? ''

/** A policy that takes out what is not there changes nothing. */
const isNews = (policy: Policy, published: readonly Policy[]): boolean => {
  const known = published.find(({ name }) => name === policy.name)
  return policy.operations.length === 0 ? known !== undefined : true
}

/** Published fields that hold values of another kind from now on. */
function conversionsOf(
  { object, parts }: Design,
  { objects, extensions }: PublishedDefinitions,
): Pick<Publication, 'conversions'> {
  const stood = (name: string): readonly Field[] =>
    [
      ...objects.filter((one) => one.name === name),
      ...extensions.filter((one) => one.object === name),
    ].flatMap(({ fields = [] }) => fields)
  const conversions = [object, ...parts].flatMap(({ name, fields }) =>
    fields
      .filter((field) =>
        isRetyped(
          stood(name).find((one) => one.name === field.name),
          field,
        ),
      )
      .map((field) => ({ object: name, field: field.name })),
  )
  return conversions.length > 0 ? { conversions } : {}
}

/** All that the design says, over what has been published. */
export function publicationOf(design: Design, published: PublishedDefinitions): Publication {
  const { policies } = published
  const { object, parts, isShipped } = design
  const conversions = conversionsOf(design, published)
  const changed = policiesOf(design, policies).filter((policy) => isNews(policy, policies))
  if (!isShipped)
    return {
      objects: [finishedObject(object), ...parts.map((part) => finishedPart(part, object))],
      policies: changed,
      ...conversions,
    }
  const fields = object.fields.map(finishedField)
  const checks = (object.checks ?? []).map(finishedCheck)
  return {
    extensions: [
      {
        object: object.name,
        fields,
        checks,
        ...finishedPath(object.path),
        ...finishedPrints(object),
        ...finishedLayouts(object),
        unique: object.unique ?? [],
        search: searched(fields).filter((name) => isText(fields, name)),
      },
    ],
    policies: changed,
    ...conversions,
  }
}

const isText = (fields: readonly Field[], name: string): boolean =>
  fields.some((field) => field.name === name && field.type === 'text')
