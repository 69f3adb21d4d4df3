// Fills the workspace to size: orders and lines copied from patterns the engine made, in a few statements.
import type pg from 'pg'

export type Copying = {
  readonly namespace: string
  readonly orders: number
  readonly patterns: Readonly<Record<'draft' | 'cancelled', string>>
  readonly customers: readonly string[]
  readonly items: readonly string[]
  /** Department of one order in ten, which the seller does not see. */
  readonly north: string
}

/** Of a hundred orders: 80 closed, 15 drafts, 5 cancelled. A closed one is a draft that nobody holds any more. */
const statusOf = `case when g % 100 < 80 then 'closed' when g % 100 < 95 then 'draft' else 'cancelled' end`

const pattern = `($1::jsonb ->> case c.status when 'closed' then 'draft' else c.status end)::uuid`

/** What a closed order no longer has. */
const held = (column: string): string => `case when c.status = 'closed' then null else t.${column} end`

/** Copies are equal in amount to their pattern, so that every sum the engine keeps stays exact. */
export async function copyOrders(client: pg.Client, copying: Copying): Promise<void> {
  const { namespace, orders, patterns, customers, items, north } = copying
  const own = `"${namespace}"`
  await client.query(`create temporary table copy as
    select g, gen_random_uuid() as id, ${statusOf} as status, date_trunc('milliseconds', now()) - (${orders} - g) * interval '20 seconds' as at
    from generate_series(1, ${orders}::bigint) g`)
  await copyTable(client, `${own}.sales_order`, {
    from: `copy c join ${own}.sales_order t on t.id = ${pattern}`,
    values: [JSON.stringify(patterns), customers, north],
    columns: {
      id: 'c.id',
      number: `'SO-2020-' || lpad(c.g::text, 7, '0')`,
      created_at: 'c.at',
      updated_at: 'c.at',
      customer: `($2::uuid[])[(1 + (c.g * 7919) % ${customers.length})::integer]`,
      department: 'case when c.g % 10 = 3 then $3::uuid else t.department end',
      status: 'c.status',
      current_step: held('current_step'),
      current_holder: held('current_holder'),
      current_due: held('current_due'),
      search_tokens: `array['so-2020-' || lpad(c.g::text, 7, '0')]`,
    },
  })
  await copyTable(client, `${own}.sales_order_line`, {
    from: `copy c join ${own}.sales_order_line t on t."order" = ${pattern}
      cross join lateral (select ($2::uuid[])[(1 + (c.g * 31 + t.line_number::integer * 17) % ${items.length})::integer] as id) chosen
      join ${own}.masterdata_item i on i.id = chosen.id`,
    values: [JSON.stringify(patterns), items],
    columns: {
      id: 'gen_random_uuid()',
      order: 'c.id',
      item: 'i.id',
      description: 'i.name',
      created_at: 'c.at',
      updated_at: 'c.at',
    },
  })
  await client.query(`update ${own}.masterdata_party p set order_count = p.order_count + n.count
    from (select customer, count(*) from ${own}.sales_order o join copy c on c.id = o.id where o.status in ('confirmed', 'closed') group by 1) n
    where n.customer = p.id`)
  await client.query(`update ${own}.masterdata_party set last_order_date = coalesce(last_order_date,
    (select max(order_date) from ${own}.sales_order)) where order_count > 0`)
  await client.query('drop table copy')
}

type Source = {
  readonly from: string
  readonly values: readonly unknown[]
  /** What differs from the pattern's row `t`. */
  readonly columns: Readonly<Record<string, string>>
}

async function copyTable(client: pg.Client, table: string, source: Source): Promise<void> {
  const found = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  )
  const names = found.rows.map(({ name }) => name)
  const picked = names.map((name) => source.columns[name] ?? `t."${name}"`)
  const quoted = names.map((name) => `"${name}"`).join(', ')
  await client.query(`insert into ${table} (${quoted}) select ${picked.join(', ')} from ${source.from}`, [
    ...source.values,
  ])
}
