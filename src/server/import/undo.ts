// Taking back a whole import: what it made is removed and what it changed is set back, unless somebody has worked on it since.
import type { Database, Tx } from '#base/database'
import { type Problem, problem } from '#base/problem'
import { ok, type Result } from '#base/result'
import type { Actor } from '#kernel/access'
import type { Progress } from '#kernel/jobs'
import { addNotes, notesOf, type Step } from '#kernel/jobs/store'
import type { LogEvent } from '#kernel/log'
import { eventsOfWrite, touchedByPeople } from '#kernel/log/store'
import { type ImportWish, lineField, type UndoCounts, type UndoKept } from '#kernel/module'
import type { OpenEngine } from '#kernel/module/store'
import type { Change, Remove, Update } from '#kernel/records'
import { type Json, type Row, target as referredObject, type Schema, type Value } from '#kernel/schema'
import { engineTarget, type Target } from './target.ts'

export const undoKind = 'import.undo'
const writeKind = 'write'
export const keptKind = 'kept'

/** What is kept between the steps of taking an import back. */
export type UndoState = {
  /** The import. */
  readonly of: string
  readonly wish: ImportWish
  readonly fileName: string
  readonly isDry: boolean
  /** Writes of the import, and how many of them are dealt with, the last one first. */
  readonly writes: number
  readonly done: number
  readonly counts: UndoCounts
}

export const noCounts: UndoCounts = { removed: 0, restored: 0, gone: 0, kept: 0 }

/** Notes the writes of a batch with it; answers how many there are now. */
export async function noteWrites(
  tx: Tx,
  namespace: string,
  job: string,
  known: number,
  ids: readonly string[],
): Promise<number> {
  const notes = ids.map((key, at) => ({ number: known + at, key, mark: writeKind, data: {} }))
  await addNotes(tx, namespace, job, writeKind, notes)
  return known + ids.length
}

type Work = { readonly engine: OpenEngine; readonly db: Database }
type Undoing = Work & {
  readonly actor: Actor
  readonly describe: (problem: Problem) => string
}

/** A step takes one write back: all of it that can be, in the transaction of the step. */
export function undoSteps(undoing: Undoing, { id, cursor: begun }: Progress): Step {
  const { engine, actor } = undoing
  const { namespace } = engine.workspace
  const { fileName } = begun as unknown as UndoState
  const origin = { source: 'import', reason: `↶ ${fileName}` } as const
  let own: string[] | undefined
  return async (tx, cursor) => {
    const state = cursor as unknown as UndoState
    own ??= [...(await writesOf(tx, namespace, state.of)), ...(await writesOf(tx, namespace, id))]
    const [note] = await notesOf(tx, namespace, state.of, writeKind, {
      ...{ from: state.writes - state.done - 1, limit: 1 },
    })
    if (note === undefined || state.done >= state.writes)
      return { cursor, done: state.done, isOver: true, total: state.writes }
    const tells: (() => void)[] = []
    const mine: string[] = []
    const write = async (changes: readonly Change[]): Promise<Result<unknown>> => {
      if (state.isDry) return engine.judge(actor, origin, changes)
      const result = await engine.writeWithin(tx, actor, origin, changes)
      if (!result.ok) return result
      tells.push(result.value.tell)
      mine.push(result.value.written.writeId)
      return ok(null)
    }
    const events = await eventsOfWrite(tx, namespace, note.key)
    const planned = await planOf(undoing, tx, state.wish, events, own)
    const refused = await apart(planned.changes, write)
    const kept = [...planned.kept, ...refused.map(([one, found]) => keptOf(one, undoing.describe(found)))]
    const failed = new Set(refused.map(([one]) => one))
    const done = planned.changes.filter((one) => !failed.has(one))
    const removed = done.filter(({ change }) => change.kind === 'remove').length
    const { counts } = state
    await addNotes(
      ...([tx, namespace, id, keptKind] as const),
      kept.map((one, at) => ({
        ...{ number: counts.kept + at, key: one.record, mark: one.kind, data: one as unknown as Json },
      })),
    )
    await noteWrites(tx, namespace, id, own.length, mine)
    own.push(...mine)
    const after: UndoState = {
      ...state,
      done: state.done + 1,
      counts: {
        removed: counts.removed + removed,
        restored: counts.restored + done.length - removed,
        gone: counts.gone + planned.gone,
        kept: counts.kept + kept.length,
      },
    }
    const isOver = after.done >= after.writes
    const onKept = (): void => {
      for (const tell of tells) tell()
    }
    return { cursor: after as unknown as Json, done: after.done, total: after.writes, isOver, onKept }
  }
}

async function writesOf(tx: Tx, namespace: string, job: string): Promise<readonly string[]> {
  const ids: string[] = []
  for (let from = 0; ; ) {
    const notes = await notesOf(tx, namespace, job, writeKind, { from })
    ids.push(...notes.map(({ key }) => key))
    const last = notes.at(-1)
    if (last === undefined) return ids
    from = last.number + 1
  }
}

type Planned = {
  readonly change: Remove | Update
  readonly event: LogEvent
  readonly title: string
}

type Plan = {
  readonly changes: readonly Planned[]
  readonly kept: readonly UndoKept[]
  readonly gone: number
}

/** What a write of the import made and changed of its own objects, as changes that take it back. */
async function planOf(
  { engine, actor, describe }: Undoing,
  tx: Tx,
  wish: ImportWish,
  events: readonly LogEvent[],
  own: readonly string[],
): Promise<Plan> {
  const schema = engine.schema()
  const target = engineTarget(engine, actor, { source: 'import' })
  const changes: Planned[] = []
  const kept: UndoKept[] = []
  const held = new Map<string, Pick<LogEvent, 'actor' | 'at'>>()
  let gone = 0
  // Parts first, so that what they belong to can go.
  for (const [name, fields] of [...ownFields(schema, wish)].reverse()) {
    const those = events.filter(
      ({ object, kind, before }) =>
        object === name && (kind === 'create' || (kind === 'update' && fields.some((one) => one in before))),
    )
    const { rows, title } = await standing(schema, target, name, fields, those)
    const made = those.filter(({ kind }) => kind === 'create').map(({ record }) => record)
    const typed = typedFields(schema, name)
    const touched = await touchedByPeople(tx, engine.workspace.namespace, name, made, typed, own)
    const grown = await grownSince(engine, actor, name, made, events)
    const owner = schema.object(name)?.ownerField?.name ?? ''
    for (const event of those) {
      const row = rows.get(event.record)
      if (row === undefined) {
        gone++
        continue
      }
      const one = { event, title: title === null ? '' : String(row[title] ?? '') }
      const by = touched.get(event.record) ?? held.get(event.record)
      // What somebody has worked on holds what it is a part of.
      if (event.kind === 'create' && by !== undefined) held.set(String(event.after[owner]), by)
      if (event.kind === 'create' && by === undefined && !grown.has(event.record)) {
        changes.push({ ...one, change: { kind: 'remove', object: name, id: event.record } })
        continue
      }
      const back = event.kind === 'create' ? null : setBack(fields, event, row)
      if (back === 'as before') gone++
      else if (back === null) {
        const since = by ?? { actor: String(row.updatedBy ?? ''), at: String(row.updatedAt ?? '') }
        kept.push({ ...keptOf(one, describe(problem('import.changedSince'))), by: since.actor, at: since.at })
      } else {
        const version = Number(row.version)
        changes.push({
          ...one,
          change: { kind: 'update', object: name, id: event.record, values: back, version },
        })
      }
    }
  }
  const stays = new Set(kept.map(({ record }) => record))
  return { changes: withoutParts(schema, changes, stays), kept, gone }
}

const typedFields = (schema: Schema, name: string): readonly string[] =>
  (schema.object(name)?.fields ?? []).flatMap(({ name: field, type, column }) =>
    column === null || type === 'formula' || type === 'rollup' ? [] : [field],
  )

/** Which of these records have more parts by now than the write made for them: removing them would take the others along. */
async function grownSince(
  engine: OpenEngine,
  actor: Actor,
  name: string,
  made: readonly string[],
  events: readonly LogEvent[],
): Promise<ReadonlySet<string>> {
  const grown = new Set<string>()
  if (made.length === 0) return grown
  for (const { name: part, ownerField } of engine.schema().objects.values()) {
    if (ownerField === null || referredObject(ownerField) !== name) continue
    const by = ownerField.name
    const answer = await engine.summary(actor, {
      ...{ object: part, by: [by], filter: { field: by, is: 'in', value: made } },
    })
    if (!answer.ok) continue
    for (const { key, count } of answer.value) {
      const own = events.filter(
        ({ object, kind, after }) => object === part && kind === 'create' && after[by] === key[0],
      )
      if (count > own.length) grown.add(String(key[0]))
    }
  }
  return grown
}

/** The fields that the file filled, by object; lines after what they are lines of. */
function ownFields(schema: Schema, wish: ImportWish): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>([[wish.object, []]])
  for (const name of Object.values(wish.columns)) {
    const line = lineField(name)
    const field = schema.object(wish.object)?.byName.get(line?.lines ?? name)
    const object = line === null ? wish.object : field?.type === 'lines' ? field.object : undefined
    if (object !== undefined) fields.set(object, [...(fields.get(object) ?? []), line?.field ?? name])
  }
  return fields
}

/** The records as they are now, and the field that names them in words. */
async function standing(
  schema: Schema,
  target: Target,
  name: string,
  fields: readonly string[],
  events: readonly LogEvent[],
): Promise<{ readonly rows: ReadonlyMap<string, Row>; readonly title: string | null }> {
  const object = schema.object(name)
  const field = object?.byName.get(object.title)
  const title = field?.type === 'text' || field?.type === 'autoNumber' ? field.name : null
  const known = fields.filter((one) => (object?.byName.get(one)?.column ?? null) !== null)
  const asked = [
    ...new Set([...known, ...(title === null ? [] : [title]), 'version', 'updatedAt', 'updatedBy']),
  ]
  const ids = [...new Set(events.map(({ record }) => record))]
  const rows = object === undefined ? [] : await target.read(name, 'id', ids, asked)
  return { rows: new Map(rows.map((row) => [String(row.id), row])), title }
}

/** The values from before; null where somebody has set one of them anew since. */
function setBack(
  fields: readonly string[],
  { before, after }: LogEvent,
  row: Row,
): Readonly<Record<string, Value>> | 'as before' | null {
  const text = (value: Value | undefined): string => JSON.stringify(value ?? null)
  const changed = fields.filter((field) => field in before)
  if (changed.every((field) => text(row[field]) === text(before[field]))) return 'as before'
  if (changed.some((field) => text(row[field]) !== text(after[field]))) return null
  return Object.fromEntries(changed.map((field) => [field, before[field] ?? null]))
}

/** Parts go with what they belong to, and stay with it. */
function withoutParts(
  schema: Schema,
  changes: readonly Planned[],
  stays: ReadonlySet<string>,
): readonly Planned[] {
  const settled = new Set([
    ...stays,
    ...changes.flatMap(({ change }) => (change.kind === 'remove' ? [change.id] : [])),
  ])
  return changes.filter(({ change, event }) => {
    const owner = schema.object(change.object)?.ownerField
    return change.kind !== 'remove' || !owner || !settled.has(String(event.after[owner.name]))
  })
}

const keptOf = ({ event, title }: Omit<Planned, 'change'>, message: string): UndoKept => ({
  ...{ object: event.object, record: event.record, title, message, by: null, at: null },
  kind: event.kind === 'create' ? 'create' : 'update',
})

/** What can be written together is; what keeps the others away is found by halving. */
async function apart(
  changes: readonly Planned[],
  write: (changes: readonly Change[]) => Promise<Result<unknown>>,
): Promise<readonly (readonly [Planned, Problem])[]> {
  if (changes.length === 0) return []
  const result = await write(changes.map(({ change }) => change))
  if (result.ok) return []
  const [first] = changes
  if (changes.length === 1 && first !== undefined)
    return [[first, result.problems[0] ?? problem('import.broken')]]
  const half = Math.ceil(changes.length / 2)
  return [...(await apart(changes.slice(0, half), write)), ...(await apart(changes.slice(half), write))]
}
