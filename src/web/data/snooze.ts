// Until when something can be put away: instants at which somebody works, by the workspace's calendar. Pure.
import { addDays, instantOf, wallTime, weekday } from '#base/values/date'
import type { WorkingTime } from '#kernel/calendar'

export const snoozeNames = ['hour', 'afternoon', 'tomorrow', 'monday'] as const
export type SnoozeName = (typeof snoozeNames)[number]
export type SnoozeChoice = { readonly name: SnoozeName; readonly until: string }

const afternoonFrom = 14 * 60

/**
 * In a working hour; this afternoon, as long as it is still to come and somebody works then; when work begins on the next
 * working day; and when it begins next week. None where the calendar has no answer.
 */
export function snoozeChoices(
  now: string,
  zone: string,
  { time }: { readonly time: WorkingTime },
): readonly SnoozeChoice[] {
  const wall = wallTime(now, zone)
  if (wall === undefined) return []
  const { date, minutes } = wall
  const hour = time.addWorkingMinutes(now, 60)
  const afternoon = instantOf(date, afternoonFrom, zone)
  const isAhead = minutes < afternoonFrom && afternoon !== undefined
  const works = isAhead ? time.nextWorkingInstant(afternoon) : undefined
  const isToday = works?.ok === true && wallTime(works.value.instant, zone)?.date === date
  const startFrom = (days: number): string | undefined => {
    const day = addDays(date, days)
    const midnight = day && instantOf(day, 0, zone)
    const found = midnight === undefined ? undefined : time.nextWorkingInstant(midnight)
    return found?.ok ? found.value.instant : undefined
  }
  const all: Readonly<Record<SnoozeName, string | undefined>> = {
    hour: hour.ok ? hour.value.instant : undefined,
    afternoon: isToday ? works.value.instant : undefined,
    tomorrow: startFrom(1),
    monday: startFrom(8 - weekday(date)),
  }
  return snoozeNames.flatMap((name) => {
    const until = all[name]
    return until === undefined ? [] : [{ name, until }]
  })
}
