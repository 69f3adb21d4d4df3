// Rows of a source file under their heading, whatever its kind.
import { problem } from '#base/problem'
import { ImportFailure } from './import-failure.ts'
import type { FileFormat } from './profile.ts'
import { type RawRow, readCsv } from './read-csv.ts'
import { readSheet } from './read-sheet.ts'
import { type Heading, headingOf, type SourceRow } from './row.ts'
import { locate } from './source-file.ts'

/** Where a profile's files are and how they are written. */
export type Source = {
  readonly place: string
  readonly formats: { readonly [file: string]: FileFormat }
}

/** Throws ImportFailure: import.noFile, import.noHeading, and those of the readers. */
export async function* readRows(source: Source, file: string): AsyncGenerator<SourceRow> {
  let heading: Heading | null = null
  const from = source.formats[file]?.heading
  for await (const { line, cells } of rawRows(source, file)) {
    if (heading !== null) yield { heading, line, cells }
    else if (line >= (from ?? 0)) heading = headingOf(file, columnNames(cells, from !== undefined))
  }
  if (heading === null) throw new ImportFailure(problem('import.noHeading', [], { file }))
}

/** The columns of a file; reads no further than its heading. */
export async function readHeading(source: Source, file: string): Promise<Heading> {
  const from = source.formats[file]?.heading
  for await (const { line, cells } of rawRows(source, file))
    if (line >= (from ?? 0)) return headingOf(file, columnNames(cells, from !== undefined))
  throw new ImportFailure(problem('import.noHeading', [], { file }))
}

/**
 * Names as they stand; `isLoose` gives nameless and repeated columns names that tell them apart.
 * Throws ImportFailure import.tooManyColumns.
 */
export function columnNames(cells: readonly string[], isLoose: boolean): readonly string[] {
  if (cells.length > mostColumns)
    throw new ImportFailure(problem('import.tooManyColumns', [], { most: mostColumns }))
  const names = cells.map((name) => name.trim())
  if (!isLoose) return names
  const seen = new Set<string>()
  return names.map((name, at) => {
    const isFree = name !== '' && !seen.has(name)
    seen.add(name)
    return isFree ? name : `${name} #${at + 1}`.trim()
  })
}

/** As many as a worksheet has. */
const mostColumns = 16_384

/**
 * Rows of any kind of file in which anything stands, without what no database can hold. Old workbooks are renewed before they come
 * here. Throws ImportFailure: import.oldSheet and those of the readers.
 */
export async function* rawRows(source: Source, file: string): AsyncGenerator<RawRow> {
  const path = locate(source.place, file)
  const format = source.formats[file] ?? {}
  if (path.endsWith('.xls')) throw new ImportFailure(problem('import.oldSheet', [], { file }))
  const rows = path.endsWith('.xlsx') ? readSheet(path, format) : readCsv(path, format)
  for await (const row of rows) {
    const cells = row.cells.map(storable)
    if (cells.some((cell) => cell !== '')) yield { line: row.line, cells }
  }
}

/** Files that are padded with the sign of code 0 mean nothing by it; a half of a character is a character that is not known. */
const storable = (cell: string): string =>
  unstorable.test(cell) ? cell.replaceAll('\0', '').replace(halves, '\ufffd') : cell

const unstorable = /[\0\ud800-\udfff]/
const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Whether the row has as many cells as its heading; worksheets leave blank cells at the end out. */
export const isWhole = (row: SourceRow): boolean =>
  row.cells.length === row.heading.names.length ||
  (row.cells.length < row.heading.names.length && row.heading.file.endsWith('.xlsx'))
