// What every route of one web server shares.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '#base/problem'
import type { Platform } from '../ports.ts'
import type { Caller, Callers } from './callers.ts'
import { type Locale, localeOf } from './locale.ts'
import { say, type Texts } from './messages.ts'
import type { HttpSettings } from './settings.ts'
import { statusOf } from './status.ts'

export type House = {
  readonly platform: Platform
  readonly settings: HttpSettings
  readonly texts: Texts
  readonly callers: Callers
  readonly now: () => Date
  readonly newId: () => string
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null until known, and on open addresses. */
    caller: Caller | null
  }
  interface FastifyContextConfig {
    isOpen?: boolean
    /** Also for somebody who is still to choose a password of their own. */
    isBeforePassword?: boolean
    /** The scope that a token needs; `write` when absent. */
    needs?: 'read' | 'write'
  }
}

/** The language of the caller, else the one the request asks for. */
export const localeFor = (request: FastifyRequest): Locale =>
  request.caller?.actor.locale ?? localeOf(request.headers['accept-language'])

/** Problems with their sentences in the caller's language. */
export const saidTo = (
  { texts }: Pick<House, 'texts'>,
  request: FastifyRequest,
  problems: readonly Problem[],
) => problems.map((problem) => say(texts, localeFor(request), problem))

/** Answers with problems: their sentences in the caller's language, the status of the first. */
export function refuse(
  house: Pick<House, 'texts'>,
  request: FastifyRequest,
  reply: FastifyReply,
  problems: readonly Problem[],
): FastifyReply {
  const [first] = problems
  return reply
    .code(first === undefined ? 500 : statusOf(first))
    .type('application/json; charset=utf-8')
    .send({ problems: saidTo(house, request, problems) })
}
