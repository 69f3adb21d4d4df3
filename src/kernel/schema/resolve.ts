// From layers of definitions to one schema: extensions merged, names checked, references resolved.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { isStorable, storage } from './columns.ts'
import { copyProblems } from './copies.ts'
import type { Extension, Field, Layer, ObjectDefinition, RollupField } from './definition.ts'
import { reservedFields, systemFields } from './definition.ts'
import { layoutProblems, layoutsWithout, mergedLayouts, withSectionConditions } from './form-layout.ts'
import { asItsSource, isLookUp, lookedUp } from './look-up.ts'
import { columnName, fieldNamePattern, longestIdentifier, objectNamePattern, tableName } from './names.ts'
import { extendedOverview, hasPath, overviewProblems } from './overview.ts'
import { mergedPrints } from './print-layout.ts'
import {
  type IncomingRollup,
  namable,
  type ResolvedField,
  type ResolvedObject,
  type Schema,
  target,
} from './schema.ts'
import { resolvedPath } from './stage-needs.ts'
import { mergedPath, pathProblems } from './stage-path.ts'

export type LayeredDefinitions = {
  readonly layer: Layer
  readonly objects: readonly ObjectDefinition[]
  readonly extensions: readonly Extension[]
}

/** Modules whose tables would stand beside the engine's own. */
const reserved = new Set([
  'log',
  'account',
  'session',
  'counter',
  'definition',
  'migration',
  'field',
  'file',
  'api',
  'job',
  'webhook',
  'share',
  'pk',
  'uq',
  'ix',
])
const maximum = { objects: 1000, fields: 500 }

/**
 * One schema out of the layers, lowest first.
 * Problems: schema.badName, schema.duplicate, schema.unknownObject, schema.unknownField, schema.badType, schema.tooMany, schema.badTitle, schema.badPath, schema.badCopy, schema.badSection, schema.badLookUp, schema.badRollup.
 * A path is the object and its field, or the object, a list of its (`checks`, `indexes`, `unique`, `search`, `postings`, `path`, `copies`, `layouts`) and the name there.
 */
export function resolveSchema(
  namespace: string,
  version: number,
  layers: readonly LayeredDefinitions[],
): Result<Schema> {
  const problems: Problem[] = []
  const drafts = new Map<string, Draft>()
  for (const layer of layers) {
    for (const definition of layer.objects) addObject(drafts, definition, layer.layer, problems)
    for (const extension of layer.extensions) extend(drafts, extension, layer.layer, problems)
  }
  if (drafts.size > maximum.objects)
    problems.push(problem('schema.tooMany', ['objects'], { most: maximum.objects }))
  const objects = withOrders(withLookUps(new Map([...drafts].map(([name, draft]) => [name, finish(draft)]))))
  for (const object of objects.values()) problems.push(...checkObject(object, objects))
  for (const layer of layers) if (layer.layer === 'system') problems.push(...shippedOverviews(layer, objects))
  return problems.length > 0 ? failed(...problems) : ok(schemaOf(namespace, version, objects))
}

/** What a customer adds to an overview and leads nowhere is left out when it is read; what is shipped must hold. */
const shippedOverviews = (
  { objects: own, extensions }: LayeredDefinitions,
  objects: ReadonlyMap<string, ResolvedObject>,
): readonly Problem[] => [
  ...own.flatMap(({ name, overview }) => overviewProblems(name, overview, objects)),
  ...extensions.flatMap(({ object, overview }) => overviewProblems(object, overview, objects)),
]

type Draft = { definition: ObjectDefinition; layer: Layer; fields: ResolvedField[]; retired: Set<string> }

function addObject(
  drafts: Map<string, Draft>,
  definition: ObjectDefinition,
  layer: Layer,
  problems: Problem[],
): void {
  const { name } = definition
  if (definition.retired === true) return
  if (!isObjectName(name)) {
    const shown = String(name).slice(0, 80)
    problems.push(problem('schema.badName', [shown], { name: shown }))
  } else if (drafts.has(name)) problems.push(problem('schema.duplicate', [name], { name }))
  else
    drafts.set(name, {
      definition: {
        ...definition,
        ...searchedIn(definition),
        ...checksIn(definition),
        ...mergedPrints({}, definition),
      },
      layer,
      fields: inUse(definition.fields).map((field) => resolveField(field, layer)),
      retired: new Set(retiredIn(definition)),
    })
}

const isObjectName = (name: unknown): boolean =>
  typeof name === 'string' &&
  objectNamePattern.test(name) &&
  tableName(name).length <= longestIdentifier &&
  !reserved.has(name.split('.')[0] ?? '')

function extend(drafts: Map<string, Draft>, extension: Extension, layer: Layer, problems: Problem[]): void {
  const draft = drafts.get(extension.object)
  if (!draft) {
    problems.push(problem('schema.unknownObject', [extension.object], { name: extension.object }))
    return
  }
  for (const name of retiredIn(extension)) draft.retired.add(name)
  draft.fields.push(...inUse(extension.fields ?? []).map((field) => resolveField(field, layer)))
  for (const [name, conditions] of Object.entries(extension.conditions ?? {})) {
    const at = draft.fields.findIndex((field) => field.name === name)
    const found = draft.fields[at]
    if (found === undefined)
      problems.push(problem('schema.unknownField', [extension.object, 'conditions', name], { name }))
    else draft.fields[at] = { ...found, ...conditions }
  }
  draft.definition = {
    ...draft.definition,
    unique: [...(draft.definition.unique ?? []), ...(extension.unique ?? [])],
    indexes: [...(draft.definition.indexes ?? []), ...(extension.indexes ?? [])],
    checks: [...(draft.definition.checks ?? []), ...(checksIn(extension).checks ?? [])],
    search: [...(draft.definition.search ?? []), ...(searchedIn(extension).search ?? [])],
    ...(extension.room ? { room: { ...draft.definition.room, ...extension.room } } : {}),
    ...(extension.board ? { board: { ...draft.definition.board, ...extension.board } } : {}),
    ...extendedOverview(draft.definition.overview, extension.overview),
    ...mergedPath(draft.definition.path, extension.path),
    ...mergedPrints(draft.definition, extension),
    ...mergedLayouts(draft.definition, extension),
  }
}

/** A retired field is not searched, however the list was left. */
function searchedIn({ search, fields = [] }: Pick<Extension, 'search' | 'fields'>): {
  search?: readonly string[]
} {
  const retired = new Set(retiredIn({ fields }))
  return search === undefined ? {} : { search: search.filter((name) => !retired.has(name)) }
}

const retiredIn = ({ fields = [] }: Pick<Extension, 'fields'>): readonly string[] =>
  fields.flatMap(({ name, retired }) => (retired === true ? [name] : []))

const inUse = <T extends { readonly retired?: boolean }>(all: readonly T[]): readonly T[] =>
  all.filter(({ retired }) => retired !== true)

const checksIn = ({ checks }: Pick<Extension, 'checks'>): Pick<Extension, 'checks'> =>
  checks === undefined ? {} : { checks: inUse(checks) }

/** The field with where it comes from and where its values stand. */
export const resolveField = (field: Field, layer: Layer): ResolvedField => ({
  ...field,
  layer,
  column: storage(field) === null ? null : columnName(String(field.name)),
})

function finish(draft: Draft): ResolvedObject {
  const { path, layouts: laid, ...definition } = draft.definition
  // A retired field keeps its place and stands there again when it is taken back.
  const standing = (laid ?? []).filter(({ sections }) => sections.length > 0)
  const { layouts = [] } = layoutsWithout({ layouts: standing }, (name) => draft.retired.has(name))
  const fields = withSectionConditions(draft.fields, layouts)
  const byName = new Map(fields.map((field) => [field.name, field]))
  return {
    ...definition,
    // A path without stages is how one is taken back.
    ...(path === undefined || path.stages.length === 0 ? {} : { path: resolvedPath(path, byName) }),
    ...(layouts.length === 0 ? {} : { layouts }),
    layer: draft.layer,
    table: tableName(draft.definition.name),
    fields,
    byName,
    ownerField: fields.find((field) => field.type === 'reference' && field.owner === true) ?? null,
  }
}

/** Look-ups are shown as what they take is shown. */
const withLookUps = (objects: ReadonlyMap<string, ResolvedObject>): ReadonlyMap<string, ResolvedObject> =>
  new Map(
    [...objects].map(([name, object]) => {
      if (!object.fields.some(isLookUp)) return [name, object]
      const fields = object.fields.map((field) => asItsSource(objects, name, field))
      return [name, { ...object, fields, byName: new Map(fields.map((field) => [field.name, field])) }]
    }),
  )

/** Lists go by what of their order stands and can be put in order. */
const withOrders = (objects: ReadonlyMap<string, ResolvedObject>): ReadonlyMap<string, ResolvedObject> =>
  new Map(
    [...objects].map(([name, object]) => {
      const { list } = object
      if (list?.sort === undefined) return [name, object]
      const sort = list.sort.filter((key) => hasPath(object, key.replace(/^-/, ''), objects, isSortable))
      return [name, sort.length === list.sort.length ? object : { ...object, list: { ...list, sort } }]
    }),
  )

const isSortable = (field: ResolvedField): boolean => {
  const type = storage(field)
  return type !== null && !type.endsWith('[]') && (type !== 'jsonb' || field.type === 'richText')
}

const reservedColumns = new Set(reservedFields.map(columnName))

function checkObject(object: ResolvedObject, objects: ReadonlyMap<string, ResolvedObject>): Problem[] {
  const problems = [
    ...checkNames(object),
    ...pathProblems(object),
    ...copyProblems(object),
    ...layoutProblems(object),
  ]
  const unknown = (
    names: readonly string[],
    known: (name: string) => boolean,
    ...at: readonly string[]
  ): void => {
    for (const name of names)
      if (!known(name)) problems.push(problem('schema.unknownField', [object.name, ...at], { name }))
  }
  const ownOrSystem = (name: string): boolean =>
    object.byName.has(name) || (systemFields as readonly string[]).includes(name)
  if (!object.byName.has(object.title))
    problems.push(problem('schema.badTitle', [object.name], { name: object.title }))
  for (const unique of object.unique ?? []) unknown(unique.fields, ownOrSystem, 'unique', unique.name)
  for (const index of object.indexes ?? [])
    unknown(
      index.fields.map((field) => field.replace(/^-/, '')),
      ownOrSystem,
      'indexes',
      index.name,
    )
  for (const { name, field } of object.checks ?? [])
    if (field !== undefined) unknown([field], ownOrSystem, 'checks', name)
  for (const { name, ...field } of object.fields)
    if (field.type === 'text' && field.namesOf !== undefined)
      unknown([field.namesOf], (known) => object.byName.get(known)?.type === 'file', name, 'namesOf')
  for (const name of object.search ?? []) unknown([name], (known) => object.byName.has(known), 'search', name)
  for (const example of object.examples ?? [])
    unknown(Object.keys(example), (known) => object.byName.has(known), 'examples')
  for (const field of object.fields) problems.push(...checkReference(object, field, objects))
  for (const posting of object.postings ?? []) {
    const balance = objects.get(posting.balance)
    if (!balance)
      problems.push(
        problem('schema.unknownObject', [object.name, 'postings', posting.balance], {
          name: posting.balance,
        }),
      )
    else
      unknown(
        [...Object.keys(posting.by), ...Object.keys(posting.add)],
        (name) => balance.byName.has(name),
        'postings',
        posting.balance,
      )
    unknown(Object.values(posting.by), ownOrSystem, 'postings', posting.balance)
  }
  return problems
}

function checkNames(object: ResolvedObject): Problem[] {
  const problems: Problem[] = []
  const columns = new Set<string>()
  const bad = (name: string, ...list: readonly string[]): Problem => {
    const shown = String(name).slice(0, 80)
    return problem('schema.badName', [object.name, ...list, shown], { name: shown })
  }
  for (const field of object.fields) {
    const column = columnName(String(field.name))
    if (!isFieldName(field.name) || reservedColumns.has(column)) problems.push(bad(field.name))
    else if (!isStorable(field))
      problems.push(problem('schema.badType', [object.name, field.name], { name: field.name }))
    else if (columns.has(column))
      problems.push(problem('schema.duplicate', [object.name, field.name], { name: field.name }))
    columns.add(column)
  }
  // Most of these become names in the database, too.
  for (const kind of ['indexes', 'unique', 'checks', 'prints'] as const) {
    const marks: readonly { readonly name: string }[] = object[kind] ?? []
    problems.push(...marks.filter(({ name }) => !isFieldName(name)).map(({ name }) => bad(name, kind)))
    problems.push(
      ...twice(marks).map((name) => problem('schema.duplicate', [object.name, kind, name], { name })),
    )
  }
  if (object.fields.length > maximum.fields)
    problems.push(problem('schema.tooMany', [object.name], { most: maximum.fields }))
  return problems
}

const isFieldName = (name: unknown): boolean =>
  typeof name === 'string' && fieldNamePattern.test(name) && columnName(name).length <= longestIdentifier

const twice = (list: readonly { readonly name: string }[]): readonly string[] =>
  list.map(({ name }) => name).filter((name, index, names) => names.indexOf(name) !== index)

function checkReference(
  object: ResolvedObject,
  field: ResolvedField,
  objects: ReadonlyMap<string, ResolvedObject>,
): Problem[] {
  if (isLookUp(field) && lookedUp(objects, object.name, field) === undefined)
    return [problem('schema.badLookUp', [object.name, field.name], { name: field.formula.slice(0, 80) })]
  const one = target(field)
  const unknown = (one === null ? namable(field) : [one]).find((to) => !objects.has(to))
  if (unknown !== undefined)
    return [problem('schema.unknownObject', [object.name, field.name], { name: unknown })]
  if (field.type === 'anyReference' && field.to.length === 0)
    return [problem('schema.badType', [object.name, field.name], { name: field.name })]
  if (field.type !== 'lines' && field.type !== 'rollup') return []
  const child = objects.get(field.object)
  if (!child) return [problem('schema.unknownObject', [object.name, field.name], { name: field.object })]
  const by = child.byName.get(field.by)
  const wanted =
    field.type === 'rollup' && field.take !== 'count' ? [field.by, field.field ?? ''] : [field.by]
  const missing = wanted.filter((name) => !child.byName.has(name))
  if (missing.length === 0 && by && target(by) !== object.name) missing.push(field.by)
  if (missing.length === 0 && field.type === 'rollup' && !takesWell(field, child))
    return [problem('schema.badRollup', [object.name, field.name], { name: field.field ?? '' })]
  return missing.map((name) => problem('schema.unknownField', [object.name, field.name], { name }))
}

/** Sums are of numbers, and the least and the greatest are of the kind of what is taken. */
function takesWell(rollup: ResolvedField & RollupField, child: ResolvedObject): boolean {
  const taken = rollup.take === 'count' ? undefined : child.byName.get(rollup.field ?? '')
  const kind = taken === undefined ? 'numeric' : storage(taken)
  return kind === storage(rollup) && (rollup.take !== 'sum' || kind === 'numeric')
}

function schemaOf(namespace: string, version: number, objects: ReadonlyMap<string, ResolvedObject>): Schema {
  const incoming = new Map<string, IncomingRollup[]>()
  for (const parent of objects.values()) {
    for (const field of parent.fields) {
      if (field.type === 'rollup')
        incoming.set(field.object, [...(incoming.get(field.object) ?? []), { parent, field }])
    }
  }
  return {
    version,
    namespace,
    objects,
    object: (name) => objects.get(name),
    incomingRollups: (name) => incoming.get(name) ?? [],
  }
}
