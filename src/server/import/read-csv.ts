// Rows of a CSV file one after another, with the line each begins on; memory stays bounded whatever the file.
import Papa from 'papaparse'
import { problem } from '#base/problem'
import { ImportFailure } from './import-failure.ts'
import type { FileFormat } from './profile.ts'
import { textOf } from './source-file.ts'

/** Cells of one row and its line, the heading included. */
export type RawRow = { readonly line: number; readonly cells: readonly string[] }

/** A quote that is never closed would swallow the rest of the file. */
const longestRow = 4_000_000

/** Text is parsed in pieces of about this many characters. */
const pieceLength = 256 * 1024

const delimiters = [',', '\t', ';', '|']

/** The sign that separates most cells in the first line. */
export function delimiterOf(text: string): string {
  const [heading = ''] = text.split('\n', 1)
  const bare = heading.replace(/"[^"]*"/g, '')
  const counts = delimiters.map((sign) => bare.split(sign).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Throws ImportFailure: import.rowTooLong, import.noEncoding, import.tooLarge. */
export async function* readCsv(path: string, format: FileFormat = {}): AsyncGenerator<RawRow> {
  let parser: Papa.Parser | null = null
  let waiting = ''
  let line = 1
  for await (const { text, isLast } of pieces(path, format)) {
    waiting += text
    parser ??= new Papa.Parser({ delimiter: format.delimiter ?? delimiterOf(waiting), newline: '\n' })
    // Rows are cut off only where they end, so that what is left over is the beginning of the next one.
    const { data, meta } = parser.parse(waiting, 0, !isLast) as Papa.ParseResult<string[]>
    waiting = waiting.slice(meta.cursor)
    if (waiting.length > longestRow)
      throw new ImportFailure(problem('import.rowTooLong', [], { most: longestRow }))
    for (const cells of data) {
      yield { line, cells }
      line += 1 + newlinesIn(cells)
    }
  }
}

/** The text in pieces, every line break as one sign; the last piece is said to be so. */
async function* pieces(
  path: string,
  { encoding }: FileFormat,
): AsyncGenerator<{ readonly text: string; readonly isLast: boolean }> {
  let held = ''
  for await (const chunk of (await textOf(path, encoding)) as AsyncIterable<string>) {
    held += chunk
    if (held.length < pieceLength) continue
    const end = held.endsWith('\r') ? held.length - 1 : held.length
    yield { text: unified(held.slice(0, end)), isLast: false }
    held = held.slice(end)
  }
  yield { text: unified(held), isLast: true }
}

const unified = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)

function newlinesIn(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) if (cell.includes('\n')) count += cell.split('\n').length - 1
  return count
}
