// Time-ordered identifiers (UUID version 7, RFC 9562), made by the caller so that a create can be repeated safely.

/** So many random bytes; from the system's source everywhere outside tests. */
export type RandomBytes = (length: number) => Uint8Array

/** A source of identifiers that never go backwards within one process. */
export type Ids = () => string

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * Identifiers whose order is the order they were made in: 48 bits of milliseconds, a 12-bit counter for ids of the
 * same millisecond, 62 random bits (RFC 9562 §5.7, method 1).
 */
export function idSource(now: () => number, randomBytes: RandomBytes): Ids {
  let last = 0
  let counter = 0
  const take = inPieces(randomBytes)
  return () => {
    const at = Math.max(now(), last)
    counter = at === last ? counter + 1 : 0
    last = counter > 0xfff ? at + 1 : at
    if (counter > 0xfff) counter = 0
    return format(last, counter, take())
  }
}

/** Eight bytes at a time from a larger draw: asking the system for each id alone costs more than making it. */
function inPieces(randomBytes: RandomBytes): () => Uint8Array {
  const size = 8
  let pool: Uint8Array = new Uint8Array(0)
  let at = 0
  return () => {
    if (at + size > pool.length) {
      pool = randomBytes(size * 128)
      at = 0
    }
    at += size
    return pool.subarray(at - size, at)
  }
}

function format(ms: number, counter: number, random: Uint8Array): string {
  const high = Math.floor(ms / 0x100000000)
  const low = ms >>> 0
  const h = (byte: number | undefined): string => hex[(byte ?? 0) & 0xff] ?? '00'
  return (
    `${h(high >>> 8)}${h(high)}${h(low >>> 24)}${h(low >>> 16)}-${h(low >>> 8)}${h(low)}-` +
    `${h(0x70 | (counter >>> 8))}${h(counter)}-${h(0x80 | ((random[0] ?? 0) & 0x3f))}${h(random[1])}-` +
    `${h(random[2])}${h(random[3])}${h(random[4])}${h(random[5])}${h(random[6])}${h(random[7])}`
  )
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && uuidPattern.test(value)
