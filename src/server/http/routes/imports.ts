// Imports of files through the browser: look at one, begin, follow, cancel, fetch the refused rows.
import type { FastifyInstance } from 'fastify'
import { ok } from '#base/result'
import { disposition } from '#kernel/files'
import { answering } from '../answering.ts'
import type { House } from '../house.ts'
import { operations } from '../operations.ts'

export function importRoutes(app: FastifyInstance, house: House): void {
  const { imports } = house.platform
  answering(app, house, operations.inspectImport, ({ caller: { engine, actor }, body }) =>
    imports.inspect(engine, actor, body),
  )
  answering(app, house, operations.beginImport, ({ caller: { engine, actor }, body }) =>
    imports.begin(engine, actor, body),
  )
  answering(app, house, operations.imports, async ({ caller: { engine, actor } }) =>
    ok(await imports.list(engine, actor)),
  )
  answering(app, house, operations.oneImport, ({ caller: { engine, actor }, params }) =>
    imports.one(engine, actor, params.id),
  )
  answering(app, house, operations.importConflicts, ({ caller: { engine, actor }, params, query }) =>
    imports.conflicts(engine, actor, params.id, Number(query.from ?? 0)),
  )
  answering(app, house, operations.decideConflicts, ({ caller: { engine, actor }, params, body }) =>
    imports.decide(engine, actor, params.id, body),
  )
  answering(app, house, operations.undoImport, ({ caller: { engine, actor }, params, body }) =>
    imports.undo(engine, actor, params.id, body.isDry),
  )
  answering(app, house, operations.importUndos, ({ caller: { engine, actor }, params }) =>
    imports.undos(engine, actor, params.id),
  )
  answering(app, house, operations.undoKept, ({ caller: { engine, actor }, params, query }) =>
    imports.kept(engine, actor, params.id, Number(query.from ?? 0)),
  )
  answering(app, house, operations.stopUndo, async ({ caller: { engine, actor }, params }) => {
    const stopped = await imports.stopUndo(engine, actor, params.id)
    return stopped.ok ? ok(undefined) : stopped
  })
  answering(app, house, operations.cancelImport, async ({ caller: { engine, actor }, params }) => {
    const cancelled = await imports.cancel(engine, actor, params.id)
    return cancelled.ok ? ok(undefined) : cancelled
  })
  answering(app, house, operations.refusedRows, async ({ caller: { engine, actor }, params, reply }) => {
    const found = await imports.refused(engine, actor, params.id)
    if (!found.ok) return found
    const { name, content } = found.value
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': disposition('attachment', name),
      'cache-control': 'private, no-store',
    }
    return ok(reply.headers(headers).send(content))
  })
}
