// Text counted and compared as PostgreSQL does: by code points, where JavaScript counts UTF-16 units.

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff

/** How many code points a text has. */
export function length(text: string): number {
  let count = text.length
  for (let at = 0; at < text.length - 1; at++) {
    if (isHigh(text.charCodeAt(at))) {
      count--
      at++
    }
  }
  return count
}

/** The unit at which the code point number `count` begins, or the text's end. */
function offset(text: string, count: number): number {
  let at = 0
  for (let left = count; left > 0 && at < text.length; left--) at += isHigh(text.charCodeAt(at)) ? 2 : 1
  return Math.min(at, text.length)
}

export const left = (text: string, count: number): string => text.slice(0, offset(text, count))

export const right = (text: string, count: number): string =>
  text.slice(offset(text, Math.max(length(text) - count, 0)))

/** `count` code points from the one numbered `start`, counted from 1. */
export const middle = (text: string, start: number, count: number): string =>
  left(text.slice(offset(text, start - 1)), count)

/** Negative, zero or positive in code point order, which is the order of `collate "C"` over UTF-8. */
export function compare(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length)
  for (let at = 0; at < shorter; at++) {
    const difference = rank(one.charCodeAt(at)) - rank(other.charCodeAt(at))
    if (difference !== 0) return difference
  }
  return one.length - other.length
}

// Surrogates stand for code points above every other unit, though their own numbers are lower than U+E000–U+FFFF.
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

const leading = /^[ \t\n\r\u00a0\u3000]+/
const isSpace = /^[ \t\n\r\u00a0\u3000]$/

/**
 * Without space, tab, line ends, no-break space and the full-width space of Chinese text at both ends. Written as a loop
 * from the end because a pattern for the end of a long text takes quadratic time.
 */
export function trim(text: string): string {
  const rest = text.replace(leading, '')
  let end = rest.length
  while (end > 0 && isSpace.test(rest[end - 1] ?? '')) end--
  return rest.slice(0, end)
}
