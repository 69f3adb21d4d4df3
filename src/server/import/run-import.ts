// An import from beginning to end: read, map, write in batches, count, and note down how far it has come.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Problem, problem } from '#base/problem'
import { checkSources } from './check-sources.ts'
import { type ErrorFiles, type ErrorWords, errorFiles } from './error-file.ts'
import { find } from './find-stored.ts'
import { ImportFailure } from './import-failure.ts'
import { type Entry, openJournal } from './journal.ts'
import { loadTables } from './lookup-tables.ts'
import {
  type CompiledStep,
  compileStep,
  type Mapped,
  type MappingContext,
  mapUnit,
  type RowProblem,
} from './map-row.ts'
import type { Profile } from './profile.ts'
import type { Source } from './read-rows.ts'
import { isWhole } from './read-rows.ts'
import { type Found, readUnits } from './read-units.ts'
import { importedId } from './record-ids.ts'
import { rowsOf, type SourceRow, type Unit } from './row.ts'
import type { Settle } from './settling.ts'
import { locate, stampOf } from './source-file.ts'
import { sumRows, sumStored } from './sum-up.ts'
import { countRecord, countRow, emptyTally, type RowFate, type Tally } from './tally.ts'
import type { Target } from './target.ts'
import { type Outcome, writeBatch } from './write-batch.ts'

export type ImportRequest = {
  readonly profile: Profile
  /** The folder with the profile's files, or the one file. */
  readonly place: string
  readonly target: Target
  /** Id of the person who imports. */
  readonly person: string
  /** Where the journal and the error files are kept. */
  readonly home: string
  /** Tells one workspace from another. */
  readonly workspace: string
  readonly describe: (problem: Problem) => string
  readonly onProgress?: (progress: Progress) => void
  /** After more refused units than this the import stops with import.tooManyErrors. */
  readonly mostRefused?: number
  /** A write holds at least so many rows of the source, whole units always. */
  readonly batchRows?: number
  /** False for a dry run: sums are not read back, and nothing is noted down. */
  readonly isStoring?: boolean
  /** Told of every row and what became of it; refused ones with their problems. */
  readonly onRow?: (fate: RowFate, row: SourceRow, problems: readonly Problem[]) => void
  /** What stored records take of rows that differ from them; what their mapping says when absent. */
  readonly settle?: Settle
  /** For files of refused rows that people correct. */
  readonly errorWords?: ErrorWords
}

export type Progress = {
  readonly step: string
  readonly rows: number
  readonly refused: number
  /** Of the rows, those that an earlier run had dealt with. */
  readonly resumedRows: number
}

export type Report = {
  readonly steps: readonly { readonly name: string; readonly tally: Tally }[]
  readonly rows: number
  readonly refused: number
  /** Folder of the error files. */
  readonly errors: string
  /** Rows that an earlier, interrupted run had dealt with. */
  readonly resumedRows: number
}

/** Enough for the cost of a transaction to disappear; what a write looks at grows faster than its records. */
const usualBatchRows = 500

type Run = {
  readonly request: ImportRequest
  readonly source: Source
  readonly context: Omit<MappingContext, 'found'>
  readonly errors: ErrorFiles
  readonly count: { rows: number; refused: number; resumedRows: number }
}

type StepRun = { readonly compiled: CompiledStep; readonly tally: Tally; done: number }

/** Notes down how far it has come in a journal of its own, and goes on from there. Throws what `importInSteps` throws. */
export async function runImport(request: ImportRequest): Promise<Report> {
  const { profile, home } = request
  const folder = join(home, 'import', `${profile.name}-${shortHash(request.workspace)}`)
  const journal =
    request.isStoring === false ? null : openJournal(join(folder, 'journal.jsonl'), stampOfAll(request))
  const entries: ReadonlyMap<string, Entry> = journal?.entries ?? new Map<string, Entry>()
  const errors = join(folder, journal === null ? 'dry-run-errors' : 'errors')
  const steps = importInSteps(request, entries, errors)
  for (;;) {
    const { done, value } = await steps.next()
    if (done === true) {
      journal?.close()
      return value
    }
    journal?.append(value)
  }
}

/**
 * The import one batch after another: each turn stores a batch and yields what is to be noted down, so that an import begun with the last
 * entries of each step goes on behind them. Refused rows go to files in the folder `errors`.
 * Throws ImportFailure before anything is written when a file or column is missing; see the readers for what comes later.
 */
export async function* importInSteps(
  request: ImportRequest,
  entries: ReadonlyMap<string, Entry>,
  errors: string,
): AsyncGenerator<Entry, Report> {
  const { profile, place, person } = request
  const source: Source = { place, formats: profile.formats ?? {} }
  const steps = profile.steps.map(compileStep)
  await checkSources(source, profile, steps)
  const last = [...entries.values()].at(-1)
  const run: Run = {
    request,
    source,
    errors: errorFiles(errors, last?.errors ?? {}, request.describe, request.errorWords),
    context: {
      person,
      idOf: (object, key) => importedId(profile.name, object, key),
      cellAt: await loadTables(source, profile.tables ?? {}),
    },
    count: { rows: 0, refused: 0, resumedRows: 0 },
  }
  const tallies: { name: string; tally: Tally }[] = []
  for (const entry of entries.values()) addCounts(run.count, entry.tally)
  run.count.resumedRows = run.count.rows
  for (const compiled of steps) {
    const { name } = compiled.step
    const entry = entries.get(name)
    const step: StepRun = {
      compiled,
      tally: structuredClone(entry?.tally ?? emptyTally()),
      done: entry?.done ?? 0,
    }
    const note = (isFinished: boolean): Entry => ({
      step: name,
      done: step.done,
      isFinished,
      tally: step.tally,
      errors: run.errors.sizes(),
    })
    if (entry?.isFinished !== true) {
      for await (const _ of runStep(run, step)) yield note(false)
      yield note(true)
    }
    tallies.push({ name, tally: step.tally })
  }
  return { steps: tallies, ...run.count, errors }
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** What the journal is the journal of: the workspace, the profile, and every file as it is now. */
function stampOfAll({ profile, place, workspace }: ImportRequest): string {
  const files = profile.steps.flatMap((step) => [step.file, ...(step.parts ?? []).map((part) => part.file)])
  const tables = Object.values(profile.tables ?? {}).map((table) => table.file)
  const stamps = [...new Set([...files, ...tables])].sort().map((file) => stampOf(locate(place, file)))
  return shortHash(JSON.stringify([workspace, profile, stamps]))
}

function addCounts(count: { rows: number; refused: number }, tally: Tally): void {
  for (const file of Object.values(tally.files)) {
    count.rows += file.rows
    count.refused += file.refused
  }
}

/** While a batch is being written the next one is read. */
async function* runStep(run: Run, step: StepRun): AsyncGenerator<void> {
  const context: MappingContext = { ...run.context, found: () => undefined }
  const most = run.request.batchRows ?? usualBatchRows
  const batches = batchesOf(readUnits(run.source, step.compiled, context), step.done, most)
  try {
    for (let next = batches.next(); ; ) {
      const { done, value } = await next
      if (done === true) return
      next = batches.next()
      // Told of by the next turn; until then it must not count as unhandled.
      next.catch(() => {})
      await runBatch(run, step, value)
      yield
      run.request.onProgress?.({ step: step.compiled.step.name, ...run.count })
    }
  } finally {
    // Lets go of the files; there is nobody left to tell.
    batches.return(undefined).catch(() => {})
  }
}

async function* batchesOf(
  found: AsyncIterable<Found>,
  done: number,
  most: number,
): AsyncGenerator<readonly Found[]> {
  let batch: Found[] = []
  let rows = 0
  let at = 0
  for await (const one of found) {
    if (at++ < done) continue
    batch.push(one)
    rows += one.kind === 'unit' ? rowsOf(one.unit).length : 1
    if (rows < most) continue
    yield batch
    batch = []
    rows = 0
  }
  if (batch.length > 0) yield batch
}

async function runBatch(run: Run, step: StepRun, batch: readonly Found[]): Promise<void> {
  const { target } = run.request
  const units = batch.flatMap((one) => (one.kind === 'unit' ? [one.unit] : []))
  const found = await find(step.compiled, units, run.context, target)
  const context: MappingContext = { ...run.context, found }
  const mapped = units.map((unit) => mapWhole(step.compiled, unit, context))
  const outcome = await writeBatch(mapped, target, run.request.settle)
  for (const one of batch) {
    if (one.kind === 'skipped') for (const row of one.rows) fate(run, step, row, 'skipped')
    if (one.kind === 'refused') refuse(run, step, one.problems)
  }
  settle(run, step, outcome, context)
  if (run.request.isStoring !== false) await sumStored(step.compiled, outcome, target, step.tally)
  step.done += batch.length
  checkPatience(run)
}

/** A row with cells too few or too many is refused with its unit, whatever its cells seem to say. */
function mapWhole(compiled: CompiledStep, unit: Unit, context: MappingContext): Mapped {
  const broken = rowsOf(unit).filter((row) => !isWhole(row))
  if (broken.length === 0) return mapUnit(compiled, unit, context)
  const problems = broken.map((row): RowProblem => {
    const params = { expected: row.heading.names.length, found: row.cells.length }
    return { row, problem: problem('import.cells', [], params) }
  })
  return { unit, records: [], problems }
}

function fate(
  run: Run,
  step: StepRun,
  row: SourceRow,
  how: RowFate,
  problems: readonly Problem[] = [],
): void {
  run.request.onRow?.(how, row, problems)
  countRow(step.tally, row.heading.file, how)
  run.count.rows++
  if (how === 'refused') run.count.refused++
}

function refuse(run: Run, step: StepRun, problems: readonly RowProblem[]): void {
  run.errors.add(problems)
  for (const row of new Set(problems.map((one) => one.row))) {
    const own = problems.filter((one) => one.row === row)
    fate(
      run,
      step,
      row,
      'refused',
      own.map((one) => one.problem),
    )
  }
}

function settle(run: Run, step: StepRun, outcome: Outcome, context: MappingContext): void {
  for (const { mapped, fate: how, problems } of outcome.units) {
    const { unit } = mapped
    if (how === 'refused') refuse(run, step, withTheirUnit(unit, problems))
    else for (const row of rowsOf(unit)) fate(run, step, row, mapped.records.length === 0 ? 'skipped' : how)
    sumRows(step.compiled, unit, context, how === 'refused' ? 'refused' : 'source', step.tally)
  }
  for (const { create } of outcome.created) countRecord(step.tally, create.object, 'created')
  for (const { create } of outcome.changed) countRecord(step.tally, create.object, 'changed')
  for (const { create } of outcome.existing) countRecord(step.tally, create.object, 'existing')
}

/** The rows that share the fate of a refused one are handed back with it in their order, so that nothing of the unit is lost. */
function withTheirUnit(unit: Unit, problems: readonly RowProblem[]): readonly RowProblem[] {
  const [first] = problems
  const params = { file: first?.row.heading.file ?? '', line: first?.row.line ?? 0 }
  return rowsOf(unit).flatMap((row) => {
    const own = problems.filter((one) => one.row === row)
    return own.length > 0 ? own : [{ row, problem: problem('import.withOthers', [], params) }]
  })
}

function checkPatience({ request, count }: Run): void {
  const most = request.mostRefused ?? 10_000
  if (count.refused > most) throw new ImportFailure(problem('import.tooManyErrors', [], { most }))
}
