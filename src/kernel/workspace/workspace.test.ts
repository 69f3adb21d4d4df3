import { expect, test } from 'vitest'
import { inOrder } from './migration.ts'
import { checkWorkspace, isWorkspaceId, namespaceOf } from './workspace.ts'

const codes = (wish: { id: string; name: string; zone: string }): readonly string[] => {
  const result = checkWorkspace(wish)
  return result.ok ? [] : result.problems.map(({ code }) => code)
}

test('[W1] an id is short, lower-case and begins with a letter', () => {
  expect(['demo', 'a1', 'north_2', 'a'.repeat(20)].filter(isWorkspaceId)).toHaveLength(4)
  const bad = ['', 'a', '1a', 'Demo', 'a-b', 'a"b', '接力', 'a'.repeat(21), 'demo\n']
  expect(bad.filter(isWorkspaceId)).toEqual([])
  expect(namespaceOf('demo')).toBe('w_demo')
})

test('[W1] each thing wrong with a wish is named', () => {
  expect(codes({ id: 'demo', name: '示例公司', zone: 'Asia/Shanghai' })).toEqual([])
  expect(codes({ id: 'X', name: '  ', zone: 'Mars/Olympus' })).toEqual([
    'workspace.badId',
    'workspace.badName',
    'workspace.badZone',
  ])
})

test('[W4] numbers of a part have no gaps', () => {
  const step = (number: number) => ({ number, name: 'x', statements: [] })
  expect(
    inOrder([
      { part: 'b', migrations: [step(1), step(2)] },
      { part: 'a', migrations: [step(1)] },
    ]).map(({ part, migration }) => `${part}${migration.number}`),
  ).toEqual(['b1', 'b2', 'a1'])
  expect(() => inOrder([{ part: 'a', migrations: [step(1), step(3)] }])).toThrow('Migration 3 of a')
})
