import { describe, expect, test } from 'vitest'
import { axisOf, onAxis } from './gantt-layout.ts'

describe('the line of a timeline', () => {
  test('is whole months around today and every day that is asked for', () => {
    const axis = axisOf(['2026-05-20', '2026-07-25'], '2026-06-15')
    expect(axis.months.map(({ first, days, start }) => [first, days, start])).toEqual([
      ['2026-05-01', 31, 0],
      ['2026-06-01', 30, 31],
      ['2026-07-01', 31, 61],
      ['2026-08-01', 31, 92],
    ])
    expect(axis.days).toBe(123)
    expect(axis.at('2026-06-15')).toBe(45)
    expect(axisOf([], '2026-06-15').months.map(({ first }) => first)).toEqual(['2026-06-01'])
  })

  test('a bar that reaches beyond it is cut and says so; one that lies beyond it is not drawn', () => {
    const axis = axisOf([], '2026-06-15')
    expect(onAxis(axis, { from: '2026-06-10', to: '2026-06-10' })).toEqual({
      ...{ start: 9, length: 1, begins: true, ends: true },
    })
    expect(onAxis(axis, { from: '2026-05-01', to: '2026-06-02' })).toEqual({
      ...{ start: 0, length: 2, begins: false, ends: true },
    })
    expect(onAxis(axis, { from: '2026-06-29', to: '2026-09-02' })).toMatchObject({ length: 2, ends: false })
    expect(onAxis(axis, { from: '2026-05-01', to: '2026-05-31' })).toBeNull()
  })

  test('a mistyped year stretches it by no more than some years', () => {
    const axis = axisOf(['1926-06-15', '2926-06-15'], '2026-06-15')
    expect(axis.days).toBeLessThan(3100)
    expect(onAxis(axis, { from: '1926-06-15', to: '2926-06-15' })).toMatchObject({
      begins: false,
      ends: false,
    })
  })
})
