// Carries imports out batch by batch in the background, and goes on behind the last batch after a restart.
import type { Database } from '#base/database'
import { inTurn } from '#base/in-turn'
import { type Problem, problem } from '#base/problem'
import { offsetMs } from '#base/values/date'
import type { Actor } from '#kernel/access'
import type { Progress, StepResult, StopSignal } from '#kernel/jobs'
import { failProgress, openProgress, progressOf, runSteps, type Step } from '#kernel/jobs/store'
import type { ImportFate, ImportSample, ImportSamples, ImportWish } from '#kernel/module'
import type { OpenEngine } from '#kernel/module/store'
import type { Json } from '#kernel/schema'
import { say, type Texts } from '../http/messages.ts'
import {
  addDifferences,
  differencesAbout,
  mostDifferences,
  noDifferences,
  takesSomething,
} from './differences.ts'
import { effectsOf } from './effects.ts'
import { importFolder, importKind, sourceIn } from './import-desk.ts'
import { ImportFailure } from './import-failure.ts'
import type { Entry } from './journal.ts'
import { cellOf, type SourceRow } from './row.ts'
import { importInSteps, type Report } from './run-import.ts'
import { deciding, noting, type Settling } from './settling.ts'
import type { RowFate } from './tally.ts'
import { type SteppedTarget, steppedTarget, TargetRefusal, trialTarget } from './target.ts'
import { noteWrites, type UndoState, undoKind, undoSteps } from './undo.ts'
import { mayUndo } from './undo-desk.ts'
import { countsOf, fateOfRow, type ImportState } from './wish.ts'
import { profileOf } from './wish-profile.ts'

export type ImportWork = {
  readonly engine: OpenEngine
  readonly db: Database
  /** For the lock that is held while a batch is written. */
  readonly turns: Database
  /** `<home>/imports`. */
  readonly folder: string
  readonly texts: Texts
  readonly now: () => Date
  /** Conflicts that are noted for one import; more are counted. */
  readonly mostDifferences?: number
  readonly onError: (error: unknown) => void
}

export type ImportWorker = { readonly wake: () => void; readonly stop: () => Promise<void> }

const lookMs = 5000
const mostAttempts = 4

/** Another node goes on with it. */
class Overtaken extends Error {}

/** Any number of nodes may run one: a batch is written under a lock, and who finds that another has gone on leaves it to them. */
export function startImports(work: ImportWork): ImportWorker {
  const attempts = new Map<string, number>()
  const signal: StopSignal = {
    get aborted() {
      return looking.isOver()
    },
  }
  const look = async (): Promise<void> => {
    const { namespace } = work.engine.workspace
    for (const one of await work.db.transaction((tx) => openProgress(tx, namespace, importKind))) {
      if (signal.aborted) return
      await carryOut(work, one, signal, attempts)
    }
    for (const one of await work.db.transaction((tx) => openProgress(tx, namespace, undoKind))) {
      if (signal.aborted) return
      await carryOut(work, one, signal, attempts)
    }
  }
  const looking = inTurn(look, work.onError)
  const timer = setInterval(looking.wake, lookMs)
  looking.wake()
  return {
    wake: looking.wake,
    stop: () => {
      clearInterval(timer)
      return looking.stop()
    },
  }
}

async function carryOut(
  work: ImportWork,
  progress: Progress,
  signal: StopSignal,
  attempts: Map<string, number>,
): Promise<void> {
  const { engine, turns, db, now, onError } = work
  const { namespace } = engine.workspace
  const { id } = progress
  const actor = await engine.actor(progress.createdBy)
  const describe = describer(work, actor, (progress.cursor as unknown as ImportState).fileName)
  const giveUp = (reason: Problem): Promise<unknown> =>
    db.transaction((tx) => failProgress(tx, namespace, id, describe(reason), now()))
  const { object } = (progress.cursor as unknown as ImportState).wish
  const isUndo = progress.kind === undoKind
  if (
    actor === undefined ||
    !(isUndo ? await mayStillUndo(work, actor, progress) : engine.grants(actor, object, 'import'))
  )
    return void (await giveUp(problem('import.nobody')))
  const steps = isUndo
    ? { next: undoSteps({ engine, db, actor, describe }, progress), end: async () => undefined }
    : stepsOf(work, progress, actor, describe)
  try {
    await runSteps(turns, namespace, id, steps.next, now, signal)
  } catch (error) {
    if (error instanceof Overtaken) return
    if (error instanceof ImportFailure) return void (await giveUp(error.problem))
    if (error instanceof TargetRefusal)
      return void (await giveUp(error.problems[0] ?? problem('import.nobody')))
    onError(error)
    const count = (attempts.get(id) ?? 0) + 1
    attempts.set(id, count)
    if (count >= mostAttempts) await giveUp(problem('import.broken'))
  } finally {
    await steps.end()
  }
}

async function mayStillUndo(
  { engine, db }: ImportWork,
  actor: Actor,
  { cursor }: Progress,
): Promise<boolean> {
  const { of } = cursor as unknown as UndoState
  const imported = await db.transaction((tx) => progressOf(tx, engine.workspace.namespace, of))
  return imported !== undefined && mayUndo(engine, actor, imported)
}

const nothing: Report = { steps: [], rows: 0, refused: 0, errors: '', resumedRows: 0 }

const originOf = ({ cursor }: Progress) =>
  ({ source: 'import', reason: (cursor as unknown as ImportState).fileName }) as const

/** How far it has come, as one text. */
const markOf = ({ entries }: ImportState): string =>
  Object.values(entries)
    .map(({ step, done, isFinished }) => `${step} ${done} ${isFinished}`)
    .join()

/** Steps of one run on this node: the reader stays open between them. */
function stepsOf(work: ImportWork, progress: Progress, actor: Actor, describe: (problem: Problem) => string) {
  const { isDry } = (progress.cursor as unknown as ImportState).wish
  const target = (isDry ? trialTarget : steppedTarget)(work.engine, actor, originOf(progress))
  let batches: AsyncGenerator<Entry, Report> | undefined
  let expected: string | undefined
  let samples: ImportSamples = {}
  let settling: Settling | undefined
  const reached = new Set<string>()
  const batch = async (state: ImportState): Promise<IteratorResult<Entry, Report>> => {
    if (batches === undefined) {
      samples = state.samples
      settling = await settlingOf(work, progress, state, target)
      const { settle } = settling ?? {}
      batches = begin(
        work,
        progress.id,
        state,
        actor,
        { target, settle },
        describe,
        (fate, row, problems) => {
          // Only the first rows of each kind are put into words.
          samples = withSample(samples, fate, () => sampleOf(row, state.heads, problems, describe))
        },
      )
    }
    try {
      return await batches.next()
    } catch (error) {
      // Tried again, the step begins behind what is kept.
      batches = expected = settling = undefined
      throw error
    }
  }
  const next: Step = async (tx, cursor): Promise<StepResult> => {
    const state = cursor as unknown as ImportState
    if (expected !== undefined && markOf(state) !== expected) throw new Overtaken()
    target.within(tx)
    const { done: isLast = false, value } = await batch(state)
    const entries = isLast || !('step' in value) ? state.entries : { ...state.entries, [value.step]: value }
    const met = settling?.met() ?? []
    const conflicts = state.conflicts ?? noDifferences
    const room = Math.max((work.mostDifferences ?? mostDifferences) - conflicts.met, 0)
    const listed = met.slice(0, room)
    await addDifferences(tx, work.engine.workspace.namespace, progress.id, conflicts.met, listed)
    const byWish = conflicts.byWish + listed.filter(takesSomething).length
    const writes = await noteWrites(
      ...([tx, work.engine.workspace.namespace, progress.id, state.writes ?? 0] as const),
      target.writes(),
    )
    const effects = await effectsOf(work, actor, target.foreseen(), reached, state.effects)
    const after: ImportState = {
      ...{ ...state, entries, samples, effects, writes },
      conflicts: { met: conflicts.met + met.length, byWish },
    }
    expected = markOf(after)
    const done = Object.values(countsOf(after)).reduce((sum, count) => sum + count, 0)
    const total = isLast ? { total: done } : {}
    return { cursor: after as unknown as Json, done, isOver: isLast, onKept: target.tell, ...total }
  }
  return { next, end: async () => void (await batches?.return(nothing).catch(() => undefined)) }
}

/** What a person decides of rows that differ is asked for by a trial, and kept to by the import that names it. */
async function settlingOf(
  { engine, db, mostDifferences: most = mostDifferences }: ImportWork,
  { createdAt, createdBy }: Progress,
  { wish }: ImportState,
  target: SteppedTarget,
): Promise<Settling | undefined> {
  const { namespace } = engine.workspace
  const looking = { schema: engine.schema(), target }
  if (wish.isDry) return noting(looking, wish.found)
  const trials: Progress[] = []
  for (let next = wish.decided; next !== undefined && trials.length < mostTrials; ) {
    const asked = next
    const trial = await db.transaction((tx) => progressOf(tx, namespace, asked))
    if (trial === undefined) break
    trials.push(trial)
    next = (trial.cursor as unknown as ImportState).wish.decided
  }
  const [first] = trials.slice(-1)
  if (first === undefined) return undefined
  const isCut = ((first.cursor as unknown as ImportState).conflicts?.met ?? 0) > most
  const jobs = trials.map(({ id }) => id)
  return deciding(looking, {
    about: (ids) => db.transaction((tx) => differencesAbout(tx, namespace, jobs, ids)),
    takesUnlisted: ({ updatedAt, updatedBy }) =>
      isCut &&
      wish.found === 'update' &&
      (String(updatedAt) < first.createdAt || (updatedBy === createdBy && String(updatedAt) >= createdAt)),
  })
}

/** How often an import may be followed by another one of the rows that were left over. */
const mostTrials = 20

function begin(
  work: ImportWork,
  id: string,
  { wish, entries, fileName }: ImportState,
  actor: Actor,
  { target, settle }: { readonly target: SteppedTarget; readonly settle: Settling['settle'] | undefined },
  describe: (problem: Problem) => string,
  onRow: (fate: RowFate, row: SourceRow, problems: readonly Problem[]) => void,
): AsyncGenerator<Entry, Report> {
  const { engine, folder, now } = work
  const { id: workspace, zone } = engine.workspace
  const place = importFolder(folder, workspace, wish.file)
  const file = sourceIn(place)
  if (file === undefined) throw new ImportFailure(problem('import.noFile', [], { file: fileName, place: '' }))
  const request = {
    profile: profileOf(wish, file, engine.schema(), offsetText(offsetMs(now().getTime(), zone))),
    ...{ place, target, person: actor.id, home: folder, workspace, describe, onRow },
    mostRefused: Number.POSITIVE_INFINITY,
    isStoring: !wish.isDry,
    ...(settle === undefined ? {} : { settle }),
    errorWords: { heads: errorHeads[actor.locale], nameOf: columnNaming(wish.columns) },
  }
  return importInSteps(request, new Map(Object.entries(entries)), importFolder(folder, workspace, id))
}

/** In a file that is corrected a field is the column that fills it. */
function columnNaming(columns: ImportWish['columns']): (field: string) => string {
  const names = new Map(Object.entries(columns).map(([column, field]) => [field, column]))
  return (field) => names.get(field) ?? field
}

const errorHeads = {
  'zh-CN': ['行号', '有问题的字段', '原因'],
  en: ['Line', 'Field at fault', 'Reason'],
} as const

/** `+08:00` for milliseconds ahead of UTC. */
export function offsetText(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** Sentences in the person's language; objects, fields and the file by what people call them. */
function describer({ engine, texts }: ImportWork, actor: Actor | undefined, fileName: string) {
  const locale = actor?.locale ?? 'zh-CN'
  return (found: Problem): string => {
    const { object: name, by, ...params } = found.params
    const object = typeof name === 'string' ? engine.schema().object(name) : undefined
    const field = typeof by === 'string' ? object?.byName.get(by) : undefined
    const named = {
      ...params,
      // The copy that is read has a name of its own.
      ...(params.file === undefined ? {} : { file: fileName }),
      ...(name === undefined ? {} : { object: object?.label[locale] ?? name }),
      ...(by === undefined ? {} : { by: field?.label[locale] ?? by }),
    }
    return say(texts, locale, { ...found, params: named }).message
  }
}

const sampleOf = (
  row: SourceRow,
  heads: readonly string[],
  problems: readonly Problem[],
  describe: (problem: Problem) => string,
): ImportSample => ({
  line: row.line,
  cells: heads.map((head) => (cellOf(row, head) ?? '').slice(0, longestCell)),
  problems: problems
    .slice(0, 20)
    .map((found) => ({ field: found.path[0] ?? null, message: describe(found).slice(0, 500) })),
})

const longestCell = 100

const mostSamples: Readonly<Record<ImportFate, number>> = {
  created: 5,
  changed: 5,
  unchanged: 5,
  refused: 50,
}

function withSample(samples: ImportSamples, fate: RowFate, sample: () => ImportSample): ImportSamples {
  const told = fateOfRow[fate]
  if (told === null) return samples
  const known = samples[told] ?? []
  return known.length >= mostSamples[told] ? samples : { ...samples, [told]: [...known, sample()] }
}
