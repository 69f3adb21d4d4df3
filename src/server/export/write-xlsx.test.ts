import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, expect, test } from 'vitest'
import { readSheet, sheetNames } from '../import/read-sheet.ts'
import { checkWorkbook } from '../import/zip-bounds.ts'
import type { Cell } from './cells.ts'
import { csvOf } from './write-csv.ts'
import { xlsxOf } from './write-xlsx.ts'

const place = mkdtempSync(join(tmpdir(), 'baton-export-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))
const path = join(place, 'a.xlsx')

async function* pagesOf(rows: readonly (readonly Cell[])[], size = 2) {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}
async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
const cell = (kind: Exclude<Cell, null>['kind'], text: string): Cell => ({ kind, text })

const row: readonly Cell[] = [
  cell('text', '<甲> & "乙"\n_x0041_ \u0001𠮷'),
  cell('number', '-1234.5600'),
  cell('number', '12345678901234567890.12'),
  null,
  cell('percent', '0.13'),
  cell('date', '2026-03-09'),
  cell('datetime', '2026-03-09 23:59:59'),
  cell('date', '1899-12-31'),
]
const heads = ['文', '数', '长', '空', '率', '日', '时', '早']

test('a workbook says what its records say, to the reader of another make and to ours', async () => {
  writeFileSync(path, await whole(xlsxOf('订单/2026', heads, pagesOf([row]))))
  await checkWorkbook(path, 'a.xlsx')
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const [sheet] = book.worksheets
  expect(sheet?.name).toBe('订单 2026')
  expect(sheet?.getRow(1).values).toEqual([undefined, ...heads])
  const values = sheet?.getRow(2).values as readonly unknown[]
  expect(values.slice(2, 8)).toEqual([
    -1234.56,
    '12345678901234567890.12',
    undefined,
    0.13,
    new Date('2026-03-09T00:00:00Z'),
    new Date('2026-03-09T23:59:59Z'),
  ])
  const found = []
  for await (const { cells } of readSheet(path)) found.push(cells)
  expect(found[1]).toEqual([
    '<甲> & "乙"\n_x0041_ \u0001𠮷',
    ...['-1234.56', '12345678901234567890.12', '', '0.13', '2026-03-09', '2026-03-09 23:59:59', '1899-12-31'],
  ])
})

test('what is more than a sheet holds goes on in another, and none is empty', async () => {
  const rows = Array.from({ length: 8 }, (_, at) => [cell('number', String(at))])
  writeFileSync(path, await whole(xlsxOf('单', ['数'], pagesOf(rows, 3), 5)))
  expect(await sheetNames(path)).toEqual(['单', '单 2'])
  const found = []
  for (const sheet of ['单', '单 2'])
    for await (const { cells } of readSheet(path, { sheet })) found.push(...cells)
  expect(found).toEqual(['数', '0', '1', '2', '3', '数', '4', '5', '6', '7'])
})

test('rows are taken only as fast as the file is read, and no more once nobody reads it', async () => {
  let taken = 0
  let isOver = false
  async function* endless() {
    try {
      for (;;) {
        taken++
        yield Array.from({ length: 500 }, (_, at) => [cell('text', String(Math.sin(taken * 500 + at)))])
      }
    } finally {
      isOver = true
    }
  }
  const pieces = xlsxOf('单', ['文'], endless())
  for (let count = 0; count < 20; count++) await pieces.next()
  expect(taken).toBeLessThan(100)
  await pieces.return(undefined)
  expect(isOver).toBe(true)
})

test('CSV opens in a spreadsheet as it stands, and no cell of it is reckoned', async () => {
  const text = (await whole(csvOf(heads, pagesOf([[cell('text', '=1+1'), ...row.slice(1)]])))).toString()
  expect(text).toBe(
    `\uFEFF${heads.join()}\r\n'=1+1,-1234.5600,12345678901234567890.12,,13%,2026-03-09,2026-03-09 23:59:59,1899-12-31\r\n`,
  )
})
