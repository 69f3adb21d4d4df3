// Records for integrations: one address per object and record, carried out by the same engine calls as everything else.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Change, Values, Written } from '#kernel/records'
import type { Json, Row } from '#kernel/schema'
import { answering, originOf } from '../answering.ts'
import type { Caller } from '../callers.ts'
import type { House } from '../house.ts'
import { flattened, type LinesOf, type Nested } from '../lines.ts'
import { type ListParameters, listQuery } from '../list-query.ts'
import { operations } from '../operations.ts'
import { most } from '../wire.ts'

export function recordRoutes(app: FastifyInstance, house: House): void {
  reading(app, house)
  changing(app, house)
  acting(app, house)
}

function reading(app: FastifyInstance, house: House): void {
  answering(app, house, operations.list, async ({ caller: { engine, actor }, params, query }) => {
    const asked = listQuery(params.object, query as ListParameters)
    return asked.ok ? engine.read(actor, asked.value) : asked
  })
  answering(app, house, operations.read, ({ caller, params, query, reply }) =>
    one(caller, params.object, params.id, query as ListParameters, reply),
  )
}

function changing(app: FastifyInstance, house: House): void {
  answering(app, house, operations.create, async ({ caller, params: { object }, body, request, reply }) => {
    // Whatever came as JSON is JSON.
    const made = flattened(linesIn(caller), house.newId, object, body as Nested)
    if (!made.ok) return made
    const [first] = made.value
    if (first === undefined || made.value.length > most.changes)
      return failed(problem('http.badRequest', [], { reason: 'maxItems', place: '' }))
    const written = await caller.engine.write(caller.actor, originOf(request, caller), made.value)
    if (!written.ok) return written
    void reply.header('location', `/api/records/${object}/${first.id}`)
    return readBack(caller, object, first.id, written.value, reply)
  })
  answering(app, house, operations.update, async ({ caller, params, query, body, request, reply }) => {
    const { object, id } = params
    const values = body as Values
    const expected = versionOf(request, query.version)
    if (!expected.ok) return expected
    const change: Change = { kind: 'update', object, id, values, ...expected.value }
    const written = await caller.engine.write(caller.actor, originOf(request, caller), [change])
    return written.ok ? readBack(caller, object, id, written.value, reply) : written
  })
  answering(app, house, operations.remove, async ({ caller, params: { object, id }, query, request }) => {
    const expected = versionOf(request, query.version)
    if (!expected.ok) return expected
    const change: Change = { kind: 'remove', object, id, ...expected.value }
    const written = await caller.engine.write(caller.actor, originOf(request, caller), [change])
    return written.ok ? ok(undefined) : written
  })
}

function acting(app: FastifyInstance, house: House): void {
  answering(app, house, operations.act, async ({ caller, params, query, body, request }) => {
    const expected = versionOf(request, query.version)
    if (!expected.ok) return expected
    const input = (body ?? {}) as { readonly [name: string]: Json }
    const change: Change = { kind: 'act', ...params, input, ...expected.value }
    return caller.engine.write(caller.actor, originOf(request, caller), [change])
  })
  answering(app, house, operations.actOnObject, ({ caller, params, body, request }) => {
    const input = (body ?? {}) as { readonly [name: string]: Json }
    const change: Change = { kind: 'act', ...params, id: null, input }
    return caller.engine.write(caller.actor, originOf(request, caller), [change])
  })
}

async function one(
  { engine, actor }: Caller,
  object: string,
  id: string,
  parameters: ListParameters,
  reply: FastifyReply,
): Promise<Result<Row>> {
  const asked = listQuery(object, parameters)
  if (!asked.ok) return asked
  const filter = { field: 'id', is: 'eq', value: id } as const
  const read = await engine.read(actor, { ...asked.value, filter, limit: 1 })
  if (!read.ok) return read
  const [row] = read.value.rows
  if (row === undefined) return failed(problem('records.missing', ['id'], { object, id }))
  if (typeof row.version === 'number') void reply.header('etag', `"${row.version}"`)
  return ok(row)
}

// What somebody may create they may not always read; then they learn its id and version only.
async function readBack(
  caller: Caller,
  object: string,
  id: string,
  written: Written,
  reply: FastifyReply,
): Promise<Result<Row>> {
  const row = await one(caller, object, id, {}, reply)
  const version = written.records.find((record) => record.id === id)?.version ?? 1
  // What is told this once, such as the secret of a new webhook.
  const told = written.outputs.length > 0 ? { $outputs: written.outputs } : {}
  return ok({ ...(row.ok ? row.value : { id, version }), ...told })
}

/** The version that a change expects: If-Match as `"3"` or `3`, else the parameter; `*` expects any. */
function versionOf(request: FastifyRequest, parameter: string | undefined): Result<{ version?: number }> {
  const match = request.headers['if-match']
  if (match === undefined || match === '*') return ok(parameter ? { version: Number(parameter) } : {})
  const [, digits] = /^(?:W\/)?"?(\d{1,9})"?$/.exec(match.trim()) ?? []
  if (digits !== undefined) return ok({ version: Number(digits) })
  return failed(problem('http.badRequest', ['if-match'], { reason: 'pattern', place: 'if-match' }))
}

/** The lines fields of objects, as the workspace's schema has them now. */
function linesIn({ engine }: Caller): LinesOf {
  const schema = engine.schema()
  return (object) => {
    const fields = schema.object(object)?.fields ?? []
    return new Map(fields.flatMap((field) => (field.type === 'lines' ? [[field.name, field] as const] : [])))
  }
}
