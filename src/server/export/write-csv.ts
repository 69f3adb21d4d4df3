// A table as CSV, as spreadsheets of every country open it.
import { formatPercent } from '#base/values/figures'
import { csvLine } from '../import/csv-text.ts'
import type { Cell } from './cells.ts'

const plain = (cell: Cell): string =>
  cell === null ? '' : cell.kind === 'percent' ? formatPercent(cell.text) : cell.text

/** Begins with the mark by which spreadsheets know UTF-8. */
export async function* csvOf(
  heads: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`\uFEFF${csvLine(heads)}`)
  for await (const rows of pages) yield Buffer.from(rows.map((cells) => csvLine(cells.map(plain))).join(''))
}
