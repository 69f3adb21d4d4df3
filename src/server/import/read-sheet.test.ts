// What is peculiar to worksheets: words in pieces, cells of every kind, and texts across the borders of what is read at once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { zipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { readSheet, sheetNames } from './read-sheet.ts'
import { elementsOf } from './sheet-xml.ts'

const place = mkdtempSync(join(tmpdir(), 'baton-sheet-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const path = join(place, 'a.xlsx')

async function cells(sheet?: string): Promise<readonly (readonly string[])[]> {
  const found = []
  for await (const row of readSheet(path, sheet === undefined ? {} : { sheet })) found.push(row.cells)
  return found
}

const spread = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A workbook of one sheet, as the standard allows it to be written. */
function written(parts: {
  readonly rows: string
  readonly words?: string
  readonly styles?: string
  readonly settings?: string
}) {
  writeFileSync(
    path,
    zipSync({
      'xl/workbook.xml': bytes(
        `<x:workbook xmlns:x="a" xmlns:r="b">${parts.settings ?? ''}<x:sheets><x:sheet name="一 &amp; 二" r:id="rId7"/></x:sheets></x:workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': bytes(
        '<Relationships><Relationship Id="rId7" Target="/xl/worksheets/第一.xml"/></Relationships>',
      ),
      'xl/sharedStrings.xml': bytes(`<sst ${spread}>${parts.words ?? ''}</sst>`),
      'xl/styles.xml': bytes(`<styleSheet ${spread}>${parts.styles ?? ''}</styleSheet>`),
      'xl/worksheets/第一.xml': bytes(
        `<worksheet ${spread}><sheetData>${parts.rows}</sheetData></worksheet>`,
      ),
    }),
  )
}

test.each([true, false])(
  'no character is lost where one piece ends and the next begins, words shared: %s',
  async (isShared) => {
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: isShared })
    const sheet = book.addWorksheet('物料')
    // Of another length each, so that borders fall within characters of every kind.
    const rows = Array.from({ length: 4000 }, (_, at) => [
      `${'轴'.repeat(at % 7)}𠮷${at}`,
      `深沟球轴承😀${'承'.repeat(at % 5)}`,
    ])
    for (const row of rows) sheet.addRow(row).commit()
    await book.commit()
    expect(await cells()).toEqual(rows)
  },
)

test('words in runs are one word, how they are read aloud is none of it, and signs that XML cannot hold are themselves', async () => {
  written({
    words:
      '<si><r><t>深沟</t></r><r><t xml:space="preserve"> 球</t></r><rPh><t>qiu</t></rPh></si><si><t>甲_x000A_乙</t></si><si/>',
    rows: '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>99</v></c><c t="inlineStr"><is><r><t>行</t></r><r><t>内</t></r></is></c></row>',
  })
  expect(await sheetNames(path)).toEqual(['一 & 二'])
  const found = []
  for await (const row of readSheet(path)) found.push(row)
  expect(found).toEqual([{ line: 3, cells: ['深沟 球', '', '甲\n乙', '', '', '行内'] }])
})

test('numbers are dates where the sheet shows them so, whichever day it counts from', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="171" formatCode="0&quot;days&quot;;[Red]General"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="31"/></cellXfs>'
  const rows = `<row><c><v>46090</v></c>${[1, 2, 3, 4].map((style) => `<c s="${style}"><v>46090.5</v></c>`).join('')}<c t="d"><v>2026-03-09T00:00:00</v></c></row>`
  written({ rows, styles })
  expect(await cells()).toEqual([
    ['46090', '2026-03-09 12:00:00', '2026-03-09 12:00:00', '46090.5', '2026-03-09 12:00:00', '2026-03-09'],
  ])
  written({ rows, styles, settings: '<x:workbookPr date1904="1"/>' })
  expect((await cells())[0]?.[1]).toBe('2030-03-10 12:00:00')
})

test('what a formula came to counts whatever it is; what it did not come to is told', async () => {
  written({
    words: '<si><t>字</t></si>',
    rows: '<row><c t="str"><f>A1</f><v>文字</v></c><c t="b"><f>A1</f><v>1</v></c><c t="e"><f>A1</f><v>#REF!</v></c><c><f>1+1</f><v>2</v></c><c><f>B1&amp;"x"</f></c><c t="s"><f>A1</f><v>0</v></c></row>',
  })
  expect(await cells()).toEqual([['文字', 'true', '#REF!', '2', '=B1&"x"', '字']])
})

test('a text without end, an unknown entity and a column beyond the last are errors', async () => {
  async function* endless() {
    yield Buffer.from('<a>')
    for (;;) yield Buffer.alloc(65_536, 'x')
  }
  const read = async (): Promise<void> => {
    for await (const _ of elementsOf(Readable.from(endless()), { begin: () => {}, end: () => {} }));
  }
  await expect(read()).rejects.toThrow('A text without end')
  for (const rows of [
    '<row><c t="str"><v>&a;</v></c></row>',
    '<row><c r="XFE1"><v>1</v></c></row>',
    '<row><c>',
  ]) {
    written({ rows })
    await expect(cells()).rejects.toThrow()
  }
})
