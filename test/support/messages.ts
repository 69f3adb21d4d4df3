// Whether every problem code in a folder's sources has its text in every language, with the same places.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Texts = Readonly<Record<string, string>>

const placesOf = (text: string): string =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map(([place]) => place)
    .toSorted()
    .join()

/** What is missing, unused or different between the codes of a part and its two languages; none when all is well. */
export function messageViolations(folder: string, prefix: string): readonly string[] {
  const read = (language: string): Texts =>
    JSON.parse(readFileSync(join(folder, 'messages', `${language}.json`), 'utf8'))
  const [zh, en] = [read('zh-CN'), read('en')]
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
  const pattern = new RegExp(`(?:problem|refuse)\\(\\s*'(${prefix}\\.[a-z-]+)'`, 'g')
  const used = new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')))
  const all = new Set([...used, ...Object.keys(zh), ...Object.keys(en)])
  return [...all].flatMap((code) => {
    if (!used.has(code)) return [`${code} is not used`]
    if (zh[code] === undefined || en[code] === undefined) return [`${code} lacks a text`]
    return placesOf(zh[code]) === placesOf(en[code]) ? [] : [`${code} differs in places`]
  })
}
