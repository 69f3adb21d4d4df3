// What a share link shows, to whoever has it and nothing else: no session is asked for, looked at or made.
import type { FastifyInstance } from 'fastify'
import { routeOf } from '../answering.ts'
import { limit, tooOften } from '../gate.ts'
import { type House, refuse } from '../house.ts'
import { operations } from '../operations.ts'

type Attempt = { readonly token: string; readonly password?: string }

export function sharedRoutes(app: FastifyInstance, house: House): void {
  const { settings, platform } = house
  const perAddress = limit(app, settings.signInsPerAddress, ({ ip }) => ip)
  const perLink = limit(app, settings.signInsPerLogin, ({ body }) => (body as Attempt).token)
  app.route({
    ...routeOf(operations.shared),
    async handler(request, reply) {
      const { token, password } = request.body as Attempt
      // Many may open a link; who guesses its password has few tries, from wherever they come.
      const seconds = (await perAddress(request)) ?? (password === undefined ? null : await perLink(request))
      if (seconds !== null) return tooOften(house, request, reply, seconds)
      const opened = await platform.links.open({ token, password, ip: request.ip })
      if (!opened.ok) return refuse(house, request, reply, opened.problems)
      return reply.header('cache-control', 'no-store').send(opened.value)
    },
  })
}
