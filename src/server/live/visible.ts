// What of a batch of events one actor may know: records they may read, names of fields they may read.
import type { Actor } from '#kernel/access'
import type { SealedEvent } from '#kernel/log'
import type { Engine } from '#kernel/module'
import type { WireChange } from './frame.ts'
import { grouped } from './grouped.ts'

/** Names of the fields that an actor may read, by object; objects they may not read at all are absent. */
export type Readables = ReadonlyMap<string, ReadonlySet<string>>

export async function readables(engine: Engine, actor: Actor): Promise<Readables> {
  const { objects } = await engine.metadata(actor)
  return new Map(objects.map(({ name, fields }) => [name, new Set(fields.map((field) => field.name))]))
}

/** The changes that the actor may be told of, in order. One question to the engine per object and kind. */
export async function visibleTo(
  engine: Engine,
  actor: Actor,
  readable: Readables,
  events: readonly SealedEvent[],
): Promise<readonly WireChange[]> {
  const seen = new Set<string>()
  for (const [object, those] of grouped(events, (event) => event.object)) {
    if (!readable.has(object)) continue
    for (const id of await allowed(engine, actor, object, those)) seen.add(`${object} ${id}`)
  }
  return events
    .filter(({ object, record }) => seen.has(`${object} ${record}`))
    .map((event) => told(event, readable.get(event.object) ?? new Set()))
}

// A record removed within the batch is judged by what it was; all others by what they are.
async function allowed(
  engine: Engine,
  actor: Actor,
  object: string,
  events: readonly SealedEvent[],
): Promise<readonly string[]> {
  const gone = new Map(
    events.flatMap((event) =>
      event.kind === 'remove' ? [[event.record, { ...event.before, id: event.record }] as const] : [],
    ),
  )
  const living = [...new Set(events.map((event) => event.record))].filter((id) => !gone.has(id))
  const [now, then] = await Promise.all([
    living.length === 0 ? [] : engine.readable(actor, object, living),
    gone.size === 0 ? [] : engine.wasReadable(actor, object, [...gone.values()]),
  ])
  return [...now, ...then]
}

function told(event: SealedEvent, fields: ReadonlySet<string>): WireChange {
  const { seq, object, record: id, kind, version, before, after } = event
  const changed = kind === 'remove' ? [] : [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return { seq, object, id, kind, version, fields: changed.filter((name) => fields.has(name)) }
}
