// Refused rows as CSV, one file beside another for each source file: their place, the reason, and the row as it was.
import { appendFileSync, existsSync, mkdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '#base/problem'
import { csvLine } from './csv-text.ts'
import type { RowProblem } from './map-row.ts'
import type { SourceRow } from './row.ts'

export type ErrorFiles = {
  readonly add: (problems: readonly RowProblem[]) => void
  /** Sizes in bytes, for the journal. */
  readonly sizes: () => Readonly<Record<string, number>>
}

const ownColumns = ['line', 'field', 'code', 'message']

/** How files for people to correct are written: each row once. */
export type ErrorWords = {
  /** What the first columns are called: line, fields, reasons. */
  readonly heads: readonly [string, string, string]
  /** What people call the field of a problem. */
  readonly nameOf: (field: string) => string
}

/**
 * Continues the files in the folder from these sizes, or begins anew when there are none: what was written after the last
 * journal entry is cut off, because it will come again. `describe` gives the text a person reads.
 */
export function errorFiles(
  folder: string,
  sizes: Readonly<Record<string, number>>,
  describe: (problem: Problem) => string,
  words?: ErrorWords,
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
      for (const { row, lead } of words ? byRow(problems, describe, words) : byProblem(problems, describe)) {
        const { file, names } = row.heading
        if (!known.has(file)) append(file, `\uFEFF${csvLine([...(words?.heads ?? ownColumns), ...names])}`)
        append(file, csvLine([String(row.line), ...lead, ...row.cells]))
      }
    },
    sizes: () => Object.fromEntries(known),
  }
}

type Line = { readonly row: SourceRow; readonly lead: readonly string[] }

const fieldOf = ({ path }: Problem): string => path.join('.')

const byProblem = (
  problems: readonly RowProblem[],
  describe: (problem: Problem) => string,
): readonly Line[] =>
  problems.map(({ row, problem }) => ({ row, lead: [fieldOf(problem), problem.code, describe(problem)] }))

/** Each row once, so that the file can be corrected and imported as it is. */
function byRow(
  problems: readonly RowProblem[],
  describe: (problem: Problem) => string,
  { nameOf }: ErrorWords,
): readonly Line[] {
  return [...new Set(problems.map(({ row }) => row))].map((row) => {
    const own = problems.flatMap((one) => (one.row === row ? [one.problem] : []))
    const fields = [...new Set(own.map(fieldOf))].filter((field) => field !== '')
    return { row, lead: [fields.map(nameOf).join(' '), own.map(describe).join(' ')] }
  })
}
