import { describe, expect, test } from 'vitest'
import { Decimal } from '#base/values/decimal'
import { receipt } from './receipt.ts'

const lines = [
  { id: 'a', item: 'i', item$title: '轴承', quantity: '10', receivedQuantity: '4', warehouse: 'w' },
  { id: 'b', item: 'j', item$title: '电机', quantity: '2', receivedQuantity: null, warehouse: null },
]
const pick = (line: string, quantity: number) => ({ line, quantity: new Decimal(quantity), warehouse: null })
const codes = (result: ReturnType<typeof receipt>): readonly string[] =>
  result.ok ? [] : result.problems.map((one) => one.code)

describe('[PU3] a receipt', () => {
  test('brings everything still open when nothing is picked, and completes the order', () => {
    const result = receipt(lines, null, 'main')
    if (!result.ok) throw new Error('refused')
    expect(result.value.arrivals.map((one) => `${one.line} ${one.quantity} ${one.warehouse}`)).toEqual([
      'a 6 main',
      'b 2 main',
    ])
    expect(result.value.complete).toBe(true)
  })
  test('may be partial, and then more is to come', () => {
    const result = receipt(lines, [pick('a', 6)], '')
    expect(result.ok && [result.value.complete, result.value.arrivals[0]?.warehouse]).toEqual([false, 'w'])
  })
  test('refuses more than is open, a line of another order, no warehouse, and nothing', () => {
    expect(codes(receipt(lines, [pick('a', 7)], 'main'))).toEqual(['procurement.moreThanOrdered'])
    expect(codes(receipt(lines, [pick('z', 1)], 'main'))).toEqual(['procurement.notOnOrder'])
    expect(codes(receipt(lines, [pick('b', 1)], ''))).toEqual(['procurement.noWarehouse'])
    expect(codes(receipt([], null, 'main'))).toEqual(['procurement.nothingOpen'])
  })
})
