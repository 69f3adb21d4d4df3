// What an object's own sentences say of a record while it is typed: the formulas of the server, over what is known here. Pure.
import type { Environment, Formula, Kind } from '#kernel/formula'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { conditionsOf, type FieldConditions, isRequired, isShown } from '#kernel/records'
import type { FormulaText, Label, Row } from '#kernel/schema'
import {
  type Around,
  isTypedInWhole,
  type Owner,
  type Reckoned,
  type Reckoning,
  reckoningOf,
} from './reckoning.ts'

export { asksOf, begun, reckon, recordsIn } from './reckoning.ts'

type Check = { readonly formula: Formula; readonly message: Label; readonly field: string | null }

/** Everything of an object that can be judged without asking the server. */
export type Judging = {
  readonly reckoning: Reckoning
  readonly conditions: ReadonlyMap<string, FieldConditions>
  readonly checks: readonly Check[]
}

/** A sentence that is not true of what is typed, and the fields it speaks of. */
export type Failing = {
  readonly message: Label
  readonly field: string | null
  readonly reads: readonly string[]
}

export type Judgement = {
  readonly isShown: (field: string) => boolean
  readonly isRequired: (field: FieldMetadata) => boolean
  readonly isFixed: (field: string) => boolean
  readonly failing: readonly Failing[]
}

const known = new WeakMap<Reckoning, Judging>()

/** `owner` where the object's records are lines of a form: they are judged beside the record that they belong to. */
export function judgingOf(
  objects: readonly ObjectMetadata[],
  object: ObjectMetadata,
  owner?: Owner,
): Judging {
  const reckoning = reckoningOf(objects, object, owner)
  const found = known.get(reckoning) ?? compiled(reckoning)
  known.set(reckoning, found)
  return found
}

/** A formula that looks beyond what is typed into the record and into its whole is left to the server. */
function compiled(reckoning: Reckoning): Judging {
  const { object, owner, near } = reckoning
  const lines = new Set(object.fields.map((field) => (field.type === 'lines' ? field.object : null)))
  const isKnown = (name: string): boolean => {
    const field = object.fields.find((one) => one.name === name)
    if (field?.type === 'rollup') return !lines.has(field.object)
    return field !== undefined && (!isComputed(field) || near.has(name))
  }
  const compile = (text: FormulaText | undefined, kind?: Kind): Formula | null => {
    const formula = reckoning.compile(text, kind)
    if (formula === null || formula.calendar || formula.gathers.length > 0) return null
    const isNear = formula.reads.every((path) =>
      path.length === 1 ? isKnown(path[0] ?? '') : owner !== undefined && isTypedInWhole(owner, path),
    )
    return isNear ? formula : null
  }
  return {
    reckoning,
    conditions: conditionsOf(
      object.fields,
      (text) => compile(text, 'boolean'),
      ({ when }) => compile(when, 'boolean'),
    ),
    checks: (object.checks ?? []).flatMap(({ formula: text, message, field = null }) => {
      const formula = compile(text, 'boolean')
      return formula ? [{ formula, message, field }] : []
    }),
  }
}

const isComputed = ({ type }: FieldMetadata): boolean => ['formula', 'lines', 'autoNumber'].includes(type)

/** The fields of the whole that its lines are judged and reckoned by. */
export function readOfWhole({ reckoning, conditions, checks }: Judging): readonly string[] {
  const { owner, steps, defaults } = reckoning
  const formulas = [
    ...[...conditions.values()].flatMap(({ shown, required, fixed }) => [...shown, required, fixed]),
    ...checks.map(({ formula }) => formula),
    ...defaults.map(({ formula }) => formula),
  ]
  const paths = [...steps.flatMap(({ far }) => far), ...formulas.flatMap((formula) => formula?.reads ?? [])]
  return [...new Set(paths.flatMap(([by, name]) => (by === owner?.by && name !== undefined ? [name] : [])))]
}

/** Judges what a record comes to; `stored` is the record as it stands, null for a new one. */
export function judge(
  { reckoning, conditions, checks }: Judging,
  { row }: Reckoned,
  stored: Row | null,
  { moment, whole }: Around,
): Judgement {
  const { object, owner } = reckoning
  const at = (one: Row, of: Row | null | undefined): Environment => ({
    ...moment,
    row: one,
    follow: (name, id) => (name === owner?.object.name && id === of?.id ? of : undefined),
  })
  const now = at(row, whole?.row)
  const before = stored === null ? null : at(stored, whole?.stored)
  // What the server alone fills in is not known of a record that does not stand yet.
  const filled = new Set(
    stored === null ? object.fields.filter(({ readOnly }) => readOnly).map(({ name }) => name) : [],
  )
  const failing = checks.filter(
    ({ formula }) => !formula.reads.some(([name = '']) => filled.has(name)) && formula.evaluate(now) !== true,
  )
  return {
    isShown: (field) => isShown(conditions.get(field), now),
    isRequired: (field) => isRequired(field, conditions.get(field.name), now),
    isFixed: (field) => {
      const fixed = conditions.get(field)?.fixed
      return fixed ? [now, before].some((one) => one !== null && fixed.evaluate(one) === true) : false
    },
    failing: failing.map(({ message, field, formula }) => ({
      message,
      field,
      reads: formula.reads.map((path) => path.join('.')),
    })),
  }
}
