import { describe, expect, test } from 'vitest'
import { exceededCredit } from './credit-check.ts'

describe('credit', () => {
  test('[SA6] no limit covers everything', () => {
    expect(exceededCredit(null, '999999', '1')).toBeUndefined()
  })
  test('[SA6] exactly the limit is covered, a cent more is not', () => {
    expect(exceededCredit('1000.00', '900.00', '100.00')).toBeUndefined()
    expect(exceededCredit('1000.00', '900.00', '100.01')).toEqual({
      limit: '1000.00',
      used: '900.00',
      excess: '0.01',
    })
  })
  test('[SA6] a limit of zero is a limit', () => {
    expect(exceededCredit('0', null, '0.01')?.excess).toBe('0.01')
  })
})
