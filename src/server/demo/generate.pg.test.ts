// The demo company, smaller: lived twice from one seed, complete, and true to its own books.
import { beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '#base/database'
import { progressOf } from '#kernel/jobs/store'
import { verifyChain } from '#kernel/log/store'
import { workspaceParts } from '#kernel/module/store'
import type { Workspace } from '#kernel/workspace'
import { createWorkspace, migratePlatform } from '#kernel/workspace/store'
import { afterwards } from '#test/afterwards'
import { cloneDatabase } from '#test/database'
import { type DemoSize, demoProgressId, prepareDemo } from './generate.ts'
import { people } from './people.ts'

const size: DemoSize = { days: 66, orders: 34, leads: 16, opportunities: 10, tickets: 9 }
const present = new Date('2026-11-23T07:20:00.000Z')

type Made = { readonly db: Database; readonly workspace: Workspace }

async function emptyWorkspace(): Promise<Made> {
  const { url } = await cloneDatabase()
  const db = openDatabase({ url })
  afterwards(() => db.close())
  await migratePlatform(db, present)
  const workspace = { id: 'demo', name: '华瑞电器', zone: 'Asia/Shanghai' }
  const made = await createWorkspace(db, workspace, workspaceParts, present)
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return { db, workspace: made.value }
}

const generate = ({ db, workspace }: Made, seed?: string) =>
  prepareDemo({ db, workspace, initials: () => '', clock: () => present, size, ...(seed ? { seed } : {}) })

async function ask({ db, workspace }: Made, text: string): Promise<readonly string[]> {
  const { rows } = await db.query<Readonly<Record<string, unknown>>>({
    text: text.replaceAll('@', `"${workspace.namespace}".`),
    values: [],
  })
  return rows.map((row) => Object.values(row).join(' '))
}

const totals = [
  'select number, status, amount, promised_date from @sales_order order by number',
  'select number, status, amount from @procurement_order order by number',
  'select number, status, quantity from @production_work_order order by number',
  'select number, gross, outstanding, due_on from @finance_invoice order by number',
  'select number, status, company from @crm_lead order by number',
  'select i.code, b.on_hand, b.reserved from @inventory_balance b join @masterdata_item i on i.id = b.item order by 1',
]

let made: Made
let refused: ReadonlyMap<string, number>

beforeAll(async () => {
  made = await emptyWorkspace()
  refused = (await generate(made)).refused
}, 300_000)

test('the same seed lives the same half year again', { timeout: 300_000 }, async () => {
  const again = await emptyWorkspace()
  await generate(again)
  for (const question of totals) expect(await ask(again, question)).toEqual(await ask(made, question))
})

test('[PLAT-12] the trial workspace has real-looking data in every state', async () => {
  expect(await ask(made, 'select distinct status from @sales_order order by 1')).toEqual([
    'cancelled',
    'closed',
    'confirmed',
    'draft',
  ])
  const stages = await ask(made, 'select distinct stage from @sales_order')
  expect(stages).toEqual(
    expect.arrayContaining(['confirm', 'ship', 'invoice', 'collect', 'done', 'cancelled']),
  )
  const late = "select distinct stage from @sales_order where status = 'confirmed' and is_late"
  expect((await ask(made, late)).length).toBeGreaterThan(0)
  const leads = await ask(made, 'select distinct status from @crm_lead')
  expect(leads).toEqual(expect.arrayContaining(['assigned', 'contacted', 'converted', 'lost']))
  expect((await ask(made, 'select distinct status from @procurement_order')).length).toBeGreaterThan(1)
  expect((await ask(made, 'select distinct status from @production_work_order')).length).toBeGreaterThan(1)
  expect((await ask(made, 'select distinct status from @service_ticket')).length).toBeGreaterThan(1)
  expect(
    await ask(made, "select name from @masterdata_party where name = '深圳华强电子有限公司'"),
  ).toHaveLength(1)
})

test('everybody can sign in, and everybody works in a department', async () => {
  expect(await ask(made, 'select login from @account order by 1')).toEqual(
    people.map(({ login }) => login).sort(),
  )
  expect(await ask(made, 'select login from @identity_person where department is null')).toEqual([])
})

test('what lies in the warehouses is what the moves and reservations say', async () => {
  const moved = `select coalesce(sum(quantity) filter (where m."to" = b.warehouse), 0)
    - coalesce(sum(quantity) filter (where m."from" = b.warehouse), 0) from @inventory_move m where m.item = b.item`
  const held =
    'select coalesce(sum(quantity), 0) from @inventory_reservation r where r.item = b.item and r.warehouse = b.warehouse'
  const wrong = await ask(
    made,
    `select b.id from @inventory_balance b where b.on_hand <> (${moved}) or b.reserved <> (${held}) or b.on_hand < b.reserved`,
  )
  expect(wrong).toEqual([])
  expect(await ask(made, 'select id from @inventory_balance limit 1')).toHaveLength(1)
})

test('every open task has a holder in a department, and nothing happened in the future', async () => {
  const open = "status in ('asked', 'accepted')"
  expect(
    await ask(made, `select id from @flow_task where ${open} and (holder is null or department is null)`),
  ).toEqual([])
  expect((await ask(made, `select id from @flow_task where ${open}`)).length).toBeGreaterThan(10)
  const late = `select id from @log where at > '${new Date(present.getTime() + 3_600_000).toISOString()}'`
  expect(await ask(made, late)).toEqual([])
})

test('[CO19] no order that is still to be shipped is expected on a day that has passed', async () => {
  const open =
    'select expected_date from @sales_order_line where open_quantity > 0 and expected_date is not null'
  const days = await ask(made, `select to_char(min(d.expected_date), 'YYYY-MM-DD') from (${open}) d`)
  expect((days[0] ?? '') >= '2026-11-23').toBe(true)
  const dated = await ask(made, "select count(*) from @rules_run where rule = 'coordination.dayPassed'")
  expect(Number(dated[0])).toBeGreaterThan(0)
})

test('the history is whole: the chain verifies, and only people and named systems wrote', async () => {
  const report = await verifyChain(made.db, made.workspace.namespace)
  expect(report.faults).toEqual([])
  expect(report.events).toBeGreaterThan(2000)
})

test('people were refused little, and a complete demo is not made twice', async () => {
  expect(
    [...refused.keys()].filter((why) => !why.includes('creditExceeded') && !why.includes('notEnough')),
  ).toEqual([])
  const before = await ask(made, 'select count(*) from @log')
  expect((await generate(made)).writes).toBe(0)
  expect(await ask(made, 'select count(*) from @log')).toEqual(before)
  const progress = await made.db.transaction((tx) => progressOf(tx, made.workspace.namespace, demoProgressId))
  expect(progress).toMatchObject({ kind: 'demo', state: 'done' })
})

test('a generation that was cut off goes on where it stopped', { timeout: 300_000 }, async () => {
  const half = await emptyWorkspace()
  const stop = new Error('cut off')
  const cut = prepareDemo({
    ...half,
    initials: () => '',
    clock: () => present,
    size: { ...size, days: 30, orders: 10 },
    onProgress: (stage, done) => {
      if (stage === 'history' && done === 4) throw stop
    },
  })
  await expect(cut).rejects.toBe(stop)
  const resumed = prepareDemo({
    ...half,
    initials: () => '',
    clock: () => present,
    size: { ...size, days: 30, orders: 10 },
  })
  await expect(resumed).resolves.toBeDefined()
  expect(await ask(half, 'select count(*) from @identity_person')).toEqual([String(people.length)])
  expect((await verifyChain(half.db, half.workspace.namespace)).faults).toEqual([])
})
