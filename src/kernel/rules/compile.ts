// From a rule as data to one that can run: every formula checked before it is ever needed.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Formula, KindOf, Scope } from '#kernel/formula'
import { type Field, type FormulaText, type Label, type Schema, target } from '#kernel/schema'
import type { FormulaBook } from './conditions.ts'
import type { Rule, RuleAction } from './definition.ts'

export type CompiledRule = {
  readonly rule: Rule
  /** Every formula of the rule, as it was written. */
  readonly formulas: ReadonlyMap<FormulaText, Formula>
  /** Places of its texts that show a number which is no amount of money: zeros after the point say nothing there. */
  readonly numbers: ReadonlySet<string>
}

export const maxActions = 20

/**
 * Problems, with the rule's name as path: `rules.no-actions`, `rules.too-many-actions`, `rules.object-unknown`,
 * `rules.own-object` (a rule about rules would never rest), `rules.formula-invalid`, `rules.audience-missing`,
 * `rules.interval-invalid`.
 */
export function compileRule(rule: Rule, book: FormulaBook): Result<CompiledRule> {
  const problems = shapeProblems(rule, book)
  if (problems.length > 0) return failed(...problems)
  const compiled = ruleFormulas(rule).map(
    (text) => [text, book.get(rule.object, text, variablesOf(rule))] as const,
  )
  const invalid = compiled.flatMap(([text, result]) =>
    result.ok ? [] : [formulaProblem(rule, text, result.problems)],
  )
  if (invalid.length > 0) return failed(...invalid)
  const formulas = compiled.flatMap(([text, result]) => (result.ok ? [[text, result.value] as const] : []))
  return ok({ rule, formulas: new Map(formulas), numbers: numbersIn(rule, book.schema) })
}

function shapeProblems(rule: Rule, { schema }: FormulaBook): readonly Problem[] {
  const path = [rule.name]
  const objects = [
    rule.object,
    ...rule.then.flatMap((one) => ('object' in one && one.object ? [one.object] : [])),
  ]
  const everyMinutes = 'everyMinutes' in rule.when ? rule.when.everyMinutes : 1
  return [
    ...(rule.then.length === 0 ? [problem('rules.no-actions', path)] : []),
    ...(rule.then.length > maxActions ? [problem('rules.too-many-actions', path, { most: maxActions })] : []),
    ...objects.flatMap((object) =>
      schema.object(object) ? [] : [problem('rules.object-unknown', path, { object })],
    ),
    ...(rule.object.startsWith('rules.') ? [problem('rules.own-object', path)] : []),
    ...(Number.isInteger(everyMinutes) && everyMinutes > 0 ? [] : [problem('rules.interval-invalid', path)]),
    ...rule.then.flatMap((one) => (hasAudience(one) ? [] : [problem('rules.audience-missing', path)])),
  ]
}

const hasAudience = (action: RuleAction): boolean =>
  action.do !== 'notify' || [action.people, action.role, action.headOf].some((one) => one !== undefined)

const formulaProblem = (rule: Rule, formula: FormulaText, problems: readonly Problem[]): Problem =>
  problem('rules.formula-invalid', [rule.name], { formula, codes: problems.map(({ code }) => code) })

/** What formulas of a rule may name besides the record's fields: for updates, the record `before`. */
export function variablesOf({ object, when }: Rule): Scope['variables'] {
  const before: KindOf = { kind: 'record', object }
  return 'on' in when && when.on === 'update' ? new Map([['before', before]]) : undefined
}

/** Every formula of a rule, each once. */
export function ruleFormulas(rule: Rule): readonly FormulaText[] {
  const own = [rule.if, rule.once].filter((text) => text !== undefined)
  return [...new Set([...own, ...rule.then.flatMap((action) => textsOf[action.do](action as never))])]
}

/** What a text shows of the records a record refers to: `{order.number}` is read like any other formula. */
export const pathsIn = (text: Label): readonly FormulaText[] => [
  ...new Set(Object.values(text).flatMap((said) => said.match(/(?<=\{)[a-zA-Z]\w*(?:\.\w+)+(?=\})/g) ?? [])),
]

/** The places of its texts that lead to a number, on the record or on what it refers to. */
const numbersIn = ({ object, then }: Rule, schema: Schema): ReadonlySet<string> =>
  new Set(
    then
      .flatMap((one) => (one.do === 'notify' ? Object.values(one.text) : []))
      .flatMap((said) => said.match(/(?<=\{)[a-zA-Z]\w*(?:\.\w+)*(?=\})/g) ?? [])
      .filter((path) => isNumber(fieldAt(schema, object, path.split('.')))),
  )

const isNumber = (field: Field | undefined): boolean =>
  field !== undefined && ['number', 'decimal'].includes('result' in field ? field.result : field.type)

function fieldAt(schema: Schema, object: string, [name = '', ...rest]: readonly string[]): Field | undefined {
  const field = schema.object(object)?.byName.get(name)
  const to = field === undefined ? null : target(field)
  if (rest.length === 0) return field
  return to === null ? undefined : fieldAt(schema, to, rest)
}

const textsOf: {
  readonly [K in RuleAction['do']]: (action: Extract<RuleAction, { do: K }>) => readonly FormulaText[]
} = {
  create: ({ values }) => Object.values(values),
  update: ({ record, values }) => [...(record === undefined ? [] : [record]), ...Object.values(values)],
  act: ({ input = {} }) => Object.values(input),
  notify: ({ people, headOf, text }) => [
    ...[people, headOf].filter((formula) => formula !== undefined),
    ...pathsIn(text),
  ],
}
