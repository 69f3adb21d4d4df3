// Whether what a client sent has the shape of a query at all, before anything is looked up by it.
import { type Problem, problem } from '#base/problem'

export const maximum = { limit: 500, fields: 200, sort: 5, name: 200, words: 1000 }

const isName = (value: unknown): boolean => typeof value === 'string' && value.length <= maximum.name
const isNames = (value: unknown): boolean => Array.isArray(value) && value.every(isName)
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const parts: Readonly<Record<string, (value: unknown) => boolean>> = {
  fields: isNames,
  sort: isNames,
  search: (value) => typeof value === 'string' && value.length <= maximum.words,
  after: (value) => typeof value === 'string',
  filter: isObject,
  lines: (value) =>
    isObject(value) &&
    Object.values(value).every(
      (one: unknown) =>
        isObject(one) && (!('fields' in one) || one.fields === undefined || isNames(one.fields)),
    ),
}

/** Problems: query.badShape with the part at fault as path. */
export function shapeProblems(query: object): readonly Problem[] {
  const given: Readonly<Record<string, unknown>> = query as Readonly<Record<string, unknown>>
  return Object.entries(parts)
    .filter(([name, fits]) => given[name] !== undefined && !fits(given[name]))
    .map(([name]) => problem('query.badShape', [name], { name }))
}
