// Files made to harm, and files broken on their way: always rows or a problem, never a crash, and no more memory than the bounds allow.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { constants, deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { csvLine } from './csv-text.ts'
import { ImportFailure } from './import-failure.ts'
import { inspectFile, kindOfFile } from './inspect-file.ts'
import { rawRows } from './read-rows.ts'
import { readSheet, sheetNames } from './read-sheet.ts'
import { checkWorkbook, partsOf } from './zip-bounds.ts'

// Many files are written and read.
vi.setConfig({ testTimeout: 120_000 })

const place = mkdtempSync(join(tmpdir(), 'baton-hostile-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** What the desk does with an upload: the rows, or the code of the problem. Whatever else is thrown is a fault of ours. */
async function looked(bytes: Uint8Array): Promise<readonly (readonly string[])[] | string> {
  const incoming = join(place, 'incoming')
  writeFileSync(incoming, bytes)
  try {
    const kind = await kindOfFile(incoming)
    if (kind === 'xlsx') await checkWorkbook(incoming, 'a.xlsx')
    const source = `source.${kind}`
    writeFileSync(join(place, source), bytes)
    await inspectFile(place, source, {})
    const rows: (readonly string[])[] = []
    if (kind === 'csv')
      for await (const { cells } of rawRows({ place, formats: {} }, source)) rows.push(cells)
    return rows
  } catch (error) {
    if (error instanceof ImportFailure) return error.problem.code
    throw error
  } finally {
    for (const name of ['source.xlsx', 'source.csv']) rmSync(join(place, name), { force: true })
  }
}

const seeded = { seed: 20260615 } as const

const unstorable = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

test('any bytes at all are rows or a problem, and no cell holds what no database can', async () => {
  const piece = fc.constantFrom(
    '"',
    '""',
    ',',
    ';',
    '\t',
    '\n',
    '\r\n',
    '\0',
    '\uFEFF',
    '物',
    '𠮷',
    '\ud842',
    'a',
    ' ',
  )
  const text = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''))
  const encoded = fc
    .tuple(text, fc.constantFrom('utf-8', 'gb18030', 'utf-16le'), fc.nat(8))
    .map(([all, encoding, cut]) => iconv.encode(all, encoding).subarray(0, -cut || undefined))
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), encoded)
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      const found = await looked(content)
      if (typeof found === 'string') expect(found).toMatch(/^import\./)
      else expect(found.flat().filter((cell) => unstorable.test(cell))).toEqual([])
    }),
    { ...seeded, numRuns: 150 },
  )
})

test('what was written as CSV is read as it was written', async () => {
  const cell = fc.stringMatching(/^[a-z",\n;\t 物𠮷]{0,6}$/u).filter((text) => text === text.trim())
  const table = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 2, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const text = `名,二,三\r\n${rows.map((cells) => csvLine(cells)).join('')}`
      expect(await looked(Buffer.from(text))).toEqual([['名', '二', '三'], ...rows])
    }),
    { ...seeded, numRuns: 60 },
  )
})

// Files are read by 256 KB, text is parsed by as many characters.
test.each(['utf-8', 'gb18030'])(
  'characters of four bytes on every side of a border are whole in %s',
  async (encoding) => {
    for (const border of [65_536, 262_144])
      for (let at = border - 4; at <= border; at++) {
        const lead = `名,物\n${'x'.repeat(at - iconv.encode('名,物\n', encoding).length)}`
        const found = await looked(iconv.encode(`${lead}𠮷𠮷,轴\n`, encoding))
        expect(found[1]?.slice(-4), `${at}`).toEqual(expect.anything())
        expect((found[1] as readonly string[])[0]?.endsWith('𠮷𠮷'), `${at}`).toBe(true)
      }
  },
)

test('a million columns, a quotation mark without end and a file of one sign are said to be too much', async () => {
  expect(await looked(Buffer.from(`${'a,'.repeat(1_000_000)}\n1\n`))).toBe('import.tooManyColumns')
  expect(await looked(Buffer.from(`A,B\n1,"${'x\n'.repeat(3_000_000)}`))).toBe('import.rowTooLong')
  expect(await looked(Buffer.alloc(6_000_000, 'x'))).toBe('import.rowTooLong')
  expect(await looked(Buffer.alloc(100_000))).toBe('import.noHeading')
})

let workbook = Buffer.alloc(0)
beforeAll(async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('订单')
  sheet.addRow(['编号', '日期', '数量'])
  for (let at = 0; at < 30; at++) sheet.addRow([`A-${at}`, new Date('2026-03-09T00:00:00Z'), at / 3])
  workbook = Buffer.from(await book.xlsx.writeBuffer())
})

test('a workbook with any part of it cut off or changed is rows or a problem', async () => {
  expect(await looked(workbook)).toEqual([])
  const cut = fc.nat(workbook.length - 1).map((length) => workbook.subarray(0, length))
  const change = fc.tuple(fc.nat(workbook.length - 1), fc.nat(255))
  const changed = fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const bytes = Buffer.from(workbook)
    for (const [at, byte] of changes) bytes[at] = byte
    return bytes
  })
  await fc.assert(
    fc.asyncProperty(fc.oneof(cut, changed), async (bytes) => {
      const found = await looked(bytes)
      if (typeof found === 'string') expect(found).toMatch(/^import\./)
    }),
    { ...seeded, numRuns: 50 },
  )
})

type Packed = {
  readonly name: string
  readonly body: Buffer
  readonly method?: number
  /** Where the header of the entry says something else than the directory. */
  readonly lie?: { readonly method?: number; readonly packed?: number; readonly flags?: number }
  /** Not in the directory. */
  readonly isHidden?: true
}

/** An archive, as honest as its entries (APPNOTE 4.3). */
function archive(entries: readonly Packed[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, body, method = 8, lie = {}, isHidden } of entries) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(lie.flags ?? 0, 6)
    local.writeUInt16LE(lie.method ?? method, 8)
    local.writeUInt32LE(lie.packed ?? body.length, 18)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(method, 10)
    central.writeUInt32LE(body.length, 20)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(at, 42)
    if (!isHidden) directory.push(central, Buffer.from(name))
    const whole = Buffer.concat([local, Buffer.from(name), body])
    bodies.push(whole)
    at += whole.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length / 2, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listed, end])
}

const zeros = (bytes: number): Buffer => deflateRawSync(Buffer.alloc(bytes), { level: 1 })

/** So many times 16 MB of zeros, without making them all. */
function manyZeros(times: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(16 * 1024 ** 2), { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([...Array.from({ length: times }, () => piece), zeros(0)])
}

const sheet: Packed = { name: 'xl/worksheets/sheet1.xml', body: deflateRawSync(Buffer.from('<worksheet/>')) }
const strings = 'xl/sharedStrings.xml'

async function checked(entries: readonly Packed[]): Promise<string> {
  const path = join(place, 'archive')
  writeFileSync(path, archive(entries))
  return checkWorkbook(path, 'a.xlsx').then(
    () => 'sound',
    (error: unknown) => (error instanceof ImportFailure ? error.problem.code : Promise.reject(error)),
  )
}

test('a workbook that unpacks to more than is bearable is refused by what it unpacks to, whatever it says', async () => {
  expect(await checked([sheet, { name: strings, body: zeros(1000) }])).toBe('sound')
  expect(await checked([sheet, { name: strings, body: manyZeros(13) }])).toBe('import.tooLarge')
})

test('what a reader from the beginning would meet and the directory does not list is refused', async () => {
  const bomb: Packed = { name: strings, body: zeros(1000) }
  const inner = archive([bomb]).subarray(0, -22)
  // An entry of stored bytes in which there is another entry, found by whoever believes its header.
  const wrapping = (packed: number, flags: number): Packed => ({
    name: 'a',
    body: inner,
    ...{ method: 0, lie: { packed, flags } },
  })
  const ended = Buffer.concat([Buffer.from([0x50, 0x4b, 7, 8]), Buffer.alloc(12), inner])
  const cases: readonly (readonly Packed[])[] = [
    [sheet, { ...bomb, isHidden: true }],
    [{ ...bomb, isHidden: true }, sheet],
    [sheet, wrapping(0, 0)],
    [sheet, wrapping(0, 8)],
    [sheet, { name: 'a', body: zeros(1000), method: 0, lie: { method: 8 } }],
    [sheet, { name: 'a', body: deflateRawSync(ended, { level: 0 }), lie: { packed: 0, flags: 8 } }],
    [sheet, { name: 'a', body: Buffer.concat([zeros(1000), inner]), lie: { packed: 0, flags: 8 } }],
    [sheet, { name: 'a', body: zeros(1000), method: 12 }],
  ]
  for (const [at, entries] of cases.entries())
    expect(await checked(entries), `case ${at}`).toBe('import.unreadable')
})

test('a worksheet with more columns than there are is refused', async () => {
  const packed = (name: string, text: string): Packed => ({ name, body: deflateRawSync(Buffer.from(text)) })
  const letters = (at: number): string =>
    (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))
  const cells = Array.from(
    { length: 20_000 },
    (_, at) => `<c r="${letters(at)}1" t="inlineStr"><is><t>${at}</t></is></c>`,
  )
  const found = await looked(
    archive([
      packed(
        'xl/workbook.xml',
        '<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ),
      packed(
        'xl/_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      packed(
        'xl/worksheets/sheet1.xml',
        `<worksheet><sheetData><row r="1">${cells.join('')}</row></sheetData></worksheet>`,
      ),
    ]),
  )
  expect(found).toBe('import.unreadable')
})

test('workbooks as spreadsheets write them are sound', async () => {
  const path = join(place, 'archive')
  writeFileSync(path, workbook)
  await checkWorkbook(path, 'a.xlsx')
  expect(readFileSync(path)).toHaveLength(workbook.length)
})

async function all<T>(from: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const one of from) found.push(one)
  return found
}

test('however an archive orders its parts, sheets stand as the workbook shows them, with their words', async () => {
  const book = new ExcelJS.Workbook()
  for (const name of ['甲', '乙']) book.addWorksheet(name).addRows([['名称'], [`${name}的电机`]])
  const made = join(place, 'made.xlsx')
  writeFileSync(made, Buffer.from(await book.xlsx.writeBuffer()))
  const parts = await partsOf(made, 'made.xlsx')
  const packed = async (name: string): Promise<Packed> => ({
    name,
    body: deflateRawSync(Buffer.concat(await all<Buffer>(parts.get(name)?.() ?? Readable.from([])))),
  })
  // The second sheet first, and what both need behind them.
  const names = [...parts.keys()].toSorted().toReversed()
  const path = join(place, 'a.xlsx')
  writeFileSync(path, archive(await Promise.all(names.map(packed))))
  expect(names.findIndex((name) => name.endsWith('sheet2.xml'))).toBeLessThan(
    names.findIndex((name) => name.endsWith('sheet1.xml')),
  )
  expect(await sheetNames(path)).toEqual(['甲', '乙'])
  expect((await all(readSheet(path))).map(({ cells }) => cells)).toEqual([['名称'], ['甲的电机']])
})
