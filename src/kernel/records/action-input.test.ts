import { expect, test } from 'vitest'
import type { LinesInput } from './action.ts'
import { readInput } from './action-input.ts'

const label = { 'zh-CN': '明细', en: 'Lines' }
const lines: LinesInput = {
  name: 'lines',
  type: 'json',
  label,
  pick: {
    lines: 'lines',
    show: ['item'],
    open: 'toShip',
    quantity: { name: 'quantity', type: 'decimal', scale: 3, min: '0.001', label },
  },
}
const id = '0197b8f0-0000-7000-8000-000000000001'
const faults = (given: Parameters<typeof readInput>[1]) =>
  readInput([lines], given, '0').problems.map(({ code, path }) => `${code} ${path.join('/')}`)

test('[R5] picked lines are read as they were sent; nothing picked is blank', () => {
  const sent = [{ line: id, quantity: '1.5' }]
  expect(readInput([lines], { lines: sent }, '0')).toEqual({ values: { lines: sent }, problems: [] })
  expect(readInput([lines], {}, '0')).toEqual({ values: { lines: null }, problems: [] })
})

test('[R5] a quantity that is none, and a line that is none, are named where they stand', () => {
  const good = { line: id, quantity: '1' }
  expect(faults({ lines: [good, { line: id, quantity: 'many' }] })).toEqual([
    'records.wrongType 0/lines/1/quantity',
  ])
  expect(faults({ lines: [good, { line: id, quantity: '-1' }] })).toEqual([
    'records.tooSmall 0/lines/1/quantity',
  ])
  expect(faults({ lines: [{ line: 'x', quantity: '1' }, null] })).toEqual([
    'records.wrongType 0/lines/0/line',
    'records.wrongType 0/lines/1/line',
  ])
  expect(faults({ lines: 'all' })).toEqual(['records.badJson 0/lines'])
  expect(faults({ lines: '"all"' })).toEqual(['records.wrongType 0/lines'])
})

test('[R5] an unknown input and one that is required and blank are refused', () => {
  const required = { ...lines, required: true as const }
  expect(readInput([required], { more: 1 }, '0').problems.map(({ code }) => code)).toEqual([
    'records.unknownField',
    'records.required',
  ])
})
