// Records as PDF, and the sheet that is being designed.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ok, type Result } from '#base/result'
import { downloadHeaders } from '#kernel/files'
import type { PrintedDocument } from '#kernel/print'
import type { PrintLayout } from '#kernel/schema'
import { openPrinter } from '../../print/printer.ts'
import { answering, originOf } from '../answering.ts'
import type { Caller } from '../callers.ts'
import { type House, localeFor } from '../house.ts'
import type { Locale } from '../locale.ts'
import { operations } from '../operations.ts'

export function printRoutes(app: FastifyInstance, house: House): void {
  const printer = openPrinter(house.now)
  app.addHook('onClose', () => printer.close())

  async function answered(
    printed: Result<PrintedDocument>,
    { engine, actor }: Caller,
    reply: FastifyReply,
  ): Promise<Result<unknown>> {
    const open = (id: string) => house.platform.files.open(engine, actor, id)
    const drawn = printed.ok ? await printer.draw(printed.value, open) : printed
    if (!drawn.ok || !printed.ok) return drawn
    const file = {
      name: `${fileName(printed.value.title)}.pdf`,
      mediaType: 'application/pdf',
      size: drawn.value.length,
    }
    // What it says today it need not say tomorrow.
    return ok(
      reply.headers({ ...downloadHeaders(file), 'cache-control': 'private, no-store' }).send(drawn.value),
    )
  }

  answering(app, house, operations.print, async ({ caller, params, query, request, reply }) => {
    const { object, id, layout } = params
    const wish = {
      object,
      id,
      layout,
      language: spoken(query.language, request),
      address: addressOf(request, object, id),
      ...(query.as === undefined ? {} : { as: query.as }),
    }
    return answered(await caller.engine.print(caller.actor, originOf(request, caller), wish), caller, reply)
  })
  answering(app, house, operations.printDraft, async ({ caller, body, request, reply }) => {
    const { object, id, layout } = body
    const wish = {
      object,
      ...(id === undefined ? {} : { id }),
      // Its shape was checked; that its formulas hold is judged by the engine.
      layout: layout as PrintLayout,
      language: spoken(body.language, request),
      address: addressOf(request, object, id ?? 'sample'),
    }
    return answered(await caller.engine.printDraft(caller.actor, wish), caller, reply)
  })
  answering(app, house, operations.shippedPrints, async ({ caller: { engine, actor }, params }) =>
    engine.shippedPrints(actor, params.object),
  )
}

const spoken = (language: Locale | undefined, request: FastifyRequest): Locale =>
  language ?? localeFor(request)

/** Where the record is found in a browser. */
const addressOf = (request: FastifyRequest, object: string, id: string): string =>
  `${request.protocol}://${request.host}/o/${encodeURIComponent(object)}/${encodeURIComponent(id)}`

/** What every file system takes as a name. */
const fileName = (title: string): string => title.replace(/[\p{Cc}\\/:*?"<>|]/gu, '_').slice(0, 150)
