// Stable names out of what people call things: Chinese by its pinyin, so that nobody has to think of English letters.
import { pinyin } from 'pinyin-pro'

const longest = 24

/** camelCase of letters and digits, at most 24 of them, cut between words; `field` where nothing of it can be spelt. */
export function stableName(text: string): string {
  const spelt = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
  const words = spelt.flatMap((part) => part.match(/[A-Za-z]+|\d+/g) ?? [])
  const first = words.findIndex((word) => /^[A-Za-z]/.test(word))
  const name = first < 0 ? '' : joined(words.slice(first))
  return name === '' ? 'field' : name
}

function joined(words: readonly string[]): string {
  let name = ''
  for (const word of words) {
    const next =
      name === '' ? word.toLowerCase() : `${word.slice(0, 1).toUpperCase()}${word.slice(1).toLowerCase()}`
    if (name !== '' && name.length + next.length > longest) break
    name += next.slice(0, longest)
  }
  return name
}
