import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { allTexts, parts } from './texts.ts'

const kernel = fileURLToPath(new URL('../../kernel', import.meta.url))

test('[HT4] every kernel part that has messages is in the catalogue', () => {
  const having = readdirSync(kernel).filter((part) => existsSync(`${kernel}/${part}/messages`))
  expect(
    Object.keys(parts)
      .filter((part) => part !== 'server' && part !== 'import')
      .sort(),
  ).toEqual(having.sort())
})

test('[HT4] both languages say the same codes with the same parameters, labels apart', () => {
  const texts = allTexts([])
  const parameters = (text = '') =>
    [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name?.replace(/En$/, '')).sort()
  expect(Object.keys(texts.en).sort()).toEqual(Object.keys(texts['zh-CN']).sort())
  for (const [code, text] of Object.entries(texts.en))
    expect([code, parameters(texts['zh-CN'][code])]).toEqual([code, parameters(text)])
})

test('[HT4] two owners of one code are a mistake', () => {
  const texts = { 'zh-CN': { 'a.b': '甲' }, en: { 'a.b': 'a' } }
  expect(() => allTexts([texts, texts])).toThrow('a.b')
})
