// The rows of a file that belong together, wherever in it they stand.
import { problem } from '#base/problem'
import { ImportFailure } from './import-failure.ts'
import { readRows, type Source } from './read-rows.ts'
import { cellOf, type SourceRow } from './row.ts'

const mostGroups = 1_000_000

/**
 * Rows with the same cell in the column, in the order in which they are complete; a row where it is blank goes on with the row above. The
 * file is read twice, so that no more is held than what is not complete. Throws ImportFailure: import.tooManyRows and those of reading.
 */
export async function* groupedRows(
  source: Source,
  file: string,
  column: string,
): AsyncGenerator<readonly SourceRow[]> {
  const left = new Map<string, number>()
  for await (const { key } of keyed(source, file, column)) {
    left.set(key, (left.get(key) ?? 0) + 1)
    if (left.size > mostGroups)
      throw new ImportFailure(problem('import.tooManyRows', [], { file, most: mostGroups }))
  }
  const open = new Map<string, SourceRow[]>()
  for await (const { key, row } of keyed(source, file, column)) {
    const group = open.get(key) ?? []
    group.push(row)
    open.set(key, group)
    if (group.length < (left.get(key) ?? 0)) continue
    open.delete(key)
    yield group
  }
}

async function* keyed(source: Source, file: string, column: string) {
  let key = ''
  for await (const row of readRows(source, file)) {
    key = cellOf(row, column)?.replaceAll('\u00a0', ' ').trim() || key
    yield { key, row }
  }
}
