import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import en from './en.json' with { type: 'json' }
import zh from './zh-CN.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')

const keysIn = (words: object, before = ''): readonly string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${before}${key}`] : keysIn(value, `${before}${key}.`),
  )
// English has a singular of its own.
const base = (keys: readonly string[]): readonly string[] => [
  ...new Set(keys.map((key) => key.replace(/_one$/, ''))),
]

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n')

test('both languages say the same things', () => {
  expect(base(keysIn(en)).toSorted()).toEqual(base(keysIn(zh)).toSorted())
})

test('every key that is asked for has its words', () => {
  const known = new Set(base(keysIn(zh)))
  const asked = [...sources.matchAll(/\bt\(\s*'([^']+)'/g)].map((found) => found[1] ?? '')
  expect(asked.length).toBeGreaterThan(100)
  expect(asked.filter((key) => !known.has(key))).toEqual([])
})

test('no words are left that nobody asks for', () => {
  const written = [...sources.matchAll(/\bt\(\s*`([^`$]+)\$/g)].map((found) => found[1] ?? '')
  const unused = base(keysIn(zh)).filter(
    (key) => !sources.includes(`'${key}'`) && !written.some((prefix) => key.startsWith(prefix)),
  )
  expect(unused).toEqual([])
})
