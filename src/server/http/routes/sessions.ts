// Where somebody is signed in, and signing out there: oneself, or whom one may switch off altogether.
import type { FastifyInstance } from 'fastify'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { answering } from '../answering.ts'
import type { Caller } from '../callers.ts'
import type { House } from '../house.ts'
import { operations } from '../operations.ts'

export function sessionListRoutes(app: FastifyInstance, house: House): void {
  const { sessions, bus } = house.platform
  answering(app, house, operations.sessions, async ({ caller, query }) => {
    const person = await meant(caller, query.person)
    return person.ok ? ok(await sessions.list(caller.session, person.value)) : person
  })
  const end = async (caller: Caller, asked: string | undefined, id?: string): Promise<Result<unknown>> => {
    const person = await meant(caller, asked)
    if (!person.ok) return person
    await sessions.end(caller.session, person.value, id)
    // Streams end and answers are refused at once; pages whose session goes on come back by themselves.
    bus.publish('session', { workspace: caller.session.workspace, id: person.value })
    return ok(undefined)
  }
  answering(app, house, operations.endSessions, ({ caller, query }) => end(caller, query.person))
  answering(app, house, operations.endSession, ({ caller, query, params }) =>
    end(caller, query.person, params.id),
  )
}

/** Whose sessions are asked for. A token may not: it is no sign of who sits there. Problem: access.denied. */
async function meant({ engine, actor, session }: Caller, person = actor.id): Promise<Result<string>> {
  const denied = failed(problem('access.denied'))
  if (session.kind !== 'session') return denied
  if (person === actor.id) return ok(person)
  // Whoever may say that somebody no longer works here signs them out by it; so they may do the lesser thing.
  const may = await engine.abilities(actor, 'identity.person', person)
  return may.ok && may.value.update && may.value.writable.includes('active') ? ok(person) : denied
}
