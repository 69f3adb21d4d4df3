// Workbooks of Excel 97–2003, and of before, as sources of an import.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, type WorkBook, write } from '@e965/xlsx'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, expect, test, vi } from 'vitest'
import { placeSource } from './import-desk.ts'
import { ImportFailure } from './import-failure.ts'
import { inspectFile } from './inspect-file.ts'
import { rawRows } from './read-rows.ts'
import { renewWorkbook } from './renew-workbook.ts'

// Each workbook has a thread of its own.
vi.setConfig({ testTimeout: 120_000 })

const place = mkdtempSync(join(tmpdir(), 'baton-old-sheet-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** What the desk makes of an upload: its sheets and rows, or the code of the problem. */
async function looked(bytes: Uint8Array, sheet?: string) {
  const home = join(place, 'one')
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home)
  writeFileSync(join(home, 'incoming'), bytes)
  try {
    const source = await placeSource(home, join(home, 'incoming'), '台账.xls')
    const { sheets } = await inspectFile(home, source, {})
    const rows: (readonly string[])[] = []
    const formats = { [source]: sheet === undefined ? {} : { sheet } }
    for await (const { cells } of rawRows({ place: home, formats }, source)) rows.push(cells)
    return { sheets, rows }
  } catch (error) {
    if (error instanceof ImportFailure) return error.problem.code
    throw error
  }
}

function ledger(): WorkBook {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['不是这张']]), '说明')
  const sheet = utils.aoa_to_sheet([
    ['编号', '名称', '日期', '数量', '合计', '在用', '错'],
    ['A-1', '深沟球轴承𠮷“6204”', new Date(Date.UTC(2026, 2, 9)), 0.1 + 0.2, null, true, null],
    ['A-2', '', null, 1e20, null, false, null],
  ])
  sheet.C2 = { t: 'n', v: 46090, z: 'yyyy-mm-dd' }
  sheet.E2 = { t: 'n', v: 5, f: 'D2*2' }
  sheet.G2 = { t: 'e', v: 0x2a }
  utils.book_append_sheet(book, sheet, '物料')
  return book
}
const bytesOf = (book: WorkBook, bookType: 'biff8' | 'biff5'): Buffer =>
  write(book, { bookType, type: 'buffer' })

test('an old workbook is read like one of today: its sheets, Chinese, dates, what formulas came to, and errors', async () => {
  expect(await looked(bytesOf(ledger(), 'biff8'), '物料')).toEqual({
    sheets: ['说明', '物料'],
    rows: [
      ['编号', '名称', '日期', '数量', '合计', '在用', '错'],
      ['A-1', '深沟球轴承𠮷“6204”', '2026-03-09', '0.3', '5', 'true', '#N/A'],
      ['A-2', '', '', '100000000000000000000', '', 'false'],
    ],
  })
})

test('a workbook of before Unicode is read in the code page that it names', async () => {
  const book = utils.book_new()
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['AAAA', 'BBBB'],
      ['CCCCCC', 3],
    ]),
    'DDDD',
  )
  // The library writes no other code page than the western one.
  let bytes = bytesOf(book, 'biff5').toString('latin1')
  for (const [letters, word] of Object.entries({
    AAAA: '名称',
    BBBB: '数量',
    CCCCCC: '减速机',
    DDDD: '物料',
  }))
    bytes = bytes.replaceAll(letters, iconv.encode(word, 'gbk').toString('latin1'))
  const patched = Buffer.from(bytes, 'latin1')
  // The record CodePage (MS-XLS 2.4.52).
  patched.writeUInt16LE(936, patched.indexOf(Buffer.from([0x42, 0, 2, 0])) + 4)
  expect(await looked(patched)).toEqual({
    sheets: ['物料'],
    rows: [
      ['名称', '数量'],
      ['减速机', '3'],
    ],
  })
})

test('an old workbook that is cut off, changed, or no workbook at all is rows or a problem', async () => {
  const whole = bytesOf(ledger(), 'biff8')
  const cut = fc.nat(whole.length - 9).map((length) => whole.subarray(0, length + 8))
  const change = fc.tuple(fc.integer({ min: 8, max: whole.length - 1 }), fc.nat(255))
  const changed = fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => {
    const bytes = Buffer.from(whole)
    for (const [at, byte] of changes) bytes[at] = byte
    return bytes
  })
  const junk = fc.uint8Array({ maxLength: 3000 }).map((rest) => Buffer.concat([whole.subarray(0, 8), rest]))
  await fc.assert(
    fc.asyncProperty(fc.oneof(cut, changed, junk), async (bytes) => {
      const found = await looked(bytes)
      if (typeof found === 'string') expect(found).toMatch(/^import\./)
    }),
    { seed: 20260615, numRuns: 12 },
  )
})

test('a chain of sectors that goes round, and a workbook that takes more than it may, end in a problem', async () => {
  const whole = bytesOf(ledger(), 'biff8')
  // Every sector of the file is said to follow itself (MS-CFB 2.3).
  const round = Buffer.from(whole)
  const table = (round.readInt32LE(76) + 1) * 512
  for (let at = 0; at < 128; at++) round.writeInt32LE(at, table + at * 4)
  expect(await looked(round)).toBe('import.unreadable')
  const [from, to] = [join(place, 'a.xls'), join(place, 'a.xlsx')]
  writeFileSync(from, whole)
  const renewed = (limits: object) =>
    renewWorkbook(from, to, 'a.xls', { bytes: 1e6, ms: 60_000, heapMb: 768, ...limits })
  await expect(renewed({ bytes: 100 })).rejects.toThrow('import.tooLarge')
  await expect(renewed({ heapMb: 4 })).rejects.toThrow('import.tooLarge')
  await expect(renewed({ ms: 1 })).rejects.toThrow('import.tooLarge')
  expect(existsSync(to)).toBe(false)
})
