// Which of the things that may be written answer what was begun: by label, by pinyin initials, by name. Pure.
import type { Offer } from '#kernel/formula'
import { rankOf } from '../../app/matching.ts'
import type { Language } from '../../ui/format.ts'

/** Everything an offer is called, in the language of the reader first. */
export const callingsOf = ({ label, also }: Offer, language: Language): readonly string[] =>
  [...new Set([label[language], label['zh-CN'], label.en, ...also])].filter((text) => text !== '')

/** What a person reads it as. */
export const calledIn = (offer: Offer, language: Language): string => callingsOf(offer, language)[0] ?? ''

/** Those that match, the best first; alike ones keep their order, which is that of what fits the place. */
export function ranked(
  offers: readonly Offer[],
  typed: string,
  language: Language,
  initials: ReadonlyMap<string, string>,
): readonly Offer[] {
  const found = offers.flatMap((offer) => {
    const ranks = callingsOf(offer, language)
      .map((text) => rankOf({ text, initials: initials.get(text) ?? '', also: [] }, typed))
      .filter((rank) => rank !== null)
    return ranks.length === 0 ? [] : [{ offer, rank: Math.min(...ranks) }]
  })
  return found.toSorted((left, right) => left.rank - right.rank).map(({ offer }) => offer)
}
