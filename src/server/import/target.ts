// Where an import puts its records: what it needs of an opened workspace.
import type { Tx } from '#base/database'
import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Actor, Origin } from '#kernel/access'
import type { LogEvent } from '#kernel/log'
import type { Engine } from '#kernel/module'
import type { OpenEngine } from '#kernel/module/store'
import type { Create, Update, Written } from '#kernel/records'
import type { Row } from '#kernel/schema'

export type Target = {
  /** Records of which this field has one of these values, with these fields and their id. */
  readonly read: (
    object: string,
    field: string,
    values: readonly string[],
    fields: readonly string[],
  ) => Promise<readonly Row[]>
  /** All or none; a problem's path starts with the index of the change. Null where nobody knows what became of them. */
  readonly write: (changes: readonly (Create | Update)[]) => Promise<Result<Pick<Written, 'records'> | null>>
}

/** Values asked for at once, and records in an answer: the most that one question may have. */
const most = 500

/** Thrown when a question of the importer itself is refused: its actor may not read, or the profile names what is not there. */
export class TargetRefusal extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join('; '))
  }
}

/** Writes through the one write path, as `actor`; the field asked by has to be unique. */
export function engineTarget(engine: Engine, actor: Actor, origin: Origin): Target {
  return {
    async read(object, field, values, fields) {
      const rows: Row[] = []
      for (let start = 0; start < values.length; start += most) {
        const value = values.slice(start, start + most)
        const query = {
          object,
          fields: ['id', ...fields],
          filter: { field, is: 'in', value },
          limit: most,
        } as const
        const page = await engine.read(actor, query)
        if (!page.ok) throw new TargetRefusal(page.problems)
        rows.push(...page.value.rows)
      }
      return rows
    },
    write: (changes) => engine.write(actor, origin, changes),
  }
}

/** Events of writes that were judged, and which records they were asked about. */
export type Foreseen = { readonly events: readonly LogEvent[]; readonly own: ReadonlySet<string> }

/** A target whose writes belong to the transaction that it was handed last. */
export type SteppedTarget = Target & {
  readonly within: (tx: Tx) => void
  /** Tells others what was written in that transaction; to be called when it is committed. */
  readonly tell: () => void
  /** What the writes since the last call would have logged, where they were only judged. */
  readonly foreseen: () => Foreseen
  /** Ids of the writes in that transaction. */
  readonly writes: () => readonly string[]
}

export function steppedTarget(engine: OpenEngine, actor: Actor, origin: Origin): SteppedTarget {
  let current: Tx | null = null
  let untold: (() => void)[] = []
  let writes: string[] = []
  return {
    ...engineTarget(engine, actor, origin),
    within(tx) {
      current = tx
      untold = []
      writes = []
    },
    writes: () => writes,
    foreseen: () => ({ events: [], own: new Set() }),
    tell() {
      for (const tell of untold.splice(0)) tell()
    },
    async write(changes) {
      if (current === null) throw new Error('No transaction to write in')
      const result = await engine.writeWithin(current, actor, origin, changes)
      if (!result.ok) return result
      untold.push(result.value.tell)
      if (result.value.written.writeId !== '') writes.push(result.value.written.writeId)
      return ok(result.value.written)
    },
  }
}

/**
 * Judges by real writes that are rolled back, and remembers what would be there: a later row that names the same record is told
 * that it is. Whether a value repeats that must not is judged among the rows of one write and what is stored.
 */
export function trialTarget(engine: OpenEngine, actor: Actor, origin: Origin): SteppedTarget {
  const stored = engineTarget(engine, actor, origin)
  const made = trialMemory()
  const events: LogEvent[] = []
  const own = new Set<string>()
  return {
    within: () => undefined,
    tell: () => undefined,
    writes: () => [],
    foreseen() {
      const foreseen = { events: events.splice(0), own: new Set(own) }
      own.clear()
      return foreseen
    },
    async read(object, field, values, fields) {
      return [...(await stored.read(object, field, values, fields)), ...made.with(object, field, values)]
    },
    async write(changes) {
      const real = changes.filter((change) => !made.has(change.id))
      const judged = await engine.foresee(actor, origin, real)
      if (!judged.ok) {
        const placed = real.map((change) => changes.indexOf(change))
        return failed(...judged.problems.map((found) => movedBack(found, placed)))
      }
      const known = new Map(judged.value.written.records.map((record) => [record.id, record]))
      events.push(...judged.value.events)
      for (const change of real) {
        own.add(change.id)
        if (change.kind === 'create') made.add(change)
      }
      const again = changes.filter(({ id }) => !known.has(id))
      const records = again.map(({ object, id }) => ({ object, id, version: 1, kind: 'update' as const }))
      return ok({ records: [...known.values(), ...records] })
    },
  }
}

/**
 * Of records that would be made no more than their ids and the values by which records are asked for: a file may have a million rows.
 * Whatever later rows may ask by has been asked for the first of them, before it was written.
 */
function trialMemory() {
  const ids = new Set<string>()
  /** By object and field; of several records with one value two are kept, which is enough to tell that it is not one. */
  const asked = new Map<string, Map<string, readonly string[]>>()
  return {
    has: (id: string): boolean => ids.has(id),
    add({ object, id, values }: Create): void {
      ids.add(id)
      for (const [field, value] of Object.entries(values)) {
        const known = asked.get(`${object} ${field}`)
        if (known === undefined) continue
        const before = known.get(String(value)) ?? []
        // A part of a longer text would keep all of it in memory.
        if (before.length < 2) known.set(Buffer.from(String(value)).toString(), [...before, id])
      }
    },
    with(object: string, field: string, values: readonly string[]): readonly Row[] {
      if (field === 'id') return values.filter((id) => ids.has(id)).map((id) => ({ id }))
      const key = `${object} ${field}`
      const known = asked.get(key) ?? new Map<string, readonly string[]>()
      asked.set(key, known)
      return [...new Set(values)].flatMap((value) =>
        (known.get(value) ?? []).map((id) => ({ id, [field]: value })),
      )
    },
  }
}

/** A problem of the changes that were judged, as one of all changes. */
function movedBack(found: Problem, placed: readonly number[]): Problem {
  const [index = '', ...rest] = found.path
  const at = placed[Number(index)]
  return at === undefined ? found : { ...found, path: [String(at), ...rest] }
}
