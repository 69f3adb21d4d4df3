// From a draft to an invoice by hand: confirm and reserve, ship, invoice.
import { Decimal } from '#base/values/decimal'
import {
  type Caller,
  created,
  type Event,
  log,
  newId,
  Refused,
  type Row,
  type Tx,
  takeNumbers,
  transaction,
  updated,
} from './database.ts'
import { insertTask, policyOf, taskRow } from './orders.ts'

const decimal = (value: unknown): Decimal => new Decimal(String(value ?? 0))
const ids = (rows: readonly Row[]): unknown[] => rows.map(({ id }) => id)

type Step = { readonly name: string; readonly hours: number; readonly department: string }
const steps = {
  ship: { name: 'ship', hours: 16, department: 'logistics' },
  invoice: { name: 'invoice', hours: 32, department: 'accountant' },
  collect: { name: 'collect', hours: 720, department: 'accountant' },
} as const

async function lockOrder(tx: Tx, caller: Caller, id: string): Promise<{ order: Row; lines: Row[] }> {
  const policy = policyOf(caller)
  const [order] = await tx.run(
    `lock whole ${policy.name}`,
    `select o.* from hand.sales_order o where o.id = $3 and ${policy.sql} for no key update`,
    [caller.id, caller.department, id],
  )
  if (!order) throw new Refused(404, 'missing')
  const lines = await tx.run(
    'lock lines',
    'select * from hand.sales_order_line where "order" = $1 order by id for no key update',
    [id],
  )
  return { order, lines }
}

/** Balances locked in one order of ids, so that two orders for the same goods wait instead of blocking each other. */
const lockBalances = (tx: Tx, lines: readonly Row[]): Promise<Row[]> =>
  tx.run(
    'lock balances',
    'select * from hand.balance where item = any($1::uuid[]) order by id for no key update',
    [lines.map(({ item }) => item)],
  )

/** Ends the task that is open and gives the next one to who does that step, with a message. */
async function handOver(
  tx: Tx,
  caller: Caller,
  at: string,
  order: Row,
  next: Step,
): Promise<{ events: Event[]; task: Row }> {
  const [holder] = await tx.run(
    'holder',
    'select id, department from hand.person where role = $1 order by id limit 1',
    [next.department],
  )
  const closed = await tx.run(
    'close task',
    `update hand.task set status = 'delivered', delivered_at = $2, closed_at = $2, version = version + 1, updated_at = $2, updated_by = $3
     where record = $1 and status = 'asked' returning id, version`,
    [order.id, at, caller.id],
  )
  const due = new Date(Date.parse(at) + next.hours * 3_600_000).toISOString()
  const task = {
    ...taskRow(String(order.id), order.number, next.name, caller, at, due),
    ...{ department: holder?.department ?? null, holder: holder?.id ?? null },
  }
  await insertTask(tx, caller, at, task)
  const message = {
    id: newId(),
    ...{ person: holder?.id, object: 'sales.order', record: order.id, sent_at: at },
    text: `${order.number}: ${next.name} ${due}`,
  }
  await tx.run(
    'message',
    `insert into hand.message (id, version, created_at, created_by, updated_at, updated_by, person, text, object, record, sent_at)
     values ($1, 1, $2, $3, $2, $3, $4, $5, 'sales.order', $6, $2)`,
    [message.id, at, caller.id, message.person, message.text, message.record],
  )
  const events = [
    ...closed.map(({ id, version }) =>
      updated('task', id, version, { status: 'asked' }, { status: 'delivered', closed_at: at }),
    ),
    created('task', task),
    created('message', message),
  ]
  return { events, task }
}

type Stock = { readonly line: Row; readonly balance: Row; readonly quantity: Decimal }

async function insertReservations(
  tx: Tx,
  caller: Caller,
  at: string,
  stocks: readonly Stock[],
  sign: 1 | -1,
): Promise<Event[]> {
  const numbers = await takeNumbers(tx, 'RS', 6, stocks.length)
  const rows = stocks.map(({ line, balance, quantity }, index) => ({
    id: newId(),
    number: numbers[index],
    item: line.item,
    warehouse: balance.warehouse,
    quantity: quantity.times(sign).toFixed(3),
    order_line: line.id,
  }))
  await tx.run(
    'reserve',
    `insert into hand.reservation (id, version, created_at, created_by, updated_at, updated_by, number, item, warehouse, quantity, order_line, at)
     select u.id, 1, $1, $2, $1, $2, u.number, u.item, u.warehouse, u.quantity, u.order_line, $1
     from unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::numeric[], $8::uuid[]) u(id, number, item, warehouse, quantity, order_line)`,
    [
      at,
      caller.id,
      ids(rows),
      numbers,
      ...(['item', 'warehouse', 'quantity', 'order_line'] as const).map((name) =>
        rows.map((row) => row[name]),
      ),
    ],
  )
  return rows.map((row) => created('inventory.reservation', row))
}

/** Adds to what is reserved and on hand. */
async function moveBalances(
  tx: Tx,
  caller: Caller,
  at: string,
  stocks: readonly Stock[],
  reserved: 1 | -1,
  onHand: 0 | -1,
): Promise<Event[]> {
  const rows = await tx.run(
    'balances',
    `update hand.balance b set reserved = b.reserved + u.reserved, on_hand = b.on_hand + u.on_hand,
       available = b.on_hand + u.on_hand - b.reserved - u.reserved, version = b.version + 1, updated_at = $1, updated_by = $2
     from unnest($3::uuid[], $4::numeric[], $5::numeric[]) u(id, reserved, on_hand) where b.id = u.id
     returning b.id, b.version, b.reserved, b.on_hand, b.available`,
    [
      ...[at, caller.id, stocks.map(({ balance }) => balance.id)],
      stocks.map(({ quantity }) => quantity.times(reserved).toFixed(3)),
      stocks.map(({ quantity }) => quantity.times(onHand).toFixed(3)),
    ],
  )
  const before = new Map(stocks.map(({ balance }) => [balance.id, balance]))
  return rows.map(({ id, version, ...after }) => {
    const { reserved, on_hand, available } = before.get(id) ?? {}
    return updated('inventory.balance', id, version, { reserved, on_hand, available }, after)
  })
}

async function updateParty(
  tx: Tx,
  caller: Caller,
  at: string,
  customer: unknown,
  amounts: { open: string; invoiced: string; orders?: number; orderDate?: string },
): Promise<Event> {
  const [party] = await tx.run(
    'party amounts',
    `update hand.party set open_order_amount = open_order_amount + $2, invoiced = invoiced + $3, receivable = receivable + $3,
       order_count = order_count + $6, last_order_date = greatest(last_order_date, $7::date),
       version = version + 1, updated_at = $4, updated_by = $5
     where id = $1 returning version, open_order_amount, invoiced, receivable, order_count, last_order_date::text`,
    [customer, amounts.open, amounts.invoiced, at, caller.id, amounts.orders ?? 0, amounts.orderDate ?? null],
  )
  const { version: _, ...after } = party ?? {}
  const before = {
    open_order_amount: decimal(party?.open_order_amount).minus(amounts.open).toFixed(2),
    invoiced: decimal(party?.invoiced).minus(amounts.invoiced).toFixed(2),
    receivable: decimal(party?.receivable).minus(amounts.invoiced).toFixed(2),
    order_count: decimal(party?.order_count)
      .minus(amounts.orders ?? 0)
      .toFixed(),
  }
  return updated('party', customer, party?.version, before, after)
}

/** One statement for the order; the statement is told apart by the columns it sets. */
async function updateOrder(
  tx: Tx,
  caller: Caller,
  at: string,
  order: Row,
  task: Row,
  after: Row,
): Promise<Event> {
  const values: Row = {
    ...after,
    ...{
      current_step: task.step,
      current_holder: task.holder,
      current_department: task.department,
      current_due: task.due_at,
    },
  }
  const names = Object.keys(values)
  await tx.run(
    `order ${task.step}`,
    `update hand.sales_order set version = version + 1, updated_at = $2, updated_by = $3, ${names.map((name, index) => `${name} = $${index + 4}`).join(', ')} where id = $1`,
    [order.id, at, caller.id, ...Object.values(values)],
  )
  const before = Object.fromEntries(names.map((name) => [name, order[name]]))
  return updated('sales.order', order.id, Number(order.version) + 1, before, values)
}

const lineTypes: Readonly<Record<string, string>> = {
  expected_date: 'date',
  expected_reason: 'text',
  shipped_on: 'date',
}

async function updateLines(
  tx: Tx,
  caller: Caller,
  at: string,
  name: string,
  lines: readonly Row[],
  after: (line: Row) => Row,
): Promise<Event[]> {
  const values = lines.map(after)
  const names = Object.keys(values[0] ?? {})
  await tx.run(
    `lines ${name}`,
    `update hand.sales_order_line l set version = version + 1, updated_at = $1, updated_by = $2, ${names.map((column) => `${column} = u.${column}`).join(', ')}
     from unnest($3::uuid[], ${names.map((column, index) => `$${index + 4}::${lineTypes[column] ?? 'numeric'}[]`).join(', ')}) u(id, ${names.join(', ')})
     where l.id = u.id`,
    [at, caller.id, ids(lines), ...names.map((column) => values.map((row) => row[column]))],
  )
  return lines.map((line, index) => {
    const before = Object.fromEntries(names.map((column) => [column, line[column]]))
    return updated('sales.orderLine', line.id, Number(line.version) + 1, before, values[index] ?? {})
  })
}

/** What is missing stays unreserved; buying and making it is no part of this benchmark. */
export async function confirm(caller: Caller, id: string): Promise<unknown> {
  const at = new Date().toISOString()
  return transaction(async (tx) => {
    const { order, lines } = await lockOrder(tx, caller, id)
    if (order.status !== 'draft' || lines.length === 0) throw new Refused(422, 'status')
    if (order.promised_date === null) throw new Refused(422, 'promisedDate')
    const [customer] = await tx.run(
      'credit',
      'select credit_limit, open_order_amount from hand.party where id = $1 for no key update',
      [order.customer],
    )
    const open = decimal(customer?.open_order_amount).plus(decimal(order.amount))
    if (customer?.credit_limit != null && open.gt(decimal(customer.credit_limit)))
      throw new Refused(422, 'credit')
    const free = new Map((await lockBalances(tx, lines)).map((balance) => [balance.item, balance]))
    const stocks = lines.flatMap((line): Stock[] => {
      const balance = free.get(line.item)
      if (!balance) return []
      const quantity = Decimal.min(
        decimal(line.open_quantity),
        decimal(balance.on_hand).minus(decimal(balance.reserved)),
      )
      return quantity.gt(0) ? [{ line, balance, quantity }] : []
    })
    const today = at.slice(0, 10)
    const reserved = new Map(stocks.map(({ line, quantity }) => [line.id, quantity]))
    const total = stocks.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0)).toFixed(3)
    const balances = await moveBalances(tx, caller, at, stocks, 1, 0)
    const lineEvents = await updateLines(tx, caller, at, 'confirm', lines, (line) => {
      const quantity = (reserved.get(line.id) ?? new Decimal(0)).toFixed(3)
      return {
        reserved_quantity: quantity,
        to_ship: quantity,
        expected_date: today,
        expected_reason: `stock ${quantity}`,
      }
    })
    const { events, task } = await handOver(tx, caller, at, order, steps.ship)
    const party = await updateParty(tx, caller, at, order.customer, {
      open: String(order.amount),
      invoiced: '0',
      orders: 1,
      orderDate: at.slice(0, 10),
    })
    const orderEvent = await updateOrder(tx, caller, at, order, task, {
      ...{ status: 'confirmed', stage: 'ship', confirmed_at: at, confirmed_by: caller.id },
      ...{ reserved_quantity: total, to_ship_quantity: total, expected_date: today },
    })
    const reservations = await insertReservations(tx, caller, at, stocks, 1)
    await log(tx, caller, at, 'confirm', [
      orderEvent,
      ...lineEvents,
      ...reservations,
      ...balances,
      party,
      ...events,
    ])
    return { id, version: Number(order.version) + 1 }
  })
}

export async function ship(caller: Caller, id: string): Promise<unknown> {
  if (caller.role !== 'logistics' && caller.role !== 'admin') throw new Refused(403, 'denied')
  const at = new Date().toISOString()
  return transaction(async (tx) => {
    const { order, lines } = await lockOrder(tx, caller, id)
    if (order.status !== 'confirmed' || decimal(order.to_ship_quantity).lte(0))
      throw new Refused(422, 'status')
    const balances = new Map((await lockBalances(tx, lines)).map((balance) => [balance.item, balance]))
    const stocks = lines.flatMap((line): Stock[] => {
      const balance = balances.get(line.item)
      return balance && decimal(line.to_ship).gt(0)
        ? [{ line, balance, quantity: decimal(line.to_ship) }]
        : []
    })
    const balanceEvents = await moveBalances(tx, caller, at, stocks, -1, -1)
    const today = at.slice(0, 10)
    const shipped = stocks.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0))
    const lineEvents = await updateLines(
      tx,
      caller,
      at,
      'ship',
      stocks.map(({ line }) => line),
      (line) => ({
        ...{ shipped_on: today, reserved_quantity: '0.000', to_ship: '0.000' },
        shipped_out: decimal(line.shipped_out).plus(decimal(line.to_ship)).toFixed(3),
        open_quantity: decimal(line.open_quantity).minus(decimal(line.to_ship)).toFixed(3),
        to_invoice_quantity: decimal(line.to_invoice_quantity).plus(decimal(line.to_ship)).toFixed(3),
      }),
    )
    const { events, task } = await handOver(tx, caller, at, order, steps.invoice)
    const orderEvent = await updateOrder(tx, caller, at, order, task, {
      ...{
        stage: 'invoice',
        reserved_quantity: '0.000',
        to_ship_quantity: '0.000',
        last_shipped_on: today,
        expected_date: null,
      },
      open_quantity: decimal(order.open_quantity).minus(shipped).toFixed(3),
      shipped_quantity: decimal(order.shipped_quantity).plus(shipped).toFixed(3),
      to_invoice_quantity: decimal(order.to_invoice_quantity).plus(shipped).toFixed(3),
    })
    const reservations = await insertReservations(tx, caller, at, stocks, -1)
    const moves = await insertMoves(tx, caller, at, stocks)
    await log(tx, caller, at, 'ship', [
      orderEvent,
      ...lineEvents,
      ...reservations,
      ...moves,
      ...balanceEvents,
      ...events,
    ])
    return { id, version: Number(order.version) + 1 }
  })
}

async function insertMoves(tx: Tx, caller: Caller, at: string, stocks: readonly Stock[]): Promise<Event[]> {
  const numbers = await takeNumbers(tx, 'MV', 6, stocks.length)
  const rows = stocks.map(({ line, balance, quantity }, index) => ({
    ...{ id: newId(), number: numbers[index], item: line.item, from: balance.warehouse },
    ...{ quantity: quantity.toFixed(3), order_line: line.id },
  }))
  await tx.run(
    'move',
    `insert into hand.move (id, version, created_at, created_by, updated_at, updated_by, number, kind, item, "from", quantity, order_line, at)
     select u.id, 1, $1, $2, $1, $2, u.number, 'ship', u.item, u."from", u.quantity, u.order_line, $1
     from unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::numeric[], $8::uuid[]) u(id, number, item, "from", quantity, order_line)`,
    [
      at,
      caller.id,
      ids(rows),
      numbers,
      ...(['item', 'from', 'quantity', 'order_line'] as const).map((name) => rows.map((row) => row[name])),
    ],
  )
  return rows.map((row) => created('inventory.move', row))
}

/** Invoices what was shipped and posts it to what the customer owes. */
export async function invoice(caller: Caller, id: string): Promise<unknown> {
  if (caller.role !== 'accountant' && caller.role !== 'admin') throw new Refused(403, 'denied')
  const at = new Date().toISOString()
  return transaction(async (tx) => {
    const { order, lines: all } = await lockOrder(tx, caller, id)
    const lines = all.filter((line) => decimal(line.to_invoice_quantity).gt(0))
    if (lines.length === 0) throw new Refused(422, 'nothing')
    const [customer] = await tx.run(
      'terms',
      'select payment_term_days from hand.party where id = $1 for no key update',
      [order.customer],
    )
    const days = Number(customer?.payment_term_days ?? 0)
    const invoiceId = newId()
    const rows = lines.map((line) => invoiceLine(invoiceId, line))
    const total = (name: 'net' | 'tax' | 'gross'): string =>
      rows.reduce((sum, row) => sum.plus(row[name]), new Decimal(0)).toFixed(2)
    const gross = total('gross')
    const lineEvents = await updateLines(tx, caller, at, 'invoice', lines, (line) => ({
      invoiced_quantity: decimal(line.invoiced_quantity).plus(decimal(line.to_invoice_quantity)).toFixed(3),
      to_invoice_quantity: '0.000',
    }))
    const { events, task } = await handOver(tx, caller, at, order, steps.collect)
    const party = await updateParty(tx, caller, at, order.customer, { open: '0', invoiced: gross })
    const orderEvent = await updateOrder(tx, caller, at, order, task, {
      ...{ stage: 'collect', to_invoice_quantity: '0.000', invoiced_quantity: order.shipped_quantity },
      invoice_amount: decimal(order.invoice_amount).plus(gross).toFixed(2),
      outstanding: decimal(order.outstanding).plus(gross).toFixed(2),
    })
    const [number = ''] = await takeNumbers(tx, 'INV', 5, 1)
    const head = {
      ...{
        id: invoiceId,
        number,
        customer: order.customer,
        order: id,
        currency: order.currency,
        kind: 'normal',
        status: 'issued',
      },
      ...{
        issued_on: at.slice(0, 10),
        due_on: new Date(Date.parse(at) + days * 86_400_000).toISOString().slice(0, 10),
      },
      ...{ accountant: caller.id, net: total('net'), tax: total('tax'), gross },
      ...{ allocated: '0.00', outstanding: gross, line_count: rows.length },
    }
    await tx.run(
      'insert invoice',
      `insert into hand.invoice (version, created_at, created_by, updated_at, updated_by, ${quoted(head)})
       values (1, $1, $2, $1, $2, ${Object.keys(head)
         .map((_, index) => `$${index + 3}`)
         .join(', ')})`,
      [at, caller.id, ...Object.values(head)],
    )
    const [first] = rows
    const columns = Object.keys(first ?? {}) as (keyof (typeof rows)[number])[]
    await tx.run(
      'insert invoice lines',
      `insert into hand.invoice_line (version, created_at, created_by, updated_at, updated_by, ${quoted(first ?? {})})
       select 1, $1, $2, $1, $2, u.* from unnest(${columns.map((name, index) => `$${index + 3}::${invoiceTypes[name] ?? 'numeric'}[]`).join(', ')}) u`,
      [at, caller.id, ...columns.map((name) => rows.map((row) => row[name]))],
    )
    const bills = [
      created('finance.invoice', head),
      ...rows.map((row) => created('finance.invoiceLine', row)),
    ]
    await log(tx, caller, at, 'issueInvoice', [orderEvent, ...bills, ...lineEvents, party, ...events])
    return { id: invoiceId, number }
  })
}

const quoted = (row: Row): string =>
  Object.keys(row)
    .map((name) => `"${name}"`)
    .join(', ')

const invoiceTypes: Readonly<Record<string, string>> = {
  ...{ id: 'uuid', invoice: 'uuid', item: 'uuid', description: 'text', order_line: 'uuid' },
}

function invoiceLine(invoice: string, line: Row) {
  const quantity = decimal(line.to_invoice_quantity)
  const share = new Decimal(1).minus(decimal(line.discount))
  const gross = quantity.times(decimal(line.price)).times(share).toDecimalPlaces(2)
  const net = gross.div(decimal(line.tax_rate).plus(1)).toDecimalPlaces(2)
  return {
    ...{
      id: newId(),
      invoice,
      item: line.item,
      description: line.description,
      price: line.price,
      discount: line.discount,
    },
    ...{ tax_rate: line.tax_rate, quantity: quantity.toFixed(3), order_line: line.id },
    ...{ net: net.toFixed(2), tax: gross.minus(net).toFixed(2), gross: gross.toFixed(2) },
  }
}
