import { expect, test } from 'vitest'
import { paragraphsOf, piecesOf, wovenOf } from './weave.ts'

test.each([
  ['编号 {number}！', ['编号 ', { formula: 'number' }, '！']],
  ["{IF(a = '}', 1, [b}c])}", [{ formula: "IF(a = '}', 1, [b}c])" }]],
  ['{{a} {b}', ['{a} ', { formula: 'b' }]],
  ['', []],
])('[PN3] %s is words with values in them', (text, pieces) => {
  expect(piecesOf(text)).toEqual(pieces)
  expect(wovenOf(piecesOf(text) ?? [])).toBe(text)
})

test.each(['{a', "{'a}", '{a {b'])('[PN1] %s is not closed', (text) => {
  expect(piecesOf(text)).toBeNull()
})

test('[PN5] each line has its own pieces', () => {
  expect(paragraphsOf(['a\nb', 1, '\n\nc', 2])).toEqual([['a'], ['b', 1], [], ['c', 2]])
})
