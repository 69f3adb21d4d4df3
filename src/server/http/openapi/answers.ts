// The answers that do not depend on a workspace's objects, as JSON Schema for the document.
import type { JsonSchema } from './field-schema.ts'

const text = { type: 'string' }
const maybe = { type: ['string', 'null'] }
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
const shape = (properties: JsonSchema): JsonSchema => ({ type: 'object', properties })

const whole = { type: 'integer' }
const conflictCounts = shape({ met: whole, listed: whole, byWish: whole, taking: whole })

const importView = shape({
  ...{ id: text, object: text, fileName: text, wish: { type: 'object' } },
  state: { enum: ['running', 'cancelling', 'done', 'failed', 'cancelled'] },
  done: { type: 'integer' },
  total: { type: ['integer', 'null'] },
  counts: shape({
    ...{ created: { type: 'integer' }, changed: { type: 'integer' } },
    ...{ unchanged: { type: 'integer' }, refused: { type: 'integer' } },
  }),
  heads: list(text),
  samples: { type: 'object' },
  conflicts: conflictCounts,
  effects: list(shape({ object: text, kind: text, rule: maybe, count: whole, examples: list({}) })),
  ...{ error: maybe, createdAt: text, updatedAt: text, by: maybe },
})

export const answerSchemas: Readonly<Record<string, JsonSchema>> = {
  Problems: shape({
    problems: list(shape({ code: text, path: list(text), params: { type: 'object' }, message: text })),
  }),
  Session: shape({
    me: shape({
      id: text,
      name: text,
      title: maybe,
      department: maybe,
      departmentName: maybe,
      roles: list(text),
      locale: { enum: ['zh-CN', 'en'] },
      mustChange: { type: 'boolean' },
    }),
    workspace: shape({ id: text, name: text, zone: text }),
  }),
  Shared: shape({
    ...{ title: text, sharedBy: text, expiresAt: text, isMore: { type: 'boolean' } },
    workspace: shape({ name: text, zone: text }),
    fields: list({ type: 'object' }),
    rows: list({ type: 'object' }),
  }),
  Sessions: list(
    shape({
      ...{ id: text, createdAt: text, lastSeenAt: text, ip: maybe, agent: maybe },
      isThis: { type: 'boolean' },
    }),
  ),
  Page: shape({
    rows: list({ type: 'object' }),
    next: text,
    total: shape({ value: { type: 'integer' }, exact: { type: 'boolean' } }),
  }),
  Written: shape({
    records: list(
      shape({
        object: text,
        id: text,
        version: { type: 'integer' },
        kind: { enum: ['create', 'update', 'remove', 'same'] },
      }),
    ),
    outputs: list({}),
    writeId: text,
  }),
  Abilities: shape({
    update: { type: 'boolean' },
    remove: { type: 'boolean' },
    writable: list(text),
    actions: list(shape({ name: text, blocked: list({ type: 'object' }) })),
    stages: list(shape({ key: text, missing: list({ type: 'object' }) })),
  }),
  History: shape({ rows: list({ type: 'object' }), next: text }),
  Cells: list(shape({ at: text, key: list(maybe), value: maybe, rows: { type: 'integer' } })),
  Groups: list(
    shape({
      ...{ key: list(maybe), title: list(maybe), count: { type: 'integer' }, sums: list(maybe) },
      counts: list({ type: 'integer' }),
    }),
  ),
  Answers: list(
    shape({
      ...{ ok: { type: 'boolean' }, value: {}, status: { type: 'integer' } },
      problems: list({ type: 'object' }),
    }),
  ),
  Inspection: shape({
    sheets: list(text),
    sheet: maybe,
    heading: { type: 'integer' },
    columns: list(shape({ name: text, kind: text, samples: list(text) })),
    guess: { type: 'object' },
    joins: maybe,
    fields: list(text),
    identities: list(text),
  }),
  Begun: shape({ id: text }),
  Import: importView,
  Imports: list(importView),
  Undos: list(
    shape({
      ...{
        id: text,
        isDry: { type: 'boolean' },
        state: text,
        done: whole,
        total: { type: ['integer', 'null'] },
      },
      counts: shape({ removed: whole, restored: whole, gone: whole, kept: whole }),
      ...{ error: maybe, updatedAt: text },
    }),
  ),
  UndoKept: list(
    shape({ object: text, record: text, title: text, kind: text, message: text, by: maybe, at: maybe }),
  ),
  ConflictCounts: conflictCounts,
  Conflicts: list(
    shape({
      ...{ number: whole, line: whole, object: text, record: text, title: text, by: maybe, at: maybe },
      fields: list(shape({ field: text, file: {}, live: {}, take: { type: 'boolean' } })),
    }),
  ),
  Found: list(shape({ object: text, id: text, title: text })),
  File: shape({ id: text, name: text, type: text, size: { type: 'integer' } }),
}
