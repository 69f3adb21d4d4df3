// Whoever writes while definitions change under them: records made, changed, removed and taken back, through every door.
import { setTimeout as pause } from 'node:timers/promises'
import { type Field, holdsSeveral, type Row, type Value } from '#kernel/schema'
import { extended, isComputed } from './hostile-edits.ts'
import {
  changedByNobody,
  differing,
  isBlank,
  isWatched,
  type Kept,
  keptOf,
  type Standing,
  takeWritten,
} from './hostile-memory.ts'
import { anyValue, isTyped } from './hostile-words.ts'
import type { Random } from './random.ts'

export type Answer = { readonly status: number; readonly body: unknown }

/** What clients share: where the server is, what stands, and what was found wrong. */
export type Ground = {
  /** Asks until there is an answer; what ends the server meanwhile only makes it take longer. `isAgain` where it was asked before. */
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<Answer & { readonly isAgain: boolean }>
  readonly newId: () => string
  readonly people: readonly string[]
  readonly standing: () => Standing
  /** Grows with each beginning and each end of a publication: odd while one is under way. */
  readonly publications: () => number
  /** What was done to definitions last. */
  readonly latest: () => string
  /** Grows with every acknowledged write. */
  readonly tick: () => number
  readonly fault: (sentence: string) => void
  readonly records: Map<string, Kept>
}

export type Client = { readonly step: () => Promise<void> }

/** Somebody who only touches records that they made. */
export function clientOn(ground: Ground, random: Random, name: string): Client {
  const mine: Kept[] = []
  let count = 0
  const choose = (isRemoved = false): Kept | undefined => {
    const fit = mine.filter((kept) => kept.isRemoved === isRemoved && ground.standing().has(kept.object))
    return fit.length === 0 ? undefined : random.pick(fit)
  }
  const steps: readonly (() => Promise<void>)[] = [
    ...Array.from({ length: 3 }, () => () => made(ground, random, `${name}-${++count}`, mine)),
    ...Array.from({ length: 5 }, () => () => onOne(choose(), (kept) => changed(ground, random, kept))),
    () => changedTogether(ground, random, mine),
    () => onOne(choose(), (kept) => removed(ground, kept)),
    () => onOne(choose(true), (kept) => restored(ground, kept)),
    () => onOne(choose(), (kept) => history(ground, kept)),
    () => looked(ground, random),
  ]
  return { step: () => random.pick(steps)() }
}

const onOne = async (kept: Kept | undefined, work: (kept: Kept) => Promise<void>): Promise<void> => {
  if (kept) await work(kept)
}

const fieldsOf = (ground: Ground, object: string): readonly Field[] => [
  ...(ground.standing().get(object)?.values() ?? []),
]

function wished(ground: Ground, random: Random, object: string, share: number): Record<string, Value> {
  const around = {
    people: ground.people,
    recordsOf: (of: string) => recordsOf(ground, of),
  }
  return Object.fromEntries(
    fieldsOf(ground, object)
      .filter((field) => isTyped(field) && random.chance(share))
      .map((field) => [field.name, anyValue(random, field, around)]),
  )
}

const recordsOf = ({ records }: Ground, object: string): readonly string[] =>
  [...records.values()].filter((kept) => kept.object === object && !kept.isRemoved).map(({ id }) => id)

/** Writes, and takes what is read back as what was written; null where it was refused. */
async function written(
  ground: Ground,
  changes: readonly object[],
  take: (isQuiet: boolean) => Promise<void>,
): Promise<boolean> {
  const before = ground.publications()
  const answer = await ground.ask('POST', '/api/write', { changes })
  // What was carried out before its answer was lost is refused the second time.
  if (answer.status >= 400 && !answer.isAgain) return false
  ground.tick()
  await take(before % 2 === 0 && before === ground.publications())
  return answer.status < 400
}

async function read(ground: Ground, { object, id }: Kept): Promise<Row | null> {
  const { status, body } = await ground.ask('GET', `/api/records/${object}/${id}`)
  return status === 200 ? (body as Row) : null
}

/** Notes what was sent as it reads now, and that nothing else has changed. */
async function absorb(
  ground: Ground,
  kept: Kept,
  sent: Readonly<Record<string, Value>>,
  isQuiet: boolean,
): Promise<void> {
  const before = ground.publications()
  const row = await read(ground, kept)
  const quiet = isQuiet && before === ground.publications()
  const fields = fieldsOf(ground, kept.object).filter(isWatched)
  if (row === null) {
    if (quiet) ground.fault(`${kept.object} ${kept.id}: acknowledged and not there`)
    for (const name of Object.keys(sent)) kept.shaken.add(name)
    return
  }
  // What went out of use since it was sent is not read: nobody knows here what it holds.
  for (const name of Object.keys(sent)) if (!(name in row)) kept.shaken.add(name)
  const at = ground.tick()
  const isMade = kept.version === 0
  kept.version = Number(row.version)
  for (const field of fields) {
    const { name } = field
    if (!(name in row)) continue
    const now = row[name] ?? null
    const isNew = isMade && !kept.values.has(name)
    if (name in sent || isNew) {
      if (quiet && name in sent && isWrong(field, sent[name], now))
        ground.fault(
          `${kept.object} ${kept.id} ${name}: sent ${JSON.stringify(sent[name])}, reads ${JSON.stringify(now)}`,
        )
      takeWritten(kept, name, now, at)
      if (!quiet) kept.shaken.add(name)
    }
  }
  const others = fields.map(({ name }) => name).filter((name) => !(name in sent))
  if (!quiet) return
  for (const name of differing(kept, row, others))
    if (kept.shaken.delete(name)) takeWritten(kept, name, row[name] ?? null, at)
    else ground.fault(changedByNobody(kept, row, name, ground.latest()))
}

/** A value that came back blank though it was not, or the other way round; a default may have filled what was left blank. */
const isWrong = (field: Field, sent: Value | undefined, now: Value): boolean =>
  isBlank(typeof sent === 'string' ? sent.trim() : sent)
    ? field.default === undefined && !isBlank(now)
    : holdsSeveral(field)
      ? isBlank(now)
      : now === null

async function made(ground: Ground, random: Random, mark: string, mine: Kept[]): Promise<void> {
  const objects = [...ground.standing().keys()]
  if (objects.length === 0) return
  const object = random.pick(objects)
  const base = extended[object]?.(mark) ?? {}
  const values = {
    ...wished(ground, random, object, 0.5),
    ...(object in extended ? {} : { name: mark }),
    ...base,
  }
  const kept = keptOf(object, ground.newId())
  await written(ground, [{ kind: 'create', object, id: kept.id, values }], async (isQuiet) => {
    const row = await read(ground, kept)
    // A lost answer to a refusal looks like one to a success.
    if (row === null && !isQuiet) return
    mine.push(kept)
    ground.records.set(kept.id, kept)
    await absorb(ground, kept, values, isQuiet)
  })
}

async function changed(ground: Ground, random: Random, kept: Kept): Promise<void> {
  const sent = wished(ground, random, kept.object, 0.3)
  if (Object.keys(sent).length === 0) return
  await written(ground, [{ kind: 'update', object: kept.object, id: kept.id, values: sent }], (isQuiet) =>
    absorb(ground, kept, sent, isQuiet),
  )
}

/** Many records in one write: all of it or nothing. */
async function changedTogether(ground: Ground, random: Random, mine: readonly Kept[]): Promise<void> {
  const object = random.pick([...ground.standing().keys(), 'x.thingA'])
  const chosen = mine.filter((kept) => kept.object === object && !kept.isRemoved).slice(-20)
  const sent = wished(ground, random, object, 0.1)
  if (chosen.length === 0 || Object.keys(sent).length === 0) return
  const changes = chosen.map(({ id }) => ({ kind: 'update', object, id, values: sent }))
  await written(ground, changes, async (isQuiet) => {
    for (const kept of chosen) await absorb(ground, kept, sent, isQuiet)
  })
}

async function removed(ground: Ground, kept: Kept): Promise<void> {
  const { object, id } = kept
  await written(ground, [{ kind: 'remove', object, id }], async () => {
    kept.isRemoved = (await read(ground, kept)) === null
    if (kept.isRemoved) kept.version++
  })
}

async function restored(ground: Ground, kept: Kept): Promise<void> {
  const { object, id } = kept
  await written(ground, [{ kind: 'restore', object, id }], async (isQuiet) => {
    if ((await read(ground, kept)) === null) return
    kept.isRemoved = false
    // While it was away no conversion was told of it.
    const at = ground.tick()
    for (const name of kept.values.keys()) kept.writtenAt.set(name, at)
    kept.lastly = `restored ${ground.latest()}`
    await absorb(ground, kept, {}, isQuiet)
  })
}

async function history(ground: Ground, kept: Kept): Promise<void> {
  const before = ground.publications()
  const { status, body } = await ground.ask('GET', `/api/records/${kept.object}/${kept.id}/history?limit=100`)
  if (
    status !== 200 &&
    before % 2 === 0 &&
    before === ground.publications() &&
    ground.standing().has(kept.object)
  )
    ground.fault(`${kept.object} ${kept.id}: its history answers ${status} ${JSON.stringify(body)}`)
}

/** Lists, sums and searches as pages ask for them. */
async function looked(ground: Ground, random: Random): Promise<void> {
  const objects = [...ground.standing().keys()]
  if (objects.length === 0) return
  const object = random.pick(objects)
  const names = fieldsOf(ground, object).map(({ name }) => name)
  const number = fieldsOf(ground, object).filter((field) => isComputed(field) || field.type === 'number')
  await ground.ask('POST', '/api/questions', {
    questions: [
      { ask: 'query', of: { object, limit: 50, sort: names.slice(0, 1), search: '甲' } },
      { ask: 'query', of: { object, limit: 20, filter: { formula: `${names.at(-1) ?? 'name'} = 1` } } },
      {
        ask: 'summary',
        of: { object, by: names.slice(0, 1), sums: number.slice(0, 2).map(({ name }) => name) },
      },
    ],
  })
  await ground.ask('GET', '/api/metadata')
  await pause(0)
}
