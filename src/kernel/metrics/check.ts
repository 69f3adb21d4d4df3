// Whether numbers and tiles that a company made hold together with its objects.
import { type Problem, problem } from '#base/problem'
import type { CompileFormula, Kind } from '#kernel/formula'
import { fieldAt, UnknownField } from '#kernel/records'
import type { ResolvedObject, Schema } from '#kernel/schema'
import type { MetricDefinition } from './definition.ts'
import type { Tile } from './tile.ts'

export type Grounds = {
  readonly schema: Schema
  readonly compile: CompileFormula
  readonly metrics: ReadonlyMap<string, MetricDefinition>
}

const unknownField = (of: string, name: string): Problem => problem('query.unknownField', [of], { name })

function pathProblems(of: string, object: ResolvedObject, name: string, schema: Schema): readonly Problem[] {
  try {
    fieldAt(schema, object, name.split('.'))
    return []
  } catch (error) {
    if (error instanceof UnknownField) return [unknownField(of, error.path)]
    throw error
  }
}

function formulaProblems(
  of: string,
  object: string,
  text: string | undefined,
  kind: Kind,
  { schema, compile }: Grounds,
): readonly Problem[] {
  const compiled = text === undefined ? null : compile(text, { schema, object }, kind)
  return compiled === null || compiled.ok
    ? []
    : compiled.problems.map((one) => ({ ...one, path: [of, ...one.path] }))
}

const objectProblems = (of: string, name: string, { schema }: Grounds): readonly Problem[] =>
  schema.object(name) ? [] : [problem('query.unknownObject', [of], { name })]

/** Problems: query.unknownObject, query.unknownField, metrics.badDefinition and those of formulas; each names the metric. */
export function metricProblems(metric: MetricDefinition, grounds: Grounds): readonly Problem[] {
  const { name, take, of, where, among, by, dimensions } = metric
  const object = grounds.schema.object(metric.object)
  if (!object) return objectProblems(name, metric.object, grounds)
  const isWhole = take === 'count' ? of === undefined : of !== undefined && among === undefined
  return [
    ...(isWhole ? [] : [problem('metrics.badDefinition', [name], { name })]),
    ...formulaProblems(name, metric.object, of, 'number', grounds),
    ...formulaProblems(name, metric.object, where, 'boolean', grounds),
    ...formulaProblems(name, metric.object, among, 'boolean', grounds),
    ...[by, ...dimensions].flatMap((path) => pathProblems(name, object, path, grounds.schema)),
  ]
}

/** Problems: metrics.unknown, metrics.unknownDimension, query.unknownObject, query.unknownField and those of formulas; each names the tile. */
export function tileProblems(tile: Tile, grounds: Grounds): readonly Problem[] {
  const { name, numbers = [], bars, trend, rows, goal } = tile
  const metric = (wanted: string | undefined, by?: string): readonly Problem[] => {
    if (wanted === undefined) return []
    const found = grounds.metrics.get(wanted)
    if (!found) return [problem('metrics.unknown', [name], { name: wanted })]
    if (by === undefined || found.dimensions.includes(by)) return []
    return [problem('metrics.unknownDimension', [name], { name: by })]
  }
  const records = (object: string, where?: string, fields: readonly string[] = []): readonly Problem[] => {
    const found = grounds.schema.object(object)
    if (!found) return objectProblems(name, object, grounds)
    return [
      ...formulaProblems(name, object, where, 'boolean', grounds),
      ...fields.flatMap((path) => pathProblems(name, found, path, grounds.schema)),
    ]
  }
  return [
    ...numbers.flatMap((one) => [
      ...('metric' in one
        ? metric(one.metric)
        : records(one.object, one.where, one.sum === undefined ? [] : [one.sum])),
      ...metric(one.of),
    ]),
    ...metric(bars?.metric, bars?.by),
    ...metric(bars?.late, bars?.by),
    ...metric(trend?.metric),
    ...(rows ? records(rows.object, rows.where, rows.fields) : []),
    ...metric(goal?.metric, goal?.by),
    ...(goal ? records(goal.targets) : []),
  ]
}
