// A list as a file: its records are read while it is sent, so that neither its length nor a slow receiver costs memory.
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { problem } from '#base/problem'
import { failed, ok } from '#base/result'
import { disposition } from '#kernel/files'
import type { Exported } from '#kernel/module'
import { type Cell, cellOf, type Saying } from '../../export/cells.ts'
import { csvOf } from '../../export/write-csv.ts'
import { xlsxOf } from '../../export/write-xlsx.ts'
import { answering, originOf } from '../answering.ts'
import { type House, localeFor } from '../house.ts'
import { type ListParameters, listQuery } from '../list-query.ts'
import { operations } from '../operations.ts'

/** Running at once for one person on this node. */
const mostAtOnce = 3

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export function exportRoutes(app: FastifyInstance, house: House): void {
  const running = new Map<string, number>()
  answering(app, house, operations.export, async ({ caller, params, query, request, reply }) => {
    const { engine, actor } = caller
    const { format, ...parameters } = query
    const asked = listQuery(params.object, parameters as ListParameters)
    if (!asked.ok) return asked
    const busy = running.get(actor.id) ?? 0
    if (busy >= mostAtOnce) return failed(problem('export.tooMany', [], { most: mostAtOnce }))
    running.set(actor.id, busy + 1)
    const isOver = (): void => {
      const now = (running.get(actor.id) ?? 1) - 1
      if (now > 0) running.set(actor.id, now)
      else running.delete(actor.id)
    }
    const language = localeFor(request)
    const taken = await engine
      .export(actor, originOf(request, caller), { query: asked.value, format, language })
      .catch((error: unknown) => {
        isOver()
        throw error
      })
    if (!taken.ok) {
      isOver()
      return taken
    }
    const { title, columns } = taken.value
    const heads = columns.map(({ label }) => label)
    const pages = cellsOf(taken.value, { language, zone: engine.workspace.zone })
    const content = format === 'csv' ? csvOf(heads, pages) : xlsxOf(title, heads, pages)
    const headers = {
      'content-type': types[format],
      'content-disposition': disposition('attachment', `${title}.${format}`),
      'cache-control': 'private, no-store',
    }
    return ok(
      reply.headers(headers).send(Readable.from(content, { objectMode: false }).once('close', isOver)),
    )
  })
}

async function* cellsOf(
  { columns, rows }: Exported,
  saying: Saying,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const page of rows) yield page.map((row) => columns.map((column) => cellOf(column, row, saying)))
}
