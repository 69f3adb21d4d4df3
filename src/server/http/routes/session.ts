// Signing in and out, and who is signed in.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Recognised } from '../../ports.ts'
import { answering, routeOf } from '../answering.ts'
import type { Caller } from '../callers.ts'
import { limit, secretOf, tooOften } from '../gate.ts'
import { type House, refuse } from '../house.ts'
import { operations } from '../operations.ts'
import { clearedSession, sessionHeader } from '../secret-cookie.ts'

type Opened = { readonly secret: string; readonly session: Recognised }
type Credentials = { readonly workspace?: string; readonly login: string; readonly password: string }

export function sessionRoutes(app: FastifyInstance, house: House): void {
  signInRoute(app, house)
  passwordRoute(app, house)
  answering(app, house, operations.session, async ({ caller }) => ok(await described(caller)))
  answering(app, house, operations.signOut, async ({ caller, request, reply }) => {
    const secret = secretOf(request) ?? ''
    await house.platform.sessions.signOut(secret)
    house.callers.forget(secret)
    house.platform.bus.publish('session', { workspace: caller.session.workspace, id: caller.session.id })
    void reply.header('set-cookie', clearedSession(isSecure(request)))
    return ok(undefined)
  })
}

function signInRoute(app: FastifyInstance, house: House): void {
  const { settings, callers } = house
  const perAddress = limit(app, settings.signInsPerAddress, ({ ip }) => ip)
  const perLogin = limit(app, settings.signInsPerLogin, ({ body }) => loginKey(body as Credentials))
  app.route({
    ...routeOf(operations.signIn),
    async handler(request, reply) {
      const seconds = (await perAddress(request)) ?? (await perLogin(request))
      if (seconds !== null) return tooOften(house, request, reply, seconds)
      const signedIn = await signIn(house, request, request.body as Credentials)
      if (!signedIn.ok) return refuse(house, request, reply, signedIn.problems)
      const { secret } = signedIn.value
      const caller = await callers.find(secret)
      if (caller === null) return refuse(house, request, reply, [problem('identity.signInFailed')])
      request.caller = caller
      keep(house, request, reply, signedIn.value)
      return reply.send(await described(caller))
    },
  })
}

/** Hands the session to the browser. */
function keep(house: House, request: FastifyRequest, reply: FastifyReply, { secret, session }: Opened): void {
  const maxAgeSeconds = session.expiresAt === null ? null : secondsUntil(session.expiresAt, house.now())
  void reply.header('set-cookie', sessionHeader(secret, { secure: isSecure(request), maxAgeSeconds }))
}

/** A token may not: it is no sign of who sits there. */
function passwordRoute(app: FastifyInstance, house: House): void {
  const { bus, sessions } = house.platform
  answering(app, house, operations.changePassword, async ({ caller, body, request, reply }) => {
    const { session, actor } = caller
    if (session.kind !== 'session') return failed(problem('access.denied'))
    const changed = await sessions.changePassword(session, {
      ...body,
      ip: request.ip,
      agent: agentOf(request),
    })
    if (!changed.ok) return changed
    house.callers.forget(secretOf(request) ?? '')
    bus.publish('session', { workspace: session.workspace, id: actor.id })
    keep(house, request, reply, changed.value)
    return ok(await described({ ...caller, session: changed.value.session }))
  })
}

const agentOf = ({ headers }: FastifyRequest): string => (headers['user-agent'] ?? '').slice(0, 300)

const secondsUntil = (instant: string, now: Date): number =>
  Math.max(0, Math.floor((Date.parse(instant) - now.getTime()) / 1000))

const loginKey = ({ workspace = '', login }: Credentials): string =>
  `${workspace}\n${login.trim().toLowerCase()}`

async function signIn(house: House, request: FastifyRequest, { workspace, login, password }: Credentials) {
  const chosen = workspace ?? (await onlyWorkspace(house))
  if (chosen === undefined) return failed(problem('identity.signInFailed'))
  const agent = agentOf(request)
  return house.platform.sessions.signIn({ workspace: chosen, login, password, ip: request.ip, agent })
}

// Where there is one workspace nobody needs to name it.
async function onlyWorkspace({ platform }: House): Promise<string | undefined> {
  const ids = await platform.engines.workspaceIds()
  return ids.length === 1 ? ids[0] : undefined
}

const isSecure = ({ protocol }: FastifyRequest): boolean => protocol === 'https'

async function described({ engine, actor, session }: Caller) {
  const person = await personRow(
    engine.read(actor, {
      object: 'identity.person',
      fields: ['name', 'title', 'department'],
      filter: { field: 'id', is: 'eq', value: actor.id },
      limit: 1,
    }),
  )
  const { id, name, zone } = engine.workspace
  return {
    me: {
      id: actor.id,
      name: person.name ?? actor.name,
      title: person.title ?? null,
      department: actor.department,
      departmentName: person.department$title ?? null,
      roles: actor.roles,
      locale: actor.locale,
      mustChange: session.mustChange,
    },
    workspace: { id, name, zone },
  }
}

// Somebody who may not read their own record is still somebody.
async function personRow(
  reading: Promise<Result<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>>,
): Promise<Readonly<Record<string, unknown>>> {
  const read = await reading
  return read.ok ? (read.value.rows[0] ?? {}) : {}
}
