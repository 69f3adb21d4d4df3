// Answering a query: one statement for the rows, one for each kind of lines brought along.
import type { Tx } from '#base/database'
import { problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import type { Sql } from '#base/sql'
import type { Row, Value } from '#kernel/schema'
import { encodeCursor } from './cursor.ts'
import type { Page, Query } from './query.ts'
import { countLimit, type SelectContext, type Selection, select } from './select.ts'

type Raw = { readonly [column: string]: Value }

/** Statements are prepared by their text, so that a list read again is planned once; a bounded number of them. */
const names = new Map<string, string>()
const maximum = { names: 500, everything: 20_000, lines: 2000 }

async function run(tx: Pick<Tx, 'query'>, statement: Sql): Promise<readonly Raw[]> {
  const { text } = statement
  let name = names.get(text)
  if (name === undefined && names.size < maximum.names) {
    name = `read ${names.size}`
    names.set(text, name)
  }
  return (await tx.query<Raw>(name === undefined ? statement : { text, values: statement.values, name })).rows
}

function toRow(raw: Raw, selection: Selection): Row {
  const row: { [field: string]: Value } = {}
  selection.names.forEach((name, index) => {
    row[name] = raw[`c${index}`] ?? null
  })
  return row
}

/** Problems: those of `select`. */
export async function readPage(
  tx: Pick<Tx, 'query'>,
  query: Query,
  context: SelectContext,
): Promise<Result<Page<Row>>> {
  const selection = select(query, context)
  if (!selection.ok) return selection
  const found = await run(tx, selection.value.statement)
  const shown = found.slice(0, selection.value.limit)
  const rows = shown.map((one) => toRow(one, selection.value))
  const last = shown.at(-1)
  const more = found.length > selection.value.limit && last !== undefined
  const total =
    selection.value.count === null ? undefined : Number((await run(tx, selection.value.count))[0]?.n ?? 0)
  const withLines = await addLines(tx, query, rows, selection.value, context)
  if (!withLines.ok) return withLines
  return ok({
    rows: withLines.value,
    ...(more ? { next: cursorOf(last, selection.value) } : {}),
    ...(total === undefined
      ? {}
      : { total: { value: Math.min(total, countLimit), exact: total <= countLimit } }),
  })
}

const cursorOf = (raw: Raw, selection: Selection): string =>
  encodeCursor(
    Array.from(
      { length: selection.keys },
      (_, index) => raw[`c${selection.names.length + index}`] as string | null,
    ),
  )

async function addLines(
  tx: Pick<Tx, 'query'>,
  query: Query,
  rows: readonly Row[],
  selection: Selection,
  context: SelectContext,
): Promise<Result<readonly Row[]>> {
  const wanted = Object.entries(query.lines ?? {})
  if (wanted.length === 0 || rows.length === 0) return ok(rows)
  const idIndex = selection.names.indexOf('id')
  if (idIndex < 0) return failed(problem('query.unknownField', ['lines'], { name: 'id' }))
  let result = rows
  for (const [name, want] of wanted) {
    const field = selection.object.byName.get(name)
    if (field?.type !== 'lines') return failed(problem('query.unknownField', ['lines', name], { name }))
    const child = context.model.schema.object(field.object)
    const fields = want.fields ? [...new Set([...want.fields, field.by])] : undefined
    const lines = await readAll(
      tx,
      {
        object: field.object,
        filter: { field: field.by, is: 'in', value: rows.map((row) => row.id ?? null) },
        ...(fields ? { fields } : {}),
        ...(child?.list?.sort ? { sort: child.list.sort } : {}),
      },
      context,
      maximum.lines,
    )
    if (!lines.ok) return lines
    const byParent = group(lines.value, field.by)
    result = result.map((row) => ({
      ...row,
      [name]: (byParent.get(String(row.id)) ?? []) as unknown as Value,
    }))
  }
  return ok(result)
}

function group(rows: readonly Row[], by: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(String(row[by]), [...(groups.get(String(row[by])) ?? []), row])
  return groups
}

/** Every row, at most `most`; more are a query.tooMany. With `lock`, in id order and locked until the transaction ends. */
export async function readAll(
  tx: Pick<Tx, 'query'>,
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
