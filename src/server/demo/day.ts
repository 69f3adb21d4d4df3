// One working day of the demo company: who does what at which hour.
import type { DemoIds } from './install-company.ts'
import type { World } from './world.ts'

export type Day = {
  readonly date: string
  /** Place among the working days, from 0. */
  readonly index: number
  readonly days: number
  /** How many of each are to come about over all days. */
  readonly wanted: {
    readonly orders: number
    readonly leads: number
    readonly opportunities: number
    readonly tickets: number
  }
}

/** A habit: done on every working day at `minute` of the wall clock. */
export type Habit = {
  readonly minute: number
  readonly run: (world: World, day: Day, ids: DemoIds) => Promise<void>
}

/** How many of `total` fall on this day, when they are spread over all days with `earlier` days left free at the end. */
export const share = (day: Day, total: number): number =>
  Math.floor(((day.index + 1) * total) / day.days) - Math.floor((day.index * total) / day.days)
