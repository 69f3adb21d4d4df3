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

/** The first of what the problem calls alike that may be written at its place and has a letter in common with what was, once each. */
export function repairsOf(
  { from, to, problem }: Mark,
  text: string,
  { offers }: Pick<Place, 'offers'>,
  language: Language,
): readonly Offer[] {
  const { choices } = problem.params
  const letters = [...text.slice(from, to).toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter))
  const isAlike = (choice: string): boolean => letters.some((letter) => choice.toLowerCase().includes(letter))
  const found = (Array.isArray(choices) ? choices : []).filter(isAlike).flatMap((choice: string) => {
    const named = offers.filter((offer) => callingsOf(offer, language).includes(choice))
    return named.length === 1 ? named : []
  })
  return [...new Set(found)].slice(0, mostRepairs)
}

/** The problem with what it calls alike said once each, in the language of the reader. */
export function inWords(problem: Problem, repairs: readonly Offer[], language: Language): Problem {
  if (repairs.length === 0) return problem
  const choices = repairs.map((offer) => calledIn(offer, language))
  return { ...problem, params: { ...problem.params, choices } }
}
