// How well a text answers what somebody types: by its words, by its pinyin initials, or by what else it is called. Pure.

export type Named = {
  readonly text: string
  /** Pinyin initials of the text; empty where they are not known. */
  readonly initials: string
  /** Other names, such as those of the other language. */
  readonly also: readonly string[]
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** The smaller the better; null where it does not match. Nothing typed matches everything alike. */
export function rankOf({ text, initials, also }: Named, typed: string): number | null {
  const words = plain(typed)
  if (words === '') return typed.trim() === '' ? 0 : null
  const own = plain(text)
  const ranks = [
    own === words || initials === words,
    own.startsWith(words),
    initials.startsWith(words),
    own.includes(words),
    initials.includes(words),
    also.some((other) => plain(other).includes(words)),
  ]
  const rank = ranks.indexOf(true)
  return rank < 0 ? null : rank
}

/** Those that match, the best first; alike ones keep their order. */
export const matching = <T extends Named>(all: readonly T[], typed: string): readonly T[] =>
  all
    .flatMap((one) => {
      const rank = rankOf(one, typed)
      return rank === null ? [] : [{ one, rank }]
    })
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ one }) => one)
