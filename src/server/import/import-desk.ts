// Imports through the browser: looking at files, beginning, following and cancelling imports, and handing out refused rows.
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from '#base/database'
import { type Ids, isUuid } from '#base/ids'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import { isOver, type Progress } from '#kernel/jobs'
import { beginProgress, cancelProgress, latestProgress, progressOf } from '#kernel/jobs/store'
import {
  type ConflictCounts,
  type ConflictDecision,
  type Engine,
  type FieldMetadata,
  type ImportConflict,
  type ImportLook,
  type ImportView,
  type ImportWish,
  lineField,
  madeFields,
  type ObjectMetadata,
} from '#kernel/module'
import { makingAsOf } from '#kernel/records'
import { isAlwaysAsked, type Json } from '#kernel/schema'
import type { EventBus } from '../bus.ts'
import type { FileShelf } from '../ports.ts'
import { countDifferences, decide, differencesFrom } from './differences.ts'
import { columnOf, guessColumns, type Named } from './guess-columns.ts'
import { ImportFailure } from './import-failure.ts'
import { headsOf, importers, latest, viewOf } from './import-view.ts'
import { inspectFile, kindOfFile } from './inspect-file.ts'
import { renewWorkbook } from './renew-workbook.ts'
import { mayUndo, openUndoDesk, type UndoDesk } from './undo-desk.ts'
import type { ImportState } from './wish.ts'
import { fillable, identifies } from './wish-profile.ts'
import { checkWorkbook } from './zip-bounds.ts'

export const importKind = 'import'

/** Running at once for one person. */
const mostAtOnce = 3

export type FileQuestion = {
  readonly object: string
  readonly file: string
  readonly sheet?: string | null
  readonly heading?: number
  /** Fields by column that the person chose for an earlier file. */
  readonly remembered?: Readonly<Record<string, string>>
}

export type ImportDesk = UndoDesk & {
  /** Problems: access.denied, files.unknown, and those of files. */
  inspect(engine: Engine, actor: Actor, question: FileQuestion): Promise<Result<ImportLook>>
  /** Problems: access.denied, import.noColumns, import.badColumns, import.badIdentity, import.tooMany, files.unknown. */
  begin(engine: Engine, actor: Actor, wish: ImportWish): Promise<Result<{ readonly id: string }>>
  /** Those of the actor and those of others that the actor may take back, the latest first; without examples of rows. */
  list(engine: Engine, actor: Actor): Promise<readonly ImportView[]>
  /** Problem: import.unknown. */
  one(engine: Engine, actor: Actor, id: string): Promise<Result<ImportView>>
  /** Rows that differ from what is stored, from a number on, at most 50. Problem: import.unknown. */
  conflicts(
    engine: Engine,
    actor: Actor,
    id: string,
    from: number,
  ): Promise<Result<readonly ImportConflict[]>>
  /** Which side is taken. Problems: import.unknown, import.running. */
  decide(
    engine: Engine,
    actor: Actor,
    id: string,
    decision: ConflictDecision,
  ): Promise<Result<ConflictCounts>>
  /** Problems: import.unknown, jobs.over. */
  cancel(engine: Engine, actor: Actor, id: string): Promise<Result<null>>
  /** The rows that were refused as CSV. Problem: import.unknown, also where none was. */
  refused(engine: Engine, actor: Actor, id: string): Promise<Result<{ name: string; content: Readable }>>
}

type DeskOptions = {
  readonly db: Database
  /** `<home>/imports`. */
  readonly folder: string
  readonly files: FileShelf
  readonly bus: EventBus
  readonly newId: Ids
  readonly now: () => Date
}

/** Where the files of one import lie; throws for what is no id, so that no other text becomes a path. */
export function importFolder(folder: string, workspace: string, id: string): string {
  if (!isUuid(id)) throw new Error('Not an id')
  return join(folder, workspace, id)
}

export const sourceIn = (place: string): string | undefined =>
  ['source.xlsx', 'source.csv'].find((name) => existsSync(join(place, name)))

export const refusedIn = (place: string): string => join(place, 'source.errors.csv')

export function openImportDesk(options: DeskOptions): ImportDesk {
  const { db, bus, newId, now } = options
  const mine = async (engine: Engine, actor: Actor, id: string): Promise<Progress | undefined> => {
    const found = await db.transaction((tx) => progressOf(tx, engine.workspace.namespace, id))
    return found?.kind === importKind && found.createdBy === actor.id ? found : undefined
  }
  const counted = (engine: Engine, found: Progress): Promise<ConflictCounts> =>
    db.transaction((tx) =>
      countDifferences(tx, engine.workspace.namespace, found.id, viewOf(found).conflicts),
    )
  return {
    ...openUndoDesk(options),
    inspect: (engine, actor, question) => said(() => look(options, engine, actor, question)),
    begin: (engine, actor, wish) =>
      said(async () => {
        const { namespace, id: workspace } = engine.workspace
        const sound = await checkWish(engine, actor, wish)
        if (!sound.ok) return sound
        const trial = wish.decided === undefined ? undefined : await mine(engine, actor, wish.decided)
        if (wish.decided !== undefined) {
          if (trial === undefined) return failed(problem('import.unknown', ['decided']))
          if (!isTrialOf(wish, trial)) return failed(problem('import.otherTrial', ['decided']))
        }
        const running = await db.transaction((tx) => latestProgress(tx, namespace, importKind, actor.id))
        if (running.filter(({ state }) => !isOver(state)).length >= mostAtOnce)
          return failed(problem('import.tooMany', [], { most: mostAtOnce }))
        const placed = await fetched(options, engine, actor, wish.file)
        if (!placed.ok) return placed
        const state: ImportState = {
          ...{ wish, fileName: placed.value.name, entries: {}, samples: {} },
          heads: trial ? viewOf(trial).heads : headsOf(wish),
        }
        const id = newId()
        const work = { id, kind: importKind, createdBy: actor.id, cursor: state as unknown as Json }
        const total = wish.rows === undefined ? {} : { total: wish.rows }
        await db.transaction((tx) => beginProgress(tx, namespace, { ...work, ...total }, now()))
        bus.publish('work', { workspace, id })
        return ok({ id })
      }),
    async list(engine, actor) {
      const { namespace } = engine.workspace
      const [own, all] = await db.transaction(async (tx) => [
        await latestProgress(tx, namespace, importKind, actor.id),
        await latestProgress(tx, namespace, importKind),
      ])
      const others = all.filter((one) => one.createdBy !== actor.id && mayUndo(engine, actor, one))
      const listed = [latest(own), latest(others.filter((one) => !viewOf(one).wish.isDry))].flat()
      const names = await importers(engine, actor, listed)
      return latest(listed, listed.length).map((one) => ({ ...viewOf(one), samples: {}, by: names(one) }))
    },
    async one(engine, actor, id) {
      const known = await db.transaction((tx) => progressOf(tx, engine.workspace.namespace, id))
      const isSeen =
        known?.kind === importKind && (known.createdBy === actor.id || mayUndo(engine, actor, known))
      const found = isSeen ? known : undefined
      if (found === undefined) return failed(problem('import.unknown'))
      const names = await importers(engine, actor, [found])
      return ok({ ...viewOf(found), conflicts: await counted(engine, found), by: names(found) })
    },
    async conflicts(engine, actor, id, from) {
      const found = await mine(engine, actor, id)
      if (found === undefined || !engine.grants(actor, viewOf(found).object, 'import'))
        return failed(problem('import.unknown'))
      const { namespace } = engine.workspace
      return ok(await db.transaction((tx) => differencesFrom(tx, namespace, id, from)))
    },
    async decide(engine, actor, id, decision) {
      const found = await mine(engine, actor, id)
      if (found === undefined || !engine.grants(actor, viewOf(found).object, 'import'))
        return failed(problem('import.unknown'))
      if (!isOver(found.state)) return failed(problem('import.running'))
      const { namespace } = engine.workspace
      await db.transaction((tx) => decide(tx, namespace, id, decision))
      return ok(await counted(engine, found))
    },
    async cancel(engine, actor, id) {
      if ((await mine(engine, actor, id)) === undefined) return failed(problem('import.unknown'))
      const { namespace, id: workspace } = engine.workspace
      const cancelled = await db.transaction((tx) => cancelProgress(tx, namespace, id))
      bus.publish('work', { workspace, id })
      return cancelled
    },
    async refused(engine, actor, id) {
      const found = await mine(engine, actor, id)
      const path = refusedIn(importFolder(options.folder, engine.workspace.id, id))
      if (found === undefined || !existsSync(path)) return failed(problem('import.unknown'))
      const { fileName } = viewOf(found)
      const name = `${fileName.replace(/\.\w{1,5}$/, '')} ✗.csv`
      return ok({ name, content: createReadStream(path) })
    },
  }
}

/** What stops an import as a whole is a problem here. */
async function said<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ImportFailure) return failed(error.problem)
    throw error
  }
}

/** Whether what was decided in the trial was decided of the same rows. */
function isTrialOf(wish: ImportWish, trial: Progress): boolean {
  const rows = ({ object, file, sheet, heading, columns, joins = '', identity }: ImportWish): string =>
    JSON.stringify([object, file, sheet, heading, Object.entries(columns).sort(), joins, identity])
  return isOver(trial.state) && rows(wish) === rows((trial.cursor as unknown as ImportState).wish)
}

/** What a person may fill through an import into one object. */
type Fillable = {
  readonly object: ObjectMetadata
  readonly own: readonly FieldMetadata[]
  /** Fields of each kind of lines that they may make, under names such as `lines.quantity`. */
  readonly lines: readonly (readonly FieldMetadata[])[]
  /** What they may say of where records come from. */
  readonly made: readonly (typeof madeFields)[number][]
}

const canFill = (field: FieldMetadata): boolean => field.writable && fillable.has(field.type)

async function fillableFor(engine: Engine, actor: Actor, name: string): Promise<Fillable | undefined> {
  if (!engine.grants(actor, name, 'import')) return undefined
  const { objects } = await engine.metadata(actor)
  const object = objects.find((one) => one.name === name)
  if (object === undefined) return undefined
  const lines = object.fields.flatMap((field) => {
    const to = field.type === 'lines' ? objects.find((one) => one.name === field.object) : undefined
    if (field.type !== 'lines' || !to?.operations.includes('create')) return []
    const fields = to.fields.filter((one) => canFill(one) && one.name !== field.by)
    return [fields.map((one) => ({ ...one, name: `${field.name}.${one.name}` }))]
  })
  const made = object.operations.includes(makingAsOf) ? madeFields : []
  return { object, own: object.fields.filter(canFill), lines, made }
}

async function look(
  options: DeskOptions,
  engine: Engine,
  actor: Actor,
  { object: name, file, remembered, ...asked }: FileQuestion,
): Promise<Result<ImportLook>> {
  const fields = await fillableFor(engine, actor, name)
  if (fields === undefined) return failed(problem('access.denied'))
  const placed = await fetched(options, engine, actor, file)
  if (!placed.ok) return placed
  const inspection = await inspectFile(placed.value.place, placed.value.source, asked)
  return ok({
    ...inspection,
    ...guessed(inspection.columns, fields, remembered),
    fields: [...fields.own, ...fields.lines.flat(), ...fields.made].map((field) => field.name),
    identities: fields.own.filter(identifies).map((field) => field.name),
  })
}

/** Lines are guessed only where the columns name all that a line must have: else it is a table of records alone. */
function guessed(
  columns: ImportLook['columns'],
  { object, own, lines, made }: Fillable,
  remembered: FileQuestion['remembered'],
): Pick<ImportLook, 'guess' | 'joins'> {
  for (const fields of lines) {
    const guess = guessColumns(columns, [...own, ...fields, ...named(made)], remembered)
    const filled = new Set(Object.values(guess))
    const needed = fields.filter(isAlwaysAsked)
    if (needed.length === 0 || !needed.every(({ name }) => filled.has(name))) continue
    const identity = columns.find(({ name }) =>
      own.some((one) => identifies(one) && guess[name] === one.name),
    )
    const titles = object.fields.filter(({ name, type }) => name === object.title || type === 'autoNumber')
    return { guess, joins: identity?.name ?? columnOf(columns, titles) ?? columns[0]?.name ?? null }
  }
  return { guess: guessColumns(columns, [...own, ...named(made)], remembered), joins: null }
}

/** Nothing but its name makes a column one of these. */
const named = (made: Fillable['made']): readonly Named[] => made.map((one) => ({ ...one, isByName: true }))

async function checkWish(engine: Engine, actor: Actor, wish: ImportWish): Promise<Result<null>> {
  const fillable = await fillableFor(engine, actor, wish.object)
  if (fillable === undefined) return failed(problem('access.denied'))
  const fields = new Map([...fillable.own, ...fillable.lines.flat()].map((field) => [field.name, field]))
  const known = new Set<string>([...fields.keys(), ...fillable.made.map(({ name }) => name)])
  const chosen = Object.values(wish.columns)
  if (chosen.length === 0) return failed(problem('import.noColumns'))
  const bad = chosen.find((name, at) => !known.has(name) || chosen.indexOf(name) < at)
  if (bad !== undefined) return failed(problem('import.badColumns', ['columns'], { name: bad }))
  const [first, second] = new Set(chosen.flatMap((name) => lineField(name)?.lines ?? []))
  if (first !== undefined && second !== undefined)
    return failed(problem('import.manyLines', ['columns'], { first, second }))
  if ((first === undefined) !== (wish.joins === undefined)) return failed(problem('import.noJoin', ['joins']))
  const { identity } = wish
  const field = identity === null ? undefined : fields.get(identity)
  if (identity !== null && (!field || !identifies(field) || !chosen.includes(identity)))
    return failed(problem('import.badIdentity', ['identity'], { name: identity }))
  return ok(null)
}

type Placed = { readonly place: string; readonly source: string; readonly name: string }

/** A copy of an uploaded file of the actor's that lies where readers find it, and stays when the upload is swept away. */
async function fetched(
  { files, folder, now }: DeskOptions,
  engine: Engine,
  actor: Actor,
  id: string,
): Promise<Result<Placed>> {
  const opened = await files.open(engine, actor, id)
  if (!opened.ok) return opened
  const { content, file } = opened.value
  const place = importFolder(folder, engine.workspace.id, id)
  const known = sourceIn(place)
  if (known !== undefined) {
    content.destroy()
    await utimes(place, now(), now())
    return ok({ place, source: known, name: file.name })
  }
  await mkdir(place, { recursive: true, mode: 0o700 })
  const incoming = join(place, 'incoming')
  await pipeline(content, createWriteStream(incoming, { mode: 0o600 }))
  const source = await placeSource(place, incoming, file.name)
  return ok({ place, source, name: file.name })
}

/** Gives a file that has come the name under which readers find it. Throws ImportFailure for what is no sound workbook. */
export async function placeSource(place: string, incoming: string, file: string): Promise<string> {
  const kind = await kindOfFile(incoming)
  const source = kind === 'csv' ? 'source.csv' : 'source.xlsx'
  if (kind === 'xls') await renewWorkbook(incoming, join(place, 'renewed'), file)
  const sound = kind === 'xls' ? join(place, 'renewed') : incoming
  if (kind !== 'csv') await checkWorkbook(sound, file)
  await rename(sound, join(place, source))
  if (sound !== incoming) await rm(incoming)
  return source
}

/** Removes copies of files and refused rows that nobody has touched since. */
export async function sweepImports(folder: string, since: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const changed = (await stat(path).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY
    if (changed < since.getTime()) await rm(path, { recursive: true, force: true })
  }
}
