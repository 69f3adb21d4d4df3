// What must hold of a workspace whatever was killed under it, as sentences about what does not.
import type { Statement } from '#base/sql'
import { verifyChain } from '#kernel/log/store'
import type { OpenEngine } from '#kernel/module/store'
import { product } from '../../src/server/wiring.ts'
import type { Sale } from './seller.ts'
import type { Warehouse } from './warehouse.ts'

type Question = {
  readonly text: string
  readonly values?: readonly unknown[]
  /** What each row that is found means. */
  readonly means: string
}

/** Questions whose answers should be empty, in the workspace's own schema. */
const always: readonly Question[] = [
  {
    means: 'order without lines, or with a count that is not theirs',
    text: `select o.id from sales_order o where o.line_count <> (select count(*) from sales_order_line l where l."order" = o.id) or o.line_count = 0`,
  },
  {
    means: 'number given twice',
    text: 'select min(id::text) as id from sales_order group by number having count(*) > 1',
  },
  {
    means: 'order without its main line, or with two',
    text: `select o.id from sales_order o where (select count(*) from flow_instance i where i.record = o.id::text and i.object = 'sales.order' and i.flow = 'coordination.orderMainLine') <> 1`,
  },
  {
    means: 'task without its instance',
    text: 'select t.id from flow_task t where not exists (select 1 from flow_instance i where i.id = t.instance)',
  },
  {
    means: 'task or instance about an order that is not there',
    text: `select x.id from (select id, object, record from flow_task union all select id, object, record from flow_instance) x
            where x.object = 'sales.order' and not exists (select 1 from sales_order o where o.id::text = x.record)`,
  },
  {
    means: 'running main line that nobody holds',
    text: `select i.id from flow_instance i where i.status = 'running'
              and not exists (select 1 from flow_task t where t.instance = i.id and t.status in ('asked', 'accepted'))`,
  },
  {
    means: 'confirmed order that was not planned',
    text: `select id from sales_order where status = 'confirmed' and planned_at is null`,
  },
  {
    // What is bought may serve another line of the same item than the one it was bought for.
    means: 'item whose shortage is not bought to the piece',
    text: `select l.item as id from sales_order_line l join sales_order o on o.id = l."order" where o.status = 'confirmed'
            group by l.item having sum(coalesce(l.short_quantity, 0)) <> sum(coalesce(l.purchase_open, 0))`,
  },
  {
    means: 'line shipped beyond what was ordered',
    text: 'select id from sales_order_line where shipped_quantity > quantity',
  },
  { means: 'event that was never sealed', text: 'select event_id as id from log_pending' },
  {
    means: 'log that the rules did not follow to its end, by name',
    text: 'select name as id from follower where seq <> (select max(seq) from log_seal)',
  },
  {
    means: 'confirmation that is told twice',
    text: `select record as id from log where object = 'sales.order' and after ->> 'status' = 'confirmed' group by record having count(*) > 1`,
  },
  {
    means: 'record that is created twice in the log',
    text: `select record as id from log where kind = 'create' group by object, record having count(*) > 1`,
  },
]

/** Sentences about everything that does not hold; `sales` is all that anybody sent. */
export async function untruths(
  engine: OpenEngine,
  sales: readonly Sale[],
  warehouse: Warehouse,
): Promise<readonly string[]> {
  const { db, workspace } = engine
  const faults: string[] = []
  const ask = async ({ text, values = [], means }: Question): Promise<void> => {
    const rows = await inSchema(engine, { text, values })
    if (rows.length > 0) faults.push(`${means}: ${rows.length}, the first ${String(rows[0]?.id)}`)
  }
  for (const question of [...always, ...kept(sales), ...lateness(warehouse)]) await ask(question)
  const { faults: broken } = await verifyChain(db, workspace.namespace)
  faults.push(...broken.map((fault) => `history: ${JSON.stringify(fault)}`))
  for (const { name, run } of product.checks ?? []) {
    const sentence = await run(engine)
    if (sentence !== null) faults.push(`${name}: ${sentence}`)
  }
  return faults
}

type Row = Readonly<Record<string, unknown>>

const inSchema = async ({ db, workspace }: OpenEngine, statement: Statement): Promise<readonly Row[]> =>
  db.transaction(async (tx) => {
    await tx.query({ text: `set local search_path to ${workspace.namespace}`, values: [] })
    return (await tx.query(statement)).rows
  })

/** What was acknowledged is there, and what was sent is there whole or not at all. */
function kept(sales: readonly Sale[]): readonly Question[] {
  const did = (step: 'order' | 'comment' | 'confirm' | 'ship') =>
    sales.filter(({ acknowledged }) => acknowledged.has(step))
  const orders = (step: Parameters<typeof did>[0]) => did(step).map(({ order }) => order)
  const lines = sales.flatMap(({ order, lines }) => lines.map((line) => ({ order, ...line })))
  const missing = 'select u.id from unnest($1::uuid[]) u(id)'
  return [
    {
      means: 'acknowledged order that is gone',
      text: `${missing} where not exists (select 1 from sales_order o where o.id = u.id)`,
      values: [orders('order')],
    },
    {
      means: 'acknowledged comment that is gone',
      text: `${missing} where not exists (select 1 from collab_comment c where c.id = u.id)`,
      values: [did('comment').map(({ comment }) => comment)],
    },
    {
      means: 'acknowledged confirmation that is gone',
      text: `${missing} where not exists (select 1 from sales_order o where o.id = u.id and o.status <> 'draft')`,
      values: [orders('confirm')],
    },
    {
      means: 'acknowledged shipment that is gone',
      text: `${missing} where not exists (select 1 from sales_order o where o.id = u.id and o.shipped_quantity > 0)`,
      values: [orders('ship')],
    },
    {
      means: 'order of which a line is missing or other than sent',
      text: `select s."order" as id from unnest($1::uuid[], $2::uuid[], $3::numeric[]) s("order", line, quantity)
               join sales_order o on o.id = s."order"
              where not exists (select 1 from sales_order_line l
                where l.id = s.line and l."order" = s."order" and l.quantity = s.quantity)`,
      values: [
        lines.map(({ order }) => order),
        lines.map(({ id }) => id),
        lines.map(({ quantity }) => quantity),
      ],
    },
    {
      means: 'order or line that nobody sent',
      text: `select id from sales_order where id <> all($1::uuid[]) union all select id from sales_order_line where id <> all($2::uuid[])`,
      values: [sales.map(({ order }) => order), lines.map(({ id }) => id)],
    },
  ]
}

/** Each date that was computed beyond the promise was told exactly once: one run of the rule, one message. */
const lateness = ({ scarce }: Warehouse): readonly Question[] => [
  {
    means: 'late date that no rule acted on, or more than one did',
    text: `select e.id from log e join sales_order_line l on l.id = e.record
            where e.object = 'sales.orderLine' and e.kind = 'update' and e.after ? 'expectedDate' and l.item = $1::uuid
              and (select count(*) from rules_run r where r.event = e.id::text and r.rule = 'coordination.orderLate'
                     and r.outcome in ('done', 'partly')) <> 1`,
    values: [scarce],
  },
]
