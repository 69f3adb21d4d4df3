import { expect, test } from 'vitest'
import type { Field, ResolvedField, ResolvedObject } from '#kernel/schema'
import { exampleScope } from './example-scope.ts'
import { compileFormula } from './index.ts'

const amount = (name: string, chinese: string, tax: 'inclusive' | 'exclusive' | 'none'): Field => ({
  ...{ name, type: 'money', label: { 'zh-CN': chinese, en: name }, currency: 'CNY', tax },
})
const fields = [
  amount('gross', '含税金额', 'inclusive'),
  amount('freight', '运费', 'inclusive'),
  amount('net', '不含税金额', 'exclusive'),
  amount('deposit', '押金', 'none'),
  { name: 'quantity', type: 'number', label: { 'zh-CN': '数量', en: 'Quantity' } },
  { name: 'rate', type: 'percent', label: { 'zh-CN': '税率', en: 'Rate' } },
  { name: 'isNet', type: 'boolean', label: { 'zh-CN': '不含税', en: 'Is net' } },
].map((field) => ({ ...field, layer: 'system', column: field.name }) as ResolvedField)
const sale: ResolvedObject = {
  ...{ name: 'test.sale', label: { 'zh-CN': '销售', en: 'Sale' }, kind: 'record', title: 'gross' },
  ...{
    layer: 'system',
    table: 'test_sale',
    ownerField: null,
    fields,
    byName: new Map(fields.map((one) => [one.name, one])),
  },
}
const scope = {
  object: sale.name,
  schema: {
    ...exampleScope.schema,
    object: (name: string) => (name === sale.name ? sale : exampleScope.schema.object(name)),
  },
}
const tried = (text: string) => compileFormula(text, scope)
const taxOf = (text: string) => {
  const result = tried(text)
  return result.ok ? result.value.tax : result.problems[0]?.code
}

test.each([
  ['gross + net'],
  ['SUM(gross, 10, net)'],
  ['IF(isNet, net, gross)'],
  ['COALESCE(gross, net)'],
  ['MAX(gross, net)'],
  ['ROUND(gross * quantity, 2) + net / 2'],
  ['gross - (freight + net)'],
  ['TEXT(gross + net)'],
])('[FM40] amounts with tax and without are not taken together: %s', (text) => {
  expect(taxOf(text)).toBe('formula.mixedTax')
})

test.each([
  ['gross + freight', 'inclusive'],
  ['ROUND(net * quantity, 2)', 'exclusive'],
  ['-net / 3', 'exclusive'],
  ['IF(isNet, 0, gross)', 'inclusive'],
  // With tax less without is the tax; a share takes the one to the other; a deposit says nothing.
  ['gross - net', 'untold'],
  ['gross / (1 + rate) + net', 'untold'],
  ['net * (1 + rate) + gross', 'untold'],
  ['net + deposit', 'untold'],
  ['net + deposit + gross', 'untold'],
  // A comparison or a ratio is no sum.
  ['gross > net', undefined],
  ['net / gross', undefined],
])('[FM40] what a formula comes to is told or left open: %s', (text, tax) => {
  expect(taxOf(text)).toBe(tax)
})

test('[FM40] the problem names what was written, at its place', () => {
  const result = tried('1 + (不含税金额 + 运费)')
  expect(result.ok ? null : result.problems[0]).toMatchObject({
    code: 'formula.mixedTax',
    params: { from: 4, inclusive: '运费', exclusive: '不含税金额' },
  })
})
