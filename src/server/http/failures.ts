// What a request that threw is answered with: never a stack, always a problem.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DatabaseFailure } from '#base/database'
import { type Problem, problem } from '#base/problem'
import { type House, refuse } from './house.ts'
import { mebibyte } from './operations.ts'
import { Misshapen } from './validation.ts'

type Thrown = Partial<FastifyError> & { readonly problems?: unknown }

/** A thrown Misshapen carries its own problems; everything else is told by its code. */
export function problemsOf(error: Thrown, request: FastifyRequest): readonly Problem[] {
  if (error instanceof Misshapen) return error.problems
  if (error instanceof DatabaseFailure && error.kind === 'connection') return [problem('http.unavailable')]
  if (error instanceof DatabaseFailure && error.kind === 'timeout') return [problem('http.timeout')]
  return [byCode(error, request) ?? problem('http.unexpected', [], { request: request.id })]
}

function byCode({ code = '', statusCode = 500 }: Thrown, request: FastifyRequest): Problem | null {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE')
    return problem('http.tooLarge', [], { limit: sizeText(request.routeOptions.bodyLimit) })
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return problem('http.unsupportedType')
  return statusCode >= 400 && statusCode < 500
    ? problem('http.badRequest', [], { reason: reasonOf(code), place: '' })
    : null
}

const reasonOf = (code: string): string => code.replace(/^FST_(ERR_)?/, '').toLowerCase() || 'request'

export const sizeText = (bytes: number): string =>
  bytes >= mebibyte ? `${Math.floor(bytes / mebibyte)} MB` : `${Math.floor(bytes / 1024)} KB`

/** Handlers for errors and for addresses that nothing answers to. */
export function putFailures(app: FastifyInstance, house: House): void {
  app.setErrorHandler((error: Thrown, request, reply) => answer(house, error, request, reply))
}

export function answer(
  house: House,
  error: Thrown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problems = problemsOf(error, request)
  const isOurs = problems.some(({ code }) => /^http\.(unexpected|unavailable|timeout)$/.test(code))
  if (isOurs) request.log.error({ err: error, request: request.id }, 'a request failed')
  if (problems[0]?.code === 'http.unavailable') void reply.header('retry-after', '2')
  return refuse(house, request, reply, problems)
}

export const nothingHere = (house: House, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  refuse(house, request, reply, [problem('http.notFound')])
