import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { openDatabase } from '#base/database'
import { idSource } from '#base/ids'
import { openBusiness, workspaceParts } from '#kernel/module/store'
import { createWorkspace, migratePlatform } from '#kernel/workspace/store'
import { modules } from '#modules'
import { startEmbedded } from '#server/postgres/embedded'

const pgd = await startEmbedded({ home: '/tmp/prof/home', log: () => undefined } as never)
const name = `bench_${Date.now()}`
{
  const c = new pg.Client((pgd as any).adminUrl)
  await c.connect()
  await c.query(`create database ${name} template template0 owner baton`)
  await c.end()
}
const url = pgd.url.replace(/\/[^/?]+(\?|$)/, `/${name}$1`)
const db = openDatabase({ url, maxConnections: 20 })
const newId = idSource(Date.now, randomBytes)
await migratePlatform(db, new Date())
const made = await createWorkspace(
  db,
  { id: 'bench', name: 'b', zone: 'Asia/Shanghai' },
  workspaceParts,
  new Date(),
)
if (!made.ok) throw new Error(JSON.stringify(made.problems))
const opened = await openBusiness({
  db,
  workspace: made.value,
  modules,
  clock: () => new Date(),
  newId,
  initials: () => '',
})
if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
const engine = opened.value
const inst = engine.systemActor('installer')
const w = async (actor: any, ...changes: any[]) => {
  const r = await engine.write(actor, { source: 'api' }, changes)
  if (!r.ok) throw new Error(JSON.stringify(r.problems))
  return r.value
}
const dep = newId(),
  person = newId(),
  cust = newId(),
  unit = newId()
await w(inst, {
  kind: 'create',
  object: 'identity.department',
  id: dep,
  values: { code: 'sales', name: 'S' },
})
await w(
  inst,
  {
    kind: 'create',
    object: 'identity.person',
    id: person,
    values: { name: 'p', login: 'p', department: dep },
  },
  { kind: 'create', object: 'identity.roleAssignment', id: newId(), values: { person, role: 'sales' } },
)
await w(inst, {
  kind: 'create',
  object: 'masterdata.party',
  id: cust,
  values: { name: '深圳华强', isCustomer: true, region: 'south', owner: person, department: dep },
})
await w(inst, { kind: 'create', object: 'masterdata.unit', id: unit, values: { code: 'pcs', name: '个' } })
const items: string[] = []
for (let i = 0; i < 20; i++) {
  const id = newId()
  items.push(id)
  await w(inst, {
    kind: 'create',
    object: 'masterdata.item',
    id,
    values: { code: `I${i}`, name: `物料${i}`, kind: 'finished', unit, salePrice: '12.5', taxRate: '0.13' },
  })
}
const actor = await engine.actor(person)
const order = () => {
  const id = newId()
  return [
    { kind: 'create', object: 'sales.order', id, values: { customer: cust, currency: 'CNY' } },
    ...[0, 1, 2].map((k) => ({
      kind: 'create',
      object: 'sales.orderLine',
      id: newId(),
      values: { order: id, item: items[k], quantity: '3', price: '12.5' },
    })),
  ]
}
const orig = db.transaction
const trips: string[] = []
;(db as any).transaction = (body: any, o: any) =>
  orig(
    async (tx: any) =>
      body({
        ...tx,
        query: (s: any) => {
          trips.push(s.text.slice(0, 90).replace(/\s+/g, ' '))
          return tx.query(s)
        },
      }),
    o,
  )
await w(actor, ...order())
console.log(trips.length, trips.join('\n'))
;(db as any).transaction = orig
const N = Number(process.argv[2] ?? 1000)
for (let i = 0; i < 200; i++) await w(actor, ...order())
let t = process.hrtime.bigint()
let c = process.cpuUsage()
for (let i = 0; i < N; i++) await w(actor, ...order())
let ms = Number(process.hrtime.bigint() - t) / 1e6
let cpu = process.cpuUsage(c)
console.log(
  'engine create',
  (ms / N).toFixed(3),
  'ms/order; node cpu',
  ((cpu.user + cpu.system) / 1000 / N).toFixed(3),
)
const client = new pg.Client(url)
await client.connect()
await client.query(`create table w_bench.h_order as select * from w_bench.sales_order limit 0; alter table w_bench.h_order add primary key(id); create index on w_bench.h_order(customer); create index on w_bench.h_order(status, created_at desc, id desc); create unique index on w_bench.h_order(number);
create table w_bench.h_line as select * from w_bench.sales_order_line limit 0; alter table w_bench.h_line add primary key(id); create index on w_bench.h_line("order"); create index on w_bench.h_line(item); create table w_bench.h_log(id uuid primary key, at timestamptz, object text, record uuid, actor uuid, after jsonb); create index on w_bench.h_log(object, record, at)`)
t = process.hrtime.bigint()
c = process.cpuUsage()
for (let i = 0; i < N; i++) {
  const id = newId(),
    now = new Date().toISOString()
  await client.query('begin')
  const n = await client.query({
    name: 'n',
    text: `insert into w_bench.counter as c values ('h', 1) on conflict (key) do update set value = c.value + 1 returning value`,
  })
  await client.query({
    name: 'o',
    text: 'insert into w_bench.h_order (id, version, created_at, created_by, updated_at, updated_by, number, customer, status, currency, amount) values ($1,1,$2,$3,$2,$3,$4,$5,$6,$7,$8)',
    values: [id, now, person, `SO-${n.rows[0].value}`, cust, 'draft', 'CNY', '112.5'],
  })
  const ls = [newId(), newId(), newId()]
  await client.query({
    name: 'l',
    text: 'insert into w_bench.h_line (id, version, created_at, created_by, updated_at, updated_by, "order", item, quantity, price, amount) select u.id, 1, $2, $3, $2, $3, $4, u.item, u.q, u.p, u.q*u.p from unnest($1::uuid[], $5::uuid[], $6::numeric[], $7::numeric[]) u(id,item,q,p)',
    values: [ls, now, person, id, items.slice(0, 3), ['3', '3', '3'], ['12.5', '12.5', '12.5']],
  })
  await client.query({
    name: 'g',
    text: 'insert into w_bench.h_log select u.id, $2, u.o, u.r, $3, u.a from unnest($1::uuid[], $4::text[], $5::uuid[], $6::jsonb[]) u(id,o,r,a)',
    values: [
      [newId(), newId(), newId(), newId()],
      now,
      person,
      ['o', 'l', 'l', 'l'],
      [id, ...ls],
      ['{}', '{}', '{}', '{}'].map(() =>
        JSON.stringify({ customer: cust, quantity: '3', price: '12.5', amount: '37.5' }),
      ),
    ],
  })
  await client.query('commit')
}
ms = Number(process.hrtime.bigint() - t) / 1e6
cpu = process.cpuUsage(c)
console.log(
  'hand create',
  (ms / N).toFixed(3),
  'ms/order; node cpu',
  ((cpu.user + cpu.system) / 1000 / N).toFixed(3),
)
await client.end()
await db.close()
await pgd.stop()
process.exit(0)
