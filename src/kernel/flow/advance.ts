// Moving instances on, without reads: says what it would have to know, so that nothing is fetched that is not needed.
import { derivedId } from '#base/derived-id'
import { type Problem, problem } from '#base/problem'
import { localDate, parseInstant, wallTime } from '#base/values/date'
import type { WorkingTime } from '#kernel/calendar'
import { type Directory, isActive, messagesFor } from '#kernel/notify'
import type { Change } from '#kernel/records'
import type { FormulaText, Row, Value } from '#kernel/schema'
import type { FlowEvent } from './event.ts'
import { candidatesOf, type Loads, resolveHolder } from './holder.ts'
import { type Instance, openHoldings, unstarted } from './instance.ts'
import { announcements, recordChanges, taskStep } from './perform.ts'
import type { FlowContext } from './run.ts'
import { type Transition, transition } from './transition.ts'
import type { FlowVersion } from './versions.ts'

/** An instance with its record, ready to move. `stored` is null when it has not started. */
export type Case = {
  readonly id: string
  readonly flow: FlowVersion
  readonly record: string
  readonly title: string
  readonly stored: Instance | null
  readonly events: readonly FlowEvent[]
  /** The value of a formula of the flow over the record. */
  readonly value: (formula: FormulaText) => Value
}

export type Knowledge = {
  readonly directory?: Directory
  readonly calendar?: WorkingTime
  readonly loads?: Loads
}

export type Setting = { readonly now: string; readonly zone: string; readonly actor: string }

export type Advance = {
  readonly changes: readonly Change[]
  readonly problems: readonly Problem[]
  /** What was needed and not known; then changes and problems mean nothing. */
  readonly lacking: ReadonlySet<keyof Knowledge>
}

type World = {
  readonly known: Knowledge
  readonly setting: Setting
  readonly lacking: Set<keyof Knowledge>
  readonly loads: Map<string, number>
}

/** Moves every case by its events, one after the other: tasks given out to one case count as load for the next. */
export function advanceAll(cases: readonly Case[], known: Knowledge, setting: Setting): Advance {
  const world: World = { known, setting, lacking: new Set(), loads: new Map(known.loads) }
  const moved = cases.map((one) => advance(one, world))
  return {
    changes: moved.flatMap(({ changes }) => changes),
    problems: moved.flatMap(({ problems }) => problems),
    lacking: world.lacking,
  }
}

type Moved = Pick<Advance, 'changes' | 'problems'>

function advance(one: Case, world: World): Moved {
  const context = contextOf(one, world)
  let instance = one.stored ?? unstarted
  const effects: Transition['effects'][number][] = []
  for (const event of one.events) {
    if (instance.status !== 'running') break
    const early = tooEarly(one, instance, event)
    if (early !== null) return { changes: [], problems: [early] }
    const next = transition(one.flow.definition, instance, event, context)
    if (!next.ok) return { changes: [], problems: next.problems }
    instance = next.value.instance
    effects.push(...next.value.effects)
  }
  const isSame = effects.length === 0 && instance === one.stored
  return isSame ? { changes: [], problems: [] } : perform(one, instance, effects, world)
}

/**
 * Why somebody may not deliver yet: the step has a condition of its own that is not true. Asked here and not in `transition`,
 * so that what was delivered before this was asked replays as it was.
 */
function tooEarly({ flow, value }: Case, instance: Instance, event: FlowEvent): Problem | null {
  if (event.kind !== 'taskDelivered') return null
  const holding = openHoldings(instance).find(({ task }) => task === event.task)
  const step = holding && taskStep(flow.definition, holding.step)
  if (step?.doneWhen === undefined || value(step.doneWhen) === true) return null
  const { label, doneMeans, guide, doneWhen } = step
  const missing = doneMeans ?? guide ?? { 'zh-CN': doneWhen, en: doneWhen }
  return problem('flow.not-done-yet', [], {
    'step.zh-CN': label['zh-CN'],
    'step.en': label.en,
    'missing.zh-CN': missing['zh-CN'],
    'missing.en': missing.en,
  })
}

function perform(one: Case, instance: Instance, effects: Transition['effects'], world: World): Moved {
  const { known, setting } = world
  const calendar = known.calendar ?? lack(world, 'calendar')
  const directory = known.directory ?? lack(world, 'directory')
  if (calendar === null || directory === null) return { changes: [], problems: [] }
  const performance = { ...one, instance, effects, isNew: one.stored === null, now: setting.now, calendar }
  const show = (instant: string): string => shownInstant(instant, setting.zone)
  const messages = announcements(performance, setting.actor, show)
    .flatMap((announcement) => messagesFor(announcement, directory, setting.now).changes)
    .filter(({ values }) => values.person !== setting.actor)
  return { changes: [...recordChanges(performance), ...messages], problems: [] }
}

function lack(world: World, what: keyof Knowledge): null {
  world.lacking.add(what)
  return null
}

/** `2026-05-06 17:30` on the workspace's wall clock. */
export function shownInstant(instant: string, zone: string): string {
  const wall = wallTime(instant, zone)
  if (wall === undefined) return localDate(instant, zone) ?? instant
  const two = (value: number): string => `${value}`.padStart(2, '0')
  return `${wall.date} ${two(Math.floor(wall.minutes / 60))}:${two(Math.floor(wall.minutes % 60))}`
}

function contextOf({ id, value }: Case, world: World): FlowContext {
  const { known, setting, loads } = world
  return {
    now: setting.now,
    is: (formula) => value(formula) === true,
    instant: (formula) => parseInstant(value(formula)) ?? null,
    taskId: (step, round) => derivedId('flow.task', id, step, `${round}`),
    due(from, minutes) {
      const calendar = known.calendar ?? lack(world, 'calendar')
      const found = calendar?.addWorkingMinutes(from, minutes)
      return found?.ok ? found.value.instant : null
    },
    holder({ holder }) {
      const directory = known.directory ?? lack(world, 'directory')
      if (directory === null) return { person: null, department: null }
      const person = holder.person === undefined ? null : value(holder.person)
      const isNamed = typeof person === 'string' && isActive(directory, person)
      const isPicked = !isNamed && (holder.pick === 'leastLoaded' || holder.role !== undefined)
      const needsLoads = isPicked && candidatesOf(holder, directory).length > 1
      if (needsLoads && known.loads === undefined) lack(world, 'loads')
      const held = resolveHolder({ holder, person, directory, loads })
      if (held.person !== null) loads.set(held.person, (loads.get(held.person) ?? 0) + 1)
      return held
    },
  }
}

/** The stored state of an instance row. */
export const stateOf = (row: Row): Instance => row.state as unknown as Instance
