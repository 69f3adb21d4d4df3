// A workspace that an older version filled is opened by this one: what is new is there, computed, and nothing is lost.
import { beforeAll, expect, test } from 'vitest'
import { latestProgress } from '#kernel/jobs/store'
import { verifyChain } from '#kernel/log/store'
import { formulaFaults, type OpenEngine, openBusiness, rollupFaults } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { modules } from '#modules'
import { newId, testCompany } from '#test/company'

const company = await testCompany()
const { engine, db } = company
const { namespace } = engine.workspace
const admin = await company.person('admin', 'management', 'admin')
const [unit, warehouse, customer, supplier, bought, made, part, bom] = Array.from({ length: 8 }, () =>
  newId(),
)

const create = (object: string, id: string | undefined, values: Row): Change => ({
  ...{ kind: 'create', object, id: id ?? '' },
  values,
})
const act = (object: string, id: string, action: string, input = {}): Change => ({
  ...{ kind: 'act', object, id, action },
  input,
})
async function write(...changes: Change[]): Promise<void> {
  const written = await engine.write(admin, { source: 'form' }, changes)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
}

const item = (code: string, isMade: boolean): Row => ({
  ...{
    code,
    name: code,
    unit: unit ?? '',
    kind: 'finished',
    made: isMade,
    salePrice: '100',
    taxRate: '0.13',
  },
  ...{ leadTimeDays: '7', supplier: supplier ?? '' },
})

async function order(of: string | undefined, quantity: string, ...actions: string[]): Promise<string> {
  const id = newId()
  const line = { order: id, item: of ?? '', quantity, price: '100', taxRate: '0.13' }
  await write(
    create('sales.order', id, { customer: customer ?? '', promisedDate: '2026-06-30' }),
    create('sales.orderLine', newId(), line),
  )
  for (const action of actions)
    await write(act('sales.order', id, action, action === 'cancel' ? { reason: '客户取消' } : {}))
  return id
}

const comments = 1100

/** Orders that are draft, short and being bought, short and half made, shipped and invoiced, cancelled; and much that was said. */
beforeAll(async () => {
  await write(
    create('masterdata.unit', unit, { code: 'pc', name: '件' }),
    create('masterdata.warehouse', warehouse, { code: 'W1', name: '主仓' }),
    create('masterdata.party', supplier, { name: '供应商', isSupplier: true }),
    create('masterdata.party', customer, { name: '客户', isCustomer: true }),
    create('masterdata.item', bought, item('M1', false)),
    create('masterdata.item', made, item('M2', true)),
    create('masterdata.item', part, { ...item('P1', false), kind: 'component' }),
    create('production.bom', bom, { item: made ?? '', code: 'B1' }),
    create('production.bomLine', newId(), { bom: bom ?? '', component: part ?? '', quantity: '1' }),
  )
  const opening = (of: string | undefined, quantity: string): Change =>
    create('inventory.move', newId(), { kind: 'opening', item: of ?? '', to: warehouse ?? '', quantity })
  await write(opening(bought, '6'), opening(part, '20'))
  const about = await order(bought, '1')
  await order(bought, '5', 'confirm', 'ship', 'issueInvoice')
  await order(bought, '9', 'confirm')
  await order(bought, '2', 'confirm', 'cancel')
  await order(made, '4', 'confirm')
  const found = await engine.read(admin, { object: 'production.workOrder', fields: ['id'] })
  for (const { id } of found.ok ? found.value.rows : []) {
    await write(act('production.workOrder', String(id), 'start'))
    await write(act('production.workOrder', String(id), 'report', { quantity: '3' }))
  }
  for (let at = 0; at < comments; at += 100)
    await write(
      ...Array.from({ length: 100 }, (_, index) =>
        create('collab.comment', newId(), {
          object: 'sales.order',
          record: about,
          text: `第${at + index}句`,
        }),
      ),
    )
}, 60_000)

const tables = [
  'sales_order',
  'sales_order_line',
  'collab_comment',
  'notify_message',
  'flow_task',
  'finance_invoice',
]
const ask = async (text: string): Promise<readonly Row[]> =>
  (await db.query<Row>({ text: text.replaceAll('@', `"${namespace}".`), values: [] })).rows
const stored = async (): Promise<readonly (readonly Row[])[]> => {
  const all: (readonly Row[])[] = []
  for (const table of tables) all.push(await ask(`select to_jsonb(t) as row from @${table} t order by id`))
  return all
}

/** What came with this version, as if it had never been: columns that follow from others and one that does not. */
const added = ['waitsFor', 'producedQuantity', 'snoozedUntil', 'reassignReason']
const columns = [
  ['sales_order', 'waits_for'],
  ['sales_order_line', 'produced_quantity'],
  ['collab_comment', 'search_tokens'],
  ['notify_message', 'snoozed_until'],
  ['flow_task', 'reassign_reason'],
]

async function makeOlder(): Promise<void> {
  for (const [table, column] of columns) await ask(`alter table @${table} drop column ${column}`)
  const rows = await ask(
    "select layer, kind, name, body::text as body from @definition where layer = 'system'",
  )
  for (const { kind, name, body } of rows) {
    const text = JSON.stringify(without(JSON.parse(String(body)), String(name) === 'collab.comment'))
    await db.query({
      text: `update "${namespace}".definition set body = $1::jsonb where layer = 'system' and kind = $2 and name = $3`,
      values: [text, kind, name],
    })
  }
}

/** What no definition had, and what had these fields' names. */
const unheardOf = new Set(['path', 'examples', 'copies', ...added])

/** The definition without the fields, without whatever names them, and without what no definition had. */
function without(value: unknown, isUnsearched: boolean): unknown {
  if (Array.isArray(value))
    return value.filter((one) => !isAdded(one)).map((one) => without(one, isUnsearched))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => !isAdded(one) && !unheardOf.has(key) && !(isUnsearched && key === 'search'))
      .map(([key, one]) => [key, without(one, isUnsearched)]),
  )
}

const isAdded = (value: unknown): boolean => {
  const named = typeof value === 'object' && value !== null ? (value as Row) : {}
  const isField = 'name' in named && 'type' in named
  const isIndex = 'fields' in named && Array.isArray(named.fields) && named.fields.some(isAdded)
  return added.includes(String(isField ? named.name : value)) || isIndex
}

async function openToday(): Promise<OpenEngine> {
  const clock = () => new Date(company.now())
  const { workspace } = engine
  const options = { db, workspace, modules, clock, newId, initials: () => '', isFilledLater: true }
  const opened = await openBusiness(options)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems, null, 1))
  return opened.value
}

test('[MO10] an upgrade fills what it added while people work, goes on after a stop, and loses nothing', async () => {
  const before = await stored()
  const record = String((before[2]?.[0]?.row as Row | undefined)?.record)
  const words = before[0]?.flatMap(({ row }) => (row as Row).waits_for ?? [])
  expect(words).toEqual(expect.arrayContaining(['purchase', 'production']))
  await makeOlder()
  expect(await stored()).not.toEqual(before)

  // The first node is killed after one batch; until then and after it people work.
  const first = await openToday()
  const read = await first.read(admin, { object: 'sales.order', fields: ['number', 'waitsFor', 'stage'] })
  expect(read.ok && read.value.rows.length).toBe(5)
  let steps = 0
  await first.fill({
    get aborted() {
      return ++steps > 1
    },
  })
  const [halfway] = await db.transaction((tx) => latestProgress(tx, namespace, 'fill'))
  expect(halfway).toMatchObject({ state: 'running' })
  expect(halfway?.done).toBeLessThan(halfway?.total ?? 0)
  const told = await first.definitions(admin)
  expect(told.ok && told.value.filling).toMatchObject([{ done: halfway?.done, total: halfway?.total }])
  const about = { object: 'sales.order', record, text: '升级中' }
  const said = await first.write(admin, { source: 'form' }, [create('collab.comment', newId(), about)])
  expect(said.ok).toBe(true)

  const second = await openToday()
  expect(await second.fill({ aborted: false })).toBe(true)
  expect(await second.fill({ aborted: false })).toBe(false)
  const after = await stored()
  const others = ({ row }: Row): boolean => (row as Row).text !== '升级中'
  expect(after.map((rows) => rows.filter(others))).toEqual(before)
  const found = await second.read(admin, { object: 'collab.comment', fields: ['text'], search: '第777句' })
  expect(found.ok && found.value.rows.map(({ text }) => text)).toEqual(['第777句'])
  expect([await formulaFaults(second), await rollupFaults(second)]).toEqual([[], []])
  const [filled] = await db.transaction((tx) => latestProgress(tx, namespace, 'fill'))
  expect(filled).toMatchObject({ state: 'done', done: filled?.total })
  await company.work()
  expect((await verifyChain(db, namespace)).faults).toEqual([])
})

test('[MO10] what is written before its record is filled is counted once', async () => {
  await makeOlder()
  const today = await openToday()
  const [halfMade] = await ask("select id from @production_work_order where status = 'started'")
  const report = act('production.workOrder', String(halfMade?.id), 'report', { quantity: '1' })
  expect(await today.write(admin, { source: 'form' }, [report])).toMatchObject({ ok: true })
  // Two nodes share the batches.
  await Promise.all([today, await openToday()].map((node) => node.fill({ aborted: false })))
  const question = {
    object: 'sales.orderLine',
    fields: ['producedQuantity'],
    sort: ['-producedQuantity'],
    limit: 1,
  }
  const read = await today.read(admin, question)
  expect(read.ok && read.value.rows).toMatchObject([{ producedQuantity: '4.000' }])
  expect([await formulaFaults(today), await rollupFaults(today)]).toEqual([[], []])
})
