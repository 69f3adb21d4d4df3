// Who is called by name in a text. Pure.
import type { Row } from '#kernel/schema'

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
