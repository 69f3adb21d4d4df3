// Puts the web server together: protections, the gate, and the few routes.

import { randomUUID } from 'node:crypto'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { Live } from '../live/live.ts'
import type { Platform } from '../ports.ts'
import { openCallers } from './callers.ts'
import { answer, putFailures } from './failures.ts'
import { putGate } from './gate.ts'
import type { House } from './house.ts'
import { parseJson } from './json-body.ts'
import type { Texts } from './messages.ts'
import { mebibyte } from './operations.ts'
import { documentPages, documentRoute } from './routes/document.ts'
import { engineRoutes } from './routes/engine.ts'
import { exportRoutes } from './routes/exports.ts'
import { fileRoutes } from './routes/files.ts'
import { figureRoutes, healthRoutes } from './routes/health.ts'
import { importRoutes } from './routes/imports.ts'
import { liveRoutes } from './routes/live.ts'
import { pageRoutes } from './routes/pages.ts'
import { printRoutes } from './routes/prints.ts'
import { questionRoutes } from './routes/questions.ts'
import { recordRoutes } from './routes/records.ts'
import { sessionRoutes } from './routes/session.ts'
import { sessionListRoutes } from './routes/sessions.ts'
import { sharedRoutes } from './routes/shared.ts'
import type { HttpSettings } from './settings.ts'
import { Misshapen, validatorCompiler } from './validation.ts'

export type AppOptions = {
  readonly platform: Platform
  readonly settings: HttpSettings
  readonly texts: Texts
  readonly now: () => Date
  readonly newId: () => string
  /** Null keeps quiet. Secrets must be redacted by the logger; see log.ts. */
  readonly logger: FastifyBaseLogger | null
}

/** A server that is ready to listen, or to be asked by `inject`. Closing it leaves the platform open. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const callers = openCallers(options.platform, () => options.now().getTime())
  const house: House = { ...options, callers }
  const app = Fastify({
    ...(options.logger === null ? { logger: false } : { loggerInstance: options.logger }),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.settings.trustProxy,
    bodyLimit: mebibyte,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 120_000,
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => void answer(house, error, request, reply),
  })
  app.setValidatorCompiler(validatorCompiler)
  readJson(app)
  putFailures(app, house)
  await protect(app, house)
  const live = new Live(house.platform, (error) => app.log.error({ err: error }, 'live push failed'))
  app.addHook('preClose', async () => live.close())
  await routes(app, house, live)
  app.addHook('onClose', async () => callers.close())
  return app
}

function readJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    const parsed = parseJson(String(text))
    if (parsed.ok) done(null, parsed.value)
    else done(new Misshapen(parsed.problems))
  })
}

async function protect(app: FastifyInstance, { settings }: House): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The component library writes its styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        // A sheet that is being designed is drawn from what the page was answered.
        frameSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Over plain HTTP browsers ignore it; behind a proxy that speaks TLS it holds.
    strictTransportSecurity: { maxAge: 31_536_000 },
    frameguard: { action: 'deny' },
  })
  await app.register(compress, {
    threshold: 1400,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  await app.register(rateLimit, { global: false })
  await app.register(multipart, { throwFileSizeLimit: false, limits: { fileSize: settings.maxFile } })
}

async function routes(app: FastifyInstance, house: House, live: Live): Promise<void> {
  figureRoutes(app, house)
  healthRoutes(app, house)
  documentPages(app)
  await app.register(async (behind) => {
    putGate(behind, house)
    sessionRoutes(behind, house)
    sessionListRoutes(behind, house)
    sharedRoutes(behind, house)
    engineRoutes(behind, house)
    questionRoutes(behind, house)
    recordRoutes(behind, house)
    fileRoutes(behind, house)
    importRoutes(behind, house)
    exportRoutes(behind, house)
    printRoutes(behind, house)
    liveRoutes(behind, house, live)
    documentRoute(behind, house)
  })
  await pageRoutes(app, house)
}
