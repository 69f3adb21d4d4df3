// Rules by the clock: whatever is found is acted on once for each value of `once`.
import type { Origin } from '#kernel/access'
import { type Query, readAll } from '#kernel/records'
import type { Row } from '#kernel/schema'
import type { CompiledRule } from './compile.ts'
import { type FormulaBook, loadRelated, loadSetting } from './conditions.ts'
import { reasonOfRule } from './definition.ts'
import { act, type Facts, type Occasion, valueOver } from './react.ts'
import {
  existingRuns,
  fetcher,
  outcomeOf,
  perform,
  type RunnerPorts,
  runId,
  runOf,
  subjectOf,
} from './runner.ts'

/** Which records a timed rule is about; paged through in id order. */
export const timedQuery = ({ object, if: condition }: CompiledRule['rule']): Query => ({
  object,
  ...(condition !== undefined && { filter: { formula: condition } }),
})

/** The occasion of a found record: the same record with the same `once` value is the same occasion, for ever. */
export function timedOccasion(compiled: CompiledRule, row: Row, facts: Facts): Occasion {
  const record = String(row.id)
  const { once } = compiled.rule
  const value = once === undefined ? null : valueOver(compiled, once, { key: '', record, row }, facts)
  return { key: `${record}/${JSON.stringify(value)}`, record, row }
}

/** Occasions that are written together; when one of them is refused, each is written by itself. */
const together = 50

/** Acts on every record found and not yet acted on, many in one write; answers how many. Only one at a time, as `followLog`. */
export async function runTimed(
  compiled: CompiledRule,
  book: FormulaBook,
  ports: RunnerPorts,
): Promise<number> {
  const rows = await readAll(ports.read, timedQuery(compiled.rule))
  if (rows.length === 0) return 0
  const fetch = fetcher(ports.read)
  const subjects = rows.map((row) => subjectOf(compiled, row))
  const follow = await loadRelated(book.schema, subjects, fetch)
  const { me, zone } = ports
  const setting = await loadSetting(subjects, ports)
  const facts: Facts = { ...setting, follow, me, zone, directory: await ports.directory(), now: ports.now() }
  const occasions = rows.map((row) => timedOccasion(compiled, row, facts))
  const idOf = ({ key }: Occasion): string => runId(compiled.rule.name, key)
  const done = await existingRuns(occasions.map(idOf), ports.read)
  const left = occasions.filter((occasion) => !done.has(idOf(occasion)))
  for (let from = 0; from < left.length; from += together)
    await actOnAll(compiled, left.slice(from, from + together), facts, ports)
  return left.length
}

async function actOnAll(
  compiled: CompiledRule,
  occasions: readonly Occasion[],
  facts: Facts,
  ports: RunnerPorts,
): Promise<void> {
  const [first] = occasions
  if (occasions.length === 1 && first !== undefined) return actOn(compiled, first, facts, ports)
  const changes = occasions.flatMap((occasion) => {
    const reacted = act(compiled, occasion, facts)
    return [
      ...reacted.changes,
      runOf(compiled, occasion.key, occasion.record, outcomeOf(reacted), 1, ports.now()),
    ]
  })
  const written = await ports.write(originOf(compiled), changes)
  if (!written.ok) for (const occasion of occasions) await actOn(compiled, occasion, facts, ports)
}

const originOf = ({ rule }: CompiledRule): Origin => ({ source: 'rule', reason: reasonOfRule(rule.name) })

const actOn = (compiled: CompiledRule, occasion: Occasion, facts: Facts, ports: RunnerPorts): Promise<void> =>
  perform(
    act(compiled, occasion, facts),
    (outcome) => runOf(compiled, occasion.key, occasion.record, outcome, 1, ports.now()),
    originOf(compiled),
    ports,
  )
