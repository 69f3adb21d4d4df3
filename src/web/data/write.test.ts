import { expect, test } from 'vitest'
import type { Row } from '#kernel/schema'
import { withoutValue, withRow } from './write.ts'

const row = { id: 'a', name: 'old', version: 1 }
const renamed = (one: Row): Row => ({ ...one, name: 'new' })

test('a changed value is shown in a record, a page and pages at once, and in no other row', () => {
  const other = { id: 'b', name: 'other' }
  const changed = { ...row, name: 'new' }
  expect(withRow(row, 'a', renamed)).toEqual(changed)
  expect(withRow({ rows: [row, other] }, 'a', renamed)).toEqual({ rows: [changed, other] })
  expect(withRow({ pages: [{ rows: [other] }, { rows: [row] }], pageParams: [] }, 'a', renamed)).toEqual({
    pages: [{ rows: [other] }, { rows: [changed] }],
    pageParams: [],
  })
  expect(withRow(null, 'a', renamed)).toBeNull()
})

test('a refused value is taken back where it still stands, with the name that was shown, and what was read meanwhile stays', () => {
  const was = { rows: [{ ...row, name$title: 'Old' }] }
  const shown = { rows: [{ ...row, name: 'mine', name$title: 'Mine', note: 'of another write' }] }
  expect(withoutValue(shown, was, 'a', 'name', 'mine')).toEqual({
    rows: [{ ...row, name$title: 'Old', note: 'of another write' }],
  })
  // A name that came with the refused value goes with it where none was shown before.
  expect(withoutValue(shown, { rows: [row] }, 'a', 'name', 'mine')).toEqual({
    rows: [{ ...row, note: 'of another write' }],
  })
  const newer = { rows: [{ ...row, name: 'theirs', version: 2 }] }
  expect(withoutValue(newer, was, 'a', 'name', 'mine')).toEqual(newer)
  expect(withoutValue(undefined, was, 'a', 'name', 'mine')).toBeUndefined()
})
