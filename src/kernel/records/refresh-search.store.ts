// The words that records are found by, for records that were stored before their object was searched so.
import type { Tx } from '#base/database'
import { ident, join, raw, sql } from '#base/sql'
import { columnName, type ResolvedObject, type Row } from '#kernel/schema'
import { type Initials, searchTokens, textOf } from './search.ts'

/** Only words follow; the records are locked by the caller, and neither their version nor their history changes. */
export async function refreshSearch(
  tx: Tx,
  namespace: string,
  { table, search = [] }: ResolvedObject,
  ids: readonly string[],
  initials: Initials,
): Promise<void> {
  if (search.length === 0) return
  const columns = join(search.map((name) => sql`${ident(columnName(name))} as ${raw(`"${name}"`)}`))
  const { rows } = await tx.query<Row>(
    sql`select id, ${columns} from ${ident(namespace, table)} where id = any(${ids}::uuid[])`,
  )
  const tokens = rows.map((row) =>
    searchTokens(
      search.map((name) => [name, textOf(row[name])] as const),
      initials,
    ),
  )
  await tx.query(sql`update ${ident(namespace, table)} t
    set search_tokens = array(select jsonb_array_elements_text(u.tokens))
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${tokens.map((one) => JSON.stringify(one))}::jsonb[]) as u(id, tokens)
    where t.id = u.id`)
}
