// A company gives a shipped flow's step another holder, time or name, and takes it back; orders under way keep what they began with.
import { expect, test } from 'vitest'
import { type Database, openDatabase } from '#base/database'
import type { Actor } from '#kernel/access'
import type { FlowChange } from '#kernel/flow'
import { defineModule } from '#kernel/module'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { createWorkspace, migratePlatform } from '#kernel/workspace/store'
import { afterwards } from '#test/afterwards'
import { cloneDatabase } from '#test/database'
import { shop } from '#test/sample'
import { newId } from '#test/workspace'
import { type OpenEngine, openBusiness, workspaceParts } from './store.ts'

const label = { 'zh-CN': '名', en: 'name' }
const flowName = 'shop.look'
const withFlow = defineModule({
  ...shop,
  roles: ['seller', 'clerk', 'manager'].map((name) => ({ name, label })),
  flows: [
    {
      name: flowName,
      label,
      object: 'shop.order',
      startWhen: 'true',
      steps: [
        {
          kind: 'task',
          name: 'look',
          label,
          holder: { role: 'seller' },
          limitMinutes: 60,
          doneWhen: "status <> 'draft'",
        },
        { kind: 'end', name: 'over', label },
      ],
    },
  ],
})

const { url } = await cloneDatabase()
const db: Database = openDatabase({ url, maxConnections: 20 })
afterwards(() => db.close())
await migratePlatform(db, new Date())
const made = await createWorkspace(
  db,
  { id: 'test', name: '公司', zone: 'Asia/Shanghai' },
  workspaceParts,
  new Date(),
)
if (!made.ok) throw new Error(JSON.stringify(made.problems))
const workspace = made.value
// A Thursday, ten in the morning in China.
const clock = () => new Date('2026-06-18T02:00:00.000Z')

async function node(): Promise<OpenEngine> {
  const opened = await openBusiness({
    ...{ db, workspace, modules: [withFlow], clock, newId },
    initials: () => '',
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems, null, 1))
  return opened.value
}

const engine = await node()
const other = await node()
const installer = engine.systemActor('installer')
const create = (object: string, values: Record<string, string>): Change & { readonly id: string } => ({
  ...{ kind: 'create', object, id: newId(), values },
})
async function write(at: OpenEngine, ...changes: Change[]): Promise<void> {
  const done = await at.write(installer, { source: 'system' }, changes)
  if (!done.ok) throw new Error(JSON.stringify(done.problems))
}

async function somebody(name: string, role: string): Promise<string> {
  const person = create('identity.person', { name, login: name })
  await write(engine, person, create('identity.roleAssignment', { person: person.id, role }))
  return person.id
}

const seller = await somebody('销售', 'seller')
const clerk = await somebody('文员', 'clerk')
const admin = (await engine.actor(await somebody('管理员', 'admin'))) as Actor
const customer = create('shop.customer', { name: '甲' })
await write(engine, customer)
other.forget('directory')

/** The hand-over of a new order, made at this node. */
async function newOrder(at: OpenEngine): Promise<Row> {
  const order = create('shop.order', { customer: customer.id, orderedOn: '2026-06-18' })
  await write(at, order)
  return handOver(order.id)
}

async function handOver(record: string): Promise<Row> {
  const found = await engine.read(installer, {
    object: 'flow.task',
    fields: ['record', 'holder', 'dueAt', 'label'],
    filter: { field: 'record', is: 'eq', value: record },
  })
  if (!found.ok || found.value.rows.length !== 1) throw new Error(JSON.stringify(found))
  return found.value.rows[0] as Row
}

async function publish(...flows: FlowChange[]) {
  return engine.publish(admin, { flows })
}

async function versions(): Promise<readonly string[]> {
  const found = await engine.read(installer, {
    object: 'flow.version',
    filter: { field: 'flow', is: 'eq', value: flowName },
    sort: ['number'],
  })
  if (!found.ok) throw new Error(JSON.stringify(found.problems))
  return found.value.rows.map(
    ({ number, definition }) =>
      `${number} ${JSON.stringify((definition as { steps: readonly { holder: unknown }[] }).steps[0]?.holder)}`,
  )
}

const ours = ({ name }: { readonly name: string }): boolean => name === flowName
const named = { 'zh-CN': '复核', en: 'Check' }
const change: FlowChange = {
  name: flowName,
  steps: [{ name: 'look', label: named, holder: { role: 'clerk' }, limitMinutes: 120 }],
}

test('[F28] [PLAT-02] a step takes another holder, time and name at every node; orders under way keep what they began with', async () => {
  const before = await newOrder(engine)
  expect(before).toMatchObject({ holder: seller, dueAt: '2026-06-18T03:00:00.000Z' })
  expect(await publish(change)).toMatchObject({ ok: true })

  const after = await newOrder(engine)
  expect(after).toMatchObject({ holder: clerk, dueAt: '2026-06-18T04:00:00.000Z' })
  expect(await handOver(String(before.record))).toEqual(before)
  // The other node has not been told; its next write finds other definitions, and its next page shows them.
  expect(await newOrder(other)).toMatchObject({ holder: clerk })
  expect((await other.metadata(admin)).flows.find(ours)?.steps[0]).toMatchObject({
    label: named,
    limitMinutes: 120,
  })
  expect(await versions()).toEqual(['1 {"role":"seller"}', '2 {"role":"clerk"}'])

  // Whoever opens the workspace next says nothing new.
  const third = await node()
  expect(await newOrder(third)).toMatchObject({ holder: clerk })
  expect(await versions()).toHaveLength(2)
  const shipped = third.shippedFlows(admin)
  expect(shipped.ok && shipped.value.find(ours)?.steps[0]).toMatchObject({ holder: { role: 'seller' } })
})

test('[F29] what does not hold is refused by the name of its step, and nothing of it is published', async () => {
  const refusals = async (...flows: FlowChange[]) => {
    const answer = await publish(...flows)
    return answer.ok ? [] : answer.problems.map(({ code, path }) => `${code} ${path.join('.')}`)
  }
  const step = (more: object): FlowChange => ({ name: flowName, steps: [{ name: 'look', ...more }] })
  expect(await refusals({ ...change, name: 'shop.none' })).toEqual(['flow.unknown shop.none'])
  expect(await refusals({ name: flowName, steps: [{ name: 'over' }] })).toEqual([
    'flow.step-unknown shop.look.over',
  ])
  expect(await refusals(step({ holder: { department: 'nowhere' } }))).toEqual([
    'flow.department-unknown shop.look.look',
  ])
  expect(await refusals(step({ holder: { role: 'king' } }))).toEqual(['flow.role-unknown shop.look.look'])
  expect(await refusals(step({ holder: {} }))).toEqual(['flow.holder-missing shop.look.look'])
  expect(await refusals(step({ limitMinutes: 0 }))).toEqual(['flow.limit-invalid shop.look.look'])
  expect(await refusals(step({ holder: { person: 'nobody.at.all' } }))).toEqual([
    'flow.formula-invalid shop.look.shop.look',
  ])
  const clerkOnly = (await engine.actor(clerk)) as Actor
  expect(await engine.publish(clerkOnly, { flows: [change] })).toMatchObject({ ok: false })
  expect(clerkOnly.roles).toEqual(['clerk'])
  expect(engine.shippedFlows(clerkOnly)).toMatchObject({ ok: false })
  expect(await versions()).toHaveLength(2)
})

test('[F28] a change is taken back: by going back to an earlier publication, by hand, and as configuration', async () => {
  const told = await engine.configuration(admin)
  if (!told.ok) throw new Error('no configuration')
  expect(told.value.flows).toEqual([change])

  expect(await publish({ name: flowName, steps: [] })).toMatchObject({ ok: true })
  expect(await newOrder(engine)).toMatchObject({ holder: seller })
  const published = await engine.publications(admin)
  const notes = published.ok ? published.value : []
  expect(await engine.rollBack(admin, { to: notes[1]?.version ?? 0 })).toMatchObject({ ok: true })
  expect(await newOrder(other)).toMatchObject({ holder: clerk })

  const { version: _, ...content } = told.value
  const without = { ...content, flows: [] }
  expect(await engine.configure(admin, { content: without, way: 'whole' })).toMatchObject({ ok: true })
  expect(await newOrder(engine)).toMatchObject({ holder: seller })
  expect(await engine.configure(admin, { content, way: 'added', isTrial: true })).toMatchObject({ ok: true })
  expect(await newOrder(engine)).toMatchObject({ holder: seller })
  expect(await engine.configure(admin, { content, way: 'added' })).toMatchObject({ ok: true })
  expect(await newOrder(engine)).toMatchObject({ holder: clerk })
  expect((await versions()).at(-1)).toBe('6 {"role":"clerk"}')
})

test('[F30] a change that no longer holds leaves the step as it is shipped, and stops nothing', async () => {
  const deputy = { name: 'deputy', type: 'person', label } as const
  const published = await engine.publish(admin, {
    extensions: [{ object: 'shop.order', fields: [deputy] }],
    flows: [{ name: flowName, steps: [{ name: 'look', holder: { person: 'deputy', role: 'clerk' } }] }],
  })
  expect(published).toMatchObject({ ok: true })
  const order = create('shop.order', { customer: customer.id, orderedOn: '2026-06-18', deputy: seller })
  await write(engine, order)
  expect(await handOver(order.id)).toMatchObject({ holder: seller })
  const users = await engine.fieldUsers(admin, { object: 'shop.order', field: 'deputy' })
  expect(users.ok && users.value.map(({ kind }) => kind)).toContain('flow')
  expect(
    await engine.publish(admin, {
      extensions: [{ object: 'shop.order', fields: [{ ...deputy, retired: true }] }],
    }),
  ).toMatchObject({ ok: true })
  expect(await newOrder(engine)).toMatchObject({ holder: seller, dueAt: '2026-06-18T03:00:00.000Z' })
  expect(engine.compiled().flows.find(ours)?.steps[0]).toMatchObject({ holder: { role: 'seller' } })
})
