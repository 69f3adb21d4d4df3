// What somebody asks an import through the browser to do, and how far it has come: kept with its progress.

import type { Entry } from './journal.ts'
import type { RowFate } from './tally.ts'

export type ImportWish = {
  readonly object: string
  /** Id of the uploaded file. */
  readonly file: string
  /** Name of the worksheet; null for files without sheets. */
  readonly sheet: string | null
  /** The line that names the columns, from 1. */
  readonly heading: number
  /** Fields by the name of the column that fills them. */
  readonly columns: Readonly<Record<string, string>>
  /** The unique field by which stored records are found; null takes every different row for a record of its own. */
  readonly identity: string | null
  /** What becomes of stored records that are found. */
  readonly found: 'update' | 'leave'
  /** Judges everything and stores nothing. */
  readonly isDry: boolean
  /** How many rows there are, where an earlier look has counted them. */
  readonly rows?: number
}

/** A row shown as an example of what becomes of rows. */
export type Sample = {
  readonly line: number
  readonly cells: readonly string[]
  /** Sentences in the person's language; the name of the field where it is one field's fault. */
  readonly problems: readonly { readonly field: string | null; readonly message: string }[]
}

export type Samples = { readonly [fate in RowFate]?: readonly Sample[] }

/** What is kept between the batches of an import. */
export type ImportState = {
  readonly wish: ImportWish
  readonly fileName: string
  readonly entries: Readonly<Record<string, Entry>>
  readonly samples: Samples
  /** Names of the columns, in order. */
  readonly heads: readonly string[]
}

export type Counts = Readonly<Record<'created' | 'changed' | 'unchanged' | 'refused', number>>

/** How many rows came to what. */
export function countsOf({ entries }: ImportState): Counts {
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const { tally } of Object.values(entries))
    for (const file of Object.values(tally.files)) {
      counts.created += file.imported
      counts.changed += file.changed ?? 0
      counts.unchanged += file.existing
      counts.refused += file.refused
    }
  return counts
}
