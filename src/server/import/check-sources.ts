// Whether every file and column that a profile names is there, before anything is written.
import { problem } from '#base/problem'
import { ImportFailure } from './import-failure.ts'
import type { CompiledRows, CompiledStep } from './map-row.ts'
import type { Profile } from './profile.ts'
import { readHeading, type Source } from './read-rows.ts'

/** Throws ImportFailure: import.noFile, import.noHeading, import.noColumn, import.noTable. */
export async function checkSources(
  source: Source,
  profile: Profile,
  steps: readonly CompiledStep[],
): Promise<void> {
  const wanted = new Map<string, Set<string>>()
  const want = (file: string, columns: Iterable<string>): void => {
    const known = wanted.get(file) ?? new Set<string>()
    for (const column of columns) known.add(column)
    wanted.set(file, known)
  }
  for (const { key, file, columns } of Object.values(profile.tables ?? {})) want(file, [key, ...columns])
  for (const { step, main, parts } of steps) {
    want(step.file, main.uses.columns)
    if (step.group !== undefined) want(step.file, [step.group.by, ...Object.values(step.group.same)])
    parts.forEach((rows, at) => {
      const part = step.parts?.[at]
      want(rows.file, [...rows.uses.columns, ...(part ? [part.by] : [])])
      want(step.file, [...rows.uses.parentColumns, ...(part ? [part.of] : [])])
    })
    for (const rows of [main, ...parts]) checkTables(profile, rows)
  }
  for (const [file, columns] of wanted) {
    const { at } = await readHeading(source, file)
    for (const column of columns)
      if (!at.has(column)) throw new ImportFailure(problem('import.noColumn', [], { column, file }))
  }
}

function checkTables(profile: Profile, rows: CompiledRows): void {
  for (const { table, column } of rows.uses.tables)
    if (profile.tables?.[table]?.columns.includes(column) !== true)
      throw new ImportFailure(problem('import.noTable', [], { table, column }))
}
