import { expect, test } from 'vitest'
import { goalOf, sharesOf } from './goal.ts'

const fields = {
  ...{ metric: 'metric', from: 'from', to: 'to', value: 'value', person: 'person' },
  others: ['department'],
}
const nextDay = (day: string): string => `${day}+1`
const target = (value: string, person: string | null, month = true, department: string | null = null) => ({
  ...{ value, person, department },
  ...(month ? { from: '2026-06-01', to: '2026-06-30' } : { from: '2026-01-01', to: '2026-12-31' }),
})
const cell = (person: string | null, value: string) => ({ key: [person], value, rows: 1 })

test('the shortest span that holds is the goal; a department’s target is nobody’s and not everybody’s', () => {
  const targets = [
    target('900', null, false),
    target('100', null),
    target('60', 'li'),
    target('5', null, true, 'd'),
  ]
  const goal = goalOf(targets, fields, nextDay)
  expect(goal).toEqual({
    span: { from: '2026-06-01', to: '2026-06-30+1' },
    people: new Map([['li', 60]]),
    whole: 100,
  })
  expect(goalOf([target('5', null, true, 'd')], fields, nextDay)).toBeNull()
})

test('without a common target the people’s targets are the whole; who has none still counts with what they add', () => {
  const goal = goalOf([target('60', 'li'), target('40', 'han')], fields, nextDay)
  if (goal === null) throw new Error('no goal')
  expect(goal.whole).toBe(100)
  expect(sharesOf(goal, [cell('wu', '10'), cell('li', '45'), cell(null, '7')])).toEqual([
    { person: 'li', value: 45, share: 0.45, target: 60 },
    { person: 'wu', value: 10, share: 0.1, target: null },
    { person: 'han', value: 0, share: 0, target: 40 },
  ])
})
