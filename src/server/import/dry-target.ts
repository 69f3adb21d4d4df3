// A target that stores nothing: it judges every record by the schema, and remembers what would be there.
import { type Problem, problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { type Create, coerce, type Update } from '#kernel/records'
import {
  isAlwaysAsked,
  type ResolvedObject,
  type Row,
  target as referredObject,
  type Schema,
} from '#kernel/schema'
import type { Target } from './target.ts'

/**
 * Problems: query.unknownObject, records.unknownField, records.computed, records.required, records.unknownReference and those
 * of values. What is stored already is asked of `stored`; checks, uniqueness and access are judged by a real write alone.
 */
export function dryTarget(schema: Schema, stored: Target): Target {
  const made = new Map<string, Map<string, Row>>()
  const isThere = async (object: string, id: string): Promise<boolean> =>
    made.get(object)?.has(id) === true || (await stored.read(object, 'id', [id], [])).length > 0
  return {
    async read(object, field, values, fields) {
      const wanted = new Set(values)
      const own: ReadonlyMap<string, Row> = made.get(object) ?? new Map()
      const byId = values.map((id) => own.get(id)).filter((row) => row !== undefined)
      const rows: readonly Row[] =
        field === 'id' ? byId : [...own.values()].filter((row) => wanted.has(String(row[field])))
      const there = new Set(rows.map((row) => String(row[field])))
      const missing = values.filter((value) => !there.has(value))
      return missing.length === 0 ? rows : [...rows, ...(await stored.read(object, field, missing, fields))]
    },
    async write(changes) {
      const news = new Set(changes.map((change) => change.id))
      const problems: Problem[] = []
      // What is changed is stored: its values alone are judged.
      for (const [at, change] of changes.entries()) {
        const path = String(at)
        const object = schema.object(change.object)
        if (object === undefined) {
          problems.push(problem('query.unknownObject', [path], { name: change.object }))
          continue
        }
        problems.push(...valueProblems(object, change, path))
        for (const [field, to, id] of references(object, change))
          if (!news.has(id) && !(await isThere(to, id)))
            problems.push(problem('records.unknownReference', [path, field], { name: field, object: to }))
      }
      if (problems.length > 0) return failed(...problems)
      for (const { object, id, values } of changes)
        made.set(object, (made.get(object) ?? new Map<string, Row>()).set(id, { id, ...values }))
      return ok(null)
    },
  }
}

function valueProblems(object: ResolvedObject, change: Create | Update, path: string): readonly Problem[] {
  const problems = Object.entries(change.values).flatMap(([name, value]) => {
    const field = object.byName.get(name)
    if (!field || field.column === null) return [problem('records.unknownField', [path, name], { name })]
    if (field.type === 'formula' || field.type === 'rollup')
      return [problem('records.computed', [path, name], { name })]
    const coerced = coerce(value, field)
    return 'value' in coerced ? [] : [problem(coerced.code, [path, name], coerced.params ?? {})]
  })
  if (change.kind === 'update') return problems
  const missing = object.fields.filter(
    (field) => isAlwaysAsked(field) && change.values[field.name] === undefined,
  )
  return [...problems, ...missing.map(({ name }) => problem('records.required', [path, name], { name }))]
}

/** People come from the directory and not from the importer's own steps, unless a profile makes them. */
function references(
  object: ResolvedObject,
  change: Create | Update,
): readonly (readonly [string, string, string])[] {
  return Object.entries(change.values).flatMap(([name, value]) => {
    const field = object.byName.get(name)
    const to = field?.type === 'reference' ? referredObject(field) : null
    return to === null || typeof value !== 'string' ? [] : [[name, to, value] as const]
  })
}
