// The texts of all problems, from every part and module, and how one is said.
import type { Problem, ProblemParam } from '#base/problem'
import type { Locale } from './locale.ts'

export type Texts = Readonly<Record<Locale, Readonly<Record<string, string>>>>

/** A problem as it goes over the wire. */
export type SaidProblem = Problem & { readonly message: string }

/** One catalogue of several; a code that two of them define is a mistake in the product and throws. */
export function mergeTexts(...all: readonly Texts[]): Texts {
  const merged = { 'zh-CN': new Map<string, string>(), en: new Map<string, string>() }
  for (const texts of all)
    for (const locale of ['zh-CN', 'en'] as const)
      for (const [code, text] of Object.entries(texts[locale])) {
        if (merged[locale].has(code)) throw new Error(`Two parts define the message ${code}`)
        merged[locale].set(code, text)
      }
  return { 'zh-CN': Object.fromEntries(merged['zh-CN']), en: Object.fromEntries(merged.en) }
}

/** The problem with its sentence; a code without a text says its own name, so that nothing is ever shown blank. */
export function say(texts: Texts, locale: Locale, problem: Problem): SaidProblem {
  const catalogue = texts[locale]
  const text = Object.hasOwn(catalogue, problem.code) ? catalogue[problem.code] : undefined
  return { ...problem, message: fill(text ?? problem.code, problem.params, locale) }
}

/** A parameter that differs by language comes as `name.zh-CN` and `name.en`. */
const fill = (text: string, params: Problem['params'], locale: Locale): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const found = [name, `${name}.${locale}`].find((key) => Object.hasOwn(params, key))
    return found === undefined ? whole : shown(params[found] ?? null, locale)
  })

function shown(value: ProblemParam, locale: Locale): string {
  if (value === null) return ''
  if (Array.isArray(value)) return value.join(locale === 'en' ? ', ' : '、')
  return String(value)
}
