// From a declared metric and a question to one statement: the only place where numbers are aggregated.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { join, raw, type Sql, sql } from '#base/sql'
import { parseDate } from '#base/values/date'
import { type AccessModel, type Actor, asCondition, restrict } from '#kernel/access'
import type { CompileFormula, Formula, Kind } from '#kernel/formula'
import { fieldAt, type Moment, type Source, source, typeOf, UnknownField } from '#kernel/records'
import type { ResolvedObject } from '#kernel/schema'
import type { MetricDefinition, MetricQuestion } from './definition.ts'

export type MetricContext = {
  readonly model: AccessModel
  readonly actor: Actor
  readonly compile: CompileFormula
  readonly moment: Moment
}

const periods = ['day', 'week', 'month', 'quarter', 'year']
const maximum = { dimensions: 3, cells: 5000 }

/**
 * Rows `at` (period start or null), `k0…` (dimension values), `value` and `rows`. What the actor may not read counts as if it were not there:
 * records by the policies, fields as blanks. Problems: metrics.unknownDimension, metrics.badPeriod, metrics.badDate, metrics.badFilter and those of formulas.
 */
export function measure(
  definition: MetricDefinition,
  question: MetricQuestion,
  context: MetricContext,
): Result<Sql> {
  const object = context.model.schema.object(definition.object)
  if (!object) return failed(problem('query.unknownObject', ['object'], { name: definition.object }))
  const problems = questionProblems(definition, question)
  if (problems.length > 0) return failed(...problems)
  try {
    return build(definition, question, context, object)
  } catch (error) {
    if (error instanceof UnknownField)
      return failed(problem('query.unknownField', ['dimensions'], { name: error.path }))
    throw error
  }
}

function questionProblems(definition: MetricDefinition, question: MetricQuestion): Problem[] {
  const dimensions: readonly unknown[] = question.dimensions ?? []
  const known = Array.isArray(dimensions) && dimensions.length <= maximum.dimensions
  const unknown = known ? dimensions.find((name) => !definition.dimensions.includes(name as string)) : ''
  const isDate = (text: string | undefined): boolean => text === undefined || parseDate(text) !== undefined
  return [
    ...(unknown !== undefined
      ? [problem('metrics.unknownDimension', ['dimensions'], { name: String(unknown).slice(0, 60) })]
      : []),
    ...(question.every !== undefined && !periods.includes(question.every)
      ? [problem('metrics.badPeriod', ['every'])]
      : []),
    ...(question.filter !== undefined && typeof question.filter !== 'string'
      ? [problem('metrics.badFilter', ['filter'])]
      : []),
    ...(isDate(question.from) && isDate(question.to) ? [] : [problem('metrics.badDate', ['from'])]),
  ]
}

function build(
  definition: MetricDefinition,
  question: MetricQuestion,
  context: MetricContext,
  object: ResolvedObject,
): Result<Sql> {
  const from = source(context.model, context.actor, object, context.moment)
  const formulas = compileAll(definition, question, context)
  if (!formulas.ok) return formulas
  const date = dateOf(definition, object, from, context)
  const at =
    question.every === undefined
      ? raw('null::date')
      : sql`date_trunc(${question.every}, ${date}::timestamp)::date`
  const keys = (question.dimensions ?? []).map((name) => from.guarded.column(name.split('.')))
  const { value, rows, where } = aggregate(definition, formulas.value, from)
  const conditions = [
    asCondition(restrict(context.model, context.actor, 'read', object.name, from.host)),
    ...where,
    ...(question.from === undefined ? [] : [sql`${date} >= ${question.from}::date`]),
    ...(question.to === undefined ? [] : [sql`${date} < ${question.to}::date`]),
    ...(formulas.value.filter ? [formulas.value.filter.toCondition(from.guarded)] : []),
  ]
  const columns = [
    sql`${at} as at`,
    ...keys.map((key, index) => sql`${key}::text as ${raw(`k${index}`)}`),
    sql`${value} as value`,
    sql`${rows} as rows`,
  ]
  const all = sql`select ${join(columns)} from ${from.from()} where ${join(conditions, ' and ')}`
  // Without groups there is always one cell, of no records at all if need be; grouping would give none.
  if (keys.length === 0 && question.every === undefined) return ok(all)
  const positions = Array.from({ length: keys.length + 1 }, (_, index) => raw(String(index + 1)))
  return ok(
    sql`${all} group by ${join(positions)} order by ${join(positions)} limit ${raw(String(maximum.cells))}`,
  )
}

type Formulas = {
  readonly of: Formula | null
  readonly where: Formula | null
  readonly among: Formula | null
  readonly filter: Formula | null
}

function compileAll(
  definition: MetricDefinition,
  question: MetricQuestion,
  context: MetricContext,
): Result<Formulas> {
  const scope = { schema: context.model.schema, object: definition.object }
  const problems: Problem[] = []
  const one = (text: string | undefined, kind: Kind): Formula | null => {
    const compiled = text === undefined ? null : context.compile(text, scope, kind)
    if (compiled && !compiled.ok) problems.push(...compiled.problems)
    return compiled?.ok === true ? compiled.value : null
  }
  const formulas = {
    of: one(definition.of, 'number'),
    where: one(definition.where, 'boolean'),
    among: one(definition.among, 'boolean'),
    filter: one(question.filter, 'boolean'),
  }
  return problems.length > 0 ? failed(...problems) : ok(formulas)
}

/** The day a record counts for. An instant's day is that of the workspace. */
function dateOf(
  definition: MetricDefinition,
  object: ResolvedObject,
  from: Source,
  context: MetricContext,
): Sql {
  const path = definition.by.split('.')
  const at = fieldAt(context.model.schema, object, path)
  const column = from.guarded.column(path)
  return typeOf(at.object, at.name) === 'timestamptz'
    ? sql`(${column} at time zone ${context.moment.zone})::date`
    : column
}

function aggregate(
  definition: MetricDefinition,
  formulas: Formulas,
  from: Source,
): { value: Sql; rows: Sql; where: readonly Sql[] } {
  const where = formulas.where ? [formulas.where.toCondition(from.guarded)] : []
  if (formulas.among) {
    const among = formulas.among.toCondition(from.guarded)
    const good = where.length === 0 ? raw('true') : join(where, ' and ')
    return {
      value: sql`round(count(*) filter (where ${good})::numeric / nullif(count(*), 0), 6)`,
      rows: raw('count(*)'),
      where: [among],
    }
  }
  const of = formulas.of ? formulas.of.toSql(from.guarded) : raw('null::numeric')
  const values: Readonly<Record<MetricDefinition['take'], Sql>> = {
    count: raw('count(*)::numeric'),
    sum: sql`coalesce(sum(${of}), 0)`,
    average: sql`round(avg(${of}), 6)`,
  }
  return { value: values[definition.take], rows: raw('count(*)'), where }
}
