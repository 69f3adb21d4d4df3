// Orders by hand: create, read, list, cancel.
import { Decimal } from '#base/values/decimal'
import {
  type Caller,
  created,
  type Event,
  log,
  Refused,
  type Row,
  read,
  takeNumbers,
  transaction,
  updated,
} from './database.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const number = /^\d{1,12}(\.\d{1,4})?$/
const date = /^\d{4}-\d{2}-\d{2}$/

type NewLine = {
  readonly id: string
  readonly item: string
  readonly quantity: string
  readonly price: string
}
type NewOrder = {
  readonly id: string
  readonly customer: string
  readonly promisedDate: string
  readonly lines: readonly NewLine[]
}

function checked(body: unknown): NewOrder {
  const order = body as Partial<NewOrder> | null
  const isLine = (line: Partial<NewLine>): boolean =>
    uuid.test(line.id ?? '') &&
    uuid.test(line.item ?? '') &&
    number.test(line.quantity ?? '') &&
    number.test(line.price ?? '')
  const good =
    uuid.test(order?.id ?? '') &&
    uuid.test(order?.customer ?? '') &&
    date.test(order?.promisedDate ?? '') &&
    Array.isArray(order?.lines) &&
    order.lines.length > 0 &&
    order.lines.length <= 500 &&
    order.lines.every(isLine)
  if (!good) throw new Refused(400, 'invalid')
  return order as NewOrder
}

const sum = (rows: readonly Row[], name: string): Decimal =>
  rows.reduce((total, row) => total.plus(String(row[name])), new Decimal(0))

/** What a line costs and brings, rounded half away from zero. */
function lineRow(order: NewOrder, line: NewLine, item: Row, index: number): Row {
  const rate = new Decimal(1).plus(String(item.tax_rate))
  const amount = new Decimal(line.quantity).times(line.price).toDecimalPlaces(2)
  const net = amount.div(rate).toDecimalPlaces(2)
  const cost = new Decimal(line.quantity)
    .times(String(item.purchase_price ?? 0))
    .div(rate)
    .toDecimalPlaces(2)
  return {
    id: line.id,
    order: order.id,
    line_number: index + 1,
    item: line.item,
    description: item.name,
    quantity: new Decimal(line.quantity).toFixed(3),
    price: new Decimal(line.price).toFixed(4),
    discount: '0.0000',
    tax_rate: item.tax_rate,
    amount: amount.toFixed(2),
    net_amount: net.toFixed(2),
    unit_cost: item.purchase_price,
    margin: net.minus(cost).toFixed(2),
    cancelled_quantity: '0.000',
    open_quantity: new Decimal(line.quantity).toFixed(3),
    reserved_quantity: '0.000',
    to_ship: '0.000',
    shipped_out: '0.000',
    invoiced_quantity: '0.000',
    to_invoice_quantity: '0.000',
  }
}

export async function createOrder(caller: Caller, body: unknown): Promise<unknown> {
  const order = checked(body)
  if (caller.role !== 'sales' && caller.role !== 'admin') throw new Refused(403, 'denied')
  const at = new Date().toISOString()
  return transaction(async (tx) => {
    // Locked, because what the customer has ordered is counted there.
    const [customer] = await tx.run(
      'customer',
      `select id, version, name, order_count, last_order_date::text from hand.party where id = $1 and is_customer for no key update`,
      [order.customer],
    )
    if (!customer) throw new Refused(422, 'customer')
    const items = await tx.run(
      'items',
      `select id, name, tax_rate, purchase_price from hand.item where id = any($1::uuid[]) and active`,
      [order.lines.map(({ item }) => item)],
    )
    const byId = new Map(items.map((item) => [item.id, item]))
    const lines = order.lines.map((line, index) => {
      const item = byId.get(line.item)
      if (!item) throw new Refused(422, 'item')
      return lineRow(order, line, item, index)
    })
    const today = at.slice(0, 10)
    if (order.promisedDate < today) throw new Refused(422, 'promisedDate')
    const due = new Date(Date.parse(at) + 4 * 3_600_000).toISOString()
    const [orderNumber = ''] = await takeNumbers(tx, 'SO', 6, 1)
    const row: Row = {
      id: order.id,
      number: orderNumber,
      customer: order.customer,
      sales_person: caller.id,
      department: caller.department,
      currency: 'CNY',
      order_date: today,
      promised_date: order.promisedDate,
      priority: 'normal',
      status: 'draft',
      line_count: lines.length,
      amount: sum(lines, 'amount').toFixed(2),
      net_amount: sum(lines, 'net_amount').toFixed(2),
      margin: sum(lines, 'margin').toFixed(2),
      quantity: sum(lines, 'quantity').toFixed(3),
      open_quantity: sum(lines, 'quantity').toFixed(3),
      reserved_quantity: '0.000',
      to_ship_quantity: '0.000',
      shipped_quantity: '0.000',
      invoiced_quantity: '0.000',
      to_invoice_quantity: '0.000',
      invoice_amount: '0.00',
      outstanding: '0.00',
      stage: 'confirm',
      current_step: 'confirm',
      current_holder: caller.id,
      current_department: caller.department,
      current_due: due,
    }
    const names = Object.keys(row)
    const inserted = await tx.run(
      'insert order',
      `insert into hand.sales_order (version, created_at, created_by, updated_at, updated_by, ${names.join(', ')})
       values (1, $1, $2, $1, $2, ${names.map((_, index) => `$${index + 3}`).join(', ')}) on conflict (id) do nothing returning id`,
      [at, caller.id, ...Object.values(row)],
    )
    if (inserted.length === 0) throw new Refused(409, 'exists')
    const columns = Object.keys(lines[0] ?? {})
    await tx.run(
      'insert lines',
      `insert into hand.sales_order_line (version, created_at, created_by, updated_at, updated_by, ${columns.map((name) => `"${name}"`).join(', ')})
       select 1, $1, $2, $1, $2, ${columns.map((name) => `u."${name}"`).join(', ')}
       from unnest(${columns.map((name, index) => `$${index + 3}::${lineTypes[name] ?? 'numeric'}[]`).join(', ')})
         u(${columns.map((name) => `"${name}"`).join(', ')})`,
      [at, caller.id, ...columns.map((name) => lines.map((line) => line[name]))],
    )
    const task: Row = { ...taskRow(order.id, orderNumber, 'confirm', caller, at, due), holder: caller.id }
    await insertTask(tx, caller, at, task)
    const [party] = await tx.run(
      'count order',
      `update hand.party set order_count = order_count + 1, last_order_date = greatest(last_order_date, $2::date),
         version = version + 1, updated_at = $3, updated_by = $4
       where id = $1 returning version, order_count, last_order_date::text`,
      [order.customer, today, at, caller.id],
    )
    const events: Event[] = [
      created('sales.order', row),
      ...lines.map((line) => created('sales.orderLine', line)),
      created('task', task),
      updated(
        'party',
        customer.id,
        party?.version,
        { order_count: customer.order_count, last_order_date: customer.last_order_date },
        { order_count: party?.order_count, last_order_date: party?.last_order_date },
      ),
    ]
    await log(tx, caller, at, null, events)
    return { id: order.id, number: orderNumber, version: 1 }
  })
}

const lineTypes: Readonly<Record<string, string>> = {
  id: 'uuid',
  order: 'uuid',
  item: 'uuid',
  description: 'text',
}

export const taskRow = (
  record: string,
  title: unknown,
  step: string,
  caller: Caller,
  at: string,
  due: string,
): Row => ({
  id: crypto.randomUUID(),
  step,
  record,
  record_title: title,
  department: caller.department,
  holder: null,
  status: 'asked',
  asked_by: caller.id,
  asked_at: at,
  due_at: due,
})

export async function insertTask(
  tx: { run: typeof read },
  caller: Caller,
  at: string,
  task: Row,
): Promise<void> {
  const names = Object.keys(task)
  await tx.run(
    'insert task',
    `insert into hand.task (version, created_at, created_by, updated_at, updated_by, ${names.join(', ')})
     values (1, $1, $2, $1, $2, ${names.map((_, index) => `$${index + 3}`).join(', ')})`,
    [at, caller.id, ...Object.values(task)],
  )
}

/** Whose orders a caller reads, as SQL with $1 and $2 for the person and the department; its name tells statements apart. */
export function policyOf(caller: Caller): { readonly name: string; readonly sql: string } {
  if (caller.role === 'admin' || caller.role === 'accountant')
    return { name: 'all', sql: '($1::uuid is not null and ($2::uuid is null or true))' }
  if (caller.role === 'logistics')
    return {
      name: 'fulfil',
      sql: `(o.status <> 'draft' and $1::uuid is not null and ($2::uuid is null or true))`,
    }
  return { name: 'own', sql: '(o.sales_person = $1 or o.department = $2)' }
}

const isSeller = ({ role }: Caller): boolean => role === 'sales'

/** Salespeople see no margins. */
const orderColumns = (caller: Caller): string =>
  `o.id, o.version, o.number, o.customer, o.sales_person, o.department, o.currency, o.order_date::text, o.promised_date::text,
   o.customer_po, o.priority, o.status, o.notes, o.line_count, o.amount, o.net_amount, o.quantity, o.open_quantity,
   o.reserved_quantity, o.shipped_quantity, o.expected_date::text, o.stage, o.current_step, o.current_holder, o.current_due,
   o.created_at, o.updated_at${isSeller(caller) ? '' : ', o.margin'},
   c.name as customer_name, c.region as customer_region, c.grade as customer_grade`

export async function readOrder(caller: Caller, id: string): Promise<unknown> {
  const policy = policyOf(caller)
  const [order] = await read(
    `read ${policy.name}`,
    `select ${orderColumns(caller)}, p.name as sales_person_name
     from hand.sales_order o join hand.party c on c.id = o.customer left join hand.person p on p.id = o.sales_person
     where o.id = $3 and ${policy.sql}`,
    [caller.id, caller.department, id],
  )
  if (!order) throw new Refused(404, 'missing')
  const lines = await read(
    `lines ${isSeller(caller)}`,
    `select l.id, l.line_number, l.item, i.name as item_name, l.description, l.quantity, l.price, l.discount, l.tax_rate, l.amount, l.net_amount,
       l.promised_date::text, l.note, l.open_quantity, l.reserved_quantity, l.shipped_out, l.expected_date::text${isSeller(caller) ? '' : ', l.margin, l.unit_cost'}
     from hand.sales_order_line l join hand.item i on i.id = l.item where l."order" = $1 order by l.line_number, l.id limit 500`,
    [id],
  )
  return { ...order, lines }
}

/** Newest first; `after` is the last row's instant and id. */
export async function listOrders(caller: Caller, query: URLSearchParams): Promise<unknown> {
  const limit = Math.min(500, Math.max(1, Number(query.get('limit') ?? 50)))
  const [at, id] = (query.get('after') ?? '').split('_')
  const policy = policyOf(caller)
  const further = at && id ? 'and (o.created_at, o.id) < ($6::timestamptz, $7::uuid)' : ''
  const rows = await read(
    `list ${policy.name} ${further === '' ? 'first' : 'after'}`,
    `select o.id, o.version, o.number, o.customer, c.name as customer_name, c.region as customer_region, o.sales_person, p.name as sales_person_name,
       o.amount, o.status, o.order_date::text, o.promised_date::text, o.current_step, o.created_at
     from hand.sales_order o join hand.party c on c.id = o.customer left join hand.person p on p.id = o.sales_person
     where o.status = $3 and c.region = $4 and ${policy.sql} ${further}
     order by o.created_at desc, o.id desc limit $5`,
    [
      ...[caller.id, caller.department, query.get('status'), query.get('region'), limit + 1],
      ...(further === '' ? [] : [at, id]),
    ],
  )
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const next = last && `${(last.created_at as Date).toISOString()}_${last.id}`
  return { rows: rows.slice(0, limit), ...(next ? { next } : {}) }
}

export async function cancelOrder(caller: Caller, id: string, body: unknown): Promise<unknown> {
  const reason = (body as { reason?: unknown } | null)?.reason
  if (typeof reason !== 'string' || reason === '' || reason.length > 200) throw new Refused(400, 'reason')
  const at = new Date().toISOString()
  const policy = policyOf(caller)
  return transaction(async (tx) => {
    const [order] = await tx.run(
      `lock ${policy.name}`,
      `select o.id, o.version, o.status, o.customer, o.stage, o.open_quantity from hand.sales_order o
       where o.id = $3 and ${policy.sql} for no key update`,
      [caller.id, caller.department, id],
    )
    if (!order) throw new Refused(404, 'missing')
    if (order.status !== 'draft') throw new Refused(422, 'status')
    await tx.run(
      'cancel',
      `update hand.sales_order set status = 'cancelled', stage = 'cancelled', cancel_reason = $2, open_quantity = 0,
         version = version + 1, updated_at = $3, updated_by = $4 where id = $1`,
      [id, reason, at, caller.id],
    )
    const lines = await tx.run(
      'cancel lines',
      `with before as (select id, open_quantity from hand.sales_order_line where "order" = $1 order by id for no key update)
       update hand.sales_order_line l set open_quantity = 0, to_ship = 0, version = version + 1, updated_at = $2, updated_by = $3
       from before where before.id = l.id returning l.id, l.version, before.open_quantity`,
      [id, at, caller.id],
    )
    const [before] = await tx.run(
      'lock party',
      'select order_count, last_order_date::text from hand.party where id = $1 for no key update',
      [order.customer],
    )
    const [party] = await tx.run(
      'uncount order',
      `update hand.party set order_count = order_count - 1,
         last_order_date = (select max(order_date) from hand.sales_order where customer = $1 and status <> 'cancelled'),
         version = version + 1, updated_at = $2, updated_by = $3 where id = $1 returning version, order_count, last_order_date::text`,
      [order.customer, at, caller.id],
    )
    const { status, stage, open_quantity } = order
    await log(tx, caller, at, 'cancel', [
      updated(
        'sales.order',
        id,
        Number(order.version) + 1,
        { status, stage, open_quantity },
        { status: 'cancelled', stage: 'cancelled', open_quantity: '0.000', cancel_reason: reason },
      ),
      ...lines.map((line) =>
        updated(
          'sales.orderLine',
          line.id,
          line.version,
          { open_quantity: line.open_quantity },
          { open_quantity: '0.000' },
        ),
      ),
      updated('party', order.customer, party?.version, before ?? {}, {
        order_count: party?.order_count,
        last_order_date: party?.last_order_date,
      }),
    ])
    return { id, version: Number(order.version) + 1 }
  })
}
