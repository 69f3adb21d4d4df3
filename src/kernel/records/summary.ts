// Numbers over every record that a question finds, whole or group by group, as one SQL statement with the actor's policies inside it.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { join, raw, type Sql, sql } from '#base/sql'
import { restrict } from '#kernel/access'
import { type ResolvedObject, target } from '#kernel/schema'
import { fieldAt, type Source, source, TooManyJoins, typeOf, UnknownField } from './host.ts'
import type { Summary, SummaryQuestion } from './query.ts'
import { shapeProblems } from './query-shape.ts'
import { conditions, isSortable, type SelectContext } from './select.ts'

export const mostGroups = 1000
const mostMeasures = 50

/**
 * Columns: the key and title of the group, its rows, and for each measure its value and the currency all its amounts are in.
 * Problems: query.badShape, query.unknownObject, query.unknownField, query.badFilter, query.tooMany.
 */
export function summarise(question: SummaryQuestion, context: SelectContext): Result<Sql> {
  const object = context.model.schema.object(question.object)
  if (!object)
    return failed(problem('query.unknownObject', ['object'], { name: String(question.object).slice(0, 100) }))
  const malformed = shapeProblems(question)
  if (malformed.length > 0) return failed(...malformed)
  if ((question.measures?.length ?? 0) > mostMeasures)
    return failed(problem('query.tooMany', ['measures'], { most: mostMeasures }))
  try {
    return build(question, object, context)
  } catch (error) {
    if (error instanceof UnknownField)
      return failed(problem('query.unknownField', ['by'], { name: error.path }))
    if (error instanceof TooManyJoins)
      return failed(problem('query.tooMany', ['filter'], { most: error.most }))
    throw error
  }
}

function build(question: SummaryQuestion, object: ResolvedObject, context: SelectContext): Result<Sql> {
  const from = source(context.model, context.actor, object, context.moment)
  const group = groupColumns(question.by, object, context, from)
  const measures = (question.measures ?? []).flatMap((one) => measureColumns(one, object, context, from))
  const allowed = restrict(context.model, context.actor, 'read', object.name, from.host)
  const where = conditions(question, object, [], allowed, context, from)
  if (!where.ok) return where
  const columns = [
    sql`${group.key}::text as key`,
    sql`${group.title}::text as title`,
    raw('count(*)::integer as rows'),
    ...measures.map((column, index) => sql`${column} as ${raw(`m${index}`)}`),
  ]
  const all = sql`select ${join(columns)} from ${from.from()} where ${join(where.value.all, ' and ')}`
  if (question.by === undefined) return ok(all)
  const tail = sql`order by ${group.title}, ${group.key} limit ${raw(String(mostGroups + 1))}`
  return ok(sql`${all} group by ${group.title}, ${group.key} ${tail}`)
}

const nothing = raw('null::text')

/** A reference is grouped by what it refers to, in the order of its titles. */
function groupColumns(
  by: string | undefined,
  object: ResolvedObject,
  { model: { schema } }: SelectContext,
  from: Source,
): { key: Sql; title: Sql } {
  if (by === undefined) return { key: nothing, title: nothing }
  const path = by.split('.')
  const { object: at, name, field } = fieldAt(schema, object, path)
  if (!isSortable(typeOf(at, name))) throw new UnknownField(by)
  const key = from.guarded.column(path)
  const to = field ? target(field) : null
  const referred = to === null ? undefined : schema.object(to)
  return { key, title: referred ? from.guarded.column([...path, referred.title]) : key }
}

/** A value and its currency: amounts in several currencies have no sum. */
function measureColumns(
  { field: name, take }: NonNullable<SummaryQuestion['measures']>[number],
  object: ResolvedObject,
  { model: { schema } }: SelectContext,
  from: Source,
): readonly [Sql, Sql] {
  const { object: at, name: own, field } = fieldAt(schema, object, [name])
  if (typeOf(at, own) !== 'numeric') throw new UnknownField(name)
  const column = from.guarded.column([name])
  const value = take === 'sum' ? sql`sum(${column})` : sql`round(avg(${column}), 6)`
  const currency = field && 'currency' in field ? field.currency : undefined
  if (typeof currency !== 'object') return [sql`(${value})::text`, nothing]
  const code = from.guarded.column([currency.field])
  const isOne = sql`count(distinct coalesce(${code}::text, '')) filter (where ${column} is not null) <= 1`
  return [
    sql`(case when ${isOne} then ${value} end)::text`,
    sql`case when ${isOne} then min(${code}::text) filter (where ${column} is not null) end`,
  ]
}

/** One row of the statement's answer. */
export type RawGroup = {
  readonly key: string | null
  readonly title: string | null
  readonly rows: number
} & { readonly [name: `m${number}`]: string | null }

export function summaryOf(question: SummaryQuestion, raws: readonly RawGroup[]): Summary {
  const measures = question.measures ?? []
  const groups = raws.slice(0, mostGroups).map((one) => ({
    key: one.key,
    title: one.title,
    rows: one.rows,
    values: measures.map((_, index) => ({
      value: one[`m${index * 2}`] ?? null,
      currency: one[`m${index * 2 + 1}`] ?? null,
    })),
  }))
  return { groups, isWhole: raws.length <= mostGroups }
}
