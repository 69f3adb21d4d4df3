// Following the log: each rule acts on each event exactly once, whatever fails, stops or is started twice.
import { derivedId } from '#base/derived-id'
import { type Problem, problem } from '#base/problem'
import type { Result } from '#base/result'
import type { Origin } from '#kernel/access'
import type { Me } from '#kernel/formula'
import type { SealedEvent } from '#kernel/log'
import type { Directory } from '#kernel/notify'
import { type Change, type Create, type Reader, readAll } from '#kernel/records'
import type { Json, Row } from '#kernel/schema'
import type { CompiledRule } from './compile.ts'
import { type Fetch, type FormulaBook, loadRelated, loadSetting, type Sources } from './conditions.ts'
import { type Rule, reasonOfRule } from './definition.ts'
import { concerns, type Facts, occasionOf, type Reacted, reactTo } from './react.ts'

/** What a runner needs of the world; each port works under the system actor `rules` on one workspace. */
export type RunnerPorts = {
  /** Sealed events after a place, in order; at most `limit`. */
  readonly readEvents: (after: string, limit: number) => Promise<readonly SealedEvent[]>
  readonly read: Reader['read']
  readonly write: (origin: Origin, changes: readonly Change[]) => Promise<Result<unknown>>
  /** The place up to which everything has been handled; kept outside the log, or the log would follow itself. */
  readonly cursor: { readonly load: () => Promise<string>; readonly save: (seq: string) => Promise<void> }
  readonly directory: () => Promise<Directory>
  readonly me: Me
  readonly zone: string
  readonly now: () => string
} & Sources

export type Ruleset = { readonly rules: readonly CompiledRule[]; readonly book: FormulaBook }

/** A rule moved by a rule moved by a rule: so many times and no further. */
export const maxDepth = 16

/** Events in a batch; one that is not full was the last for now. */
export const batchSize = 200

/**
 * Handles one batch of events and moves the cursor behind it; answers how many events were read (0: nothing to do).
 * At least once by the cursor, exactly once in effect: a run's id follows from event and rule and is written together
 * with what the rule did. Only one runner of a workspace may be at work at a time (a lock or a keyed job of the caller).
 */
export async function followLog(ruleset: Ruleset, ports: RunnerPorts): Promise<number> {
  const events = await ports.readEvents(await ports.cursor.load(), batchSize)
  const last = events.at(-1)
  if (last === undefined) return 0
  const pairs = events.flatMap((event) =>
    ruleset.rules.filter(({ rule }) => concerns(rule, event)).map((compiled) => ({ compiled, event })),
  )
  if (pairs.length > 0) await handle(pairs, ruleset, ports)
  await ports.cursor.save(last.seq)
  return events.length
}

/** What rules would do about events of records that may not be stored: nothing is written and nothing is noted. */
export async function foresee(
  { rules, book }: Ruleset,
  events: readonly SealedEvent[],
  ports: RunnerPorts,
): Promise<readonly { readonly rule: Rule; readonly changes: readonly Change[] }[]> {
  const pairs = events.flatMap((event) =>
    rules.filter(({ rule }) => concerns(rule, event)).map((compiled) => ({ compiled, event })),
  )
  const directory = await ports.directory()
  const foreseen: { rule: Rule; changes: readonly Change[] }[] = []
  for (let at = 0; at < pairs.length; at += batchSize) {
    const next = pairs.slice(at, at + batchSize)
    const sight = await look(next, book, ports)
    for (const pair of next) {
      const { changes } = react(pair, sight, directory, ports) ?? {}
      if (changes !== undefined) foreseen.push({ rule: pair.compiled.rule, changes })
    }
  }
  return foreseen
}

type Pair = { readonly compiled: CompiledRule; readonly event: SealedEvent }

const runIdOf = ({ compiled, event }: Pair): string => runId(compiled.rule.name, event.id)
export const runId = (rule: string, occasion: string): string => derivedId('rules.run', rule, occasion)

/** The pairs of one batch in their order, each looked at as it stands when its turn comes. Most act on nothing: those cost no write. */
async function handle(pairs: readonly Pair[], { book }: Ruleset, ports: RunnerPorts): Promise<void> {
  const past = remembered(() => pastOf(pairs, ports.read))
  const directory = await ports.directory()
  let ahead = batchSize
  for (let at = 0; at < pairs.length; ) {
    const next = pairs.slice(at, at + ahead)
    const sight = await look(next, book, ports)
    const acting = firstActing(next, (pair) => react(pair, sight, directory, ports))
    // Whoever acts may change what the rest would see: they look again, at fewer as long as there is much to do.
    ahead = acting === null ? batchSize : Math.min(2 * (acting.index + 1), batchSize)
    at += acting === null ? next.length : acting.index + 1
    if (acting !== null) await carryOut(acting.pair, acting.reacted, await past(), ports)
  }
}

type Acting = { readonly index: number; readonly pair: Pair; readonly reacted: Reacted }

function firstActing(pairs: readonly Pair[], decide: (pair: Pair) => Reacted | null): Acting | null {
  for (const [index, pair] of pairs.entries()) {
    const reacted = decide(pair)
    if (reacted !== null) return { index, pair, reacted }
  }
  return null
}

type Past = { readonly done: ReadonlySet<string>; readonly depths: ReadonlyMap<string, number> }

/** What was done before about these events, by an earlier run or by the rules that made them. */
const pastOf = async (pairs: readonly Pair[], read: Reader['read']): Promise<Past> => ({
  done: await existingRuns(pairs.map(runIdOf), read),
  depths: await depthsOf(
    pairs.map(({ event }) => event),
    read,
  ),
})

function remembered<T>(load: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null
  return () => {
    known ??= load()
    return known
  }
}

async function carryOut(
  pair: Pair,
  reacted: Reacted,
  { done, depths }: Past,
  ports: RunnerPorts,
): Promise<void> {
  const { event, compiled } = pair
  if (done.has(runIdOf(pair))) return
  const depth = depths.get(event.cause ?? '') ?? 0
  const log = (outcome: Outcome): Create =>
    runOf(compiled, event.id, event.record, outcome, depth + 1, ports.now())
  const origin: Origin = { source: 'rule', cause: event.id, reason: reasonOfRule(compiled.rule.name) }
  if (depth >= maxDepth) await ports.write(origin, [log(stopped(depth))])
  else await perform(reacted, log, origin, ports)
}

/** The records of some pairs as they stand, and what their formulas follow. */
type Sight = Pick<Facts, 'follow' | 'workdays' | 'gather'> & {
  readonly current: (event: SealedEvent) => Row | null
}

async function look(pairs: readonly Pair[], book: FormulaBook, ports: RunnerPorts): Promise<Sight> {
  const fetch = fetcher(ports.read)
  const rows = new Map<string, ReadonlyMap<string, Row>>()
  for (const object of new Set(pairs.map(({ event }) => event.object))) {
    const own = pairs.filter(({ event }) => event.object === object && event.kind !== 'remove')
    rows.set(object, await fetch(object, [...new Set(own.map(({ event }) => event.record))]))
  }
  const current = ({ object, record }: SealedEvent): Row | null => rows.get(object)?.get(record) ?? null
  const subjects = pairs.map(({ compiled, event }) =>
    subjectOf(compiled, occasionOf(event, current(event)).row),
  )
  const setting = await loadSetting(subjects, ports)
  return { ...setting, current, follow: await loadRelated(book.schema, subjects, fetch) }
}

function react(
  { compiled, event }: Pair,
  { current, ...sight }: Sight,
  directory: Directory,
  { me, zone, now }: RunnerPorts,
): Reacted | null {
  return reactTo(compiled, event, current(event), { ...sight, me, zone, directory, now: now() })
}

export const subjectOf = ({ rule, formulas }: CompiledRule, row: Row) => ({
  object: rule.object,
  row,
  formulas: [...formulas.values()],
})

/** What came of it; a rule whose condition was not true leaves no run. */
export type Outcome = {
  readonly outcome: 'done' | 'partly' | 'failed' | 'stopped'
  readonly problems: readonly Problem[]
}

export const outcomeOf = ({ missed }: Reacted): Outcome => ({
  outcome: missed.length > 0 ? 'partly' : 'done',
  problems: missed,
})

const stopped = (depth: number): Outcome => ({
  outcome: 'stopped',
  problems: [problem('rules.loop', [], { depth })],
})

/** The rule's changes and its run in one write; when that is refused, the refusal alone, so that nothing blocks. */
export async function perform(
  reacted: Reacted | null,
  log: (outcome: Outcome) => Create,
  origin: Origin,
  ports: Pick<RunnerPorts, 'write'>,
): Promise<void> {
  if (reacted === null) return
  const written = await ports.write(origin, [...reacted.changes, log(outcomeOf(reacted))])
  if (!written.ok) await ports.write(origin, [log({ outcome: 'failed', problems: written.problems })])
}

export function runOf(
  { rule }: CompiledRule,
  occasion: string,
  record: string,
  { outcome, problems }: Outcome,
  depth: number,
  at: string,
): Create {
  const log = problems.slice(0, 20) as unknown as Json
  return {
    kind: 'create',
    object: 'rules.run',
    id: runId(rule.name, occasion),
    values: {
      rule: rule.name,
      event: occasion,
      object: rule.object,
      record,
      outcome,
      problem: problems.length === 0 ? null : log,
      depth: `${depth}`,
      at,
    },
  }
}

/** The runs among these ids that were done before. */
export async function existingRuns(
  ids: readonly string[],
  read: Reader['read'],
): Promise<ReadonlySet<string>> {
  return new Set((await fetcher(read)('rules.run', ids)).keys())
}

/** How deep each cause lies: as deep as the deepest run that acted on it. */
async function depthsOf(
  events: readonly SealedEvent[],
  read: Reader['read'],
): Promise<ReadonlyMap<string, number>> {
  const causes = [
    ...new Set(events.flatMap(({ source, cause }) => (source === 'rule' && cause ? [cause] : []))),
  ]
  const depths = new Map<string, number>()
  if (causes.length === 0) return depths
  const filter = { field: 'event', is: 'in', value: causes } as const
  for (const { event, depth } of await readAll(read, { object: 'rules.run', filter })) {
    depths.set(String(event), Math.max(depths.get(String(event)) ?? 0, Number(depth)))
  }
  return depths
}

const pageSize = 500

/** Stored records by id, in as few questions as there are pages. */
export const fetcher =
  (read: Reader['read']): Fetch =>
  async (object, ids) => {
    const found = new Map<string, Row>()
    for (let from = 0; from < ids.length; from += pageSize) {
      const value = ids.slice(from, from + pageSize)
      const rows = await read({ object, filter: { field: 'id', is: 'in', value }, limit: pageSize })
      for (const row of rows) found.set(String(row.id), row)
    }
    return found
  }
