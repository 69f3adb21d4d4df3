// Refused rows as CSV, one file beside another for each source file: their place, the reason, and the row as it was.
import { appendFileSync, existsSync, mkdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '#base/problem'
import { csvLine } from './csv-text.ts'
import type { RowProblem } from './map-row.ts'

export type ErrorFiles = {
  readonly add: (problems: readonly RowProblem[]) => void
  /** Sizes in bytes, for the journal. */
  readonly sizes: () => Readonly<Record<string, number>>
}

const ownColumns = ['line', 'field', 'code', 'message']

/**
 * Continues the files in the folder from these sizes, or begins anew when there are none: what was written after the last
 * journal entry is cut off, because it will come again. `describe` gives the text a person reads.
 */
export function errorFiles(
  folder: string,
  sizes: Readonly<Record<string, number>>,
  describe: (problem: Problem) => string,
): ErrorFiles {
  if (Object.keys(sizes).length === 0) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const pathOf = (file: string): string => join(folder, `${file.replace(/\.(csv|xlsx)$/, '')}.errors.csv`)
  const known = new Map(Object.entries(sizes))
  for (const [file, size] of known) if (existsSync(pathOf(file))) truncateSync(pathOf(file), size)
  const append = (file: string, text: string): void => {
    appendFileSync(pathOf(file), text)
    known.set(file, statSync(pathOf(file)).size)
  }
  return {
    add(problems) {
      for (const { row, problem } of problems) {
        const { file, names } = row.heading
        if (!known.has(file)) append(file, `\uFEFF${csvLine([...ownColumns, ...names])}`)
        const field = problem.path.join('.')
        append(file, csvLine([String(row.line), field, problem.code, describe(problem), ...row.cells]))
      }
    },
    sizes: () => Object.fromEntries(known),
  }
}
