// A calendar as formulas ask it: by the date alone.
import type { Workdays } from '#kernel/formula'
import type { WorkCalendar } from './definition.ts'

/** The days with working time. An exception that is worked has hours: a sound calendar holds no other. */
export const workdaysIn = ({ weekly, exceptions, knownUntil }: WorkCalendar): Workdays => ({
  week: weekly.flatMap((hours, index) => (hours.length > 0 ? [index + 1] : [])),
  exceptions: new Map(exceptions.map(({ date, kind }) => [date, kind === 'workday'])),
  knownUntil,
})
