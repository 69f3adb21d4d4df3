// One row of a source file, and the main row with its parts that is imported as a whole.

/** What a file's rows have in common: its name and where each column stands. */
export type Heading = {
  readonly file: string
  readonly names: readonly string[]
  readonly at: ReadonlyMap<string, number>
}

export type SourceRow = {
  readonly heading: Heading
  /** As an editor counts them, from 1; for worksheets the row's number. */
  readonly line: number
  readonly cells: readonly string[]
}

export type Unit = {
  readonly main: SourceRow
  /** Rows of each part of the step, in the order of its `parts`. */
  readonly parts: readonly (readonly SourceRow[])[]
}

export const headingOf = (file: string, names: readonly string[]): Heading => ({
  file,
  names,
  at: new Map(names.map((name, at) => [name, at])),
})

/** Null for a blank cell; undefined when there is no such column. */
export function cellOf(row: SourceRow, column: string): string | null | undefined {
  const at = row.heading.at.get(column)
  if (at === undefined) return undefined
  const cell = row.cells[at]
  return cell === undefined || cell === '' ? null : cell
}

/** Each once: the main row may be a row of a part too. */
export const rowsOf = (unit: Unit): readonly SourceRow[] => [...new Set([unit.main, ...unit.parts.flat()])]
