// The OpenAPI document of the caller's workspace, and pages to read it with.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { ok } from '#base/result'
import { answering } from '../answering.ts'
import { type House, localeFor } from '../house.ts'
import { openApiDocument } from '../openapi/document.ts'
import { operations } from '../operations.ts'

export function documentRoute(app: FastifyInstance, house: House): void {
  answering(app, house, operations.document, async ({ caller: { engine, actor }, request, reply }) => {
    void reply.header('cache-control', 'private, no-cache')
    return ok(openApiDocument(await engine.metadata(actor), localeFor(request)))
  })
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Baton API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/begin.js"></script>
  </body>
</html>
`

const begin = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  requestInterceptor: (request) => {
    request.headers['x-baton'] = '1'
    return request
  },
})
`

const ours: Readonly<Record<string, readonly [string, string]>> = {
  '': [page, 'text/html; charset=utf-8'],
  'begin.js': [begin, 'text/javascript; charset=utf-8'],
}
const theirs: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

/** The reading pages hold nothing of a workspace: the document behind them asks for the session. */
export function documentPages(app: FastifyInstance): void {
  const folder = dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui'))
  for (const [name, [text, type]] of Object.entries(ours))
    app.get(`/api/docs${name && '/'}${name}`, async (_request, reply) => reply.type(type).send(text))
  for (const [name, type] of Object.entries(theirs))
    app.get(`/api/docs/${name}`, async (_request, reply) => {
      const content = await readFile(join(folder, 'static', name))
      return reply.type(type).header('cache-control', 'public, max-age=86400').send(content)
    })
}
