// Registers one operation of the table with the function that carries it out.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Result } from '#base/result'
import type { Origin, Source } from '#kernel/access'
import type { Caller } from './callers.ts'
import { type House, refuse } from './house.ts'
import type { Operation } from './operations.ts'

/** One request as a handler sees it: shapes already checked. */
export type Asked<P extends TSchema, Q extends TSchema, B extends TSchema> = {
  readonly caller: Caller
  readonly params: Static<P>
  readonly query: Static<Q>
  readonly body: Static<B>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Answers 200 (or the operation's status) with the value, or the problems. */
export function answering<P extends TSchema, Q extends TSchema, B extends TSchema>(
  app: FastifyInstance,
  house: House,
  operation: Operation<P, Q, B>,
  carryOut: (asked: Asked<P, Q, B>) => Promise<Result<unknown>>,
): void {
  app.route({
    ...routeOf(operation),
    async handler(request, reply) {
      // The gate lets no one without a caller come here.
      const { caller } = request
      if (caller === null) throw new Error('a closed address was asked without a caller')
      const { params, query, body } = request as { params: Static<P>; query: Static<Q>; body: Static<B> }
      const result = await carryOut({ caller, params, query, body, request, reply })
      if (!result.ok) return refuse(house, request, reply, result.problems)
      // A handler that has sent something else than JSON says so by answering with the reply itself.
      if (result.value === reply) return reply
      return reply.code(operation.status ?? 200).send(result.value)
    },
  })
}

/** What Fastify is told of an operation. */
export function routeOf<P extends TSchema, Q extends TSchema, B extends TSchema>(
  operation: Operation<P, Q, B>,
): Pick<RouteOptions, 'method' | 'url' | 'schema' | 'config'> {
  const { method, path, params, query, body, bodyLimit, isOpen, isBeforePassword, isQuestion } = operation
  return {
    method,
    url: path,
    schema: {
      ...(params ? { params } : {}),
      ...(query ? { querystring: query } : {}),
      ...(body ? { body } : {}),
    },
    config: {
      isOpen: isOpen === true,
      isBeforePassword: isBeforePassword === true,
      needs: method === 'GET' || isQuestion ? 'read' : 'write',
    },
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
  }
}

const ofPages: readonly Source[] = ['form', 'import', 'offline']

/** Where a write came from. A page may say that it imports or catches up; a token is always the interface. */
export function originOf(
  request: FastifyRequest,
  { session }: Pick<Caller, 'session'>,
  reason?: string,
): Origin {
  const said = ofPages.find((source) => source === request.headers['x-baton-source'])
  const source = session.kind === 'token' ? 'api' : (said ?? 'form')
  return { source, ip: request.ip, ...(reason === undefined ? {} : { reason }) }
}
