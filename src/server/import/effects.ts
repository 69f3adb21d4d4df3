// What would follow from rows that are tried out: what flows and ledgers do in the same write, and what rules do after it.
import type { Actor } from '#kernel/access'
import type { ImportEffect } from '#kernel/module'
import { foreseeRules, type OpenEngine } from '#kernel/module/store'
import type { Row, Value } from '#kernel/schema'
import type { Foreseen } from './target.ts'

type Happening = {
  readonly object: string
  readonly kind: 'create' | 'update'
  readonly rule: string | null
  readonly id: string
  readonly row: Row
}

/** The engine's own bookkeeping. */
const unsaid: ReadonlySet<string> = new Set(['flow.instance', 'flow.version', 'rules.run'])

const mostKinds = 40
const mostExamples = 3
const mostReached = 100_000

type Work = {
  readonly engine: OpenEngine
  readonly now: () => Date
  readonly onError: (error: unknown) => void
}

/** Adds what follows from these events to what is known; `reached` holds the records that were counted as changed. */
export async function effectsOf(
  { engine, now, onError }: Work,
  actor: Actor,
  seen: Foreseen,
  reached: Set<string>,
  known: readonly ImportEffect[] = [],
): Promise<readonly ImportEffect[]> {
  if (seen.events.length === 0) return known
  const happenings = [...besides(seen)]
  // What rules would do is told where they can be asked; no trial fails for it.
  const foreseen = await foreseeRules({ engine, clock: now }, seen.events).catch((error: unknown) => {
    onError(error)
    return []
  })
  for (const { rule, changes } of foreseen)
    for (const change of changes)
      happenings.push({
        ...{ object: change.object, kind: change.kind === 'create' ? 'create' : 'update' },
        ...{ id: change.id ?? '', rule: rule.label[actor.locale] },
        row: 'values' in change ? { ...change.values, id: change.id } : {},
      })
  const effects = new Map(known.map((one) => [keyOf(one), one]))
  for (const one of happenings) {
    if (unsaid.has(one.object) || !isFirst(one, reached)) continue
    const effect = effects.get(keyOf(one)) ?? { ...named(one), count: 0, examples: [] }
    if (!effects.has(keyOf(one)) && effects.size >= mostKinds) continue
    const examples = [...effect.examples, ...(await exampleOf(engine, actor, one, effect.examples))]
    effects.set(keyOf(one), { ...effect, count: effect.count + 1, examples })
  }
  return [...effects.values()]
}

const named = ({ object, kind, rule }: Happening) => ({ object, kind, rule })
const keyOf = ({ object, kind, rule }: Pick<Happening, 'object' | 'kind' | 'rule'>): string =>
  JSON.stringify([object, kind, rule])

/** A balance that many rows change is one that changes. */
function isFirst({ kind, id, rule }: Happening, reached: Set<string>): boolean {
  if (kind === 'create') return true
  const key = `${id} ${rule}`
  if (reached.has(key)) return false
  if (reached.size < mostReached) reached.add(key)
  return true
}

/** What the rows themselves say is no effect of theirs. */
function* besides({ events, own }: Foreseen): Generator<Happening> {
  for (const { object, kind, record, before, after } of events)
    if (kind !== 'remove' && !own.has(record))
      yield { object, kind, rule: null, id: record, row: { ...before, ...after, id: record } }
}

/** The title, where the person could read the record as it would be. */
async function exampleOf(
  engine: OpenEngine,
  actor: Actor,
  { object, row }: Happening,
  known: readonly Value[],
): Promise<readonly Value[]> {
  const title = row[engine.schema().object(object)?.title ?? ''] ?? null
  if (known.length >= mostExamples || title === null || known.includes(title)) return []
  return (await engine.wasReadable(actor, object, [row])).size > 0 ? [title] : []
}
