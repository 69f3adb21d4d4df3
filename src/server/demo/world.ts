// Where the demo company acts: one engine, simulated time that only moves forward, and people who write as themselves.
import type { Ids } from '#base/ids'
import type { Problem } from '#base/problem'
import type { Result } from '#base/result'
import type { Actor } from '#kernel/access'
import { sealOnce } from '#kernel/log/store'
import { type OpenEngine, workOnce } from '#kernel/module/store'
import type { Change, Query, Values } from '#kernel/records'
import type { Json, Row } from '#kernel/schema'
import { dayPassed } from '#modules/coordination'
import { type Random, randomOf } from './random.ts'

/** What one person wants done at once: all of it or nothing. `by` is a login or the id of a person. */
export type Wish = {
  readonly by: string
  readonly changes: readonly Change[]
  /** What is wished instead where it was refused. */
  readonly otherwise?: (problems: readonly Problem[]) => readonly Wish[]
}

export type World = {
  readonly seed: string
  readonly newId: Ids
  readonly now: () => number
  /** Moves time to `ms`; never back. */
  readonly wait: (ms: number) => void
  readonly random: (...words: readonly (string | number)[]) => Random
  readonly id: (login: string) => string
  readonly login: (id: unknown) => string
  /** All rows of a question, at most 500, as somebody who sees everything. */
  readonly read: (query: Query) => Promise<readonly Row[]>
  /** Writes what people wish, one write a person where all of it is possible; answers what was refused. */
  readonly act: (...wishes: readonly Wish[]) => Promise<readonly Refusal[]>
  readonly install: (...changes: readonly Change[]) => Promise<void>
  /** Seals the log, runs rules, acts on what fell due; what only the present shows is left for the end. */
  readonly work: (isEnd?: boolean) => Promise<void>
  readonly counts: { writes: number; refused: Map<string, number> }
}

export type Refusal = { readonly wish: Wish; readonly problems: readonly Problem[] }

export const create = (object: string, id: string, values: Values): Change => ({
  kind: 'create',
  object,
  id,
  values,
})
export const update = (object: string, id: string, values: Values): Change => ({
  kind: 'update',
  object,
  id,
  values,
})
export const act = (
  object: string,
  id: string | null,
  action: string,
  input: { readonly [name: string]: Json } = {},
): Change => ({ kind: 'act', object, id, action, input })

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const number = (value: unknown): number => Number(value ?? 0)

type Setting = {
  readonly engine: OpenEngine
  readonly seed: string
  readonly newId: Ids
  readonly clock: { ms: number }
  /** The present, which nothing passes. */
  readonly until: number
  readonly personIds: ReadonlyMap<string, string>
}

const most = 60

/** So many writes after the last round of sealing the next begins, beside what people go on to do. */
const writesBetweenSeals = 12

export function openWorld({ engine, seed, newId, clock, until, personIds }: Setting): World {
  const logins = new Map([...personIds].map(([login, id]) => [id, login]))
  const counts = { writes: 0, refused: new Map<string, number>() }
  const installer = engine.systemActor('installer')
  const idOf = (who: string): string => personIds.get(who) ?? who
  let sealing: Promise<unknown> = Promise.resolve()
  const write = async (actor: Actor, changes: readonly Change[]): Promise<Result<unknown>> => {
    counts.writes++
    if (counts.writes % writesBetweenSeals === 0)
      // What a round does not seal the next one does; a database that is gone ends the history itself.
      sealing = sealing.then(() => sealOnce(engine.db, engine.workspace.namespace)).catch(() => undefined)
    const source = actor.kind === 'system' ? 'system' : 'demo'
    return engine.write(actor, { source }, changes)
  }
  const actorOf = async (who: string): Promise<Actor> => {
    const actor = await engine.actor(idOf(who))
    if (actor === undefined) throw new Error(`Nobody is called ${who}`)
    return actor
  }
  const note = (problems: readonly Problem[], wish: Wish): Refusal => {
    const [first] = wish.changes
    const what = first?.kind === 'act' ? `${first.object}.${first.action}` : `${first?.kind} ${first?.object}`
    const key = `${what}: ${problems[0]?.code} ${problems[0]?.path.join('.')} ${JSON.stringify(problems[0]?.params ?? {})}`
    counts.refused.set(key, (counts.refused.get(key) ?? 0) + 1)
    return { wish, problems }
  }
  async function together(by: string, wishes: readonly Wish[]): Promise<readonly Refusal[]> {
    const actor = await actorOf(by)
    const all = await write(
      actor,
      wishes.flatMap((wish) => wish.changes),
    )
    if (all.ok) return []
    if (wishes.length === 1) return wishes.map((wish) => note(all.problems, wish))
    const refused: Refusal[] = []
    for (const wish of wishes) {
      const one = await write(actor, wish.changes)
      if (!one.ok) refused.push(note(one.problems, wish))
    }
    return refused
  }
  const world: World = {
    seed,
    newId,
    now: () => clock.ms,
    wait: (ms) => {
      clock.ms = Math.max(clock.ms, ms)
    },
    random: (...words) => randomOf(seed, ...words),
    id: idOf,
    login: (id) => logins.get(text(id)) ?? '',
    read: async (query) => {
      const page = await engine.read(installer, { limit: 500, ...query })
      if (!page.ok) throw new Error(JSON.stringify({ query, problems: page.problems }))
      return page.value.rows
    },
    async act(...wishes) {
      const refused: Refusal[] = []
      for (const [by, own] of byPerson(wishes, idOf)) {
        for (const part of partsOf(own)) {
          refused.push(...(await together(by, part)))
          clock.ms = Math.max(clock.ms, Math.min(until, clock.ms + 20_000 + (counts.writes % 7) * 9_000))
        }
      }
      return refused
    },
    async install(...changes) {
      for (let from = 0; from < changes.length; from += 400) {
        const result = await write(installer, changes.slice(from, from + 400))
        if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 3)))
      }
    },
    work: async (isEnd = false) => {
      await sealing
      await workOnce({
        leave: isEnd ? [] : [dayPassed],
        engine,
        clock: () => new Date(clock.ms),
        onError: (error) => {
          note([{ code: String(error).slice(0, 300), path: [], params: {} }], { by: 'worker', changes: [] })
        },
      })
    },
    counts,
  }
  return world
}

function byPerson(
  wishes: readonly Wish[],
  idOf: (who: string) => string,
): ReadonlyMap<string, readonly Wish[]> {
  const found = new Map<string, Wish[]>()
  for (const wish of wishes) {
    const who = idOf(wish.by)
    found.set(who, [...(found.get(who) ?? []), wish])
  }
  return found
}

/** Wishes in writes of bearable size. */
function partsOf(wishes: readonly Wish[]): readonly (readonly Wish[])[] {
  const parts: Wish[][] = []
  let size = most
  for (const wish of wishes) {
    if (size + wish.changes.length > most) {
      parts.push([])
      size = 0
    }
    parts.at(-1)?.push(wish)
    size += wish.changes.length
  }
  return parts
}
