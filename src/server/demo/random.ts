// Chance that repeats itself: a stream of numbers for each seed.

export type Random = {
  /** From 0 up to, but not, 1. */
  readonly next: () => number
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(choices: readonly [T, ...T[]] | readonly T[]) => T
  readonly bytes: (length: number) => Uint8Array
}

// FNV-1a spreads the text, mulberry32 draws from it.
function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

/** The stream that belongs to these words; the same words always give the same stream. */
export function randomOf(...words: readonly (string | number)[]): Random {
  let state = seedOf(words.join('|'))
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: <T>(choices: readonly T[]): T => {
      const chosen = choices[between(0, choices.length - 1)]
      if (chosen === undefined) throw new Error('Nothing to pick from')
      return chosen
    },
    bytes: (length) => Uint8Array.from({ length }, () => between(0, 255)),
  }
}
