// A table as a workbook, written row by row: no more is held than a page of it.
import type { Cell } from './cells.ts'
import { type Part, zipOf } from './write-zip.ts'

/** As many as a worksheet has; what comes after them goes on in another. */
const mostRows = 1_048_576
const longestText = 32_767
const longestName = 31

const declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const spread = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packed = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Places in the list of styles below. */
const styles = { head: 1, date: 2, datetime: 3, percent: 4 } as const

const styleSheet = `<styleSheet xmlns="${spread}"><numFmts count="2"><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="171" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="170" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="171" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

const sheetStart = `<worksheet xmlns="${spread}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`

/** The rows go on in another sheet, `<title> 2`, where one is full (`rowsPerSheet`). */
export function xlsxOf(
  title: string,
  heads: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
  rowsPerSheet = mostRows,
): AsyncGenerator<Buffer> {
  return zipOf(partsOf(title, heads, pages, rowsPerSheet))
}

const xml = (text: string): Iterable<Buffer> => [Buffer.from(declared + text)]

async function* partsOf(
  title: string,
  heads: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
  rowsPerSheet: number,
): AsyncGenerator<Part> {
  const iterator = pages[Symbol.asyncIterator]()
  let left: readonly (readonly Cell[])[] = []
  let isOver = false
  const take = async (): Promise<void> => {
    const { done, value } = await iterator.next()
    isOver = done === true
    left = done === true ? [] : value
  }
  async function* sheet(): AsyncGenerator<Buffer> {
    const head = rowOf(
      1,
      heads.map((text) => ({ kind: 'text', text })),
      styles.head,
    )
    let last = 1
    yield Buffer.from(`${declared}${sheetStart}${head}`)
    for (let room = rowsPerSheet - 1; room > 0 && !isOver; ) {
      const rows = left.slice(0, room)
      yield Buffer.from(rows.map((cells) => rowOf(++last, cells)).join(''))
      left = left.slice(rows.length)
      room -= rows.length
      // Whether there is another sheet is known before this one ends.
      while (left.length === 0 && !isOver) await take()
    }
    yield Buffer.from('</sheetData></worksheet>')
  }
  let sheets = 0
  try {
    do {
      sheets++
      yield { name: `xl/worksheets/sheet${sheets}.xml`, content: sheet() }
    } while (!isOver)
  } finally {
    await iterator.return?.()
  }
  const each = (write: (at: number) => string): string =>
    Array.from({ length: sheets }, (_, at) => write(at + 1)).join('')
  yield { name: 'xl/styles.xml', content: xml(styleSheet) }
  yield {
    name: 'xl/workbook.xml',
    content: xml(
      `<workbook xmlns="${spread}" xmlns:r="${office}"><sheets>${each((at) => `<sheet name="${escaped(sheetName(title, at))}" sheetId="${at}" r:id="rId${at}"/>`)}</sheets></workbook>`,
    ),
  }
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    content: xml(
      `<Relationships xmlns="${packed}/relationships">${each((at) => `<Relationship Id="rId${at}" Type="${office}/worksheet" Target="worksheets/sheet${at}.xml"/>`)}<Relationship Id="rIdS" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ),
  }
  yield {
    name: '_rels/.rels',
    content: xml(
      `<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
  }
  yield {
    name: '[Content_Types].xml',
    content: xml(
      `<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>${each((at) => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="${kind}.worksheet+xml"/>`)}</Types>`,
    ),
  }
}

/** What no sheet may be called with is left out. */
function sheetName(title: string, at: number): string {
  const behind = at === 1 ? '' : ` ${at}`
  return `${title.replace(/[[\]:*?/\\']/g, ' ').slice(0, longestName - behind.length)}${behind}`
}

const rowOf = (line: number, cells: readonly Cell[], style?: number): string =>
  `<row r="${line}">${cells.map((cell, at) => cellXml(cell, `r="${columnName(at)}${line}"`, style)).join('')}</row>`

/** `AB` for column 27, from 0. */
const columnName = (at: number): string =>
  (at < 26 ? '' : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))

function cellXml(cell: Cell, place: string, style?: number): string {
  if (cell === null) return ''
  if (cell.kind === 'text') return textXml(cell.text, place, style)
  if (cell.kind === 'number' || cell.kind === 'percent')
    return isExact(cell.text)
      ? `<c ${place}${cell.kind === 'percent' ? ` s="${styles.percent}"` : ''}><v>${cell.text}</v></c>`
      : textXml(cell.text, place)
  const days = daysOf(cell.text)
  return days === null ? textXml(cell.text, place) : `<c ${place} s="${styles[cell.kind]}"><v>${days}</v></c>`
}

const textXml = (text: string, place: string, style?: number): string =>
  `<c ${place} t="inlineStr"${style === undefined ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(text.slice(0, longestText))}</t></is></c>`

/** Spreadsheets keep fifteen digits; a longer number stays whole as text. */
const isExact = (text: string): boolean =>
  /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').replace(/^0+/, '').length <= 15

/** Days from 1899-12-30; null before March 1900, where spreadsheets count a day that never was. */
function daysOf(text: string): number | null {
  const ms = Date.parse(`${text.length === 10 ? `${text} 00:00:00` : text}Z`.replace(' ', 'T'))
  const days = ms / 86_400_000 + 25_569
  return Number.isFinite(days) && days >= 61 ? Number(days.toFixed(9)) : null
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Signs that XML cannot hold are written as spreadsheets do, and so is what looks like one (ECMA-376-1, 22.4.2.4). */
const escaped = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
    .replace(unwritable, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unwritable = /[\0-\x08\x0b-\x1f\ufffe\uffff]/g
