// A first look at an uploaded file: its sheets, the line that names its columns, and what stands in them.
import { open } from 'node:fs/promises'
import { problem } from '#base/problem'
import type { ImportLook } from '#kernel/module'
import { guessHeading, kindOf } from './guess-columns.ts'
import { ImportFailure } from './import-failure.ts'
import { columnNames, rawRows } from './read-rows.ts'
import { sheetNames } from './read-sheet.ts'

export type Inspection = Pick<ImportLook, 'sheets' | 'sheet' | 'heading' | 'columns'>

const looked = { sheets: 5, rows: 60, samples: 5, letters: 120, columns: 300 }

/** By the first bytes; `xls` is the format of before 2007. */
export async function kindOfFile(path: string): Promise<'xlsx' | 'xls' | 'csv'> {
  const handle = await open(path)
  try {
    const { buffer } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    const signature = buffer.toString('hex')
    if (signature.startsWith('504b0304')) return 'xlsx'
    return signature === 'd0cf11e0a1b11ae1' ? 'xls' : 'csv'
  } finally {
    await handle.close()
  }
}

/** Throws ImportFailure: import.unreadable, import.noHeading, import.tooManyColumns and those of the readers. */
export async function inspectFile(
  place: string,
  file: string,
  asked: { readonly sheet?: string | null; readonly heading?: number },
): Promise<Inspection> {
  const isWorkbook = file.endsWith('.xlsx')
  const sheets = isWorkbook ? await readable(file, () => sheetNames(`${place}/${file}`)) : []
  const { sheet, rows } = isWorkbook
    ? await readable(file, () => firstTable(place, file, asked.sheet == null ? sheets : [asked.sheet]))
    : { sheet: null, rows: await readable(file, () => firstRows(place, file, {})) }
  if (rows.length === 0) throw new ImportFailure(problem('import.noHeading', [], { file }))
  const guessed = rows[guessHeading(rows.slice(0, 20).map(({ cells }) => cells))]?.line ?? 1
  const heading = asked.heading ?? guessed
  const at = rows.findIndex(({ line }) => line >= heading)
  const names = columnNames(rows[at]?.cells ?? [], true)
  if (names.length > looked.columns)
    throw new ImportFailure(problem('import.tooManyColumns', [], { most: looked.columns }))
  const below = at < 0 ? [] : rows.slice(at + 1)
  const columns = names.map((name, index) => {
    const cells = below.map(({ cells: row }) => (row[index] ?? '').slice(0, looked.letters))
    const samples = [...new Set(cells.filter((cell) => cell.trim() !== ''))].slice(0, looked.samples)
    return { name: name.slice(0, looked.letters), kind: kindOf(cells), samples }
  })
  return { sheets, sheet, heading: rows[at]?.line ?? heading, columns }
}

type Rows = Awaited<ReturnType<typeof firstRows>>

/** The first worksheet that has columns: what stands before it is a cover or an explanation. Else the first of all. */
async function firstTable(
  place: string,
  file: string,
  sheets: readonly string[],
): Promise<{ readonly sheet: string | null; readonly rows: Rows }> {
  let first: Rows | undefined
  for (const sheet of sheets.slice(0, looked.sheets)) {
    const rows = await firstRows(place, file, { sheet })
    if (rows.some(({ cells }) => cells.filter((cell) => cell !== '').length > 1)) return { sheet, rows }
    first ??= rows
  }
  return { sheet: sheets[0] ?? null, rows: first ?? [] }
}

async function firstRows(place: string, file: string, format: { readonly sheet?: string }) {
  const rows: { readonly line: number; readonly cells: readonly string[] }[] = []
  for await (const row of rawRows({ place, formats: { [file]: format } }, file)) {
    rows.push(row)
    if (rows.length >= looked.rows) break
  }
  return rows
}

/** Readers throw errors of their own for what is no such file. */
async function readable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ImportFailure) throw error
    throw new ImportFailure(problem('import.unreadable', [], { file }))
  }
}
