import { expect, test } from 'vitest'
import { departmentLines, withAllUnder } from './departments.ts'

const row = (id: string, parent: string | null) => ({ id, name: id.toUpperCase(), parent, head: null })
const drawn = (rows: Parameters<typeof departmentLines>[0]) =>
  departmentLines(rows).map(({ id, depth }) => `${'-'.repeat(depth)}${id}`)

test('departments stand under their parents, whatever order they came in', () => {
  expect(drawn([row('c', 'b'), row('b', 'a'), row('a', null), row('d', 'a')])).toEqual([
    'a',
    '-b',
    '--c',
    '-d',
  ])
})

test('a department whose parent may not be seen, and a ring, are still drawn once each', () => {
  expect(drawn([row('a', 'gone')])).toEqual(['a'])
  expect(drawn([row('a', 'b'), row('b', 'a')]).toSorted()).toEqual(['-b', 'a'])
})

test('all under a department are found, and nothing beside it', () => {
  const lines = departmentLines([row('a', null), row('b', 'a'), row('c', 'b'), row('d', 'a'), row('e', null)])
  expect(withAllUnder(lines, 'b')).toEqual(['b', 'c'])
  expect(withAllUnder(lines, 'a')).toEqual(['a', 'b', 'c', 'd'])
  expect(withAllUnder(lines, 'x')).toEqual([])
})
