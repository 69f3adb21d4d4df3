// A main line as it is drawn: the steps of the definition with what has become of each on one record.
import type { FlowDefinition, Step, TaskStep, WaitStep } from '#kernel/flow'
import type { Row } from '#kernel/schema'
import type { Working } from './metadata.ts'

export type LegState = 'done' | 'now' | 'next' | 'skipped' | 'cancelled'

export type Leg = {
  readonly step: TaskStep | WaitStep
  readonly state: LegState
  /** The latest task of the step on this record. */
  readonly task: Row | null
  /** How often it was asked for again after a return. */
  readonly rounds: number
  /** The instant by which a step not yet begun should be delivered, if each before it keeps its time. */
  readonly plannedAt: string | null
}

/** Legs side by side in one place of the line. */
export type Place = readonly Leg[]

/** Steps that stand side by side, in order; branches show every case, because which one is taken is not known before. */
export function placesOf(steps: readonly Step[]): readonly (readonly (TaskStep | WaitStep)[])[] {
  return steps.flatMap((step): (readonly (TaskStep | WaitStep)[])[] => {
    if (step.kind === 'task' || step.kind === 'wait') return [[step]]
    if (step.kind === 'parallel')
      return [step.branches.flatMap((branch) => placesOf(branch).flat())].filter(({ length }) => length > 0)
    if (step.kind === 'branch')
      return [...step.cases.map(({ steps: inner }) => inner), step.otherwise ?? []].flatMap(placesOf)
    return []
  })
}

const isOpen = (task: Row | null): boolean => task?.status === 'asked' || task?.status === 'accepted'

/**
 * The line of one record. `tasks` are its `flow.task` rows of this flow in any order; the instance tells whether the line
 * has ended. A step without a task that lies before one that has begun was passed over.
 */
export function mainLine(
  flow: FlowDefinition,
  tasks: readonly Row[],
  instance: Row | null,
  now: string,
  working: Working | null,
): readonly Place[] {
  const places = placesOf(flow.steps)
  const byStep = tasksByStep(tasks)
  const last = places.findLastIndex((place) => place.some(({ name }) => byStep.has(name)))
  const hasEnded = instance !== null && instance.status !== 'running'
  let from: string | null = now
  return places.map((place, index) => {
    const legs = place.map((step) => {
      const all = byStep.get(step.name) ?? []
      const task = all.at(-1) ?? null
      const state = stateOf(task, index < last || hasEnded)
      const plannedAt = state === 'next' ? later(from, minutesOf(step), working) : null
      return { step, state, task, rounds: all.length, plannedAt }
    })
    from = latest(
      from,
      legs.map((leg) => dueOf(leg, now)),
    )
    return legs
  })
}

function tasksByStep(tasks: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const sorted = tasks.toSorted((a, b) => (String(a.askedAt ?? '') < String(b.askedAt ?? '') ? -1 : 1))
  const byStep = new Map<string, Row[]>()
  for (const task of sorted) {
    const step = String(task.step)
    byStep.set(step, [...(byStep.get(step) ?? []), task])
  }
  return byStep
}

function stateOf(task: Row | null, isBehind: boolean): LegState {
  if (isOpen(task)) return 'now'
  if (task?.status === 'delivered') return 'done'
  if (task?.status === 'cancelled') return 'cancelled'
  return isBehind ? 'skipped' : 'next'
}

const minutesOf = (step: TaskStep | WaitStep): number =>
  (step.kind === 'task' ? step.limitMinutes : step.untilMinutes) ?? 0

/** When what comes after a leg can begin: its due time while it runs (not before now), its planned time before. */
function dueOf({ state, task, plannedAt }: Leg, now: string): string | null {
  if (state === 'next') return plannedAt
  const due = state === 'now' && typeof task?.dueAt === 'string' ? task.dueAt : null
  return due !== null && due > now ? due : null
}

const latest = (from: string | null, others: readonly (string | null)[]): string | null =>
  others.reduce((most, other) => (other !== null && (most === null || other > most) ? other : most), from)

function later(from: string | null, minutes: number, working: Working | null): string | null {
  if (from === null || working === null || minutes <= 0) return null
  const reached = working.time.addWorkingMinutes(from, minutes)
  return reached.ok ? reached.value.instant : null
}

/** The open legs of a line: who holds the record now. */
export const heldLegs = (places: readonly Place[]): readonly Leg[] =>
  places.flat().filter(({ state }) => state === 'now')
