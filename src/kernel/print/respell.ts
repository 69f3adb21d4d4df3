// Every formula of a layout, wherever it stands: to be spelt otherwise, or looked through.
import type { FormulaText, PrintBlock, PrintedValue, PrintLayout, WovenText } from '#kernel/schema'
import { piecesOf, wovenOf } from './weave.ts'

type Respell = (text: FormulaText, object: string) => FormulaText

/** The layout with each formula as `respell` writes it. `objectOf` names the object whose records a lines field holds. */
export const respeltLayout = (
  layout: PrintLayout,
  object: string,
  objectOf: (field: string) => string | undefined,
  respell: Respell,
): PrintLayout => ({
  ...layout,
  blocks: layout.blocks.map((block) => respeltBlock(block, object, objectOf, respell)),
})

function respeltBlock(
  block: PrintBlock,
  object: string,
  objectOf: (field: string) => string | undefined,
  respell: Respell,
): PrintBlock {
  const words = (text: WovenText): WovenText => ({
    'zh-CN': inWords(text['zh-CN'], object, respell),
    en: inWords(text.en, object, respell),
  })
  const under = 'under' in block && block.under ? { under: words(block.under) } : {}
  if (block.kind === 'facts')
    return { ...block, facts: block.facts.map((fact) => respeltValue(fact, object, respell)) }
  if (block.kind === 'lines') {
    const on = typeof block.of === 'string' ? (objectOf(block.of) ?? object) : block.of.object
    const of =
      typeof block.of === 'string' || block.of.where === undefined
        ? block.of
        : { ...block.of, where: respell(block.of.where, on) }
    return { ...block, of, columns: block.columns.map((column) => respeltValue(column, on, respell)) }
  }
  if (block.kind === 'seal')
    return {
      ...block,
      parties: block.parties.map((party) => (party.under ? { ...party, under: words(party.under) } : party)),
    }
  if (block.kind === 'picture') return { ...block, value: respell(block.value, object) }
  if (block.kind === 'code')
    return { ...block, ...under, ...(block.value ? { value: respell(block.value, object) } : {}) }
  return { ...block, ...under, text: words(block.text) }
}

const respeltValue = <V extends PrintedValue>(value: V, object: string, respell: Respell): V => ({
  ...value,
  value: respell(value.value, object),
})

const inWords = (text: string, object: string, respell: Respell): string => {
  const pieces = piecesOf(text)
  if (pieces === null) return text
  return wovenOf(
    pieces.map((piece) => (typeof piece === 'string' ? piece : { formula: respell(piece.formula, object) })),
  )
}
