// The built web pages, as they were compressed when they were built: hashed files for ever, the page itself always fresh, and every other address is the page.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { nothingHere } from '../failures.ts'
import type { House } from '../house.ts'

const ofServer = /^\/(api|health|metrics)(\/|$|\?)/

export async function pageRoutes(app: FastifyInstance, house: House): Promise<void> {
  const { web } = house.settings
  const hasPages = web !== null && existsSync(join(web, 'index.html'))
  if (hasPages)
    await app.register(fastifyStatic, {
      root: web,
      wildcard: false,
      index: ['index.html'],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.setHeader('cache-control', keeping(path))
        reply.setHeader('vary', 'accept-encoding')
        // The worker that opens the pages without a network answers for every address.
        if (/[\\/]sw\.js$/.test(path)) reply.setHeader('service-worker-allowed', '/')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    if (ofServer.test(request.url) || !wantsPage(request)) return nothingHere(house, request, reply)
    if (hasPages) return reply.sendFile('index.html')
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .send('The web pages are not built. Run: npm run build\n')
  })
}

const keeping = (path: string): string =>
  /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'

const wantsPage = ({ method, headers, url }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !url.startsWith('/assets/') &&
  (headers.accept === undefined || /text\/html|\*\/\*/.test(headers.accept))
