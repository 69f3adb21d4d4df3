import { expect, test } from 'vitest'
import { withRow } from './write.ts'

const row = { id: 'a', name: 'old', version: 1 }

test('a changed value is shown in a record, a page and pages at once, and in no other row', () => {
  const other = { id: 'b', name: 'other' }
  const changed = { ...row, name: 'new' }
  expect(withRow(row, 'a', { name: 'new' })).toEqual(changed)
  expect(withRow({ rows: [row, other] }, 'a', { name: 'new' })).toEqual({ rows: [changed, other] })
  expect(
    withRow({ pages: [{ rows: [other] }, { rows: [row] }], pageParams: [] }, 'a', { name: 'new' }),
  ).toEqual({
    pages: [{ rows: [other] }, { rows: [changed] }],
    pageParams: [],
  })
  expect(withRow(null, 'a', { name: 'new' })).toBeNull()
})
