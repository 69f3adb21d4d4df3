// What of the numbers somebody is offered: a metric whose fields are hidden from them would be a wrong number, not a smaller one.
import type { CompileFormula, Formula } from '#kernel/formula'
import { type Schema, target } from '#kernel/schema'
import type { MetricDefinition } from './definition.ts'
import type { Tile, TileNumber } from './tile.ts'

/** The names of the fields that somebody may read on an object; undefined when they may read none of its records. */
export type ReadableFields = (object: string) => ReadonlySet<string> | undefined

export type Offer = {
  readonly schema: Schema
  readonly compile: CompileFormula
  readonly readable: ReadableFields
}

const engineFields = new Set(['id', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'version'])

/** Whether every step of a path may be read. */
export function isReadable(path: readonly string[], object: string, offer: Offer): boolean {
  const [name = '', ...rest] = path
  if (engineFields.has(name)) return rest.length === 0 && offer.readable(object) !== undefined
  if (!offer.readable(object)?.has(name)) return false
  if (rest.length === 0) return true
  const field = offer.schema.object(object)?.byName.get(name)
  const to = field && target(field)
  return typeof to === 'string' && isReadable(rest, to, offer)
}

/** Whether somebody may read all that a metric is reckoned from. */
function isReckonedFromReadable(metric: MetricDefinition, offer: Offer): boolean {
  const { schema, compile } = offer
  const texts = [metric.of, metric.where, metric.among].filter((text) => text !== undefined)
  const compiled = texts.map((text) => compile(text, { schema, object: metric.object }))
  const isDated = isReadable(metric.by.split('.'), metric.object, offer)
  return isDated && compiled.every((one) => !one.ok || looksAtReadable(one.value, metric.object, offer))
}

/** Whether somebody may read what a formula reads of the record and of the records that refer to it. */
const looksAtReadable = ({ reads, gathers }: Formula, object: string, offer: Offer): boolean =>
  reads.every((path) => isReadable(path, object, offer)) &&
  gathers.every(({ relation, reads: fields }) =>
    [relation.by, ...fields].every((name) => isReadable([name], relation.object, offer)),
  )

/** The metrics that may be read in all their parts, each with the dimensions that may be read. */
export const offeredMetrics = (
  metrics: Iterable<MetricDefinition>,
  offer: Offer,
): readonly MetricDefinition[] =>
  [...metrics]
    .filter((metric) => offer.readable(metric.object) !== undefined)
    .filter((metric) => isReckonedFromReadable(metric, offer))
    .map((metric) => ({
      ...metric,
      dimensions: metric.dimensions.filter((name) => isReadable(name.split('.'), metric.object, offer)),
    }))

/** The tiles with those of their parts that somebody may read, in their order; one of which nothing is left is left out. */
export function offeredTiles(
  tiles: readonly Tile[],
  metrics: readonly MetricDefinition[],
  offer: Offer,
): readonly Tile[] {
  const known = new Map(metrics.map((metric) => [metric.name, metric]))
  return tiles
    .filter(({ retired }) => !retired)
    .toSorted((a, b) => (a.place ?? 100) - (b.place ?? 100))
    .flatMap((tile) => offeredTile(tile, known, offer))
}

function offeredTile(tile: Tile, known: ReadonlyMap<string, MetricDefinition>, offer: Offer): Tile[] {
  const { numbers, bars, trend, rows, goal, ...rest } = tile
  const fields = rows?.fields.filter((name) => isReadable(name.split('.'), rows.object, offer)) ?? []
  const has = (name: string, by?: string): boolean =>
    known.has(name) && (by === undefined || known.get(name)?.dimensions.includes(by) === true)
  const offered = numbers?.flatMap((number) => offeredNumber(number, known, offer)) ?? []
  const parts: Partial<Tile> = {
    ...(offered.length > 0 ? { numbers: offered } : {}),
    ...(bars && has(bars.metric, bars.by) ? { bars: withLate(bars, has) } : {}),
    ...(trend && has(trend.metric) ? { trend } : {}),
    ...(rows && fields.length > 0 && areReadable(rows.object, rows.where, offer)
      ? { rows: { ...rows, fields } }
      : {}),
    ...(goal && has(goal.metric, goal.by) && mayReadTargets(goal, offer) ? { goal } : {}),
  }
  return Object.keys(parts).length > 0 ? [{ ...rest, ...parts }] : []
}

function withLate(
  { late, ...bars }: NonNullable<Tile['bars']>,
  has: (name: string, by?: string) => boolean,
): NonNullable<Tile['bars']> {
  return late !== undefined && has(late, bars.by) ? { ...bars, late } : bars
}

function offeredNumber(
  { of, ...number }: TileNumber,
  known: ReadonlyMap<string, MetricDefinition>,
  offer: Offer,
): TileNumber[] {
  const whole = of !== undefined && known.has(of) ? { of } : {}
  if ('metric' in number) return known.has(number.metric) ? [{ ...number, ...whole }] : []
  const { object, where, sum } = number
  const isSumRead = sum === undefined || isReadable(sum.split('.'), object, offer)
  return isSumRead && areReadable(object, where, offer) ? [{ ...number, ...whole }] : []
}

/** Whether records and what picks them may be read. */
function areReadable(object: string, where: string | undefined, offer: Offer): boolean {
  if (offer.readable(object) === undefined) return false
  if (where === undefined) return true
  const compiled = offer.compile(where, { schema: offer.schema, object }, 'boolean')
  return compiled.ok && looksAtReadable(compiled.value, object, offer)
}

const mayReadTargets = ({ targets, fields }: NonNullable<Tile['goal']>, offer: Offer): boolean =>
  [fields.metric, fields.from, fields.to, fields.value, fields.person, ...(fields.others ?? [])].every(
    (name) => isReadable([name], targets, offer),
  )
