// The designers of the lab of hostile definitions: drafts, two at once, ways back, configurations; and what became of the values.
import { setTimeout as wait } from 'node:timers/promises'
import type { Configuration } from '#kernel/module'
import type { Field, Row } from '#kernel/schema'
import type { Ground } from './hostile-clients.ts'
import { draftOver } from './hostile-edits.ts'
import type { Gate, Site } from './hostile-lab.ts'
import {
  type Converted,
  changedByNobody,
  conversionsBetween,
  differing,
  isWatched,
  type Kept,
  type Known,
  type Standing,
  standingOf,
  takeConverted,
  takeWritten,
} from './hostile-memory.ts'
import type { Random } from './random.ts'

type State = {
  known: Known
  standing: Standing
  publications: number
  edits: number
  isOpen: boolean
  latest: string
}

export type Office = {
  readonly site: Site
  readonly chief: Ground
  readonly second: Ground
  readonly state: State
  readonly gate: Gate
  /** Objects that are imported into while nobody knows yet what of it is there. */
  readonly importing: ReadonlySet<string>
  readonly count: (name: string, by?: number) => void
  readonly random: Random
  readonly most: number
}

/** What a conversion was said to lose, or why that was not told; until which write that was looked at, and whether all its records were known then. */
type Said = {
  readonly lost: number
  readonly at: number
  readonly isKnown: boolean
  readonly untold?: string
}
/** The same by object and field. */
type Announced = ReadonlyMap<string, Said>
/** The definition of every field when it was last in use. */
type Seen = Map<string, Map<string, Field>>

/** One turn at the definitions. With `isKilled` a node is ended in the middle of it. */
export async function publishing(office: Office): Promise<(isKilled: boolean) => Promise<void>> {
  const seen: Seen = new Map()
  const versions: number[] = []
  const published = (announced: Announced, isExact: boolean) =>
    look(office, seen, versions, announced, isExact)
  await published(new Map(), false)
  return async (isKilled) => {
    const { random, gate } = office
    const turn = random.next()
    const act = turn < 0.08 && versions.length > 2 ? back : turn < 0.13 ? two : turn < 0.15 ? whole : drafted
    const isHeld = act !== two && !isKilled && random.chance(0.4)
    const work = async (): Promise<void> => {
      office.state.publications++
      office.state.latest = `${act.name} over ${office.state.known.version}`
      const announced = await (isKilled ? killed(office, () => drafted(office)) : act(office, versions, seen))
      await gate.held(() => published(announced, isHeld))
      office.state.publications++
    }
    await (isHeld ? gate.held(work) : work())
  }
}

async function killed(office: Office, work: () => Promise<Announced>): Promise<Announced> {
  const { site, random, count } = office
  const ending = wait(random.below(400)).then(() => site.kill?.(random.below(site.addresses().length)))
  const announced = await work()
  await ending
  count('kills')
  return announced
}

async function drafted(office: Office): Promise<Announced> {
  const { chief, random, state, count } = office
  const edits = 1 + random.below(7)
  const draft = draftOver(state.known, random, edits)
  const publication = draft.publication()
  const announced = await judged(
    office,
    (publication.conversions ?? []).flatMap(({ object, field }) =>
      (draft.things.get(object)?.fields ?? [])
        .filter(({ name }) => name === field)
        .map((to) => ({ object, to })),
    ),
  )
  const version = random.chance(0.7) ? { version: state.known.version } : {}
  const { status } = await chief.ask('PUT', '/api/definitions', { ...publication, ...version })
  state.edits += edits + 1
  count(status < 400 ? 'published' : 'unpublished')
  return announced
}

/** Asks beforehand what would be lost. */
async function judged(
  { chief, importing, state }: Office,
  wishes: readonly { readonly object: string; readonly to: Field }[],
): Promise<Announced> {
  const announced = new Map<string, Said>()
  for (const { object, to } of wishes) {
    const at = chief.tick()
    const isKnown = !importing.has(object)
    const { retired: _, ...field } = to
    const { status, body } = await chief.ask('POST', '/api/definitions/conversion', { object, field })
    const key = `${object} ${to.name}`
    // Nobody is told of the values of an object that is out of use.
    if (!state.standing.has(object))
      announced.set(key, { lost: Number.POSITIVE_INFINITY, at, isKnown: false })
    else if (status === 200) announced.set(key, { lost: (body as { lost: number }).lost, at, isKnown })
    else announced.set(key, { lost: 0, at, isKnown: false, untold: JSON.stringify(body) })
  }
  return announced
}

/** Two publications of what both looked at: at most one of them may change anything. */
async function two(office: Office): Promise<Announced> {
  const { chief, second, random, state, count } = office
  const { version } = state.known
  const [left, right] = [draftOver(state.known, random, 2), draftOver(state.known, random, 2)]
  const answers = await Promise.all(
    [chief, second].map(({ ask }, at) =>
      ask('PUT', '/api/definitions', {
        ...(at === 0 ? left : right).publication(),
        conversions: [],
        version,
      }),
    ),
  )
  const made = answers.filter(
    ({ status, body }) => status < 400 && (body as { version: number }).version > version,
  )
  const versions = new Set(made.map(({ body }) => (body as { version: number }).version))
  if (versions.size > 1) chief.fault(`two publications over version ${version} both changed something`)
  state.edits += 6
  count('at once', 2)
  return new Map()
}

async function back(office: Office, versions: readonly number[], seen: Seen): Promise<Announced> {
  const { chief, random, state, count } = office
  const to = random.chance(0.5) ? (versions.at(-2) ?? 0) : random.pick(versions)
  const { status: found, body } = await chief.ask('GET', `/api/definitions/publications/${to}`)
  if (found !== 200) return new Map()
  const then = standingOf({ ...(body as Known), aside: [] })
  const wishes = [...then].flatMap(([object, fields]) =>
    conversionsBetween(seen.get(object) ?? new Map(), object, fields).map(({ to: field }) => ({
      object,
      to: field,
    })),
  )
  const announced = await judged(office, wishes)
  const { status } = await chief.ask('POST', '/api/definitions/rollback', {
    to,
    version: state.known.version,
  })
  state.edits++
  count(status < 400 ? 'rolled back' : 'not rolled back')
  return announced
}

/** The configuration as text, out and in again: nothing may change. */
async function whole(office: Office): Promise<Announced> {
  const { chief, state, count } = office
  const { status, body } = await chief.ask('GET', '/api/configuration')
  const { files } = (body ?? {}) as { files?: Record<string, string> }
  const answer = files && (await chief.ask('POST', '/api/configuration', { files, isTrial: true }))
  if (status !== 200 || answer === undefined) chief.fault(`the configuration is not told: ${status}`)
  state.edits++
  count('configurations')
  return new Map()
}

/** Takes what stands now, and looks at what it has made of the values. */
async function look(
  { chief, state, count, random }: Office,
  seen: Seen,
  versions: number[],
  announced: Announced,
  isExact: boolean,
): Promise<void> {
  const { body } = await chief.ask('GET', '/api/definitions')
  const known = body as Known & Configuration
  if (known.version === state.known.version && !random.chance(0.05)) return
  if (known.version !== state.known.version) versions.push(known.version)
  state.known = known
  state.standing = standingOf(known)
  for (const [object, fields] of state.standing) {
    const before = seen.get(object) ?? new Map<string, Field>()
    const converted = conversionsBetween(before, object, fields)
    count('conversions', converted.length)
    seen.set(object, new Map([...before, ...fields]))
    await checked(chief, object, fields, converted, announced, isExact)
  }
}

async function checked(
  { ask, records, fault, tick, latest }: Ground,
  object: string,
  fields: ReadonlyMap<string, Field>,
  converted: readonly Converted[],
  announced: Announced,
  isExact: boolean,
): Promise<void> {
  const own = [...records.values()].filter((kept) => kept.object === object)
  const names = [...fields.values()].filter(isWatched).map(({ name }) => name)
  const isConverted = new Set(converted.map(({ to }) => to.name))
  const losses = new Map<string, string[]>()
  // Values of which it is not known what they were: what is lost of them was announced, and is not seen here.
  const unsure = new Map(
    [...isConverted].map((name) => [
      name,
      own.filter(({ isRemoved, shaken, values }) => !isRemoved && (shaken.has(name) || !values.has(name)))
        .length,
    ]),
  )
  const suspects: (readonly [Kept, string, string])[] = []
  const suspect = (kept: Kept, row: Row, name: string): void => {
    suspects.push([kept, name, changedByNobody(kept, row, name, latest())])
  }
  for (const part of parts(
    own.filter(({ isRemoved }) => !isRemoved),
    400,
  )) {
    const filter = { field: 'id', is: 'in', value: part.map(({ id }) => id) }
    const { status, body } = await ask('POST', '/api/query', {
      object,
      fields: ['id', ...names],
      filter,
      limit: 500,
    })
    if (status !== 200) {
      // The module of a shipped object may be off; what was made anew meanwhile is looked at when it is on again.
      if (object.startsWith('x.'))
        fault(`${object} is not read: ${status} ${JSON.stringify(body)} (${latest()})`)
      for (const kept of part) for (const name of isConverted) kept.shaken.add(name)
      continue
    }
    const rows = new Map((body as { rows: Row[] }).rows.map((row) => [String(row.id), row]))
    for (const kept of part) {
      const row = rows.get(kept.id)
      if (row === undefined) fault(`${object} ${kept.id}: gone`)
      else compare(kept, row, names, { converted, isConverted, announced, losses, suspect, fault, tick })
    }
  }
  for (const [kept, name, sentence] of suspects)
    fault(`${sentence}: ${JSON.stringify(await toldOf(ask, kept, name))}`)
  // What was removed is looked at when it is back.
  for (const kept of own.filter(({ isRemoved }) => isRemoved))
    for (const name of isConverted) kept.shaken.add(name)
  for (const { to, from } of converted) {
    const lost = losses.get(to.name) ?? []
    const said = announced.get(`${object} ${to.name}`)
    const most = said?.lost ?? 0
    const isJudged = isExact && said?.isKnown === true && object.startsWith('x.')
    const others =
      isJudged && lost.length < most ? (unsure.get(to.name) ?? 0) + (await strangersOf(ask, object, own)) : 0
    if (lost.length > most || (isJudged && lost.length < most - others))
      fault(
        `${object} ${to.name}: ${from.type} → ${to.type} lost ${lost.length} values (${lost.slice(0, 3)}), announced ${said?.untold ?? said?.lost ?? 'nothing'}, of which ${others} may be others (${latest()})`,
      )
  }
}

/** Records that are there and that nobody here knows: their answers were lost with a node, or their object was out of use when they came. */
async function strangersOf(ask: Ground['ask'], object: string, own: readonly Kept[]): Promise<number> {
  const { status, body } = await ask('POST', '/api/summary', { object })
  const [all] = status === 200 ? (body as readonly { readonly count: number }[]) : []
  return all === undefined ? 0 : all.count - own.filter(({ isRemoved }) => !isRemoved).length
}

type Comparison = {
  readonly converted: readonly Converted[]
  readonly isConverted: ReadonlySet<string>
  readonly announced: Announced
  readonly losses: Map<string, string[]>
  readonly suspect: (kept: Kept, row: Row, name: string) => void
  readonly fault: (sentence: string) => void
  readonly tick: () => number
}

/** What the log says of one field of a record, and under which definitions it was written. */
async function toldOf(ask: Ground['ask'], { object, id }: Kept, name: string): Promise<readonly unknown[]> {
  const { body } = await ask('GET', `/api/records/${object}/${id}/history?limit=100`)
  type Told = {
    readonly action: unknown
    readonly definitionVersion?: unknown
    readonly before?: Row
    readonly after?: Row
  }
  const events = (body as { readonly rows?: readonly Told[] } | null)?.rows ?? []
  return events.map((event) => [
    event.action,
    event.definitionVersion,
    event.before?.[name],
    event.after?.[name],
  ])
}

function compare(kept: Kept, row: Row, names: readonly string[], comparison: Comparison): void {
  const { converted, isConverted, announced, losses, suspect, fault, tick } = comparison
  for (const one of converted) {
    const { name } = one.to
    if (!(name in row) || !kept.values.has(name)) continue
    const was = kept.values.get(name) ?? null
    const said = announced.get(`${kept.object} ${name}`)
    const isNewer = said !== undefined && (kept.writtenAt.get(name) ?? 0) > said.at
    const taken = takeConverted(kept, one, row[name] ?? null)
    if (taken.lost && !isNewer) losses.set(name, [...(losses.get(name) ?? []), JSON.stringify(was)])
    if (taken.fault !== null) fault(taken.fault)
  }
  for (const name of differing(kept, row, names)) {
    if (isConverted.has(name)) continue
    if (!kept.shaken.has(name) && kept.values.has(name)) suspect(kept, row, name)
    takeWritten(kept, name, row[name] ?? null, tick())
  }
  for (const name of names) if (name in row) kept.shaken.delete(name)
}

const parts = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
