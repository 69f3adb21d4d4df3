import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compareKeys } from './join-parts.ts'
import type { FileFormat } from './profile.ts'
import { isWhole, readHeading, readRows } from './read-rows.ts'
import { sheetNames } from './read-sheet.ts'

let place = ''
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'baton-import-'))
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

const put = (name: string, bytes: string | Uint8Array): void => writeFileSync(join(place, name), bytes)

async function rows(file: string, format: FileFormat = {}): Promise<readonly (readonly unknown[])[]> {
  const found = []
  for await (const { line, cells } of readRows({ place, formats: { [file]: format } }, file))
    found.push([line, ...cells])
  return found
}

test('lines are counted as an editor does, through quoted line breaks and blank lines', async () => {
  put('a.csv', 'A,B\n1,"two\nlines"\n\n3,"a ""quoted"", comma"\r\n')
  expect(await rows('a.csv')).toEqual([
    [2, '1', 'two\nlines'],
    [5, '3', 'a "quoted", comma'],
  ])
})

test.each([
  ['UTF-8', Buffer.from('名称,数量\n减速电机,3\n')],
  ['UTF-8 with a mark', Buffer.from('\uFEFF名称,数量\n减速电机,3\n')],
  ['GBK', iconv.encode('名称,数量\n减速电机,3\n', 'gbk')],
  ['GB18030', iconv.encode('名称,数量\n减速电机𠮷,3\n', 'gb18030')],
  ['UTF-16', iconv.encode('名称,数量\n减速电机,3\n', 'utf-16le', { addBOM: true })],
])('%s is read for what it is', async (_name, bytes) => {
  put('a.csv', bytes)
  expect((await readHeading({ place, formats: {} }, 'a.csv')).names).toEqual(['名称', '数量'])
  expect((await rows('a.csv'))[0]?.[1]).toMatch(/^减速电机/)
})

test('a GBK file whose first 64 KB are ASCII is still GBK', async () => {
  const text = `A,B\n${'1,x\n'.repeat(40_000)}2,轴承\n`
  put('a.csv', iconv.encode(text, 'gbk'))
  expect((await rows('a.csv')).at(-1)).toEqual([40_002, '2', '轴承'])
})

test('a compressed file stands for the plain one, and separators other than commas are seen', async () => {
  put('a.csv.gz', gzipSync('A;B\n1;2,5\n'))
  expect(await rows('a.csv')).toEqual([[2, '1', '2,5']])
})

test('a quotation mark that is never closed is refused before it fills the memory', async () => {
  put('a.csv', `A,B\n1,"${'x'.repeat(9_000_000)}`)
  await expect(rows('a.csv')).rejects.toThrow('import.rowTooLong')
})

test('a damaged compressed file is an error and never an end', async () => {
  put('a.csv.gz', gzipSync(`A,B\n${'1,2\n'.repeat(10_000)}`).subarray(0, 60))
  await expect(rows('a.csv')).rejects.toThrow()
})

test('a worksheet is read as text: numbers, dates, formulas, and blanks at the end', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('别的').addRow(['不是这张'])
  const sheet = book.addWorksheet('订单')
  sheet.addRow(['编号', '日期', '数量', '合计', '备注'])
  sheet.addRow(['A-1', new Date('2026-03-09T00:00:00Z'), 2.5, { formula: 'C2*2', result: 5 }, null])
  await book.xlsx.writeFile(join(place, 'a.xlsx'))
  const source = { place, formats: { 'a.xlsx': { sheet: '订单' } } }
  const found = []
  for await (const row of readRows(source, 'a.xlsx')) found.push(row)
  expect(found.map((row) => [row.line, ...row.cells.slice(0, 4), isWhole(row)])).toEqual([
    [2, 'A-1', '2026-03-09', '2.5', '5', true],
  ])
  const missing = rows('a.xlsx', { sheet: '没有' })
  await expect(missing).rejects.toThrow('import.noSheet')
})

test('what a sheet could not work out is told and no blank; numbers have the digits that a sheet shows', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('a')
  sheet.addRow(['数', '错', '未算', '小', '大', '是'])
  const cells = [0.1 + 0.2, { error: '#N/A' }, { formula: 'A2*2' }, 0.00000012, 1e20, true] as const
  sheet.addRow([...cells])
  await book.xlsx.writeFile(join(place, 'a.xlsx'))
  expect(await rows('a.xlsx')).toEqual([
    [2, '0.3', '#N/A', '=A2*2', '0.00000012', '100000000000000000000', 'true'],
  ])
})

test('sheets that nobody reads to their end break nothing and leave nothing on the disk', async () => {
  const workbook = new ExcelJS.Workbook()
  for (const name of ['一月', '二月', '三月'])
    workbook.addWorksheet(name).addRows(Array.from({ length: 500 }, (_, at) => [`甲${at}`, at]))
  put('a.xlsx', Buffer.from(await workbook.xlsx.writeBuffer()))
  // Where exceljs lays sheets aside.
  const laidAside = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`tmp-${process.pid}-`))
  const before = laidAside()
  // A sheet that was taken away before it was opened would be an error outside of this test.
  for (let time = 0; time < 20; time++)
    expect(await sheetNames(join(place, 'a.xlsx'))).toEqual(['一月', '二月', '三月'])
  const heading = await readHeading({ place, formats: { 'a.xlsx': { sheet: '二月' } } }, 'a.xlsx')
  expect(heading).toMatchObject({ file: 'a.xlsx' })
  await expect.poll(laidAside).toEqual(before)
})

test('an empty file and a missing one are said by name', async () => {
  put('a.csv', '')
  await expect(rows('a.csv')).rejects.toThrow('import.noHeading')
  await expect(rows('b.csv')).rejects.toThrow('import.noFile')
})

test('keys are ordered as files are sorted: numbers by value, words by code point', () => {
  expect(['10', '9', '100'].sort(compareKeys)).toEqual(['9', '10', '100'])
  expect(['b', 'A', 'a'].sort(compareKeys)).toEqual(['A', 'a', 'b'])
})
