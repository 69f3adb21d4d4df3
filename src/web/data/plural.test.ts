import { expect, test } from 'vitest'
import { manyOf } from './metadata.ts'

const many = (en: string, zh = '单'): string => manyOf({ label: { 'zh-CN': zh, en } }, 'en')

test('in English a list is called by the plural, in Chinese by the word itself', () => {
  expect(
    ['Sales order', 'Party', 'Tax', 'Bill of materials', 'Survey', 'Address', 'Branch'].map((en) => many(en)),
  ).toEqual(['Sales orders', 'Parties', 'Taxes', 'Bills of materials', 'Surveys', 'Addresses', 'Branches'])
  expect(manyOf({ label: { 'zh-CN': '销售订单', en: 'Sales order' } }, 'zh-CN')).toBe('销售订单')
})

test('a plural that is declared, one that was typed and a name that is not English stay as they are', () => {
  const label = { 'zh-CN': '人员', en: 'Person' }
  expect(manyOf({ label, many: { 'zh-CN': '人员', en: 'People' } }, 'en')).toBe('People')
  expect([many('Visits'), many('拜访'), many('')]).toEqual(['Visits', '拜访', ''])
})
