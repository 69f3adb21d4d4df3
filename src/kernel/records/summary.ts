// How many records and how much, over all that a question finds: one statement, with the actor's policies inside it.
import { problem } from '#base/problem'
import { failed, type Result } from '#base/result'
import { join, raw, type Sql, sql } from '#base/sql'
import { type ResolvedObject, target, titlePath } from '#kernel/schema'
import { fieldAt, type Source, source, TooManyJoins, typeOf, UnknownField } from './host.ts'
import type { Summary } from './query.ts'
import { shapeProblems } from './query-shape.ts'
import { allowedRows, conditions, type SelectContext } from './select.ts'

const maximum = { by: 3, sums: 10, groups: 2000 }

/**
 * Rows `k0…` (the values, instants as days of the workspace), `t0…` (names of those that are references), `n` and `s0…` (exact sums; blank where there was
 * nothing to add that the actor may read) and `c0…` (values that are not blank). Most records first, at most 2000 groups. Problems: those of `select`.
 */
export function summary(question: Summary, context: SelectContext): Result<Sql> {
  const object = context.model.schema.object(question.object)
  if (!object) return failed(problem('query.unknownObject', ['object'], { name: String(question.object) }))
  const malformed = shapeProblems(question)
  if (malformed.length > 0) return failed(...malformed)
  const { by = [], sums = [], counts = [] } = question
  if (by.length > maximum.by) return failed(problem('query.tooMany', ['by'], { most: maximum.by }))
  if (sums.length > maximum.sums) return failed(problem('query.tooMany', ['sums'], { most: maximum.sums }))
  if (counts.length > maximum.sums)
    return failed(problem('query.tooMany', ['counts'], { most: maximum.sums }))
  try {
    return build(question, object, context)
  } catch (error) {
    if (error instanceof UnknownField)
      return failed(problem('query.unknownField', ['by'], { name: error.path }))
    if (error instanceof TooManyJoins) return failed(problem('query.tooMany', ['by'], { most: error.most }))
    throw error
  }
}

function build(question: Summary, object: ResolvedObject, context: SelectContext): Result<Sql> {
  const { by = [], sums = [], counts = [] } = question
  const from = source(context.model, context.actor, object, context.moment)
  const allowed = allowedRows(context, object, from)
  const where = conditions(question, object, [], allowed, context, from)
  if (!where.ok) return where
  const columns = [
    ...by.flatMap((name, index) => [
      sql`${keyColumn(context, object, from, name)}::text as ${raw(`k${index}`)}`,
      sql`${titleColumn(context, object, from, name)} as ${raw(`t${index}`)}`,
    ]),
    sql`count(*)::integer as n`,
    ...sums.map((name, index) => sql`sum(${sumColumn(context, object, from, name)}) as ${raw(`s${index}`)}`),
    ...counts.map(
      (name, index) => sql`count(${from.guarded.column(name.split('.'))})::integer as ${raw(`c${index}`)}`,
    ),
  ]
  const all = sql`select ${join(columns)} from ${from.from()} where ${join(where.value.unpaged, ' and ')}`
  if (by.length === 0) return { ok: true, value: all }
  const positions = Array.from({ length: by.length * 2 }, (_, index) => raw(String(index + 1)))
  return {
    ok: true,
    value: sql`${all} group by ${join(positions)} order by n desc, ${join(positions)} limit ${raw(String(maximum.groups))}`,
  }
}

function keyColumn(
  { model, moment }: SelectContext,
  object: ResolvedObject,
  from: Source,
  name: string,
): Sql {
  const path = name.split('.')
  const at = fieldAt(model.schema, object, path)
  const type = typeOf(at.object, at.name)
  if (type.endsWith('[]') || type === 'jsonb') throw new UnknownField(name)
  const column = from.guarded.column(path)
  return type === 'timestamptz' ? sql`(${column} at time zone ${moment.zone})::date` : column
}

function titleColumn({ model }: SelectContext, object: ResolvedObject, from: Source, name: string): Sql {
  const path = name.split('.')
  const { field } = fieldAt(model.schema, object, path)
  const referred = model.schema.object((field && target(field)) ?? '')
  if (referred === undefined) return raw('null::text')
  return sql`${from.guarded.column([...path, ...titlePath(model.schema, referred)])}::text`
}

function sumColumn({ model }: SelectContext, object: ResolvedObject, from: Source, name: string): Sql {
  const path = name.split('.')
  const at = fieldAt(model.schema, object, path)
  if (typeOf(at.object, at.name) !== 'numeric') throw new UnknownField(name)
  return from.guarded.column(path)
}
