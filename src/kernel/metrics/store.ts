// Asking a metric of the live database.
import type { Database, Tx } from '#base/database'
import { ok, type Result } from '#base/result'
import type { MetricCell, MetricDefinition, MetricQuestion } from './definition.ts'
import { type MetricContext, measure } from './measure.ts'

type Raw = { readonly at: string | null; readonly value: string | null; readonly rows: string } & {
  readonly [key: `k${number}`]: string | null
}

/** The cells in order of period and dimensions. Problems: those of `measure`. */
export async function ask(
  on: Pick<Tx, 'query'> | Database,
  definition: MetricDefinition,
  question: MetricQuestion,
  context: MetricContext,
): Promise<Result<readonly MetricCell[]>> {
  const statement = measure(definition, question, context)
  if (!statement.ok) return statement
  const { rows } = await on.query<Raw>(statement.value)
  return ok(rows.map((row) => toCell(row, question.dimensions?.length ?? 0)))
}

const toCell = (row: Raw, dimensions: number): MetricCell => ({
  ...(row.at === null ? {} : { at: row.at }),
  key: Array.from({ length: dimensions }, (_, index) => row[`k${index}`] ?? null),
  value: row.value,
  rows: Number(row.rows),
})
