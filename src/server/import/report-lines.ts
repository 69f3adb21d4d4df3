// What an import tells the person who runs it.
import type { Progress, Report } from './run-import.ts'
import { type SumTally, sumAgrees } from './tally.ts'

const rate = (rows: number, seconds: number): string =>
  `${Math.round(rows / Math.max(seconds, 0.001)).toLocaleString('en-US')} lines/s`

export const progressLine = ({ step, rows, refused, resumedRows }: Progress, seconds: number): string =>
  `${step}: ${rows.toLocaleString('en-US')} lines, ${refused} refused, ${rate(rows - resumedRows, seconds)}`

/** Rows by file and sums by step, what differs marked; then the speed of this run, and where refused rows are. */
export function reportLines(report: Report, seconds: number): readonly string[] {
  const lines = report.steps.flatMap(({ name, tally }) => [
    name,
    ...Object.entries(tally.files).map(
      ([file, { rows, imported, changed = 0, existing, skipped, refused }]) =>
        `  ${file}: ${rows} lines, ${imported} imported, ${changed > 0 ? `${changed} changed, ` : ''}${existing} already there, ${skipped} passed over, ${refused} refused`,
    ),
    ...Object.entries(tally.sums).map(
      ([what, sum]) => `  ${sumAgrees(sum) ? 'ok' : 'DIFFERENT'} ${sumText(what, sum)}`,
    ),
  ])
  const done = report.rows - report.resumedRows
  const resumed = report.resumedRows > 0 ? `, after ${report.resumedRows} of an earlier run` : ''
  const total = `${done.toLocaleString('en-US')} lines in ${seconds.toFixed(1)} s, ${rate(done, seconds)}${resumed}`
  return [...lines, total, ...(report.refused > 0 ? [`${report.refused} refused, see ${report.errors}`] : [])]
}

const sumText = (what: string, { source, stored, refused }: SumTally): string =>
  `${what}: source ${source}, stored ${stored ?? 'not read'}${refused === '0' ? '' : `, refused ${refused}`}`
