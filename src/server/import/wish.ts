// How far an import through the browser has come: kept with its progress.
import type { ImportEffect, ImportFate, ImportSamples, ImportView, ImportWish } from '#kernel/module'
import type { Entry } from './journal.ts'
import type { RowFate } from './tally.ts'

/** What is kept between the batches of an import. */
export type ImportState = {
  readonly wish: ImportWish
  readonly fileName: string
  readonly entries: Readonly<Record<string, Entry>>
  readonly samples: ImportSamples
  /** Names of the columns, in order. */
  readonly heads: readonly string[]
  /** How many writes are noted; absent for imports of a time before they were. */
  readonly writes?: number
  /** What a trial has seen that would follow; none when absent. */
  readonly effects?: readonly ImportEffect[]
  /** Rows that differ from what is stored and are left to a person to decide; none when absent. */
  readonly conflicts?: { readonly met: number; readonly byWish: number }
}

/** What people are told of rows; nothing of those that were passed over. */
export const fateOfRow: Readonly<Record<RowFate, ImportFate | null>> = {
  imported: 'created',
  changed: 'changed',
  existing: 'unchanged',
  refused: 'refused',
  skipped: null,
}

const fates = Object.keys(fateOfRow) as readonly RowFate[]

/** How many rows came to what. */
export function countsOf({ entries }: ImportState): ImportView['counts'] {
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const { tally } of Object.values(entries))
    for (const file of Object.values(tally.files))
      for (const fate of fates) {
        const told = fateOfRow[fate]
        if (told !== null) counts[told] += file[fate] ?? 0
      }
  return counts
}
