// What an object's own sentences say of a record while it is typed: the formulas of the server, over what is known here. Pure.
import { compileFormula, type Environment, type Formula, type Kind } from '#kernel/formula'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { conditionsOf, type FieldConditions, initialRollup, isRequired, isShown } from '#kernel/records'
import type { FormulaText, Label, Row } from '#kernel/schema'
import { computedLine, type LineFormulas, lineFormulas, schemaOf } from './line-sums.ts'

type Check = { readonly formula: Formula; readonly message: Label; readonly field: string | null }

/** Everything of an object that can be judged without asking the server. */
export type Judging = {
  readonly object: ObjectMetadata
  readonly formulas: LineFormulas
  readonly defaults: readonly { readonly name: string; readonly formula: Formula }[]
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

const known = new WeakMap<ObjectMetadata, Judging>()

export function judgingOf(object: ObjectMetadata): Judging {
  const found = known.get(object) ?? compiled(object)
  known.set(object, found)
  return found
}

/** A formula that looks beyond the record's own typed values is left to the server. */
function compiled(object: ObjectMetadata): Judging {
  const schema = schemaOf(object)
  const formulas = lineFormulas(object)
  const computed = new Set(formulas.map(({ name }) => name))
  const lines = new Set(object.fields.map((field) => (field.type === 'lines' ? field.object : null)))
  const isKnown = (name: string): boolean => {
    const field = object.fields.find((one) => one.name === name)
    if (field?.type === 'rollup') return !lines.has(field.object)
    return field !== undefined && (!isComputed(field) || computed.has(name))
  }
  const compile = (text: FormulaText | undefined, kind?: Kind): Formula | null => {
    if (text === undefined) return null
    const result = compileFormula(text, { schema, object: object.name }, kind)
    if (
      !result.ok ||
      result.value.calendar ||
      result.value.gathers.length > 0 ||
      /"(?:departments|headed)"/.test(JSON.stringify(result.value.ast))
    )
      return null
    return result.value.reads.every(([name = '', ...rest]) => rest.length === 0 && isKnown(name))
      ? result.value
      : null
  }
  return {
    object,
    formulas,
    defaults: object.fields.flatMap(({ name, default: text }) => {
      const formula = compile(text)
      return formula ? [{ name, formula }] : []
    }),
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

/** `stored` is the record as it stands, null for a new one, whose blanks become what they begin with. */
export function judge(
  { object, formulas, defaults, conditions, checks }: Judging,
  shown: Row,
  stored: Row | null,
  moment: Pick<Environment, 'me' | 'now' | 'zone'>,
): Judgement {
  const at = (row: Row): Environment => ({ ...moment, row, follow: () => undefined })
  const begun: Record<string, Row[string]> = { ...shown }
  if (stored === null) {
    for (const field of object.fields) if (field.type === 'rollup') begun[field.name] = initialRollup(field)
    for (const { name, formula } of defaults)
      if (isBlank(begun[name])) begun[name] = formula.evaluate(at(begun))
  }
  const now = at(computedLine(object, formulas, begun, moment))
  const before = stored === null ? null : at(stored)
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
      reads: formula.reads.map(([name = '']) => name),
    })),
  }
}

const isBlank = (value: Row[string] | undefined): boolean =>
  value === undefined || value === null || value === ''
