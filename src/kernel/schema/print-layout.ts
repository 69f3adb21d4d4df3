// How a record is printed: a sheet of paper as data, versioned, published and set aside like every other definition.
import type { FormulaText, Label } from './definition.ts'
import type { Surrounding } from './overview.ts'

export const papers = ['A4', 'A5'] as const
export const printBlockKinds = [
  'heading',
  'picture',
  'facts',
  'lines',
  'text',
  'seal',
  'code',
  'foot',
] as const
export const pictureSides = ['left', 'center', 'right'] as const
export const mostPrint = {
  layouts: 30,
  blocks: 40,
  entries: 40,
  columns: 20,
  parties: 3,
  lines: 5000,
  pictures: 200,
  /** Millimetres that a picture is high. */
  pictureHeight: 200,
} as const

/** Words in which `{…}` stands for the value of a formula over the record, and `{{` for a brace. */
export type WovenText = Label

/** A value with its name; a field's own name when absent. A formula that is a field alone is written as the field is. */
export type PrintedValue = { readonly value: FormulaText; readonly label?: Label }

export type PrintColumn = PrintedValue & {
  /** Share of the width; 1 when absent. */
  readonly width?: number
  /** Added up under the table. */
  readonly sum?: boolean
}

/** Records that name this one, in an order of their own. */
export type PrintedRecords = Pick<Surrounding, 'object' | 'by' | 'where'> & {
  readonly sort?: readonly string[]
}

export type PrintBlock =
  | { readonly kind: 'heading'; readonly text: WovenText; readonly under?: WovenText }
  | { readonly kind: 'facts'; readonly columns?: 1 | 2 | 3; readonly facts: readonly PrintedValue[] }
  | {
      readonly kind: 'lines'
      readonly title?: Label
      /** A lines field of the record, or any records that name it. Formulas of columns are over these. */
      readonly of: string | PrintedRecords
      readonly columns: readonly PrintColumn[]
      /** Begins each line with its place. */
      readonly numbered?: boolean
    }
  | { readonly kind: 'text'; readonly title?: Label; readonly text: WovenText }
  /** Who signs, with room for their seals. */
  | {
      readonly kind: 'seal'
      readonly parties: readonly { readonly label: Label; readonly under?: WovenText }[]
    }
  /** A QR code of a formula; of the record's address when absent. */
  | { readonly kind: 'code'; readonly value?: FormulaText; readonly under?: WovenText }
  /** The pictures of a file field: a logo, a photograph. */
  | {
      readonly kind: 'picture'
      readonly value: FormulaText
      /** Millimetres at the most; 20 when absent. */
      readonly height?: number
      /** Left when absent. */
      readonly side?: (typeof pictureSides)[number]
    }
  /** Stands at the foot of each page, beside the number of the page. */
  | { readonly kind: 'foot'; readonly text: WovenText }

export type PrintLayout = {
  readonly name: string
  readonly label: Label
  /** A4 when absent. */
  readonly paper?: (typeof papers)[number]
  readonly landscape?: boolean
  readonly blocks: readonly PrintBlock[]
  /** Not offered. */
  readonly retired?: boolean
}

type Printed = { readonly prints?: readonly PrintLayout[] }

/** Layouts by name: a later one replaces an earlier; what is retired is not there. Nothing where neither has any. */
export function mergedPrints({ prints: earlier }: Printed, { prints: later }: Printed): Printed {
  if (earlier === undefined && later === undefined) return {}
  const byName = new Map([...(earlier ?? []), ...(later ?? [])].map((one) => [one.name, one]))
  return { prints: [...byName.values()].filter(({ retired }) => retired !== true) }
}
