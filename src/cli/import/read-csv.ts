// Rows of a CSV file one after another, with the line each begins on; memory stays bounded whatever the file.
import { Readable } from 'node:stream'
import Papa from 'papaparse'
import { problem } from '#base/problem'
import { ImportFailure } from './import-failure.ts'
import type { FileFormat } from './profile.ts'
import { textOf } from './source-file.ts'

/** Cells of one row and its line, the heading included. */
export type RawRow = { readonly line: number; readonly cells: readonly string[] }

/** A quote that is never closed would swallow the rest of the file. */
const longestRow = 4_000_000

const delimiters = [',', '\t', ';', '|']

/** The sign that separates most cells in the first line. */
export function delimiterOf(text: string): string {
  const [heading = ''] = text.split(/\r?\n/, 1)
  const bare = heading.replace(/"[^"]*"/g, '')
  const counts = delimiters.map((sign) => bare.split(sign).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Blank lines are passed over. Throws ImportFailure: import.rowTooLong, import.noEncoding, import.tooLarge. */
export async function* readCsv(path: string, format: FileFormat = {}): AsyncGenerator<RawRow> {
  const chunks = (await textOf(path, format.encoding))[Symbol.asyncIterator]() as AsyncIterator<string>
  const first = await chunks.next()
  const start = first.done === true ? '' : first.value
  const delimiter = format.delimiter ?? delimiterOf(start)
  const fed = { characters: 0, rows: 0, atRow: 0 }
  const text = Readable.from(guarded(start, chunks, fed))
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter })
  text.on('error', (error) => parser.destroy(error))
  let line = 1
  for await (const cells of text.pipe(parser) as AsyncIterable<string[]>) {
    fed.atRow = fed.characters
    const at = line
    line += 1 + newlinesIn(cells)
    if (cells.length > 1 || cells[0] !== '') yield { line: at, cells }
  }
}

async function* guarded(
  start: string,
  rest: AsyncIterator<string>,
  fed: { characters: number; atRow: number },
): AsyncGenerator<string> {
  for (let chunk = start; ; ) {
    fed.characters += chunk.length
    if (fed.characters - fed.atRow > longestRow + chunk.length)
      throw new ImportFailure(problem('import.rowTooLong', [], { most: longestRow }))
    if (chunk !== '') yield chunk
    const next = await rest.next()
    if (next.done === true) return
    chunk = next.value
  }
}

function newlinesIn(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells)
    if (cell.includes('\n') || cell.includes('\r')) count += cell.split(/\r\n|\n|\r/).length - 1
  return count
}
