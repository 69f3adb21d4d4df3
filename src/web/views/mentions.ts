// Who is called by name in a text, and who of them was not told. Pure.
import type { Json, Row } from '#kernel/schema'

/** The ids of the people whose names a text calls with @; a longer name wins over a shorter one inside it. */
export function mentionedIn(text: string, people: readonly Row[]): readonly string[] {
  let rest = text
  const byLength = people.toSorted((a, b) => String(b.name ?? '').length - String(a.name ?? '').length)
  return byLength.flatMap(({ id, name }) => {
    const call = `@${String(name ?? '')}`
    if (call === '@' || !rest.includes(call)) return []
    rest = rest.replaceAll(call, ' ')
    return [String(id)]
  })
}

const longestName = 60
const mostCalls = 16

/** The names that a text may be calling: what stands behind each @ until the line or the next @ ends it, cut at every length. */
export const namesAfterAt = (text: string): readonly string[] => {
  const calls = text.split('@').slice(1, 1 + mostCalls)
  return [
    ...new Set(
      calls.flatMap((call) => {
        const letters = [...(call.split('\n')[0] ?? '')].slice(0, longestName)
        return letters
          .map((_, index) => letters.slice(0, index + 1).join(''))
          .filter((name) => name === name.trim())
      }),
    ),
  ]
}

const missed = 'notify.mention-missed'

/** Names of the people who were mentioned but cannot see the record, out of what the write answered. */
export const missedIn = (outputs: readonly Json[]): readonly string[] =>
  outputs.flatMap((output) => {
    const warning = partOf(output, 'warning')
    const person = partOf(partOf(warning, 'params'), 'person')
    return partOf(warning, 'code') === missed && typeof person === 'string' ? [person] : []
  })

const partOf = (value: Json | undefined, name: string): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })[name]
    : undefined
