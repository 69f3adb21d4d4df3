import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDecimal, parseDecimal, roundTo } from '#base/values/decimal'
import type { Field } from '#kernel/schema'
import { fitted } from './coerce.ts'

const label = { 'zh-CN': '数', en: 'Number' }
const decimalOf = (scale: number): Field => ({ name: 'amount', type: 'decimal', scale, label })

test('[R5] a computed number has exactly the digits of its field, rounded half away from zero, however it is written', () => {
  const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,17})(\.\d{1,8})?$/)
  fc.assert(
    fc.property(digits, fc.integer({ min: 0, max: 6 }), (text, scale) => {
      const value = parseDecimal(text)
      if (value === undefined) return
      expect(fitted(text, decimalOf(scale))).toBe(formatDecimal(roundTo(value, scale), scale))
    }),
    { seed: 5, numRuns: 2000 },
  )
  expect(fitted('1', decimalOf(2))).toBe('1.00')
  expect(fitted('-0.005', decimalOf(2))).toBe('-0.01')
  expect(fitted('1'.repeat(21), decimalOf(0))).toBe(null)
})
