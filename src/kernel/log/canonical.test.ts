import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '#kernel/schema'
import { canonicalJson } from './canonical.ts'

test('[L9] keys are sorted at every depth and nothing is added', () => {
  expect(canonicalJson({ b: [1, { d: null, c: '接"力' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"接\\"力","d":null}]}',
  )
})

const shuffled = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner as Json)]),
  )
}

test('[L9] the text does not depend on the order of keys, and says the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3, depthSize: 'small' }), (value) => {
      const text = canonicalJson(value as Json)
      expect(canonicalJson(shuffled(value as Json))).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
    { seed: 7, numRuns: 100 },
  )
})
