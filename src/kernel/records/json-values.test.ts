import { expect, test } from 'vitest'
import type { ResolvedField } from '#kernel/schema'
import { coerce } from './coerce.ts'

const field = {
  ...{ name: 'extra', label: { 'zh-CN': '参数', en: 'Extra' }, type: 'json' },
  ...{ layer: 'overlay', column: 'extra' },
} as ResolvedField

test('[S44] a structure is taken as it is, or as text that says it, and a text that breaks is told where', () => {
  expect(coerce({ a: [1, 2] }, field)).toEqual({ value: { a: [1, 2] } })
  expect(coerce('{"a": [1, 2]}', field)).toEqual({ value: { a: [1, 2] } })
  expect(coerce('', field)).toEqual({ value: null })
  expect(coerce('{"a": 1,\n "b": [2}', field)).toEqual({
    ...{ code: 'records.badJson', params: { line: 2, column: 9 } },
  })
  expect(coerce('{"a": [1', field)).toEqual({ code: 'records.badJson', params: { line: 1, column: 9 } })
})

test('[S44] what is too deep or too long is refused', () => {
  const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
  expect(coerce(deep(40), field)).toHaveProperty('value')
  expect(coerce(deep(42), field)).toMatchObject({ code: 'records.tooDeep' })
  expect(coerce(deep(100_000), field)).toHaveProperty('code')
  expect(coerce(['x'.repeat(1_000_001)], field)).toMatchObject({ code: 'records.tooLong' })
  expect(coerce('"\\u0000"', field)).toMatchObject({ code: 'records.wrongType' })
})
