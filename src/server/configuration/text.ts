// The same text for the same value on every machine: what names a thing first, the rest by the alphabet. Pure.

/** What a reader looks for first. */
const first = ['format', 'version', 'name', 'object', 'type', 'kind', 'key', 'label', 'help']
const rank = (key: string): number => (first.includes(key) ? first.indexOf(key) : first.length)

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(
    entries
      .sort(([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : 1))
      .map(([key, one]) => [key, ordered(one)]),
  )
}

export const textOf = (value: unknown): string => `${JSON.stringify(ordered(value), null, 2)}\n`
