import chineseDays from 'chinese-days'
import { expect, test } from 'vitest'
import { addDays, type LocalDate } from '#base/values/date'
import { chinaCalendar } from './seed-china.ts'
import { compileCalendar } from './working-time.ts'

const calendar = compileCalendar(chinaCalendar)

function daysOf(first: LocalDate, last: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = []
  for (let day: LocalDate | undefined = first; day !== undefined && day <= last; day = addDays(day, 1))
    days.push(day)
  return days
}

const everyDay = daysOf('2025-01-01', '2026-12-31')

test('[CAL14] every day of 2025 and 2026 is a working day or not as the chinese-days package says', () => {
  expect(everyDay.length).toBe(730)
  expect(everyDay.filter((day) => calendar.isWorkingDay(day) !== chineseDays.isWorkday(day))).toEqual([])
})

test('[CAL14] the weekend days worked in exchange are the package’s, and so are the announced holidays', () => {
  const inExchange = (day: LocalDate): boolean =>
    chineseDays.getDayDetail(day).work && [0, 6].includes(new Date(day).getUTCDay())
  const named = (kind: string): readonly LocalDate[] =>
    chinaCalendar.exceptions.filter((e) => e.kind === kind).map((e) => e.date)
  expect(named('workday')).toEqual(everyDay.filter(inExchange))
  const announced = (day: LocalDate): boolean => {
    const { work, name } = chineseDays.getDayDetail(day)
    return !work && name.includes(',')
  }
  expect(named('holiday')).toEqual(everyDay.filter(announced))
})

test('[CAL14] working days of the two years, counted by hand from the notices', () => {
  // 2025: 261 weekdays, 18 of them off, 5 weekend days worked; 2026: 261, 19 and 6.
  expect(everyDay.filter((day) => day < '2026' && calendar.isWorkingDay(day)).length).toBe(248)
  expect(everyDay.filter((day) => day > '2026' && calendar.isWorkingDay(day)).length).toBe(248)
})

test('[CAL12][CAL14] the seed is known to the end of 2026 and no further', () => {
  expect(calendar.isKnown('2026-12-31')).toBe(true)
  expect(calendar.isKnown('2027-01-01')).toBe(false)
})
