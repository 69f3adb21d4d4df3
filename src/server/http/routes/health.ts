// Whether this node lives, whether it can work, and its figures.
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { nothingHere } from '../failures.ts'
import type { House } from '../house.ts'
import { bearerSecret } from '../secret-cookie.ts'

const patienceMs = 2000

export function healthRoutes(app: FastifyInstance, house: House): void {
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const isReady = await Promise.race([
      ready(house).catch(() => false),
      new Promise<boolean>((resolve) => setTimeout(resolve, patienceMs, false).unref()),
    ])
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'notReady' })
  })
}

async function ready({ platform }: House): Promise<boolean> {
  await platform.ping()
  await platform.engines.workspaceIds()
  return true
}

/** Counts every request by route, and shows the figures to this machine and to whoever has the token. */
export function figureRoutes(app: FastifyInstance, house: House): void {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const seconds = new Histogram({
    name: 'baton_http_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  })
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const labels = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) }
    seconds.observe(labels, reply.elapsedTime / 1000)
  })
  app.addHook('onClose', async () => register.clear())
  app.get('/metrics', async (request, reply) =>
    maySee(request, house.settings.metricsToken)
      ? reply.type(register.contentType).send(await register.metrics())
      : nothingHere(house, request, reply),
  )
}

// A proxy on this machine speaks for everybody: behind one only the token counts.
function maySee({ socket, headers }: FastifyRequest, token: string | null): boolean {
  const given = bearerSecret(headers.authorization)
  if (token !== null && given !== undefined) return equal(given, token)
  const isNear = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(socket.remoteAddress ?? '')
  return isNear && headers['x-forwarded-for'] === undefined
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
