// How the parts of the formula language are told to the reader: kinds of value, functions with their arguments and examples.
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FunctionReference, KindOf, Offer } from '#kernel/formula'
import type { Field, Value } from '#kernel/schema'
import { useUsageWords } from '../../data/definitions.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useFormat } from '../../ui/format-context.tsx'
import type { Choice } from '../../views/formula-editor.tsx'
import { kindOf } from './field-kinds.ts'
import type { FormulaLanguage } from './formula-language.ts'
import { calledIn } from './formula-offers.ts'
import { useKindName } from './use-kind-name.ts'

/** A kind of value; of records, which ones they are. */
export function useValueKind(): (of: KindOf) => string {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  return useCallback(
    ({ kind, object }) =>
      (kind === 'record' && object !== undefined && label(catalog.object(object)?.label)) ||
      t(`design.formula.kind.${kind}`),
    [t, label, catalog],
  )
}

/** What a formula comes to: as the field shows it, or the kind of its value. */
export function useResultType(): (of: KindOf, shown: Field | undefined) => string {
  const { t } = useTranslation()
  const valueKind = useValueKind()
  const kindName = useKindName()
  return (of, shown) => {
    if (shown === undefined) return valueKind(of)
    if (shown.type !== 'formula') return kindName(kindOf(shown))
    const currency = shown.result === 'money' && typeof shown.currency === 'string' ? shown.currency : ''
    const type = t(`admin.types.${shown.result}`)
    return currency === '' ? type : `${type}（${currency}）`
  }
}

export type FunctionWords = {
  /** `ROUND(数, 小数位数?)` */
  readonly usage: string
  readonly doc: string
  /** `ROUND(2.345, 2) → 2.35`; null where no example fits a line. */
  readonly example: string | null
}

const longestExample = 60

export function useFunctionWords(): (entry: FunctionReference) => FunctionWords {
  const { t } = useTranslation()
  const { language } = useFormat()
  const usage = useUsageWords()
  return useCallback(
    (entry) => {
      const said = (value: Value): string =>
        typeof value === 'boolean' ? t(value ? 'yes' : 'no') : String(value)
      const example = entry.examples.find(
        ({ formula, value }) =>
          value !== null && value !== '' && !/[\n\t]/.test(formula) && formula.length < longestExample,
      )
      return {
        usage: usage(entry.usage),
        doc: entry.doc[language],
        example: example ? `${example.formula} → ${said(example.value)}` : null,
      }
    },
    [t, language, usage],
  )
}

/** An offer as the list at the cursor tells it. */
export function useChoice(formulas: FormulaLanguage): (offer: Offer) => Choice {
  const { language } = useFormat()
  const valueKind = useValueKind()
  const functionWords = useFunctionWords()
  const functions = useMemo(
    () => new Map(formulas.formulaReference().map((entry) => [entry.name, entry])),
    [formulas],
  )
  return useCallback(
    (offer) => {
      const entry = offer.as === 'function' ? functions.get(offer.name) : undefined
      const plain = { label: calledIn(offer, language), text: offer.text[language] }
      const detail = offer.of && offer.as !== 'option' && !entry ? valueKind(offer.of) : ''
      if (!entry) return { ...plain, detail, lines: [], takesNothing: false }
      const { usage, doc, example } = functionWords(entry)
      const lines = [usage, doc, ...(example === null ? [] : [example])]
      return { ...plain, detail, lines, takesNothing: entry.arguments.length === 0 }
    },
    [functions, language, valueKind, functionWords],
  )
}
