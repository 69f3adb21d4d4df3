// Taking imports back through the browser: previewing, beginning, following.
import type { Database } from '#base/database'
import type { Ids } from '#base/ids'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import { isOver, type Progress } from '#kernel/jobs'
import { beginProgress, cancelProgress, latestProgress, notesOf, progressOf } from '#kernel/jobs/store'
import { type Engine, type UndoKept, type UndoView, undoingImports } from '#kernel/module'
import type { Json } from '#kernel/schema'
import type { EventBus } from '../bus.ts'
import { keptKind, noCounts, type UndoState, undoKind } from './undo.ts'
import type { ImportState } from './wish.ts'

export type UndoDesk = {
  /**
   * Takes an import back, or only tells what would become of it: one's own, or with the right to undo those of others.
   * Problems: import.unknown, import.running, import.notUndoable.
   */
  undo(engine: Engine, actor: Actor, of: string, isDry: boolean): Promise<Result<{ readonly id: string }>>
  /** The latest attempts of the actor's on an import, the latest first. */
  undos(engine: Engine, actor: Actor, of: string): Promise<Result<readonly UndoView[]>>
  /** What stays as it is, with the reasons, from a number on. Problem: import.unknown. */
  kept(engine: Engine, actor: Actor, id: string, from: number): Promise<Result<readonly UndoKept[]>>
  /** Problems: import.unknown, jobs.over. */
  stopUndo(engine: Engine, actor: Actor, id: string): Promise<Result<null>>
}

type Options = {
  readonly db: Database
  readonly bus: EventBus
  readonly newId: Ids
  readonly now: () => Date
}

const pageSize = 50

const stateOf = ({ cursor }: Progress): UndoState => cursor as unknown as UndoState

/** Whether the actor may take the import back: their own, as long as they may import, or anybody's by a right of its own. */
export function mayUndo(engine: Engine, actor: Actor, { createdBy, cursor }: Progress): boolean {
  const { object } = (cursor as unknown as Pick<ImportState, 'wish'>).wish
  return engine.grants(actor, object, createdBy === actor.id ? 'import' : undoingImports)
}

export function openUndoDesk({ db, bus, newId, now }: Options): UndoDesk {
  const found = async (engine: Engine, actor: Actor, id: string, kind: string) => {
    const one = await db.transaction((tx) => progressOf(tx, engine.workspace.namespace, id))
    return one?.kind === kind && mayUndo(engine, actor, one) ? one : undefined
  }
  const latest = async (engine: Engine, actor: Actor, of: string): Promise<readonly Progress[]> => {
    const all = await db.transaction((tx) =>
      latestProgress(tx, engine.workspace.namespace, undoKind, actor.id),
    )
    return all
      .filter((one) => stateOf(one).of === of)
      .sort((left, right) => (left.id < right.id ? 1 : -1))
      .slice(0, 5)
  }
  return {
    async undo(engine, actor, of, isDry) {
      const { namespace, id: workspace } = engine.workspace
      const imported = await found(engine, actor, of, 'import')
      if (imported === undefined) return failed(problem('import.unknown'))
      if (!isOver(imported.state)) return failed(problem('import.running'))
      const { wish, fileName, writes } = imported.cursor as unknown as ImportState
      if (wish.isDry || writes === undefined) return failed(problem('import.notUndoable'))
      const open = (await latest(engine, actor, of)).some(({ state }) => !isOver(state))
      if (open) return failed(problem('import.running'))
      const state: UndoState = { of, wish, fileName, isDry, writes, done: 0, counts: noCounts }
      const id = newId()
      const work = {
        id,
        kind: undoKind,
        createdBy: actor.id,
        cursor: state as unknown as Json,
        total: writes,
      }
      await db.transaction((tx) => beginProgress(tx, namespace, work, now()))
      bus.publish('work', { workspace, id })
      return ok({ id })
    },
    async undos(engine, actor, of) {
      if ((await found(engine, actor, of, 'import')) === undefined) return failed(problem('import.unknown'))
      return ok((await latest(engine, actor, of)).map(undoViewOf))
    },
    async kept(engine, actor, id, from) {
      if ((await found(engine, actor, id, undoKind)) === undefined) return failed(problem('import.unknown'))
      const { namespace } = engine.workspace
      const notes = await db.transaction((tx) =>
        notesOf(tx, namespace, id, keptKind, { from, limit: pageSize }),
      )
      return ok(notes.map(({ data }) => data as unknown as UndoKept))
    },
    async stopUndo(engine, actor, id) {
      if ((await found(engine, actor, id, undoKind)) === undefined) return failed(problem('import.unknown'))
      return db.transaction((tx) => cancelProgress(tx, engine.workspace.namespace, id))
    },
  }
}

function undoViewOf(progress: Progress): UndoView {
  const { id, state, done, total, error, updatedAt } = progress
  const { isDry, counts } = stateOf(progress)
  return { id, isDry, state, done, total, counts, error, updatedAt }
}
