// What a record comes to while it is typed: its formulas, look-ups and sums over its own lines, by the formulas of the server. Pure.
import { compileFormula, type Environment, type Formula, type Kind } from '#kernel/formula'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { fitted, initialRollup } from '#kernel/records'
import {
  type FormulaField,
  type FormulaText,
  type ResolvedObject,
  type RollupField,
  type Row,
  type Schema,
  target,
  type Value,
} from '#kernel/schema'
import { isTyped } from '../fields/typed.ts'
import { sumUp } from './line-sums.ts'

export type Moment = Pick<Environment, 'me' | 'now' | 'zone' | 'workdays'>

/** A record as it would be stored, and the names of fields of which that cannot be told here; these are blank. */
export type Reckoned = { readonly row: Row; readonly unknown: ReadonlySet<string> }

/** What stands around a record. It stays the same object for as long as nothing of it changes. */
export type Around = {
  readonly moment: Moment
  /** Of a line the record that it belongs to, as typed and as it stands; null for a new one. */
  readonly whole?: Reckoned & { readonly stored: Row | null }
  /** Records that are referred to, by id. */
  readonly found: ReadonlyMap<string, Row>
}

/** The record's own lines, and whether anything was typed into them. */
export type OwnLines = (field: string) => { readonly rows: readonly Reckoned[]; readonly isTouched: boolean }

export const noLines: OwnLines = () => ({ rows: [], isTouched: false })

/** The reference by which a line names its whole, and what is known of that. */
export type Owner = { readonly by: string; readonly object: ObjectMetadata }

type Path = readonly string[]

/** A computed field, in the order in which they rest on each other. */
type Step = {
  readonly field: FieldMetadata & (FormulaField | RollupField)
  readonly own: readonly string[]
  readonly far: readonly Path[]
  /** Its lines fields that it gathers, each with what it reads of a line. */
  readonly gathers: readonly { readonly lines: string; readonly reads: readonly string[] }[]
  /** Undefined where only the server can tell. */
  readonly evaluate: ((environment: Environment, lines: OwnLines) => Value) | undefined
  readonly asksDays: boolean
}

export type Reckoning = {
  readonly object: ObjectMetadata
  readonly owner: Owner | undefined
  readonly compile: (text: FormulaText | undefined, kind?: Kind) => Formula | null
  readonly steps: readonly Step[]
  readonly defaults: readonly { readonly field: FieldMetadata; readonly formula: Formula | null }[]
  /** Its computed fields that need neither lines nor records that are asked for. */
  readonly near: ReadonlySet<string>
  /** Paths over references that its formulas read, its whole aside. */
  readonly asked: readonly Path[]
}

type Objects = readonly ObjectMetadata[]

const schemas = new WeakMap<Objects, Schema>()
const known = new WeakMap<Objects, Map<string, Reckoning>>()

/** Enough of a schema to understand formulas: what the reader is told of it. */
function schemaOf(objects: Objects): Schema {
  const found = schemas.get(objects)
  if (found) return found
  const resolved = objects.map((object) => {
    const fields = object.fields.map((field) => ({ ...field, column: field.name }))
    const byName = new Map(fields.map((field) => [field.name, field]))
    return { ...object, table: object.name, fields, byName, ownerField: null } as unknown as ResolvedObject
  })
  const byName = new Map(resolved.map((object) => [object.name, object]))
  const schema = { objects: byName, object: (name: string) => byName.get(name) } as unknown as Schema
  schemas.set(objects, schema)
  return schema
}

/** Worked out once for all the definitions that are told; `owner` where the object's records are lines of a form. */
export function reckoningOf(objects: Objects, object: ObjectMetadata, owner?: Owner): Reckoning {
  const kept = known.get(objects) ?? new Map<string, Reckoning>()
  known.set(objects, kept)
  const key = `${object.name} ${owner?.by ?? ''}`
  const found = kept.get(key) ?? compiled(objects, object, owner)
  kept.set(key, found)
  return found
}

function compiled(objects: Objects, object: ObjectMetadata, owner: Owner | undefined): Reckoning {
  const schema = schemaOf(objects)
  const compile: Reckoning['compile'] = (text, kind) => {
    if (text === undefined) return null
    const result = compileFormula(text, { schema, object: object.name }, kind)
    // Of who is signed in the browser does not know all departments.
    const isKnown = result.ok && !/"(?:departments|headed)"/.test(JSON.stringify(result.value.ast))
    return isKnown ? result.value : null
  }
  const part = (name: string): ObjectMetadata | undefined => objects.find((one) => one.name === name)
  const steps = inOrder(
    object.fields.flatMap((field): readonly Step[] => {
      if (field.type === 'formula') return [formulaStep(object, owner, field, compile(field.formula))]
      if (field.type !== 'rollup' || linesNaming(object, field) === undefined) return []
      return [rollupStep(object, field, schema, part(field.object))]
    }),
  )
  const near = new Set<string>()
  const isNear = ({ own, far, gathers, evaluate, asksDays }: Step): boolean =>
    evaluate !== undefined &&
    !asksDays &&
    gathers.length === 0 &&
    far.every(([first]) => first === owner?.by) &&
    own.every((name) => near.has(name) || !steps.some(({ field }) => field.name === name))
  for (const step of steps) if (isNear(step)) near.add(step.field.name)
  return {
    ...{ object, owner, compile, steps, near },
    defaults: object.fields.flatMap((field) =>
      field.default === undefined ? [] : [{ field, formula: compile(field.default) }],
    ),
    asked: steps.flatMap(({ far }) => far).filter(([first]) => first !== owner?.by),
  }
}

const fieldIn = (object: ObjectMetadata, name: string | undefined): FieldMetadata | undefined =>
  object.fields.find((field) => field.name === name)

/** The lines field that brings the records which are gathered by this reference. */
const linesNaming = (object: ObjectMetadata, of: { readonly object: string; readonly by: string }) =>
  object.fields.find((field) => field.type === 'lines' && field.object === of.object && field.by === of.by)

/** Whether a field of the whole is what was typed there. */
export const isTypedInWhole = (owner: Owner, [by, name, ...rest]: Path): boolean => {
  const field = fieldIn(owner.object, name)
  return (
    by === owner.by && rest.length === 0 && field !== undefined && field.type !== 'lines' && isTyped(field)
  )
}

function formulaStep(
  object: ObjectMetadata,
  owner: Owner | undefined,
  field: FieldMetadata & FormulaField,
  formula: Formula | null,
): Step {
  const reads = formula?.reads ?? object.fields.filter((one) => one !== field).map(({ name }) => [name])
  const own = reads.flatMap(([name = '', ...rest]) => (rest.length === 0 ? [name] : []))
  const far = reads.filter(({ length }) => length > 1)
  const gathers = (formula?.gathers ?? []).map(({ relation, reads: of }) => ({
    lines: linesNaming(object, relation)?.name,
    reads: [...of],
  }))
  // What the server alone fills in may be filled in otherwise by the time it is saved.
  const isGiven = (name: string | undefined): boolean => {
    const one = fieldIn(object, name)
    return one !== undefined && one.readOnly !== true && one.type !== 'autoNumber' && one.type !== 'lines'
  }
  const isReached = (path: Path): boolean => {
    const from = fieldIn(object, path[0])
    if (path[0] === owner?.by) return owner !== undefined && isTypedInWhole(owner, path)
    return isGiven(path[0]) && from !== undefined && target(from) !== null
  }
  const isReckoned =
    formula !== null &&
    own.every(isGiven) &&
    far.every(isReached) &&
    gathers.every(({ lines }) => lines !== undefined)
  return {
    ...{ field, own, far },
    gathers: gathers.map(({ lines = '', reads: of }) => ({ lines, reads: of })),
    asksDays: formula?.calendar ?? false,
    evaluate: isReckoned ? (environment) => fitted(formula.evaluate(environment), field) : undefined,
  }
}

function rollupStep(
  object: ObjectMetadata,
  field: FieldMetadata & RollupField,
  schema: Schema,
  part: ObjectMetadata | undefined,
): Step {
  const lines = linesNaming(object, field)?.name ?? ''
  const where =
    field.where === undefined ? undefined : compileFormula(field.where, { schema, object: field.object })
  const reads = [
    ...(field.field === undefined ? [] : [field.field]),
    ...(where?.ok ? where.value.reads.map(([name = '']) => name) : []),
  ]
  const isOwn = where === undefined || (where.ok && where.value.reads.every(({ length }) => length === 1))
  const isTold = reads.every((name) => part !== undefined && fieldIn(part, name)?.readOnly !== true)
  const counts = (row: Row, environment: Environment): boolean =>
    where === undefined || (where.ok && where.value.evaluate({ ...environment, row }) === true)
  return {
    ...{ field, own: [], far: [], asksDays: false, gathers: [{ lines, reads }] },
    evaluate:
      isOwn && isTold
        ? (environment, of) => {
            const rows = of(lines).rows.map(({ row }) => row)
            return sumUp(
              field,
              rows.filter((row) => counts(row, environment)),
            )
          }
        : undefined,
  }
}

function inOrder(steps: readonly Step[]): readonly Step[] {
  const names = new Set(steps.map(({ field }) => field.name))
  const done = new Set<string>()
  const ordered: Step[] = []
  for (let left = [...steps]; left.length > 0; ) {
    const ready = left.filter((step) => step.own.every((name) => !names.has(name) || done.has(name)))
    if (ready.length === 0) break
    for (const { field } of ready) done.add(field.name)
    ordered.push(...ready)
    left = left.filter(({ field }) => !done.has(field.name))
  }
  return ordered
}

/** A new record with what its blanks become; one that stands as it is. */
export function begun(reckoning: Reckoning, shown: Row, stored: Row | null, around: Around): Reckoned {
  const { object, owner, defaults } = reckoning
  const row: Record<string, Value> = { ...shown }
  const unknown = new Set<string>()
  for (const field of object.fields) {
    const { [field.name]: value } = shown
    // As it would be kept: a number with the digits that its field has.
    if (value !== stored?.[field.name] && isTyped(field)) row[field.name] = fitted(value ?? null, field)
  }
  if (owner !== undefined && around.whole !== undefined) row[owner.by] = around.whole.row.id ?? null
  if (stored !== null) return { row, unknown }
  for (const field of object.fields) if (field.type === 'rollup') row[field.name] = initialRollup(field)
  for (const { field, formula } of defaults) {
    if (!isBlank(row[field.name])) continue
    const isKnown = formula !== null && isReachable(formula.reads, row, unknown, reckoning, around)
    if (isKnown) row[field.name] = formula.evaluate(environmentOf(row, reckoning, around)) ?? null
    else unknown.add(field.name)
  }
  return { row, unknown }
}

/**
 * The record with its computed fields brought up to date. What rests on nothing that was typed stays as it is stored, so that a
 * form that was only opened tells what stands.
 */
export function reckon(
  reckoning: Reckoning,
  shown: Row,
  stored: Row | null,
  around: Around,
  lines: OwnLines = noLines,
): Reckoned {
  const { owner, steps } = reckoning
  const beginning = begun(reckoning, shown, stored, around)
  const row: Record<string, Value> = { ...beginning.row }
  const unknown = new Set(beginning.unknown)
  const moved = new Set(Object.keys(shown).filter((name) => !isSame(shown[name], stored?.[name])))
  const isMoved = ([first = '', second = '']: Path): boolean =>
    moved.has(first) ||
    (first === owner?.by &&
      around.whole !== undefined &&
      !isSame(around.whole.row[second], around.whole.stored?.[second]))
  const environment = environmentOf(row, reckoning, around, lines)
  for (const { field, own, far, gathers, evaluate, asksDays } of steps) {
    const isStale =
      stored === null ||
      own.some((name) => moved.has(name)) ||
      far.some(isMoved) ||
      gathers.some((one) => lines(one.lines).isTouched)
    if (!isStale) continue
    const isKnown =
      evaluate !== undefined &&
      (!asksDays || around.moment.workdays !== undefined) &&
      isReachable([...own.map((name) => [name]), ...far], row, unknown, reckoning, around) &&
      gathers.every((one) =>
        lines(one.lines).rows.every((line) => !one.reads.some((name) => line.unknown.has(name))),
      )
    if (!isKnown) unknown.add(field.name)
    row[field.name] = isKnown ? evaluate(environment, lines) : null
    if (!isKnown || !isSame(row[field.name], stored?.[field.name])) moved.add(field.name)
  }
  return { row, unknown }
}

const environmentOf = (
  row: Row,
  { object: own, owner }: Reckoning,
  { moment, whole, found }: Around,
  lines: OwnLines = noLines,
): Environment => ({
  ...moment,
  row,
  follow: (object, id) => (object === owner?.object.name && id === whole?.row.id ? whole.row : found.get(id)),
  gather: (gathering, asked) => {
    const of = linesNaming(own, gathering.relation)
    return gathering.over(of === undefined ? [] : lines(of.name).rows.map((line) => line.row), asked)
  },
})

/** Whether all that is read is at hand. A blank of another record may be one that is hidden from the reader. */
function isReachable(
  reads: readonly Path[],
  row: Row,
  unknown: ReadonlySet<string>,
  { owner }: Reckoning,
  { whole, found }: Around,
): boolean {
  return reads.every(([first = '', ...rest]) => {
    if (unknown.has(first)) return false
    if (rest.length === 0) return true
    if (first === owner?.by) return whole !== undefined && !whole.unknown.has(rest[0] ?? '')
    let id = row[first] ?? null
    if (id === null) return true
    for (const name of rest) {
      const value: Value = (typeof id === 'string' ? found.get(id)?.[name] : null) ?? null
      if (value === null) return false
      id = value
    }
    return true
  })
}

/** What is to be asked of a record that is referred to, so that formulas can follow: its object, and the paths from there. */
export type Ask = { readonly by: string; readonly object: string; readonly fields: readonly string[] }

export function asksOf({ object, asked }: Reckoning): readonly Ask[] {
  const names = [...new Set(asked.map(([first = '']) => first))]
  return names.flatMap((by) => {
    const field = fieldIn(object, by)
    const to = field && target(field)
    const paths = asked.filter(([first]) => first === by).map(([, ...rest]) => rest)
    const fields = paths.flatMap((path) => path.map((_, at) => path.slice(0, at + 1).join('.')))
    return to ? [{ by, object: to, fields: [...new Set(fields)].sort() }] : []
  })
}

/** Records by id, taken apart from rows that were asked for along paths. */
export function recordsIn(rows: readonly Row[]): readonly (readonly [string, Row])[] {
  return rows.flatMap((row) =>
    Object.keys(row).flatMap((path): readonly (readonly [string, Row])[] => {
      if (path.includes('$')) return []
      const at = path.lastIndexOf('.')
      const id = at < 0 ? row.id : row[path.slice(0, at)]
      return typeof id === 'string' ? [[id, { [path.slice(at + 1)]: row[path] ?? null }]] : []
    }),
  )
}

const isBlank = (value: Value | undefined): boolean => value === undefined || value === null || value === ''

export const isSame = (left: Value | undefined, right: Value | undefined): boolean =>
  left === right ||
  (isBlank(left) && isBlank(right)) ||
  (typeof left === 'object' && typeof right === 'object' && JSON.stringify(left) === JSON.stringify(right))
