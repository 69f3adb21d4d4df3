import { expect, test } from 'vitest'
import { sharesOf } from './shares.ts'

test('a bar never counts the same goods twice and never passes its end', () => {
  const parts = [
    { value: '300', label: 'shipped' },
    { value: '500', label: 'made' },
    { value: '2000', label: 'reserved' },
  ]
  expect(sharesOf('1000', parts).map(({ share }) => share)).toEqual([0.3, 0.2, 0.5])
  expect(sharesOf('0', parts)).toEqual([])
  expect(sharesOf(null, parts)).toEqual([])
})
