// One day of the demo company: who does what at which hour.
import type { DemoIds } from './install-company.ts'
import type { Wish, World } from './world.ts'

/**
 * A day that is lived. Long ago people did their desk work every fifth working day, several things at one go; in the last
 * week every working day is lived, so that today is as busy as a real one.
 */
export type Day = {
  readonly date: string
  /** Place among the days that are lived, from 0. */
  readonly index: number
  /** The share of the whole history that has passed before this day, and after it. */
  readonly from: number
  readonly to: number
  /** Whether it belongs to the last week. */
  readonly recent: boolean
  /** How many of each are to come about over all days. */
  readonly wanted: {
    readonly orders: number
    readonly leads: number
    readonly opportunities: number
    readonly tickets: number
  }
}

/**
 * A habit: done on every lived day at `minute` of the wall clock; long ago only on every so many of them. What several habits of
 * one minute wish is done together, one write a person; one that `run`s acts by itself, because it looks at what came of it.
 */
export type Habit = { readonly minute: number; readonly every?: number } & (
  | { readonly wish: (world: World, day: Day, ids: DemoIds) => Promise<readonly Wish[]> }
  | { readonly run: (world: World, day: Day, ids: DemoIds) => Promise<void> }
)

/** The habits by minute, earliest first; those of one minute in the order given. */
export function moments(habits: readonly Habit[]): readonly (readonly [number, readonly Habit[]])[] {
  const found = new Map<number, Habit[]>()
  for (const habit of habits) found.set(habit.minute, [...(found.get(habit.minute) ?? []), habit])
  return [...found].sort(([one], [other]) => one - other)
}

/** Lives one minute of a day. */
export async function liveMoment(
  habits: readonly Habit[],
  world: World,
  day: Day,
  ids: DemoIds,
): Promise<void> {
  const wishes: Wish[] = []
  for (const habit of habits) if ('wish' in habit) wishes.push(...(await habit.wish(world, day, ids)))
  const refused = await world.act(...wishes)
  await world.act(...refused.flatMap(({ wish, problems }) => wish.otherwise?.(problems) ?? []))
  for (const habit of habits) if ('run' in habit) await habit.run(world, day, ids)
}

/** How many of `total` fall on this day. */
export const share = (day: Day, total: number): number =>
  Math.floor(day.to * total) - Math.floor(day.from * total)

const step = 5
const recentDays = 5

/** The days that are lived, out of all working days. */
export function livedDays(workdays: readonly string[], wanted: Day['wanted']): readonly Day[] {
  const last = workdays.length - 1
  const places = workdays.flatMap((_, place) =>
    place > last - recentDays || place % step === 0 ? [place] : [],
  )
  return places.map((place, index) => ({
    date: workdays[place] ?? '',
    index,
    from: ((places[index - 1] ?? -1) + 1) / workdays.length,
    to: (place + 1) / workdays.length,
    recent: place > last - recentDays,
    wanted,
  }))
}

/** Whose turn it is among colleagues. */
export const turnOf = <T>(team: readonly [T, ...T[]], day: Day): T => team[day.index % team.length] ?? team[0]
