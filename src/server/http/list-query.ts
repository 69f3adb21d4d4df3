// A list's address parameters as a query.
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Filter, Query } from '#kernel/records'
import { parseJson } from './json-body.ts'
import { checker } from './validation.ts'
import { FilterShape, QueryShape } from './wire.ts'

export type ListParameters = {
  readonly fields?: string
  readonly lines?: string
  readonly filter?: string
  readonly formula?: string
  readonly sort?: string
  readonly search?: string
  readonly limit?: string
  readonly after?: string
  readonly count?: 'true' | 'false'
}

const filterProblems = checker(FilterShape)
const queryProblems = checker(QueryShape)

/**
 * `fields`, `sort` and `lines` are names separated by commas, `filter` is a filter as JSON, `formula` a formula; both together must hold.
 * Problems: http.badRequest with the parameter as path.
 */
export function listQuery(object: string, parameters: ListParameters): Result<Query> {
  const filter = filterOf(parameters)
  if (!filter.ok) return filter
  const { fields, lines, sort, search, limit, after, count } = parameters
  const query: Query = {
    object,
    ...(fields === undefined ? {} : { fields: listed(fields) }),
    ...(lines === undefined ? {} : { lines: Object.fromEntries(listed(lines).map((name) => [name, {}])) }),
    ...(filter.value === null ? {} : { filter: filter.value }),
    ...(sort === undefined ? {} : { sort: listed(sort) }),
    ...(search === undefined ? {} : { search }),
    ...(limit === undefined ? {} : { limit: Number(limit) }),
    ...(after === undefined ? {} : { after }),
    ...(count === undefined ? {} : { count: count === 'true' }),
  }
  const problems = queryProblems(query)
  return problems.length === 0 ? ok(query) : failed(...problems)
}

const listed = (text: string): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

function filterOf({ filter, formula }: ListParameters): Result<Filter | null> {
  const byFormula: readonly Filter[] = formula === undefined ? [] : [{ formula }]
  if (filter === undefined) return ok(byFormula[0] ?? null)
  const parsed = parseJson(filter)
  if (!parsed.ok)
    return failed(...parsed.problems.map((found) => ({ ...found, path: ['filter', ...found.path] })))
  const problems = filterProblems(parsed.value)
  if (problems.length > 0)
    return failed(...problems.map((found) => problem(found.code, ['filter', ...found.path], found.params)))
  // Its shape was checked just now.
  const given = parsed.value as Filter
  return ok(byFormula.length === 0 ? given : { and: [given, ...byFormula] })
}
