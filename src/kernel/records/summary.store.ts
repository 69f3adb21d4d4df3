// Asking how many and how much of the live database.
import { ok, type Result } from '#base/result'
import type { Group, Summary } from './query.ts'
import type { Asked } from './read.store.ts'
import type { SelectContext } from './select.ts'
import { summary } from './summary.ts'

type Raw = { readonly n: number } & { readonly [column: `${'k' | 't' | 's'}${number}`]: string | null } & {
  readonly [column: `c${number}`]: number
}

/** Groups, those with most records first. Problems: those of `summary`. */
export async function summarise(
  on: Pick<Asked, 'query'>,
  question: Summary,
  context: SelectContext,
): Promise<Result<readonly Group[]>> {
  const statement = summary(question, context)
  if (!statement.ok) return statement
  const { rows } = await on.query<Raw>(statement.value)
  const values = (row: Raw, letter: 'k' | 't' | 's', names: readonly string[] = []) =>
    names.map((_, index) => row[`${letter}${index}`] ?? null)
  return ok(
    rows.map((row) => ({
      key: values(row, 'k', question.by),
      title: values(row, 't', question.by),
      count: row.n,
      sums: values(row, 's', question.sums),
      ...(question.counts ? { counts: question.counts.map((_, index) => row[`c${index}`] ?? 0) } : {}),
    })),
  )
}
