// What every request passes before its body is read: who asks, how often, and whether a page of ours sent it.
import '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '#base/problem'
import { type House, refuse } from './house.ts'
import { bearerSecret, readCookie, sessionCookie } from './secret-cookie.ts'

const minuteMs = 60_000

type Limit = (request: FastifyRequest) => Promise<number | null>

/** Puts the gate before every route of `app`. Routes with `isOpen` need no caller. */
export function putGate(app: FastifyInstance, house: House): void {
  const perSession = limit(app, house.settings.perSession, (request) => request.caller?.session.id ?? '')
  const perAddress = limit(app, house.settings.perAddress, ({ ip }) => ip)
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request, reply) => {
    const secret = secretOf(request)
    const known = secret === undefined ? undefined : house.callers.remembered(secret)
    request.caller = (await known) ?? null
    // Whoever is not known by now costs a look into the database or more: counted by address first.
    if (request.caller === null) {
      const seconds = await perAddress(request)
      if (seconds !== null) return tooOften(house, request, reply, seconds)
    }
    if (secret !== undefined && known === undefined) request.caller = await house.callers.find(secret)
    if (request.caller === null) return isOpen(request) ? undefined : signedOut(house, request, reply)
    if (!isWithin(request)) return refuse(house, request, reply, [problem('access.denied')])
    if (mustChange(request)) return refuse(house, request, reply, [problem('identity.mustChange')])
    const seconds = await perSession(request)
    if (seconds !== null) return tooOften(house, request, reply, seconds)
    if (isForgeable(request)) return refuse(house, request, reply, [problem('http.missingHeader')])
  })
}

/** The secret that came with a request: a token's before a cookie's. */
export const secretOf = ({ headers }: FastifyRequest): string | undefined =>
  bearerSecret(headers.authorization) ?? readCookie(headers.cookie, sessionCookie)

const isOpen = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.isOpen === true

const signedOut = (house: House, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  refuse(house, request, reply, [problem('identity.signedOut')])

// A token may be made for less than its person may do.
function isWithin({ caller, routeOptions }: FastifyRequest): boolean {
  const scopes = caller?.session.scopes ?? null
  return scopes === null || scopes.includes(routeOptions.config.needs ?? 'write')
}

// Who was given a password chooses one of their own before anything else.
const mustChange = ({ caller, routeOptions: { config } }: FastifyRequest): boolean =>
  caller?.session.mustChange === true && config.isOpen !== true && config.isBeforePassword !== true

// Another site's page can make a browser send the cookie, but not a header of its own.
const isForgeable = ({ method, headers }: FastifyRequest): boolean =>
  !['GET', 'HEAD', 'OPTIONS'].includes(method) &&
  bearerSecret(headers.authorization) === undefined &&
  headers['x-baton'] !== '1'

/** Counts a request under a key; the seconds to wait once there were more than `most` in a minute, else null. */
export function limit(app: FastifyInstance, most: number, key: (request: FastifyRequest) => string): Limit {
  const take = app.createRateLimit({ max: most, timeWindow: minuteMs, keyGenerator: key })
  return async (request) => {
    const taken = await take(request)
    return taken.isAllowed || !taken.isExceeded ? null : Math.max(1, taken.ttlInSeconds)
  }
}

/** 429 with the seconds to wait. */
export function tooOften(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  seconds: number,
): FastifyReply {
  void reply.header('retry-after', String(seconds))
  return refuse(house, request, reply, [problem('http.rateLimited', [], { seconds })])
}
