// Modules are switched off and on: what stays works and speaks of nothing that is off, and what comes back is as it was.
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/access'
import type { Module } from '#kernel/module'
import { formulaFaults, rollupFaults } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { modules } from '#modules'
import { newId, testCompany } from '#test/company'

const company = await testCompany()
const { engine, db } = company
const admin = await company.person('管理员', 'management', 'admin', 'sales')
const buyer = await company.person('采购员', 'purchasing', 'purchaser')
const origin = { source: 'form' } as const

const create = (object: string, id: string, values: Row): Change => ({ kind: 'create', object, id, values })
const act = (object: string, id: string, action: string, input = {}): Change => ({
  ...{ kind: 'act', object, id, action },
  input,
})
const write = (...changes: Change[]) => engine.write(admin, origin, changes)
async function done(...changes: Change[]): Promise<void> {
  const written = await write(...changes)
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
}

const [unit, warehouse, customer, supplier] = [newId(), newId(), newId(), newId()]
const [bought, made, part, bom] = [newId(), newId(), newId(), newId()]
const item = (code: string, isMade: boolean): Row => ({
  ...{ code, name: code, unit, kind: isMade ? 'finished' : 'component', made: isMade },
  ...{ salePrice: '100', taxRate: '0.13', leadTimeDays: '7', supplier },
})

async function order(of: string, quantity: string, ...actions: string[]): Promise<string> {
  const id = newId()
  const line = { order: id, item: of, quantity, price: '100', taxRate: '0.13' }
  await done(
    create('sales.order', id, { customer, promisedDate: '2026-06-30' }),
    create('sales.orderLine', newId(), line),
  )
  for (const action of actions) await done(act('sales.order', id, action))
  return id
}

/** Orders that wait for what is made and bought, one shipped and not billed, one billed and not paid. */
beforeAll(async () => {
  await done(
    create('masterdata.unit', unit, { code: 'pc', name: '件' }),
    create('masterdata.warehouse', warehouse, { code: 'W1', name: '主仓' }),
    create('masterdata.party', supplier, { name: '供应商', isSupplier: true }),
    create('masterdata.party', customer, { name: '客户', isCustomer: true }),
    create('masterdata.item', bought, item('M1', false)),
    create('masterdata.item', made, item('M2', true)),
    create('masterdata.item', part, item('P1', false)),
    create('production.bom', bom, { item: made, code: 'B1' }),
    create('production.bomLine', newId(), { bom, component: part, quantity: '1' }),
    create('inventory.move', newId(), { kind: 'opening', item: bought, to: warehouse, quantity: '10' }),
  )
  await order(bought, '2', 'confirm', 'ship', 'issueInvoice')
  await order(bought, '3', 'confirm', 'ship')
  await order(bought, '9', 'confirm')
  await order(made, '4', 'confirm')
}, 60_000)

const needsOf = ({ dependsOn, optional = [] }: Module): readonly string[] =>
  dependsOn.filter((one) => !optional.includes(one))

/** These and whatever cannot be without them. */
function closed(off: readonly string[]): readonly string[] {
  const gone = new Set(off)
  for (let size = -1; size !== gone.size; ) {
    size = gone.size
    for (const module of modules) if (needsOf(module).some((one) => gone.has(one))) gone.add(module.name)
  }
  return [...gone].sort()
}

const names = modules.map(({ name }) => name)
const wishes = [
  ...names.map((name) => [name]),
  ...names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other])),
  // Alone with what it needs.
  ...modules.map((module) =>
    names.filter((name) => name !== module.name && !module.dependsOn.includes(name)),
  ),
]
const combinations = [...new Map(wishes.map(closed).map((off) => [off.join(' '), off])).values()]

async function switchOff(off: readonly string[]): Promise<void> {
  const published = await engine.publish(admin, { off })
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
}

const tables = async (): Promise<readonly Row[]> => {
  const all: Row[] = []
  for (const { name, table } of engine.schema().objects.values()) {
    if (/^(flow|notify|identity|calendar|collab|views|rules)\./.test(name)) continue
    const { rows } = await db.query<Row>({
      text: `select to_jsonb(t) - 'version' - 'updated_at' - 'updated_by' as row from "${engine.workspace.namespace}"."${table}" t order by id`,
      values: [],
    })
    all.push({ [name]: JSON.stringify(rows) })
  }
  return all
}

/** What an actor is told must not lead to anything of a module that is off, nor to anything that they are not told of. */
async function dangling(actor: Actor, off: readonly string[]): Promise<readonly string[]> {
  const { groups: _, flows, ...told } = await engine.metadata(actor)
  const text = JSON.stringify([told, flows.map(({ name, object }) => [name, object])])
  const known = new Set(told.objects.map(({ name }) => name))
  const astray = told.objects.flatMap(({ name, fields }) =>
    fields.flatMap((field) => {
      const isCounted = field.type === 'lines' || field.type === 'rollup'
      const to = field.type === 'reference' ? field.to : isCounted ? field.object : null
      return to === null || known.has(to) ? [] : [`${name}.${field.name} → ${to}`]
    }),
  )
  return [
    ...new Set(off.flatMap((name) => text.match(new RegExp(`"-?${name}\\.[\\w.]+"`, 'g')) ?? [])),
    ...astray,
  ]
}

/** A record of each kind that is left, the way people make them. */
async function workGoesOn(off: ReadonlySet<string>): Promise<void> {
  const on = (name: string): boolean => !off.has(name)
  if (on('masterdata')) await done(create('masterdata.party', newId(), { name: `新客户${newId()}` }))
  if (on('crm'))
    await done(create('crm.lead', newId(), { name: '线索', company: '新公司', phone: '13800000000' }))
  if (on('service'))
    await done(create('service.ticket', newId(), { subject: '报修', customer, kind: 'question' }))
  if (on('sales')) {
    const id = await order(bought, '1', 'confirm')
    expect(
      await engine.read(admin, { object: 'sales.order', filter: { field: 'id', is: 'eq', value: id } }),
    ).toMatchObject({
      ok: true,
      value: { rows: [{ status: 'confirmed' }] },
    })
  }
}

test('[MO15] a module that another cannot be without is named with it, and both go together', async () => {
  const refused = await engine.publish(admin, { off: ['inventory'] })
  expect(refused.ok ? [] : [...new Set(refused.problems.map(({ code }) => code))]).toEqual(['module.needed'])
  const by = refused.ok ? [] : refused.problems.map(({ params }) => params['by.zh-CN']).sort()
  expect(by).toEqual(['协同', '生产', '采购'].sort())
  expect(await engine.publish(admin, { off: ['platform'] })).toMatchObject({
    problems: [{ code: 'module.unknown' }],
  })
  expect(await engine.publish(buyer, { off: ['service'] })).toMatchObject({
    problems: [{ code: 'access.denied' }],
  })
})

describe('[PLAT-04] [MO15] with any module off, with any pair, and with each alone', () => {
  test('the workspace opens, tells of nothing that is off, refuses it by name, works on, and has its data back', async () => {
    const before = await engine.metadata(admin)
    for (const off of combinations) {
      await switchOff(off)
      const where = off.join(' ')
      expect([where, await dangling(admin, off)]).toEqual([where, []])
      for (const module of modules.filter(({ name }) => off.includes(name))) {
        const [object] = module.objects
        const read = await engine.read(admin, { object: object?.name ?? '' })
        expect(read).toMatchObject({ ok: false, problems: [{ code: 'module.off' }] })
        const made = await write(create(object?.name ?? '', newId(), {}))
        expect(made).toMatchObject({ ok: false, problems: [{ code: 'module.off' }] })
      }
    }
    await switchOff([])
    const after = await engine.metadata(admin)
    expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 })
    expect([await formulaFaults(engine), await rollupFaults(engine)]).toEqual([[], []])
  }, 300_000)
})

test('[PLAT-04] [MO15] what is switched off keeps its records; on again they are as they were', async () => {
  const stored = await tables()
  for (const off of [['production'], ['finance'], closed(['inventory']), closed(['masterdata'])]) {
    await switchOff(off)
    await switchOff([])
    expect(await tables()).toEqual(stored)
  }
})

test('[PLAT-04] [MO15] work goes on in what is left', async () => {
  for (const name of names) {
    const off = closed([name])
    await switchOff(off)
    await workGoesOn(new Set(off))
    await company.work()
  }
  await switchOff([])
  expect([await formulaFaults(engine), await rollupFaults(engine)]).toEqual([[], []])
}, 120_000)

test('[PLAT-04] [MO15] [CO20] without production what was made is bought; without finance an order is done with once it is shipped', async () => {
  await switchOff(['finance', 'production'])
  const id = await order(made, '2', 'confirm')
  const lines = await engine.read(admin, {
    object: 'procurement.orderLine',
    filter: { field: 'item', is: 'eq', value: made },
  })
  expect(lines.ok && lines.value.rows.length).toBeGreaterThan(0)
  expect(await write(act('sales.order', id, 'planProduction'))).toMatchObject({
    problems: [{ code: 'module.off' }],
  })
  const abilities = await engine.abilities(admin, 'sales.order', id)
  const offered = abilities.ok ? abilities.value.actions.map(({ name }) => name) : []
  expect(offered).toContain('requestPurchase')
  expect(offered).not.toContain('planProduction')
  expect(offered).not.toContain('issueInvoice')
  const { flows } = await engine.metadata(admin)
  const drawn = JSON.stringify(flows.find(({ name }) => name === 'coordination.orderMainLine'))
  expect(
    ['purchase', 'production', 'invoice', 'collect'].filter((step) => drawn.includes(`"name":"${step}"`)),
  ).toEqual(['purchase'])
  // Shipped and not billed before: nobody waits for a bill any more.
  const stages = async () => {
    const page = await engine.read(admin, {
      object: 'sales.order',
      fields: ['stage'],
      sort: ['createdAt'],
      limit: 4,
    })
    return page.ok ? page.value.rows.map(({ stage }) => stage) : page.problems
  }
  expect((await stages()).slice(0, 2)).toEqual(['aftersales', 'aftersales'])
  await switchOff([])
  expect((await stages()).slice(0, 2)).toEqual(['collect', 'invoice'])
})

test('[MO15] hand-overs and messages of what is off rest unseen, with their clocks, and go on afterwards', async () => {
  const ticket = newId()
  await done(create('service.ticket', ticket, { subject: '漏油', customer, kind: 'question' }))
  await company.work()
  const open = async () => {
    const filter = { field: 'record', is: 'eq', value: ticket } as const
    const page = await engine.read(admin, { object: 'flow.task', fields: ['escalateAt', 'step'], filter })
    return page.ok ? page.value.rows : page.problems
  }
  const before = await open()
  expect(before.length).toBeGreaterThan(0)
  await switchOff(['service'])
  expect(await open()).toEqual([])
  company.at('2026-06-18T02:00:00.000Z')
  await company.work()
  await switchOff([])
  expect(await open()).toEqual(before)
  await company.work()
  expect(await open()).not.toEqual(before)
})

test('[MO13] [MO15] which modules are on is part of what is published: going back switches too', async () => {
  await switchOff(['service'])
  const notes = await engine.publications(admin)
  const version = (notes.ok ? notes.value[1]?.version : undefined) ?? 0
  expect(engine.compiled().off.has('service')).toBe(true)
  const known = await engine.definitions(admin)
  expect(known).toMatchObject({ ok: true, value: { off: ['service'] } })
  expect(await engine.rollBack(admin, { to: version })).toMatchObject({ ok: true })
  expect(engine.compiled().off.size).toBe(0)
  const again = await company.reopen()
  expect(again.compiled().off.size).toBe(0)
  await switchOff(['service'])
  const reopened = await company.reopen()
  expect(reopened.compiled().off.has('service')).toBe(true)
  expect(await dangling(admin, ['service'])).toEqual([])
  const states = await engine.modules(admin)
  const service = states.ok ? states.value.modules.find(({ name }) => name === 'service') : undefined
  expect(service).toMatchObject({ isOn: false, needs: ['masterdata', 'crm'], openTasks: expect.any(Number) })
  expect(service?.records).toBeGreaterThan(0)
})
