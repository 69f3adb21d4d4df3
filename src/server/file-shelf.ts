// Files of all workspaces: contents on the disk of this home, names in the workspace.
import type { Database } from '#base/database'
import type { Ids } from '#base/ids'
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import type { Actor } from '#kernel/access'
import { addFile, type FilePlace, openFile, readContent, storeContent } from '#kernel/files/store'
import type { Engine } from '#kernel/module'
import type { FileShelf } from './ports.ts'

type Shelving = {
  readonly db: Database
  /** `<home>/files`. */
  readonly folder: string
  readonly limit: number
  readonly newId: Ids
  readonly now: () => Date
}

export function openFileShelf({ db, folder, limit, newId, now }: Shelving): FileShelf {
  const contentsOf = ({ workspace }: Engine) => ({ folder, workspace: workspace.id })
  return {
    async keep(engine, actor, { id = newId(), name, type, content }) {
      const stored = await storeContent(contentsOf(engine), content, limit)
      if (!stored.ok) return stored
      const file = { id, name, mediaType: type, createdBy: actor.id, ...stored.value }
      const entry = await db.transaction((tx) => addFile(tx, engine.workspace.namespace, file, now()))
      if (!entry.ok) return entry
      const { mediaType, size } = entry.value
      return ok({ id, name: entry.value.name, type: mediaType, size })
    },
    async open(engine, actor, id) {
      const mayRead = (place: FilePlace) => isReadable(engine, actor, place, id)
      // No transaction: one would hold a connection while the engine asks for another.
      const found = await openFile(db, engine.workspace.namespace, id, actor.id, mayRead)
      if (!found.ok) return found
      const { name, mediaType, size, sha256 } = found.value
      const content = await readContent(contentsOf(engine), sha256)
      if (content === undefined) return failed(problem('files.unknown', [], { id }))
      return ok({ file: { id, name, type: mediaType, size }, content })
    },
  }
}

async function isReadable(
  engine: Engine,
  actor: Actor,
  { object, record, field }: FilePlace,
  id: string,
): Promise<boolean> {
  const filter = { field: 'id', is: 'eq', value: record } as const
  const read = await engine.read(actor, { object, fields: [field], filter, limit: 1 })
  const value = read.ok ? read.value.rows[0]?.[field] : undefined
  return Array.isArray(value) && value.includes(id)
}
