import { expect, test } from 'vitest'
import type { Abilities, ObjectMetadata } from '#kernel/module'
import { offeredActions } from './actions.tsx'

const label = { 'zh-CN': '词', en: 'Word' }
const action = (name: string, to: string) => ({
  ...{ name, object: 'x.order', label, target: 'record', input: [] },
  moves: { field: 'status', to: [to] },
})
const order = {
  name: 'x.order',
  path: {
    field: 'status',
    stages: [{ key: 'draft' }, { key: 'confirmed' }, { key: 'cancelled', aside: true }],
  },
  actions: [action('cancel', 'cancelled'), action('confirm', 'confirmed')],
} as unknown as ObjectMetadata

test('what calls a record off comes after what brings it on, even while that still lacks something', () => {
  const abilities = {
    actions: [
      { name: 'cancel', blocked: [] },
      { name: 'confirm', blocked: [{ message: label }] },
    ],
  } as unknown as Abilities
  const names = offeredActions(order, abilities, ['confirm', 'cancel']).map(({ action: { name } }) => name)
  expect(names).toEqual(['confirm', 'cancel'])
})
