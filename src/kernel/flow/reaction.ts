// How flows take part in every write: records of a flow and people's actions on tasks move instances on.
import { type WorkingTime, workdaysIn } from '#kernel/calendar'
import { type Directory, readDirectory } from '#kernel/notify'
import { type Consequence, type Diff, type Reaction, type Reader, readAll, rowsNow } from '#kernel/records'
import {
  type Follow,
  type FormulaBook,
  loadRelated,
  loadSetting,
  type Setting,
  type Subject,
  valueIn,
} from '#kernel/rules'
import type { FormulaText, Row, Value } from '#kernel/schema'
import { advanceAll, type Case, type Knowledge, stateOf } from './advance.ts'
import { formulaTexts } from './check.ts'
import { type Concern, concernsOf } from './concerns.ts'
import type { FlowEvent } from './event.ts'
import type { Loads } from './holder.ts'
import { openStatuses } from './objects.ts'
import { flowAuthority } from './policies.ts'
import type { FlowCatalog, FlowVersion } from './versions.ts'

/** What the reaction is given when a workspace is opened. */
export type FlowWiring = {
  readonly catalog: FlowCatalog
  readonly formulas: FormulaBook
  readonly calendar: (reader: Reader) => Promise<WorkingTime>
  /** `readDirectory` when absent; a cache is worth having. */
  readonly directory?: (reader: Reader) => Promise<Directory>
}

/** Reads nothing unless a diff concerns a flow; then the instances at once, and whatever else is needed at most once. */
export const flowReaction = (wiring: FlowWiring): Reaction => ({
  name: 'flow',
  authority: flowAuthority,
  objects: [...new Set(['flow.task', 'flow.instance', ...wiring.catalog.known.map(({ object }) => object)])],
  beforeCommit: (reader, diffs) => react(wiring, reader, diffs),
})

async function react(wiring: FlowWiring, reader: Reader, diffs: readonly Diff[]): Promise<Consequence> {
  const concerns = concernsOf(diffs, wiring.catalog)
  if (concerns.length === 0) return {}
  const instances = await rowsNow(
    reader,
    'flow.instance',
    concerns.filter(({ subject }) => subject?.isNew !== true).map(({ instance }) => instance),
  )
  const standing: Standing[] = []
  // One after the other: a transaction's connection takes one statement at a time.
  for (const concern of concerns) {
    const one = await stand(concern, instances.get(concern.instance), wiring, reader)
    if (one !== null) standing.push(one)
  }
  return settle(await withValues(standing, wiring, reader), wiring, reader)
}

type Standing = {
  readonly concern: Concern
  readonly flow: FlowVersion
  readonly object: string
  readonly record: string
  readonly row: Row
  readonly stored: Row | null
}

/** What a concern is about; null when it is about nothing that runs or may start. */
async function stand(
  concern: Concern,
  stored: Row | undefined,
  { catalog }: FlowWiring,
  reader: Reader,
): Promise<Standing | null> {
  const { subject } = concern
  if (stored === undefined) {
    const flow = catalog.current.find(({ definition }) => definition.name === subject?.flow)
    if (!subject?.row || flow === undefined) return null
    return { concern, flow, object: subject.object, record: subject.id, row: subject.row, stored: null }
  }
  const version = Number(stored.definitionVersion)
  const definition = catalog.find(String(stored.flow), version)
  if (stored.status !== 'running' || definition === undefined) return null
  const [object, record] = [String(stored.object), String(stored.record)]
  const row = subject?.row ?? (await reader.row(object, record)) ?? { id: record }
  return { concern, flow: { version, definition }, object, record, row, stored }
}

/** Gives each its formulas, with all that they follow loaded together. */
async function withValues(
  standing: readonly Standing[],
  { formulas, calendar }: FlowWiring,
  reader: Reader,
): Promise<readonly Case[]> {
  const subjects = standing.map(({ flow, object, row }): Subject => {
    const compiled = formulaTexts(flow.definition).map((text) => formulas.get(object, text))
    return { object, row, formulas: compiled.flatMap((result) => (result.ok ? [result.value] : [])) }
  })
  const follow = await loadRelated(formulas.schema, subjects, (object, ids) => reader.rows(object, ids))
  const { actor: me, now, zone } = reader
  const workdays = async () => workdaysIn((await calendar(reader)).calendar)
  const setting = { me, now, zone, ...(await loadSetting(subjects, { workdays, gather: reader.gather })) }
  return standing.flatMap((one) => caseOf(one, evaluator(one, formulas, follow, setting), formulas))
}

const evaluator =
  ({ object, row }: Standing, formulas: FormulaBook, follow: Follow, setting: Setting) =>
  (text: FormulaText): Value => {
    const formula = formulas.get(object, text)
    return formula.ok ? valueIn(formula.value, row, follow, setting) : null
  }

function caseOf(one: Standing, value: Case['value'], { schema }: FormulaBook): readonly Case[] {
  const { concern, flow, object, record, row, stored } = one
  const title = String(row[schema.object(object)?.title ?? 'id'] ?? stored?.title ?? '')
  const common = { id: concern.instance, flow, record, title, value }
  if (stored !== null) return [{ ...common, stored: stateOf(stored), events: concern.events }]
  const starts = value(flow.definition.startWhen) === true
  const start: readonly FlowEvent[] = [{ kind: 'start' }]
  return starts ? [{ ...common, stored: null, events: start }] : []
}

/** Moves all, fetching what turns out to be needed and moving again: transitions are pure, so trying costs nothing. */
async function settle(cases: readonly Case[], wiring: FlowWiring, reader: Reader): Promise<Consequence> {
  const setting = { now: reader.now, zone: reader.zone, actor: reader.actor.id }
  let known: Knowledge = {}
  for (;;) {
    const { changes, problems, lacking } = advanceAll(cases, known, setting)
    if (lacking.size === 0) return { changes, problems }
    known = await learn(known, lacking, wiring, reader)
  }
}

async function learn(
  known: Knowledge,
  lacking: ReadonlySet<keyof Knowledge>,
  wiring: FlowWiring,
  reader: Reader,
): Promise<Knowledge> {
  const directory =
    known.directory ??
    (lacking.has('directory') ? await (wiring.directory ?? readDirectory)(reader) : undefined)
  const calendar = known.calendar ?? (lacking.has('calendar') ? await wiring.calendar(reader) : undefined)
  const loads = known.loads ?? (lacking.has('loads') ? await readLoads(reader) : undefined)
  return { ...(directory && { directory }), ...(calendar && { calendar }), ...(loads && { loads }) }
}

/** Open tasks by person, from the store: what this very write gave out before is not among them. */
async function readLoads({ read }: Reader): Promise<Loads> {
  const rows = await readAll(read, {
    object: 'flow.task',
    fields: ['id', 'holder'],
    filter: {
      and: [
        { field: 'status', is: 'in', value: openStatuses },
        { field: 'holder', is: 'notBlank' },
      ],
    },
  })
  const loads = new Map<string, number>()
  for (const { holder } of rows) loads.set(String(holder), (loads.get(String(holder)) ?? 0) + 1)
  return loads
}
