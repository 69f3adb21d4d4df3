import { expect, test } from 'vitest'
import { beginsAs } from './begins-as.ts'

test('a default that names its value is known before it is filled in; one that is computed is not', () => {
  expect(['true', ' FALSE ', "'CNY'", '30', '0.13'].map(beginsAs)).toEqual([true, false, 'CNY', '30', '0.13'])
  const computed = ['TODAY()', 'me.id', 'item.taxRate', "IF(isCustomer, 'prospect', BLANK())", '', undefined]
  expect(computed.map(beginsAs)).toEqual(computed.map(() => undefined))
})
