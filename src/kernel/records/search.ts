// Words as tokens: Chinese by characters and pairs, Latin by pairs and triples, and Chinese once more by its pinyin initials.

import { plainText } from '#kernel/schema'

/** Pinyin initials of a Chinese text ("深圳华强" → "szhq"); supplied by the server, which alone carries the dictionary. */
export type Initials = (chinese: string) => string

const chinesePattern = /\p{Script=Han}+/gu
const latinPattern = /[\p{L}\p{N}]+/gu
const maximum = { text: 2000, tokens: 400 }

/**
 * Tokens under which a record with these texts by field is found. Each carries its field's name, so that a search looks only
 * into the fields that the searcher may read.
 */
export function searchTokens(
  texts: readonly (readonly [field: string, text: string | null])[],
  initials: Initials,
): readonly string[] {
  return texts.flatMap(([field, text]) => {
    const tokens = new Set<string>()
    if (text !== null) collect(tokens, text.slice(0, maximum.text), initials)
    return [...tokens].slice(0, maximum.tokens).map((token) => inField(field, token))
  })
}

/** A value that can be searched for words. */
export const textOf = plainText

/** A token as it is stored for a field. */
export const inField = (field: string, token: string): string => `${field}=${token}`

function collect(tokens: Set<string>, text: string, initials: Initials): void {
  const plain = normal(text)
  for (const [run] of plain.matchAll(chinesePattern)) {
    grams(tokens, run, [1, 2])
    latin(tokens, initials(run))
  }
  for (const [run] of plain.replace(chinesePattern, ' ').matchAll(latinPattern)) latin(tokens, run)
}

/** One letter alone finds what begins with it: as a token of every place it would be in nearly every record. */
function latin(tokens: Set<string>, run: string): void {
  for (const first of run.match(/^./u) ?? []) tokens.add(first)
  grams(tokens, run, [2, 3])
}

/** Tokens all of which a matching record carries; empty when the words hold nothing to search for. */
export function queryTokens(words: string): readonly string[] {
  const tokens = new Set<string>()
  const plain = normal(words.slice(0, 200))
  for (const [run] of plain.matchAll(chinesePattern)) grams(tokens, run, [Math.min(2, [...run].length)])
  for (const [run] of plain.replace(chinesePattern, ' ').matchAll(latinPattern))
    for (const part of run.split(beforeDigits)) grams(tokens, part, [Math.min(3, [...part].length)])
  return [...tokens]
}

/** Where figures follow letters that may be initials: 张三0007 is looked for as zs0007, and HD-20H as hd20h. */
const beforeDigits = /(?<=\p{L}{2})(?=\p{N}[\p{L}\p{N}])/u

const normal = (text: string): string => text.normalize('NFKC').toLowerCase()

function grams(tokens: Set<string>, run: string, sizes: readonly number[]): void {
  const signs = [...run]
  for (const size of sizes) {
    for (let at = 0; at + size <= signs.length; at++) tokens.add(signs.slice(at, at + size).join(''))
  }
}
