import { expect, test } from 'vitest'
import { latestOf, threadsOf } from './threads.ts'

const said = (id: string, replyTo: string | null = null) => ({ id, replyTo, createdAt: `2026-06-15T0${id}` })
const shape = (...rows: readonly ReturnType<typeof said>[]) =>
  threadsOf(rows).map(({ root, replies }) => [root.id, ...replies.map(({ id }) => id)])

test('answers stand under what they answer, one level deep and the oldest first', () => {
  expect(shape(said('5', '3'), said('4', '1'), said('3', '1'), said('2'), said('1'))).toEqual([
    ['2'],
    ['1', '3', '4', '5'],
  ])
})

test('an answer to what is not read yet stands alone, and so does a circle', () => {
  expect(shape(said('5', '0'), said('4', '5'))).toEqual([['5', '4']])
  expect(shape(said('2', '1'), said('1', '2'))).toEqual([['2'], ['1']])
})

test('a thread stands where it was last added to', () => {
  expect(threadsOf([said('4', '1'), said('2'), said('1')]).map(latestOf)).toEqual([
    '2026-06-15T02',
    '2026-06-15T04',
  ])
})
