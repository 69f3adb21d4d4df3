// Writing on top of what others wrote meanwhile: fields that only one side touched are merged, the others are given back to be chosen.
import type { HistoryEvent } from '#kernel/module'
import type { Change, Page, Remove, Update, Written } from '#kernel/records'
import { type Answer, call, type SaidProblem } from './api.ts'
import { type Clash, isSameValue, type Touched, touchedSince } from './clash.ts'
import { historyPath } from './records.ts'
import { ownWrites, sendChanges } from './send.ts'

export type Merged = {
  readonly answer: Answer<Written>
  /** The changes that the answer is about: its problems name them by their number. */
  readonly sent: readonly Change[]
  /** What has to be chosen before anything is written; nothing was. */
  readonly clashes: readonly Clash[]
  /** Whether somebody else's newer version lies underneath. */
  readonly isMerged: boolean
}

/** The version at which a value was typed, where it is later than that of the whole change. */
export type Seen = (id: string, field: string) => number | undefined

const mostRounds = 5
const nothing: Written = { records: [], outputs: [], writeId: '' }

/** Sends the changes, all or none. Those that were overtaken are sent again on top of what overtook them, unless both touched the same. */
export async function sendMerged(changes: readonly Change[], seen: Seen = () => undefined): Promise<Merged> {
  let sent = changes
  for (let round = 0; ; round++) {
    const answer: Answer<Written> = sent.length === 0 ? { ok: true, value: nothing } : await sendChanges(sent)
    const found = { answer, sent, isMerged: round > 0 }
    const late = answer.ok || round === mostRounds ? [] : overtaken(answer.problems, sent)
    if (late.length === 0) return { ...found, clashes: [] }
    const looked = await Promise.all(late.map((change) => lookAt(change, seen)))
    const clashes = looked.flatMap((one) => one.clashes)
    if (clashes.length > 0) return { ...found, clashes }
    const next = new Map(late.map((change, index) => [change as Change, looked[index]?.next ?? null]))
    sent = sent.flatMap((change) => (next.has(change) ? (next.get(change) ?? []) : [change]))
  }
}

/** The changes whose record has moved on, or is gone. */
function overtaken(
  problems: readonly SaidProblem[],
  changes: readonly Change[],
): readonly (Update | Remove)[] {
  const late = problems.flatMap(({ code, path: [index] }) => {
    const change = changes[Number(index ?? Number.NaN)]
    if (change?.kind !== 'update' && change?.kind !== 'remove') return []
    if (change.version === undefined) return []
    return code === 'records.conflict' || code === 'records.missing' ? [change] : []
  })
  return [...new Set(late)]
}

type Looked = { readonly next: Update | Remove | null; readonly clashes: readonly Clash[] }

async function lookAt(change: Update | Remove, seen: Seen): Promise<Looked> {
  const { object, id, kind, version = 0 } = change
  const events = await askEvents(object, id, version)
  if (events === null)
    return kind === 'remove' ? { next: null, clashes: [] } : { next: null, clashes: [goneOf(change)] }
  const [last] = events
  if (last?.kind === 'remove')
    return {
      next: null,
      clashes: kind === 'remove' ? [] : [{ ...goneOf(change), by: last.actorName, at: last.at }],
    }
  const touched = touchedSince(events, version, ownWrites)
  const newest = Math.max(version, events[0]?.version ?? 0)
  const clashes =
    kind === 'update' ? valueClashes(change, touched, newest, seen) : removalClashes(change, touched, newest)
  return { next: { ...change, version: newest }, clashes }
}

function valueClashes(
  { object, id, values, version = 0 }: Update,
  touched: ReadonlyMap<string, Touched>,
  newest: number,
  seen: Seen,
): readonly Clash[] {
  return Object.entries(values).flatMap(([field, mine]): readonly Clash[] => {
    const other = touched.get(field)
    if (other === undefined || other.version <= (seen(id, field) ?? version)) return []
    if (isSameValue(other.theirs, mine)) return []
    return [{ ...other, kind: 'value', object, id, field, mine, version: newest }]
  })
}

const removalClashes = (
  { object, id }: Remove,
  touched: ReadonlyMap<string, Touched>,
  newest: number,
): readonly Clash[] =>
  [...touched].map(([field, other]) => ({
    ...other,
    ...{ kind: 'removal', object, id, field, mine: null, version: newest },
  }))

const goneOf = ({ object, id }: Update | Remove): Clash => ({
  ...{
    kind: 'gone',
    object,
    id,
    field: '',
    before: null,
    theirs: null,
    mine: null,
    by: '',
    at: '',
    version: 0,
  },
})

const mostPages = 10

/** What happened to a record since a version, newest first, as far as the reader may see; null when they see no such record. */
async function askEvents(
  object: string,
  id: string,
  version: number,
): Promise<readonly HistoryEvent[] | null> {
  const events: HistoryEvent[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const answer: Answer<Page<HistoryEvent>> = await call(historyPath(object, id, after))
    if (!answer.ok) return events.length > 0 ? events : null
    events.push(...answer.value.rows)
    after = answer.value.next
    if (after === undefined || (events.at(-1)?.version ?? 0) <= version) break
  }
  return events
}
