// Imports of a test company without a browser: a table is laid where uploads lie, a node carries its import out.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '#kernel/access'
import { beginProgress } from '#kernel/jobs/store'
import type { ImportView, ImportWish, UndoView } from '#kernel/module'
import type { OpenEngine } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import type { Json, Row } from '#kernel/schema'
import { allTexts } from '#server/http/texts'
import { importFolder, importKind, openImportDesk } from '#server/import/import-desk'
import { startImports } from '#server/import/import-worker'
import type { ImportState } from '#server/import/wish'
import { afterwards } from '#test/afterwards'
import { type Company, newId } from '#test/company'

export type Table = { readonly lines: readonly string[]; readonly wish: Partial<ImportWish> }

type CarryOptions = {
  readonly on?: OpenEngine
  readonly onError?: (error: unknown) => void
  readonly mostDifferences?: number
}

const isOver = ({ state }: ImportView): boolean => state !== 'running' && state !== 'cancelling'

export function importLab({ engine, db, now }: Company, importer: Actor) {
  const { namespace, id: workspace } = engine.workspace
  const folder = mkdtempSync(join(tmpdir(), 'baton-imports-'))
  afterwards(async () => rmSync(folder, { recursive: true, force: true }))
  const clock = (): Date => new Date(now())
  const bus = { publish: () => undefined, subscribe: () => () => undefined }
  const desk = openImportDesk({ db, folder, newId, now: clock, bus, files: undefined } as never)
  const wishes = new Map<string, ImportWish>()

  const said = <T>(answer: { ok: true; value: T } | { ok: false; problems: readonly unknown[] }): T => {
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
    return answer.value
  }
  const view = async (id: string): Promise<ImportView> => said(await desk.one(engine, importer, id))

  /** Noted as begun, carried out by nobody yet. */
  async function begin(whole: ImportWish): Promise<string> {
    const id = newId()
    const state: ImportState = {
      ...{ wish: whole, fileName: 'table.csv', entries: {}, samples: {} },
      heads: Object.keys(whole.columns),
    }
    const work = { id, kind: importKind, createdBy: importer.id, cursor: state as unknown as Json }
    await db.transaction((tx) => beginProgress(tx, namespace, work, clock()))
    wishes.set(id, whole)
    return id
  }

  /** An uploaded table, and an import of it that nobody carries out yet. */
  async function begun({ lines, wish }: Table): Promise<string> {
    const file = newId()
    const place = importFolder(folder, workspace, file)
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'source.csv'), lines.join('\n'))
    return begin({
      ...{ object: 'masterdata.item', file, sheet: null, heading: 1, columns: {}, identity: null },
      ...{ found: 'update', isDry: false, ...wish },
    })
  }

  /** Has a node carry it out until `isEnough`, then lets the node go. */
  const carried = (
    id: string,
    {
      isEnough = isOver,
      ...options
    }: CarryOptions & { readonly isEnough?: (view: ImportView) => boolean } = {},
  ): Promise<ImportView> => worked(options, () => view(id), isEnough)

  async function worked<T>(
    { on = engine, onError = () => undefined, ...bounds }: CarryOptions,
    look: () => Promise<T>,
    isEnough: (seen: T) => boolean,
  ): Promise<T> {
    const worker = startImports({
      ...{ db, turns: db, folder, texts: allTexts([]), now: clock, engine: on, onError, ...bounds },
    })
    try {
      for (;;) {
        const seen = await look()
        if (isEnough(seen)) return seen
        await new Promise((resolve) => setImmediate(resolve))
      }
    } finally {
      await worker.stop()
    }
  }

  return {
    ...{ desk, begin, begun, carried, view },
    ran: async (table: Table): Promise<ImportView> => carried(await begun(table)),
    /** The same table once more, to be stored, with what was decided of the conflicts of `id`. */
    following: async (id: string): Promise<string> =>
      begin({ ...(wishes.get(id) as ImportWish), isDry: false, decided: id }),
    conflicts: async (id: string, from = 0) => said(await desk.conflicts(engine, importer, id, from)),
    decide: async (id: string, decision: Parameters<typeof desk.decide>[3]) =>
      said(await desk.decide(engine, importer, id, decision)),
    /** Takes an import back, or tells what would become of that. */
    async undone(of: string, isDry = false, options: CarryOptions = {}): Promise<UndoView> {
      const { id } = said(await desk.undo(engine, importer, of, isDry))
      const isDone = ({ state }: { state: string }): boolean => state !== 'running' && state !== 'cancelling'
      return worked(
        options,
        async () => said(await desk.undos(engine, importer, of)).find((one) => one.id === id) as UndoView,
        isDone,
      )
    },
    kept: async (id: string) => said(await desk.kept(engine, importer, id, 0)),
    async enter(actor: Actor, ...changes: Change[]): Promise<void> {
      said(await engine.write(actor, { source: 'form' }, changes))
    },
    async found(object: string, fields: readonly string[], filter: object): Promise<readonly Row[]> {
      const query = { object, fields: ['id', ...fields], filter, sort: [], limit: 500 } as never
      return said(await engine.read(importer, query)).rows
    },
  }
}
