// Large answers that many ask for and that seldom change: written, signed and compressed once, then only confirmed.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

type Written = { readonly tag: string; readonly body: Buffer; small?: Promise<Buffer> }

const compressed = promisify(brotliCompress)
/** Dearer than what is compressed for one answer: the work is shared by all who ask. */
const quality = 6

const written = new WeakMap<object, Written>()

/** Answers with a value that nobody changes any more; what was made of it is kept for as long as the value is. */
export async function sendOnce(
  request: FastifyRequest,
  reply: FastifyReply,
  value: object,
): Promise<FastifyReply> {
  const known = written.get(value) ?? write(value)
  written.set(value, known)
  const vary = 'cookie, authorization, accept-encoding'
  void reply.headers({ etag: known.tag, 'cache-control': 'private, no-cache', vary })
  if (sameTag(request.headers['if-none-match'], known.tag)) return reply.code(304).send()
  void reply.type('application/json; charset=utf-8')
  if (!/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(known.body)
  known.small ??= compressed(known.body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
  return reply.header('content-encoding', 'br').send(await known.small)
}

function write(value: object): Written {
  const body = Buffer.from(JSON.stringify(value))
  return { tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`, body }
}

// A compressing proxy may have made the tag weak (RFC 9110 §8.8.3).
const sameTag = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
