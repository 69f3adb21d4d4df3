// The hand-written side's own tables: the columns it needs, the same rows, types, keys and indexes as Baton's.
import type pg from 'pg'

type Table = {
  readonly name: string
  readonly from: string
  readonly columns: string
  readonly indexes: readonly string[]
  /** Column → table it refers to. */
  readonly references: Readonly<Record<string, string>>
}

const system = 'id, version, created_at, created_by, updated_at, updated_by'

const tables: readonly Table[] = [
  {
    name: 'party',
    from: 'masterdata_party',
    columns: `${system}, code, name, is_customer, active, region, grade, owner, department, credit_limit, payment_term_days,
      open_order_amount, order_count, last_order_date, invoiced, receivable`,
    indexes: ['(owner, name, id)', '(department, name, id)', '(is_customer, name, id)'],
    references: {},
  },
  {
    name: 'item',
    from: 'masterdata_item',
    columns: `${system}, code, name, kind, unit, active, sale_price, purchase_price, tax_rate`,
    indexes: ['(kind, code, id)'],
    references: {},
  },
  {
    name: 'sales_order',
    from: 'sales_order',
    columns: `${system}, number, customer, sales_person, department, currency, order_date, promised_date, customer_po, priority,
      status, notes, line_count, amount, net_amount, margin, quantity, open_quantity, reserved_quantity, to_ship_quantity,
      shipped_quantity, invoiced_quantity, to_invoice_quantity, expected_date, last_shipped_on, invoice_amount, outstanding,
      stage, current_step, current_holder, current_department, current_due, confirmed_at, confirmed_by, cancel_reason`,
    indexes: [
      '(status, created_at desc, id desc)',
      '(customer, created_at desc, id desc)',
      '(sales_person, status, id)',
      '(department, status, id)',
      '(status, promised_date, id)',
      '(order_date desc, id desc)',
      '(current_holder, current_due, id)',
      '(current_step, current_due, id)',
      '(status, expected_date, id)',
    ],
    references: { customer: 'party' },
  },
  {
    name: 'sales_order_line',
    from: 'sales_order_line',
    columns: `${system}, "order", line_number, item, description, quantity, price, discount, tax_rate, amount, net_amount,
      unit_cost, margin, promised_date, note, cancelled_quantity, open_quantity, reserved_quantity, to_ship, shipped_out,
      invoiced_quantity, to_invoice_quantity, expected_date, expected_reason, shipped_on`,
    indexes: [
      '("order", line_number, id)',
      '(item, promised_date, id)',
      '(promised_date, id)',
      '(item, open_quantity desc, id desc)',
    ],
    references: { order: 'sales_order', item: 'item' },
  },
  {
    name: 'balance',
    from: 'inventory_balance',
    columns: `${system}, item, warehouse, on_hand, reserved, available`,
    indexes: ['unique (item, warehouse)', '(warehouse, item, id)'],
    references: { item: 'item' },
  },
  {
    name: 'reservation',
    from: 'inventory_reservation',
    columns: `${system}, number, item, warehouse, quantity, order_line, at`,
    indexes: ['unique (number)', '(warehouse)', '(order_line)', '(item, at desc, id desc)'],
    references: { item: 'item', order_line: 'sales_order_line' },
  },
  {
    name: 'move',
    from: 'inventory_move',
    columns: `${system}, number, kind, item, "from", "to", quantity, order_line, at`,
    indexes: [
      'unique (number)',
      '("from")',
      '("to")',
      '(order_line)',
      '(item, at desc, id desc)',
      '(at desc, id desc)',
    ],
    references: { item: 'item', order_line: 'sales_order_line' },
  },
  {
    name: 'invoice',
    from: 'finance_invoice',
    columns: `${system}, number, customer, "order", currency, kind, status, issued_on, due_on, accountant, net, tax, gross,
      allocated, outstanding, line_count`,
    indexes: [
      'unique (number)',
      '("order")',
      '(status, created_at desc, id desc)',
      '(customer, due_on, id)',
      '(status, due_on, id)',
    ],
    references: { customer: 'party', order: 'sales_order' },
  },
  {
    name: 'invoice_line',
    from: 'finance_invoice_line',
    columns: `${system}, invoice, item, description, price, discount, tax_rate, quantity, order_line, net, tax, gross`,
    indexes: ['(item)', '(order_line)', '(invoice, id)'],
    references: { invoice: 'invoice', item: 'item', order_line: 'sales_order_line' },
  },
  {
    name: 'task',
    from: 'flow_task',
    columns: `${system}, step, record, record_title, department, holder, status, asked_by, asked_at, due_at, delivered_at,
      closed_at`,
    indexes: ['(holder, status, due_at, id)', '(department, status, due_at, id)', '(record, id)'],
    references: {},
  },
  {
    name: 'message',
    from: 'notify_message',
    columns: `${system}, person, text, object, record, sent_at, seen_at`,
    indexes: ['(person, sent_at desc, id desc)', '(person, seen_at, id)', '(object, record, id)'],
    references: {},
  },
  {
    name: 'project',
    from: 'x_project',
    columns: `${system}, number, name, customer, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, n1, n2, n3, n4, n5, n6,
      n7, n8, n9, n10, n11, n12, m1, m2, m3, m4, m5, m6, d1, d2, d3, d4, d5, s1, s2, s3, s4, b1, b2, total, parts,
      dearest, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10`,
    indexes: ['unique (number)', '(customer)', '(s1, created_at desc, id desc)'],
    references: { customer: 'party' },
  },
  {
    name: 'project_part',
    from: 'x_project_part',
    columns: `${system}, project, what, quantity, price, amount`,
    indexes: ['(project)'],
    references: { project: 'project' },
  },
  {
    name: 'log',
    from: 'log',
    columns: 'id, write_id, at, object, record, version, kind, action, actor, source, ip, before, after',
    indexes: ['(object, record, at, id)', '(at, id)', '(actor, at)', '(write_id)'],
    references: {},
  },
]

/** Makes schema `hand` and fills it with the rows that Baton's tables hold. */
export async function makeTables(client: pg.Client, namespace: string): Promise<void> {
  await client.query('create schema hand')
  for (const { name, from, columns } of tables) {
    await client.query(`create table hand.${name} as select ${columns} from "${namespace}".${from}`)
    await client.query(`alter table hand.${name} add primary key (id)`)
  }
  for (const { name, indexes, references } of tables) {
    for (const index of indexes) {
      const unique = index.startsWith('unique ') ? 'unique ' : ''
      await client.query(`create ${unique}index on hand.${name} ${index.replace('unique ', '')}`)
    }
    for (const [column, to] of Object.entries(references))
      await client.query(`alter table hand.${name} add foreign key ("${column}") references hand.${to}`)
  }
  await client.query('create unique index on hand.sales_order (number)')
  await client.query('create table hand.counter (key text primary key, value bigint not null)')
  // The first orders were numbered before they were copied.
  await client.query(
    `insert into hand.counter select prefix || '-' || extract(year from now()), first
     from (values ('SO', 100), ('MV', 1000), ('XP', 1000)) as known(prefix, first)`,
  )
  await client.query(
    `create table hand.person (id uuid primary key, name text not null, role text not null, department uuid)`,
  )
  await client.query(`insert into hand.person select p.id, p.name, r.role, p.department
    from "${namespace}".identity_person p join "${namespace}".identity_role_assignment r on r.person = p.id`)
  await client.query(
    `create table hand.session (token_hash bytea primary key, person uuid not null, expires_at timestamptz not null)`,
  )
  await client.query(
    `insert into hand.session select token_hash, person, expires_at from "${namespace}".session`,
  )
}
