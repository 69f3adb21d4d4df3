import { expect, test } from 'vitest'
import { matching, rankOf } from './matching.ts'

const named = (text: string, initials = '', ...also: string[]) => ({ text, initials, also })

test('a text is found by its words, its initials and its other names', () => {
  expect(rankOf(named('销售订单', 'xsdd', 'Sales orders'), '订单')).not.toBeNull()
  expect(rankOf(named('销售订单', 'xsdd', 'Sales orders'), 'XSDD')).toBe(0)
  expect(rankOf(named('销售订单', 'xsdd', 'Sales orders'), 'sales o')).not.toBeNull()
  expect(rankOf(named('销售订单', 'xsdd', 'Sales orders'), 'kc')).toBeNull()
})

test('what begins with the words stands before what only holds them', () => {
  const all = [named('采购订单', 'cgdd'), named('订单看板', 'ddkb'), named('订单', 'dd')]
  expect(matching(all, 'dd').map(({ text }) => text)).toEqual(['订单', '订单看板', '采购订单'])
  expect(matching(all, '订单').map(({ text }) => text)).toEqual(['订单', '订单看板', '采购订单'])
})

test('nothing typed keeps everything as it is, and signs alone find nothing', () => {
  const all = [named('b'), named('a')]
  expect(matching(all, '  ')).toEqual(all)
  expect(matching(all, '??')).toEqual([])
})
