// Metrics and tiles of the modules and those that a company published, as one list.
import { type Problem, problem } from '#base/problem'
import type { CompileFormula } from '#kernel/formula'
import { type MetricDefinition, metricProblems, type Tile, tileProblems } from '#kernel/metrics'
import type { Json, Schema } from '#kernel/schema'
import type { Module } from './manifest.ts'

export type Numbers = { readonly metrics: readonly MetricDefinition[]; readonly tiles: readonly Tile[] }

type Kept = { readonly kind: string; readonly name: string; readonly body: Json }

/** What was published, as it is stored beside objects and policies. */
export const storedNumbers = (others: readonly Kept[]): Numbers => ({
  metrics: bodiesOf<MetricDefinition>(others, 'metric'),
  tiles: bodiesOf<Tile>(others, 'tile'),
})

const bodiesOf = <T>(others: readonly Kept[], kind: string): readonly T[] =>
  others.filter((one) => one.kind === kind).map((one) => one.body as unknown as T)

/** The other way: to be stored. */
export const keptNumbers = ({ metrics = [], tiles = [] }: Partial<Numbers>): readonly Kept[] => [
  ...metrics.map((one) => ({ kind: 'metric', name: one.name, body: one as unknown as Json })),
  ...tiles.map((one) => ({ kind: 'tile', name: one.name, body: one as unknown as Json })),
]

/** All numbers that hold: an own one that no longer does (its field is gone) is left out, and never stops the workspace. */
export function numbersOf(
  modules: readonly Module[],
  own: Numbers,
  schema: Schema,
  compile: CompileFormula,
): { readonly metrics: ReadonlyMap<string, MetricDefinition>; readonly tiles: readonly Tile[] } {
  const metrics = new Map(modules.flatMap((module) => module.metrics ?? []).map((one) => [one.name, one]))
  const grounds = { schema, compile, metrics }
  for (const metric of own.metrics)
    if (metricProblems(metric, grounds).length === 0) metrics.set(metric.name, metric)
  return {
    metrics,
    tiles: [
      ...modules.flatMap((module) => module.tiles ?? []),
      ...own.tiles.filter((tile) => tileProblems(tile, grounds).length === 0),
    ],
  }
}

/** Problems: schema.notYours, and those of metricProblems and tileProblems. */
export function numberProblems(
  { metrics = [], tiles = [] }: Partial<Numbers>,
  compiled: {
    readonly schema: Schema
    readonly compile: CompileFormula
    readonly metrics: ReadonlyMap<string, MetricDefinition>
  },
): readonly Problem[] {
  return [
    ...[...metrics, ...tiles]
      .filter(({ name }) => !name.startsWith('x.'))
      .map(({ name }) => problem('schema.notYours', [name], { name })),
    ...metrics.flatMap((metric) => metricProblems(metric, compiled)),
    ...tiles.flatMap((tile) => tileProblems(tile, compiled)),
  ]
}
