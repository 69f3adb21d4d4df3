import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, weekday } from '#base/values/date'
import type { FieldMetadata } from '#kernel/module'
import { type Bar, barOf, countsOf, fitted, monthGrid, packed, weekAround } from './calendar-layout.ts'

const on = (days: number): string => addDays('2026-06-01', days) ?? ''
const field = (name: string, type: string): FieldMetadata => ({ name, type }) as unknown as FieldMetadata
const weeks = monthGrid('2026-06-15')
const bar = fc
  .record({ from: fc.integer({ min: -10, max: 40 }), length: fc.integer({ min: 0, max: 20 }) })
  .map(({ from, length }) => ({ from: on(from), to: on(from + length) }))
const bars = fc
  .array(bar, { maxLength: 40 })
  .map((all) => all.map((one, index): Bar => ({ ...one, id: String(index), row: { id: String(index) } })))

describe('the days of a calendar', () => {
  test('a month is the whole weeks that it touches, from Monday', () => {
    for (const day of ['2026-06-15', '2026-02-01', '2027-02-28', '2026-11-30']) {
      const grid = monthGrid(day)
      const days = grid.flat()
      expect(grid.every((week) => week.length === 7 && weekday(week[0] ?? '') === 1)).toBe(true)
      expect(days.filter((one) => one.startsWith(day.slice(0, 7))).length).toBeGreaterThanOrEqual(28)
      expect(days).toEqual(days.map((_, index) => addDays(days[0] ?? '', index)))
    }
    // February 2027 begins on a Monday and ends on a Sunday: four weeks and no more.
    expect(monthGrid('2027-02-10').length).toBe(4)
    expect(weekAround('2026-06-21')[0]).toBe('2026-06-15')
  })

  test('a moment stands on its day in the zone, and a record without a later end on its first day alone', () => {
    const [from, to] = [field('at', 'datetime'), field('until', 'date')]
    const row = { id: '1', at: '2026-06-14T17:00:00.000Z', until: '2026-06-10' }
    expect(barOf(row, from, to, 'Asia/Shanghai')).toMatchObject({ from: '2026-06-15', to: '2026-06-15' })
    expect(barOf({ ...row, until: '2026-06-17' }, from, to, 'Asia/Shanghai')?.to).toBe('2026-06-17')
    expect(barOf({ id: '1', at: null }, from, undefined, 'Asia/Shanghai')).toBeNull()
  })

  test('every day of every bar is covered once, and no two bars lie over each other', () => {
    fc.assert(
      fc.property(bars, (all) => {
        const segments = packed(all, weeks)
        const cells = segments.flatMap(({ week, column, span, lane }) =>
          Array.from({ length: span }, (_, index) => `${week} ${column + index} ${lane}`),
        )
        expect(new Set(cells).size).toBe(cells.length)
        const days = weeks.flat()
        const covered = all.map(({ from, to }) => days.filter((day) => day >= from && day <= to).length)
        for (const [index, count] of covered.entries()) {
          const own = segments.filter(({ bar: { id } }) => id === String(index))
          expect(own.reduce((sum, { span }) => sum + span, 0)).toBe(count)
        }
      }),
    )
  })

  test('what does not fit is counted: what is shown and what is left out come to all there are, loaded or not', () => {
    fc.assert(
      fc.property(
        bars,
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 0, max: 3 }),
        (all, lanes, unloaded) => {
          const days = weeks.flat()
          const groups = [...all, ...Array.from({ length: unloaded }, () => ({ from: on(14), to: on(14) }))]
          const counts = countsOf(
            groups.map(({ from, to }) => ({ key: [from, to], title: [], count: 1, sums: [] })),
            days,
          )
          const { shown, left } = fitted(packed(all, weeks), weeks, counts, lanes)
          for (const day of days) {
            const seen = shown.filter(({ week, column, span }) =>
              weeks[week]?.slice(column, column + span).includes(day),
            )
            expect(seen.length + (left.get(day) ?? 0)).toBe(
              groups.filter(({ from, to }) => from <= day && to >= day).length,
            )
            // The words for what is left out have their own place.
            const free = left.has(day) ? lanes - 1 : lanes
            expect(seen.every(({ lane }) => lane < free)).toBe(true)
          }
        },
      ),
    )
  })
})
