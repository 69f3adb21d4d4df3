import { expect, test } from 'vitest'
import type { ActionInput, LinesInput } from '#kernel/records'
import type { SaidProblem } from '../data/api.ts'
import type { Draft, DraftLine } from '../data/drafts.ts'
import { inputOf, missingInputs, openLines, pickedLines, placeFaults, takenOf } from './action-input.ts'

const label = { 'zh-CN': '明细', en: 'Lines' }
const pick: LinesInput['pick'] = {
  lines: 'parts',
  show: ['name'],
  open: 'left',
  quantity: { name: 'quantity', type: 'decimal', scale: 3, label },
}
const all: LinesInput = { name: 'lines', type: 'json', label, pick }
const some: LinesInput = { ...all, required: true, pick: { ...pick, startsBlank: true } }
const reason: ActionInput = { name: 'reason', type: 'text', label, required: true }

const rows = [
  { id: 'a', left: '10.000' },
  { id: 'b', left: '0.000' },
  { id: 'c', left: '2.000' },
]
const typed = (id: string, quantity: string | null): DraftLine => ({ id, values: { quantity }, isNew: false })
const draft = (lines: readonly DraftLine[], values: Draft['values'] = {}): Draft => ({
  ...{ id: 'x', version: null, at: 0 },
  values,
  lines: { lines },
})

test('only lines with something open are offered, and begin with all of it or with nothing', () => {
  expect(openLines(all, rows).map(({ id }) => id)).toEqual(['a', 'c'])
  expect(openLines(all, rows).map((row) => takenOf(all, row, []))).toEqual(['10.000', '2.000'])
  expect(openLines(some, rows).map((row) => takenOf(some, row, [typed('c', '1')]))).toEqual([null, '1'])
})

test('nothing touched is everything there is; one line lowered, emptied or at zero sends the lines themselves', () => {
  expect(pickedLines(all, rows, [])).toBeNull()
  expect(pickedLines(all, rows, [typed('a', '4')])).toEqual([
    { line: 'a', quantity: '4' },
    { line: 'c', quantity: '2.000' },
  ])
  expect(pickedLines(all, rows, [typed('a', null), typed('c', '0')])).toEqual([])
  expect(pickedLines(some, rows, [typed('c', 'two')])).toEqual([{ line: 'c', quantity: 'two' }])
})

test('lines that were touched and then emptied are missing, never everything', () => {
  const missing = (input: LinesInput, lines: readonly DraftLine[]) =>
    missingInputs(
      [input, reason],
      inputOf([input, reason], draft(lines), () => rows),
    ).map(({ name }) => name)
  expect(missing(all, [])).toEqual(['reason'])
  expect(missing(all, [typed('a', null), typed('c', null)])).toEqual(['lines', 'reason'])
  expect(missing(some, [])).toEqual(['lines', 'reason'])
  const sent = inputOf([some, reason], draft([typed('a', '1')], { reason: '坏' }), () => rows)
  expect(missingInputs([some, reason], sent)).toEqual([])
})

test('a fault stands at the line it names, else at its input, else above all of them', () => {
  const sent = inputOf([some, reason], draft([typed('a', '99'), typed('c', 'x')]), () => rows)
  const fault = (...path: string[]): SaidProblem => ({ code: 'm.x', path, params: {}, message: path.join() })
  const problems = [
    fault('0', 'lines', '1', 'quantity'),
    fault('0', 'lines', '0'),
    fault('0', 'reason'),
    fault('0', 'lines'),
    fault('0', 'status'),
  ]
  expect(placeFaults(sent, [some, reason], problems, ({ message }) => message)).toEqual({
    lines: { c: '0,lines,1,quantity', a: '0,lines,0' },
    inputs: { reason: '0,reason', lines: '0,lines', '': '0,status' },
  })
})
