// What an import has counted so far: rows by file, records by object, and sums. Kept as plain JSON, so that a journal can hold it.
import { Decimal, formatDecimal } from '#base/values/decimal'

export type FileTally = {
  readonly rows: number
  readonly imported: number
  /** Rows of which stored records took other values; absent for none. */
  readonly changed?: number
  readonly existing: number
  readonly skipped: number
  readonly refused: number
}
export type ObjectTally = { readonly created: number; readonly changed?: number; readonly existing: number }
/** `stored` is null as long as nothing was read back, as in a dry run. */
export type SumTally = { readonly source: string; readonly stored: string | null; readonly refused: string }

export type Tally = {
  readonly files: { [file: string]: FileTally }
  readonly objects: { [object: string]: ObjectTally }
  readonly sums: { [name: string]: SumTally }
}

export const emptyTally = (): Tally => ({ files: {}, objects: {}, sums: {} })

const noRows: FileTally = { rows: 0, imported: 0, existing: 0, skipped: 0, refused: 0 }
const noRecords: ObjectTally = { created: 0, existing: 0 }
const noSum: SumTally = { source: '0', stored: null, refused: '0' }

export type RowFate = 'imported' | 'changed' | 'existing' | 'skipped' | 'refused'

export function countRow(tally: Tally, file: string, fate: RowFate): void {
  const known = tally.files[file] ?? noRows
  tally.files[file] = { ...known, rows: known.rows + 1, [fate]: (known[fate] ?? 0) + 1 }
}

export function countRecord(tally: Tally, object: string, fate: 'created' | 'changed' | 'existing'): void {
  const known = tally.objects[object] ?? noRecords
  tally.objects[object] = { ...known, [fate]: (known[fate] ?? 0) + 1 }
}

export function addSum(
  tally: Tally,
  name: string,
  side: 'source' | 'stored' | 'refused',
  value: string,
): void {
  const known = tally.sums[name] ?? noSum
  tally.sums[name] = { ...known, [side]: formatDecimal(new Decimal(known[side] ?? 0).plus(value)) }
}

/** A sum that was not read back has nothing to disagree with. */
export const sumAgrees = ({ source, stored }: SumTally): boolean =>
  stored === null || new Decimal(source).eq(stored)

/** Whether every sum that was read back is what the source adds up to. */
export const agrees = (tally: Tally): boolean => Object.values(tally.sums).every(sumAgrees)
