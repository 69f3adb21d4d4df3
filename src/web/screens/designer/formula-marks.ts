// Where in a formula's text something is wrong, and what it could be put right with. Pure.
import type { Problem } from '#base/problem'
import type { Offer, Place } from '#kernel/formula'
import type { Language } from '../../ui/format.ts'
import { calledIn, callingsOf } from './formula-offers.ts'

export type Mark = { readonly from: number; readonly to: number; readonly problem: Problem }

/** The part of the text that each problem speaks of, never empty: what is missing at the end is marked at what stands before. */
export function marksOf(problems: readonly Problem[], text: string): readonly Mark[] {
  const last = text.trimEnd().length
  return problems.flatMap((problem): readonly Mark[] => {
    const { from = 0, to = last } = problem.params
    const end = Math.min(Number(to), text.length)
    const start = Math.min(Number(from), end)
    const mark =
      start < end ? { from: start, to: end } : { from: Math.max(0, Math.min(start, last) - 1), to: last }
    return mark.from < mark.to ? [{ ...mark, problem }] : []
  })
}

const mostRepairs = 3

/** A problem with what could be written instead, the most alike first. */
export type Judged = { readonly problem: Problem; readonly repairs: readonly Offer[] }

/**
 * What the problem calls alike, as far as it may be written at its place, is said once each in the language of the reader; what has a
 * letter in common with what was written is a repair, and if there is any, the rest is not worth saying.
 */
export function judged(
  { from, to, problem }: Mark,
  text: string,
  { offers }: Pick<Place, 'offers'>,
  language: Language,
): Judged {
  const { choices } = problem.params
  if (!Array.isArray(choices)) return { problem, repairs: [] }
  const letters = [...text.slice(from, to).toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter))
  const named = (choice: string): readonly Offer[] => {
    const found = offers.filter((offer) => callingsOf(offer, language).includes(choice))
    return found.length === 1 ? found : []
  }
  const isAlike = (choice: string): boolean => letters.some((letter) => choice.toLowerCase().includes(letter))
  const repairs = [...new Set(choices.filter(isAlike).flatMap(named))].slice(0, mostRepairs)
  const said =
    repairs.length > 0
      ? repairs.map((offer) => calledIn(offer, language))
      : choices.map((choice: string) => named(choice).map((offer) => calledIn(offer, language))[0] ?? choice)
  return { problem: { ...problem, params: { ...problem.params, choices: [...new Set(said)] } }, repairs }
}
