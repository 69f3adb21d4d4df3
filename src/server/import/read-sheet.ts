// Rows of a worksheet one after another, every cell as the text a person would have typed.
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import type { CellValue, Row } from 'exceljs'
import { problem } from '#base/problem'
import { Decimal } from '#base/values/decimal'
import { ImportFailure } from './import-failure.ts'
import type { FileFormat } from './profile.ts'
import type { RawRow } from './read-csv.ts'

const options = { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore' } as const

type Sheet = AsyncIterable<Row> & { readonly name: string; readonly iterator: unknown }

/**
 * The worksheets of a file. Those that stand before the words of their cells are laid aside on the disk by the reader, which takes
 * each away when the next is asked for, also from under a stream that nobody reads: such a stream is ended before, and where
 * no more is wanted the rest is passed over, so that nothing stays on the disk.
 */
async function* sheetsOf(path: string): AsyncGenerator<Sheet> {
  // Large, and most imports are CSV.
  const { default: ExcelJS } = await import('exceljs')
  const sheets = new ExcelJS.stream.xlsx.WorkbookReader(path, options)[Symbol.asyncIterator]()
  const next = async (): Promise<Sheet | undefined> => {
    const found = await sheets.next()
    return found.done === true ? undefined : (found.value as unknown as Sheet)
  }
  let isLaidAside = false
  try {
    for (let sheet = await next(); sheet !== undefined; sheet = await next()) {
      isLaidAside = sheet.iterator instanceof Readable
      yield sheet
      leave(sheet)
    }
  } finally {
    if (isLaidAside) for (let sheet = await next(); sheet !== undefined; sheet = await next()) leave(sheet)
    await sheets.return?.(undefined)
  }
}

function leave({ iterator }: Sheet): void {
  if (iterator instanceof Readable) iterator.on('error', () => undefined).destroy()
}

/** Rows of the worksheet with the format's name, else of the first. Throws ImportFailure: import.noSheet. */
export async function* readSheet(path: string, format: FileFormat = {}): AsyncGenerator<RawRow> {
  for await (const sheet of sheetsOf(path)) {
    if (format.sheet !== undefined && format.sheet !== sheet.name) continue
    for await (const row of sheet) {
      const values = Array.isArray(row.values) ? row.values.slice(1) : []
      const cells = Array.from(values, (value) => cellText(value))
      yield { line: row.number, cells }
    }
    return
  }
  throw new ImportFailure(problem('import.noSheet', [], { file: basename(path), sheet: format.sheet ?? '' }))
}

function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateCell(value)
  if (typeof value === 'number') return numberCell(value)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  // What the sheet itself could not work out must not pass for a blank.
  if ('error' in value) return String(value.error)
  if ('formula' in value || 'sharedFormula' in value)
    return value.result === undefined ? formulaOf(value) : cellText(value.result)
  if ('text' in value) return cellText(value.text)
  return ''
}

const formulaOf = (value: { formula?: string; sharedFormula?: string }): string =>
  `=${value.formula ?? value.sharedFormula ?? ''}`

/** Fifteen digits, as spreadsheets have them: 0.1 + 0.2 is 0.3, and no number is written with an exponent. */
const numberCell = (value: number): string =>
  Number.isFinite(value) ? new Decimal(value.toPrecision(15)).toFixed() : ''

/** Worksheets know no zone: what is shown is what is meant. */
const dateCell = (value: Date): string =>
  Number.isNaN(value.getTime())
    ? ''
    : value.toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '')

/** Names of the worksheets in the order of the file. */
export async function sheetNames(path: string): Promise<readonly string[]> {
  const names: string[] = []
  for await (const { name } of sheetsOf(path)) names.push(name)
  return names
}
