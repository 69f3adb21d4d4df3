// Answering a query: one statement for the rows, one for each kind of lines brought along.
import type { Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Sql, Statement } from '#base/sql'
import type { Row, Value } from '#kernel/schema'
import { encodeCursor } from './cursor.ts'
import { preparedQuestion } from './prepared.ts'
import type { Page, Query } from './query.ts'
import { countLimit, type SelectContext, type Selection, select } from './select.ts'

/** The values of a row in the order of the selected columns. */
type Raw = readonly Value[]

/** Who answers statements: a transaction, or the database for reads that need none around them. */
export type Asked = Pick<Tx, 'query' | 'together'>

const maximum = { everything: 20_000, lines: 2000 }

const asArrays = (statement: Sql): Statement => ({ ...preparedQuestion(statement), rowMode: 'array' })

const run = async (tx: Asked, statement: Sql): Promise<readonly Raw[]> =>
  (await tx.query<Raw>(asArrays(statement))).rows

function toRow(raw: Raw, { names }: Selection): Row {
  const row: { [field: string]: Value } = {}
  for (let index = 0; index < names.length; index++) row[names[index] as string] = raw[index] ?? null
  return row
}

/** Problems: those of `select`. */
export async function readPage(tx: Asked, query: Query, context: SelectContext): Promise<Result<Page<Row>>> {
  const selection = select(query, context)
  if (!selection.ok) return selection
  const { statement, limit, count } = selection.value
  const ids = query.lines === undefined ? null : namedIds(query)
  // Lines of records that are asked for by their ids travel with them.
  const early = ids === null ? null : linesOf(query, selection.value, ids, context)
  if (early && !early.ok) return early
  const asked = [
    statement,
    ...(count === null ? [] : [count]),
    ...(early?.value ?? []).map((one) => one.statement),
  ]
  const [found = [], ...others] = await runTogether(tx, asked)
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const rows = shown.map((one) => toRow(one, selection.value))
  const total = count === null ? undefined : Number(others.shift()?.[0]?.[0] ?? 0)
  const late =
    early ??
    linesOf(
      query,
      selection.value,
      rows.map((row) => row.id ?? null),
      context,
    )
  if (!late.ok) return late
  const lines = early
    ? others
    : await runTogether(
        tx,
        late.value.map((one) => one.statement),
      )
  const tooMany = late.value.find((_, index) => (lines[index]?.length ?? 0) > maximum.lines)
  if (tooMany) return failed(problem('query.tooMany', [tooMany.object.name], { most: maximum.lines }))
  return ok({
    rows: withLines(rows, late.value, lines),
    ...(found.length > limit && last ? { next: cursorOf(last, selection.value) } : {}),
    ...(total === undefined
      ? {}
      : { total: { value: Math.min(total, countLimit), exact: total <= countLimit } }),
  })
}

async function runTogether(tx: Asked, statements: readonly Sql[]): Promise<readonly Raw[][]> {
  const [first, second] = statements
  if (first === undefined) return []
  if (second === undefined) return [[...(await run(tx, first))]]
  return (await tx.together<Raw>(statements.map(asArrays))).map(({ rows }) => [...rows])
}

const cursorOf = (raw: Raw, { names, keys }: Selection): string =>
  encodeCursor(raw.slice(names.length, names.length + keys) as (string | null)[])

/** The ids of a question for certain records; null for any other. */
function namedIds({ filter, after }: Query): readonly Value[] | null {
  if (after !== undefined || !filter || !('field' in filter) || filter.field !== 'id') return null
  if (filter.is === 'eq') return [filter.value as Value]
  return filter.is === 'in' && Array.isArray(filter.value) ? (filter.value as readonly Value[]) : null
}

type Lines = Selection & { readonly field: string; readonly by: string }

/** A selection for each kind of lines wanted, of the records with these ids. Problems: those of `select`. */
function linesOf(
  query: Query,
  { object, names }: Selection,
  ids: readonly Value[],
  context: SelectContext,
): Result<readonly Lines[]> {
  const wanted = Object.entries(query.lines ?? {})
  if (wanted.length === 0 || ids.length === 0) return ok([])
  if (!names.includes('id')) return failed(problem('query.unknownField', ['lines'], { name: 'id' }))
  const selections: Lines[] = []
  for (const [name, want] of wanted) {
    const field = object.byName.get(name)
    if (field?.type !== 'lines') return failed(problem('query.unknownField', ['lines', name], { name }))
    const asked: Query = {
      object: field.object,
      filter: { field: field.by, is: 'in', value: ids },
      ...(want.fields ? { fields: [...new Set([...want.fields, field.by])] } : {}),
      limit: 1,
    }
    const selection = select(asked, context, false, maximum.lines)
    if (!selection.ok) return selection
    selections.push({ ...selection.value, field: name, by: field.by })
  }
  return ok(selections)
}

/** The rows with their lines; lines of records that were not answered are left out. */
const withLines = (
  rows: readonly Row[],
  selections: readonly Lines[],
  found: readonly (readonly Raw[])[],
): readonly Row[] =>
  selections.reduce((result, selection, index) => {
    const byParent = group(
      (found[index] ?? []).map((raw) => toRow(raw, selection)),
      selection.by,
    )
    return result.map((row) => ({
      ...row,
      [selection.field]: (byParent.get(String(row.id)) ?? []) as unknown as Value,
    }))
  }, rows)

function group(rows: readonly Row[], by: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const others = groups.get(String(row[by]))
    if (others) others.push(row)
    else groups.set(String(row[by]), [row])
  }
  return groups
}

/** Every row, at most `most`; more are a query.tooMany. With `lock`, in id order and locked until the transaction ends. */
export async function readAll(
  tx: Asked,
  query: Query,
  context: SelectContext,
  most = maximum.everything,
  lock = false,
): Promise<Result<readonly Row[]>> {
  const selection = select({ ...query, limit: 1 }, context, lock, most)
  if (!selection.ok) return selection
  const found = await run(tx, selection.value.statement)
  if (found.length > most) return failed(problem('query.tooMany', [query.object], { most }))
  return ok(found.map((raw) => toRow(raw, selection.value)))
}
