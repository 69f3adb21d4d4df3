// Files in and out.
import type { MultipartFields } from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { type Problem, problem } from '#base/problem'
import { ok } from '#base/result'
import { downloadHeaders } from '#kernel/files'
import { answering } from '../answering.ts'
import { sizeText } from '../failures.ts'
import { type House, refuse } from '../house.ts'
import { isStorable } from '../json-body.ts'
import { operations } from '../operations.ts'
import { Misshapen } from '../validation.ts'

export function fileRoutes(app: FastifyInstance, house: House): void {
  upload(app, house)
  answering(app, house, operations.openFile, async ({ caller: { engine, actor }, params, reply }) => {
    const opened = await house.platform.files.open(engine, actor, params.id)
    if (!opened.ok) return opened
    const { file, content } = opened.value
    return ok(reply.headers(downloadHeaders({ ...file, mediaType: file.type })).send(content))
  })
}

function upload(app: FastifyInstance, house: House): void {
  const { maxFile } = house.settings
  app.route({
    method: 'POST',
    url: '/api/files',
    bodyLimit: maxFile + 100_000,
    async handler(request, reply) {
      const { caller } = request
      if (caller === null) throw new Error('a closed address was asked without a caller')
      const part = await request
        .file({ limits: { fileSize: maxFile, files: 1, fields: 10, fieldSize: 1000 } })
        .catch(broken)
      const name = (part?.filename ?? '').trim().slice(0, 255)
      if (part === undefined || name === '' || !isStorable(name))
        throw new Misshapen([unreadable('required')])
      const id = wishedId(part.fields.id)
      const type = /^[\w.+-]+\/[\w.+-]+$/.test(part.mimetype) ? part.mimetype : 'application/octet-stream'
      const { engine, actor } = caller
      // What breaks while it is read was broken off by the sender.
      const kept = await house.platform.files
        .keep(engine, actor, { ...id, name, type, content: part.file })
        .catch((error: unknown) => (part.file.errored === null ? Promise.reject(error) : broken(error)))
      if (part.file.truncated)
        return refuse(house, request, reply, [
          problem('http.tooLarge', ['file'], { limit: sizeText(maxFile) }),
        ])
      return kept.ok ? reply.code(201).send(kept.value) : refuse(house, request, reply, kept.problems)
    },
  })
}

/** The id that the sender gave the file, in a field before it. */
function wishedId(field: MultipartFields[string]): { readonly id?: string } {
  if (field === undefined) return {}
  const value = 'value' in field ? field.value : undefined
  if (typeof value !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value))
    throw new Misshapen([problem('http.badRequest', ['id'], { reason: 'format', place: 'id' })])
  return { id: value }
}

const unreadable = (reason: string): Problem =>
  problem('http.badRequest', ['file'], { reason, place: 'file' })

// The reader of forms throws plain errors for what is no form; those with a code say more themselves.
function broken(error: unknown): never {
  throw typeof (error as { code?: unknown }).code === 'string' ? error : new Misshapen([unreadable('form')])
}
