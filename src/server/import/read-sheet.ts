// Rows of a worksheet one after another, every cell as the text a person would have typed.
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import type { CellValue, Row } from 'exceljs'
import { problem } from '#base/problem'
import { Decimal } from '#base/values/decimal'
import { ImportFailure } from './import-failure.ts'
import type { FileFormat } from './profile.ts'
import type { RawRow } from './read-csv.ts'
import { partsOf } from './zip-bounds.ts'

const options = { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore' } as const

type Sheet = AsyncIterable<Row> & { readonly name: string }

/** What the reader does with each part of a workbook: its own steps, which it takes itself only in the order of the archive. */
type Steps = {
  readonly _parseRels: (part: Readable) => Promise<void>
  readonly _parseWorkbook: (part: Readable) => Promise<void>
  readonly _parseStyles: (part: Readable) => Promise<void>
  readonly _parseSharedStrings: (part: Readable) => AsyncIterable<unknown>
  readonly _parseWorksheet: (part: Readable, sheet: string) => Iterable<{ readonly value: Sheet }>
  readonly workbookRels?: readonly { readonly Id: string; readonly Target: string }[]
  readonly model?: { readonly sheets?: readonly { readonly rId: string }[] }
}

const sheetPath = /^xl\/worksheets\/sheet(\d+)\.xml$/

/**
 * The worksheets of a file, in the order in which people see them. The reader's own way through an archive loses parts of it when the
 * machine is busy, and lays sheets that stand before their words aside on the disk: it is given each part by name instead, what the
 * sheets need first.
 */
async function* sheetsOf(path: string): AsyncGenerator<Sheet> {
  const parts = await partsOf(path, basename(path))
  // Large, and most imports are CSV.
  const { default: ExcelJS } = await import('exceljs')
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, options) as unknown as Steps
  const take = async (name: string, step: (part: Readable) => Promise<void>): Promise<void> => {
    const part = parts.get(name)?.()
    if (part !== undefined) await step(part)
  }
  if (!parts.has('xl/workbook.xml')) throw new RangeError('There is no workbook in it')
  await take('xl/_rels/workbook.xml.rels', (part) => reader._parseRels(part))
  await take('xl/workbook.xml', (part) => reader._parseWorkbook(part))
  await take('xl/styles.xml', (part) => reader._parseStyles(part))
  await take('xl/sharedStrings.xml', async (part) => {
    // It keeps the words itself.
    for await (const _ of reader._parseSharedStrings(part));
  })
  for (const name of inOrder([...parts.keys()], reader)) {
    const content = parts.get(name)?.() ?? Readable.from([])
    try {
      for (const { value } of reader._parseWorksheet(content, sheetPath.exec(name)?.[1] ?? '')) yield value
    } finally {
      content.destroy()
    }
  }
}

/** The sheets among the parts, as the workbook lists them; what it does not list comes last. */
function inOrder(names: readonly string[], { workbookRels = [], model }: Steps): readonly string[] {
  const listed = (model?.sheets ?? []).map(({ rId }) => workbookRels.find(({ Id }) => Id === rId)?.Target)
  const place = (name: string): number => {
    const found = listed.indexOf(name.slice('xl/'.length))
    return found < 0 ? listed.length : found
  }
  return names.filter((name) => sheetPath.test(name)).toSorted((a, b) => place(a) - place(b))
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
