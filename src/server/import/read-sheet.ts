// Rows of a worksheet one after another, every cell as the text a person would have typed.
import { basename } from 'node:path'
import { problem } from '#base/problem'
import { Decimal } from '#base/values/decimal'
import { ImportFailure } from './import-failure.ts'
import type { FileFormat } from './profile.ts'
import type { RawRow } from './read-csv.ts'
import { elementsOf } from './sheet-xml.ts'
import {
  dateStyles,
  type Parts,
  sharedWords,
  textReader,
  unescaped,
  type Words,
  workbookOf,
} from './workbook.ts'
import { partsOf } from './zip-bounds.ts'

/** Names of the worksheets in the order in which people see them. */
export async function sheetNames(path: string): Promise<readonly string[]> {
  const { sheets } = await workbookOf(await partsOf(path, basename(path)))
  return sheets.map(({ name }) => name)
}

/** Rows of the worksheet with the format's name, else of the first. Throws ImportFailure: import.noSheet. */
export async function* readSheet(path: string, format: FileFormat = {}): AsyncGenerator<RawRow> {
  const file = basename(path)
  const parts = await partsOf(path, file)
  const { sheets, since1904 } = await workbookOf(parts)
  const sheet = sheets.find(({ name }) => format.sheet === undefined || format.sheet === name)
  if (sheet === undefined)
    throw new ImportFailure(problem('import.noSheet', [], { file, sheet: format.sheet ?? '' }))
  const [words, dates] = [await sharedWords(parts), await dateStyles(parts)]
  yield* rowsOf(parts, sheet.part, { words, dates, since1904 })
}

type Meaning = { readonly words: Words; readonly dates: readonly boolean[]; readonly since1904: boolean }

/** A cell as it is written. */
type Cell = {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string | null
  formula: string | null
}

/** As many as a worksheet has. */
const mostColumns = 16_384

async function* rowsOf(parts: Parts, part: string, meaning: Meaning): AsyncGenerator<RawRow> {
  const content = parts.get(part)?.()
  if (content === undefined) return
  let ready: RawRow[] = []
  let row: { line: number; cells: string[] } | null = null
  let line = 0
  let cell: Cell | null = null
  let inner = ''
  const text = textReader()
  const elements = {
    begin(name: string, attributes: Readonly<Record<string, string>>): void {
      inner = name
      text.begin(name)
      if (name === 'row') {
        line = Number(attributes.r ?? line + 1)
        row = { line, cells: [] }
      }
      if (name !== 'c' || row === null) return
      const column = attributes.r === undefined ? row.cells.length : columnOf(attributes.r)
      if (!(column >= 0 && column < mostColumns)) throw new RangeError('No such column')
      text.take()
      const { t: type = 'n', s: style = '0' } = attributes
      cell = { column, type, style: Number(style), value: null, formula: null }
    },
    text(piece: string): void {
      text.text(piece)
      if (cell !== null && inner === 'v') cell.value = (cell.value ?? '') + piece
      if (cell !== null && inner === 'f') cell.formula = (cell.formula ?? '') + piece
    },
    end(name: string): void {
      if (name === 'f' && cell !== null) cell.formula ??= ''
      text.end(name)
      inner = ''
      if (name === 'c' && row !== null && cell !== null) {
        while (row.cells.length < cell.column) row.cells.push('')
        row.cells[cell.column] = cell.type === 'inlineStr' ? text.take() : cellText(cell, meaning)
        cell = null
      }
      if (name !== 'row' || row === null) return
      ready.push(row)
      row = null
    },
  }
  for await (const _ of elementsOf(content, elements)) {
    const rows = ready
    ready = []
    yield* rows
  }
}

/** `AB12` is column 27, from 0. */
function columnOf(reference: string): number {
  let column = 0
  for (const sign of reference) {
    const at = sign.charCodeAt(0) - 64
    if (at < 1 || at > 26) break
    column = column * 26 + at
  }
  return column - 1
}

function cellText({ type, style, value, formula }: Cell, { words, dates, since1904 }: Meaning): string {
  // What the sheet itself did not work out must not pass for a blank.
  if (value === null || (value === '' && formula !== null)) return formula === null ? '' : `=${formula}`
  switch (type) {
    case 's':
      return words.at(Number(value))
    case 'str':
      return unescaped(value)
    case 'b':
      return value === '0' ? 'false' : 'true'
    case 'e':
      return value
    case 'd':
      return value.replace('T', ' ').replace(/( 00:00:00)?(\.0+)?Z?$/, '')
    default:
      return dates[style] === true ? dateCell(Number(value), since1904) : numberCell(Number(value))
  }
}

/** Fifteen digits, as spreadsheets have them: 0.1 + 0.2 is 0.3, and no number is written with an exponent. */
function numberCell(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  return Number.isFinite(value) ? new Decimal(value.toPrecision(15)).toFixed() : ''
}

const dayMs = 86_400_000
/** Days from 1899-12-30 to 1970, and to 1904. */
const epoch = 25_569
const later = 1462

/** Worksheets know no zone: what is shown is what is meant. */
function dateCell(days: number, since1904: boolean): string {
  const date = new Date(Math.round((days - epoch + (since1904 ? later : 0)) * dayMs))
  return Number.isNaN(date.getTime())
    ? ''
    : date.toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '')
}
