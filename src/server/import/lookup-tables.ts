// The small tables that a profile looks cells up in, held in memory.
import { problem } from '#base/problem'
import { ImportFailure } from './import-failure.ts'
import type { LookupTable } from './profile.ts'
import { readRows, type Source } from './read-rows.ts'
import { cellOf } from './row.ts'

const mostRows = 1_000_000

export type CellAt = (table: string, key: string, column: string) => string | null

/** Of several rows with the same key the first counts. Throws ImportFailure: import.tooManyRows and those of reading. */
export async function loadTables(
  source: Source,
  tables: Readonly<Record<string, LookupTable>>,
): Promise<CellAt> {
  const loaded = new Map<string, ReadonlyMap<string, Readonly<Record<string, string | null>>>>()
  for (const [name, table] of Object.entries(tables)) loaded.set(name, await loadTable(source, table))
  return (table, key, column) => loaded.get(table)?.get(key)?.[column] ?? null
}

async function loadTable(
  source: Source,
  table: LookupTable,
): Promise<Map<string, Readonly<Record<string, string | null>>>> {
  const rows = new Map<string, Readonly<Record<string, string | null>>>()
  for await (const row of readRows(source, table.file)) {
    const key = cellOf(row, table.key)
    if (key == null || rows.has(key)) continue
    rows.set(key, Object.fromEntries(table.columns.map((name) => [name, cellOf(row, name) ?? null])))
    if (rows.size > mostRows)
      throw new ImportFailure(problem('import.tooManyRows', [], { file: table.file, most: mostRows }))
  }
  return rows
}
