// What a browser and the server say to each other about bringing a table into an object.

/** What cells look like. */
export type CellKind = 'number' | 'date' | 'boolean' | 'text' | 'blank'

export type ImportWish = {
  readonly object: string
  /** Id of the uploaded file. */
  readonly file: string
  /** Name of the worksheet; null for files without sheets. */
  readonly sheet: string | null
  /** The line that names the columns, from 1. */
  readonly heading: number
  /** Fields by the name of the column that fills them; `lines.quantity` is a field of the object's lines. */
  readonly columns: Readonly<Record<string, string>>
  /** With fields of lines: rows with the same cell in this column are one record and its lines. */
  readonly joins?: string
  /** The unique field by which stored records are found; null takes every different row for a record of its own. */
  readonly identity: string | null
  /** What becomes of stored records that are found. */
  readonly found: 'update' | 'leave'
  /** Judges everything and stores nothing. */
  readonly isDry: boolean
  /** How many rows there are, where an earlier look has counted them. */
  readonly rows?: number
}

/** What the server sees in an uploaded file. */
export type ImportLook = {
  /** Names of worksheets; none for text files. */
  readonly sheets: readonly string[]
  readonly sheet: string | null
  readonly heading: number
  readonly columns: readonly {
    readonly name: string
    readonly kind: CellKind
    readonly samples: readonly string[]
  }[]
  /** Fields by column. */
  readonly guess: Readonly<Record<string, string>>
  /** The column that probably joins the rows of one record. */
  readonly joins: string | null
  /** Fields that a column can fill, and those of them by which stored records can be found. */
  readonly fields: readonly string[]
  readonly identities: readonly string[]
}

/** What rows can come to. */
export const importFates = ['created', 'changed', 'unchanged', 'refused'] as const
export type ImportFate = (typeof importFates)[number]

/** A row shown as an example of what becomes of rows. */
export type ImportSample = {
  readonly line: number
  readonly cells: readonly string[]
  /** Sentences in the person's language; the name of the field where it is one field's fault. */
  readonly problems: readonly { readonly field: string | null; readonly message: string }[]
}

export type ImportSamples = { readonly [fate in ImportFate]?: readonly ImportSample[] }

/** An import as its person sees it. */
export type ImportView = {
  readonly id: string
  readonly object: string
  readonly fileName: string
  readonly wish: ImportWish
  readonly state: 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
  /** Rows, by what they came to. */
  readonly counts: Readonly<Record<ImportFate, number>>
  /** Names of the columns of the samples, in order. */
  readonly heads: readonly string[]
  readonly samples: ImportSamples
  readonly error: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

const lineFieldPattern = /^([^.]+)\.([^.]+)$/

/** The lines and the field in them that `lines.quantity` names; null for a field of the object itself. */
export function lineField(name: string): { readonly lines: string; readonly field: string } | null {
  const [, lines, field] = lineFieldPattern.exec(name) ?? []
  return lines === undefined || field === undefined ? null : { lines, field }
}
