// Conditions of a query as SQL: one entry per comparison.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { join, raw, type Sql, sql } from '#base/sql'
import type { CompileFormula, SqlHost } from '#kernel/formula'
import type { ResolvedObject, Schema, Value } from '#kernel/schema'
import { fieldAt, typeOf, UnknownField } from './host.ts'
import type { Comparison, Filter } from './query.ts'

export type FilterContext = {
  readonly schema: Schema
  readonly object: ResolvedObject
  readonly host: SqlHost
  readonly compile: CompileFormula
}

const maximum = { nodes: 200, depth: 12, list: 1000, text: 1000 }

type Operand = {
  readonly column: Sql
  readonly type: string
  readonly value: Value | readonly Value[] | undefined
}

// In brackets, because BETWEEN takes no bare COLLATE.
const typed = (operand: Operand, value: unknown): Sql => sql`(${value}::${raw(operand.type)})`
const list = (operand: Operand): readonly Value[] =>
  Array.isArray(operand.value) ? (operand.value as readonly Value[]) : []
const compare =
  (operator: string) =>
  (operand: Operand): Sql =>
    sql`${operand.column} ${raw(operator)} ${typed(operand, operand.value)}`
const isArray = (operand: Operand): boolean => operand.type.endsWith('[]')

/** Text of a LIKE pattern in which the user's own wildcards mean themselves. */
const escaped = (text: Value | readonly Value[] | undefined): string =>
  String(text ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)

const comparisons: Readonly<Record<Comparison, (operand: Operand) => Sql>> = {
  eq: compare('='),
  ne: (operand) => sql`${operand.column} is distinct from ${typed(operand, operand.value)}`,
  lt: compare('<'),
  le: compare('<='),
  gt: compare('>'),
  ge: compare('>='),
  in: (operand) =>
    isArray(operand)
      ? sql`${operand.column} && ${list(operand)}::${raw(operand.type)}`
      : // For one value PostgreSQL keeps its plan; for a list it plans anew each time.
        list(operand).length === 1
        ? sql`${operand.column} = ${typed(operand, list(operand)[0])}`
        : sql`${operand.column} = any(${list(operand)}::${raw(operand.type.replace(' collate "C"', ''))}[])`,
  notIn: (operand) => sql`(${comparisons.in(operand)}) is not true`,
  contains: (operand) =>
    isArray(operand)
      ? sql`${operand.column} @> array[${operand.value}]::${raw(operand.type)}`
      : sql`${operand.column}::text ilike ${`%${escaped(operand.value)}%`}`,
  startsWith: (operand) => sql`${operand.column}::text like ${`${escaped(operand.value)}%`}`,
  blank: (operand) => sql`${operand.column} is null`,
  notBlank: (operand) => sql`${operand.column} is not null`,
  between: (operand) =>
    sql`${operand.column} between ${typed(operand, list(operand)[0])} and ${typed(operand, list(operand)[1])}`,
}

/** Problems: query.unknownField, query.badFilter, and those of formulas. */
export function filterCondition(filter: Filter, context: FilterContext): Result<Sql> {
  const budget = { nodes: maximum.nodes }
  const problems: Problem[] = []
  const condition = convert(filter, context, budget, 0, problems)
  return problems.length > 0 ? failed(...problems) : ok(condition)
}

function convert(
  filter: Filter,
  context: FilterContext,
  budget: { nodes: number },
  depth: number,
  problems: Problem[],
): Sql {
  budget.nodes--
  if (budget.nodes < 0 || depth > maximum.depth || typeof filter !== 'object' || filter === null) {
    problems.push(problem('query.badFilter', ['filter'], { reason: 'size' }))
    return raw('false')
  }
  const all = (parts: readonly Filter[], word: string, none: string): Sql =>
    parts.length === 0
      ? raw(none)
      : sql`(${join(
          parts.map((part) => convert(part, context, budget, depth + 1, problems)),
          ` ${word} `,
        )})`
  if ('and' in filter && Array.isArray(filter.and)) return all(filter.and, 'and', 'true')
  if ('or' in filter && Array.isArray(filter.or)) return all(filter.or, 'or', 'false')
  if ('not' in filter) return sql`(${convert(filter.not, context, budget, depth + 1, problems)}) is not true`
  if ('formula' in filter) return byFormula(String(filter.formula), context, problems)
  if ('field' in filter) return byField(filter, context, problems)
  problems.push(problem('query.badFilter', ['filter'], { reason: 'shape' }))
  return raw('false')
}

function byFormula(text: string, context: FilterContext, problems: Problem[]): Sql {
  const formula = context.compile(text, { schema: context.schema, object: context.object.name }, 'boolean')
  if (formula.ok) return formula.value.toCondition(context.host)
  problems.push(...formula.problems)
  return raw('false')
}

function byField(
  filter: Extract<Filter, { field: string }>,
  context: FilterContext,
  problems: Problem[],
): Sql {
  const name = String(filter.field).slice(0, 200)
  const path = name.split('.')
  const make = Object.hasOwn(comparisons, filter.is) ? comparisons[filter.is] : undefined
  try {
    const at = fieldAt(context.schema, context.object, path)
    const type = typeOf(at.object, at.name)
    if (make && acceptable(filter.is, type, filter.value))
      return make({ column: context.host.column(path), type, value: filter.value })
    problems.push(problem('query.badFilter', [name], { reason: 'value' }))
  } catch (error) {
    if (!(error instanceof UnknownField)) throw error
    problems.push(problem('query.unknownField', [name], { name }))
  }
  return raw('false')
}

const shapes: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  numeric: /^-?\d{1,40}(\.\d{1,40})?$/,
  integer: /^\d{1,9}$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  timestamptz:
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/,
  boolean: /^(true|false)$/,
}

/** What may be asked of which kind of column, blanks aside. */
const meanings: Readonly<Record<string, readonly Comparison[]>> = {
  list: ['in', 'notIn', 'contains'],
  jsonb: ['contains'],
  single: ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'notIn', 'contains', 'startsWith', 'between'],
}

/** Whether PostgreSQL will take the value for the column's type, so that a hostile one is a problem and never an error. */
function acceptable(is: Comparison, type: string, value: Value | readonly Value[] | undefined): boolean {
  if (is === 'blank' || is === 'notBlank') return true
  if (!(meanings[type] ?? meanings[type.endsWith('[]') ? 'list' : 'single'])?.includes(is)) return false
  const isText = !type.endsWith('[]') && (is === 'contains' || is === 'startsWith')
  const shape = isText ? undefined : shapes[type.replace('[]', '').replace(' collate "C"', '')]
  const fits = (one: unknown): boolean => {
    if (one === null || typeof one === 'object' || one === undefined) return false
    const text = String(one)
    if (text.length > maximum.text || text.includes('\u0000')) return false
    return (
      shape === undefined ||
      (shape.test(text) && (shape !== shapes.date && shape !== shapes.timestamptz ? true : realDate(text)))
    )
  }
  if (is === 'in' || is === 'notIn')
    return Array.isArray(value) && value.length <= maximum.list && value.every(fits)
  if (is === 'between') return Array.isArray(value) && value.length === 2 && value.every(fits)
  return fits(value)
}

function realDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return year > 0 && day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0)
}
