// A customer takes from people what the product grants them, and gives it back: through every door.
import { describe, expect, test } from 'vitest'
import type { Actor, Policy } from '#kernel/access'
import type { Row, StagePath } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, secondNode, testWorkspace } from '#test/workspace'
import type { Module } from './index.ts'

const label = { 'zh-CN': '名', en: 'name' }

/** A till: takings are posted by its own action; notes may be written by a part of the system too. */
const till = (...noteFields: string[]): Module => ({
  name: 'till',
  label,
  dependsOn: [],
  objects: [
    {
      name: 'till.taking',
      label: { 'zh-CN': '进账', en: 'Taking' },
      kind: 'ledger',
      title: 'what',
      fields: [{ name: 'what', type: 'text', label }],
    },
    {
      name: 'till.note',
      label,
      kind: 'record',
      title: 'text',
      fields: ['text', ...noteFields].map((name) => ({ name, type: 'text', label })),
    },
  ],
  policies: [
    { name: 'till.see', object: 'till.*', operations: ['read'], who: { roles: ['cashier'] } },
    {
      name: 'till.note.write',
      object: 'till.note',
      operations: ['create', 'update'],
      who: { roles: ['cashier'], system: ['till'] },
    },
    { name: 'till.system', object: 'till.note', operations: ['read'], who: { system: ['till'] } },
  ],
})

const workspace = await testWorkspace([shop, till('place')])
const { engine, install, person } = workspace
const origin = { source: 'form' } as const
const admin = await person('管理员', { roles: ['admin'] })
const [seller, clerk, manager, both, cashier] = [
  await person('销售', { roles: ['seller'] }),
  await person('文员', { roles: ['clerk'] }),
  await person('经理', { roles: ['manager'] }),
  await person('销售兼文员', { roles: ['seller', 'clerk'] }),
  await person('收银', { roles: ['cashier'] }),
]

const [customer, order, line] = [newId(), newId(), newId()]
await install(
  { kind: 'create', object: 'shop.customer', id: customer, values: { name: '宏达', owner: seller.id } },
  { kind: 'create', object: 'shop.order', id: order, values: { customer, status: 'confirmed' } },
  {
    kind: 'create',
    object: 'shop.line',
    id: line,
    values: { order, item: '壳', quantity: '1', price: '100' },
  },
)

const publish = (...policies: Policy[]) => engine.publish(admin, { policies })
async function published(...policies: Policy[]): Promise<number> {
  const done = await publish(...policies)
  if (!done.ok) throw new Error(JSON.stringify(done.problems))
  return done.value.version
}

const narrowing = (narrows: string, object: string, rest: Partial<Policy> = {}): Policy => ({
  name: `${object} ${narrows}`,
  object,
  narrows,
  operations: ['*'],
  who: {},
  ...rest,
})
const asShipped = (policy: Policy): Policy => ({ ...policy, operations: [] })

const listed = async (actor: Actor, object: string): Promise<readonly Row[]> => {
  const page = await engine.read(actor, { object, limit: 100 })
  return page.ok ? page.value.rows : []
}
const update = async (actor: Actor, object: string, id: string, values: Row): Promise<boolean> =>
  (await engine.write(actor, origin, [{ kind: 'update', object, id, values }])).ok
const operations = async (actor: Actor, object: string): Promise<readonly string[]> =>
  (await engine.metadata(actor)).objects.find(({ name }) => name === object)?.operations ?? []

describe('a shipped policy', () => {
  test('[A12] that is switched off grants nothing through any door, and all of it again when it is as shipped', async () => {
    const doors = async () => {
      const sales = await engine.metric(clerk, { metric: 'shop.sales' })
      const single = await engine.read(clerk, {
        object: 'shop.order',
        filter: { field: 'id', is: 'eq', value: order },
      })
      const counted = await engine.summary(clerk, { object: 'shop.order' })
      const history = await engine.history(clerk, 'shop.order', order, {})
      return {
        list: (await listed(clerk, 'shop.order')).length,
        single: single.ok ? single.value.rows.length : 0,
        metric: sales.ok && sales.value.length > 0,
        summary: counted.ok && counted.value.some(({ count }) => Number(count) > 0),
        history: history.ok && history.value.rows.length > 0,
        line: (await listed(clerk, 'shop.line')).length,
        live: (await engine.readable(clerk, 'shop.order', [order])).size,
        told: (await operations(clerk, 'shop.order')).includes('read'),
      }
    }
    const shipped = await doors()
    expect(shipped).toMatchObject({
      list: 1,
      single: 1,
      summary: true,
      history: true,
      line: 1,
      live: 1,
      told: true,
    })
    const off = narrowing('orders-all', 'shop.order')
    await published(off)
    const without = await doors()
    expect(without).toMatchObject({
      ...{ list: 0, single: 0, summary: false, history: false },
      ...{ line: 0, live: 0, told: false },
    })
    expect((await listed(seller, 'shop.order')).length).toBe(1)
    await published(asShipped(off))
    expect(await doors()).toEqual(shipped)
  })

  test('[A12] is narrowed by operations, people, records and fields, on one object of its pattern', async () => {
    const version = await published(
      narrowing('orders-own', 'shop.order', { operations: ['read', 'update'], who: { roles: ['seller'] } }),
      narrowing('customers-own', 'shop.customer', {
        who: { everyone: true },
        where: "region = 'east'",
        fields: { read: { except: ['secret'] }, write: ['code'] },
      }),
      narrowing('manager', 'shop.customer', { operations: ['read'], who: { everyone: true } }),
    )
    expect(await operations(seller, 'shop.order')).toEqual(['read', 'update'])
    expect(
      (await engine.write(seller, origin, [{ kind: 'remove', object: 'shop.order', id: order }])).ok,
    ).toBe(false)
    expect(await listed(seller, 'shop.customer')).toEqual([])
    expect(await update(manager, 'shop.customer', customer, { region: 'east' })).toBe(false)
    expect(await update(manager, 'shop.order', order, { note: '急' })).toBe(true)
    await install({
      kind: 'update',
      object: 'shop.customer',
      id: customer,
      values: { region: 'east', secret: '底' },
    })
    expect(await listed(seller, 'shop.customer')).toEqual([expect.not.objectContaining({ secret: '底' })])
    expect(await update(seller, 'shop.customer', customer, { name: '改' })).toBe(false)
    expect(await update(seller, 'shop.customer', customer, { code: 'C1' })).toBe(true)
    expect(await engine.rollBack(admin, { to: version - 1 })).toMatchObject({ ok: true })
    expect(await operations(seller, 'shop.order')).toContain('remove')
    expect(await listed(seller, 'shop.customer')).toMatchObject([{ secret: '底' }])
  })

  test('[A12] narrowed for one of its roles leaves the others, and whoever has another role too', async () => {
    const lines = narrowing('lines', 'shop.line', { who: { roles: ['seller'] } })
    await published(lines)
    expect((await listed(clerk, 'shop.line')).length).toBe(0)
    expect((await listed(seller, 'shop.line')).length).toBe(1)
    // The line is reached through the order, which the other role opens.
    expect((await listed(both, 'shop.line')).length).toBe(1)
    await published(asShipped(lines))
  })

  test('[A12] a narrowing widens nothing, whatever it says', async () => {
    const wide = narrowing('orders-all', 'shop.order', { who: { everyone: true }, operations: ['*'] })
    await published(wide)
    expect(await operations(clerk, 'shop.order')).toEqual(['read'])
    expect(await operations(cashier, 'shop.order')).toEqual([])
    await published(asShipped(wide))
  })

  test('[A12] takes nothing from parts of the system', async () => {
    const off = narrowing('till.note.write', 'till.note')
    await published(off)
    const write = (actor: Actor) =>
      engine.write(actor, origin, [
        { kind: 'create', object: 'till.note', id: newId(), values: { text: '一' } },
      ])
    expect((await write(engine.systemActor('till'))).ok).toBe(true)
    expect((await write(cashier)).ok).toBe(false)
    await published(asShipped(off))
  })

  test('[A12] what narrows nothing that is shipped, or says more than it may, is refused', async () => {
    expect(await publish(narrowing('nothing', 'shop.order'))).toMatchObject({
      problems: [{ code: 'access.unknownPolicy', params: { name: 'nothing' } }],
    })
    expect(await publish(narrowing('till.see', 'shop.order'))).toMatchObject({
      problems: [{ code: 'access.unknownPolicy' }],
    })
    expect(await publish(narrowing('orders-all', 'shop.order', { via: 'customer' }))).toMatchObject({
      problems: [{ code: 'access.narrowing' }],
    })
  })

  test('[MO17] administrators are told what is shipped, as it holds while nothing narrows it', async () => {
    const off = narrowing('orders-all', 'shop.order')
    await published(off)
    const told = await engine.shippedRights(admin, 'shop.order')
    const names = told.ok ? told.value.map(({ policy }) => policy.name) : []
    expect(names).toEqual(['admin.all', 'orders-own', 'orders-all', 'manager'])
    expect(told).toMatchObject({ value: [{ isKept: true }, { isKept: false }, {}, {}] })
    expect(await engine.shippedRights(seller, 'shop.order')).toMatchObject({
      problems: [{ code: 'access.denied' }],
    })
    await published(asShipped(off))
  })
})

describe('what cannot be given or taken', () => {
  test('[A13] administrators keep every right, whatever is published and however', async () => {
    const off = narrowing('admin.all', 'shop.order')
    const refusal = { problems: [{ code: 'access.lockedOut', params: { 'object.en': '订单' } }] }
    expect(await publish(off)).toMatchObject(refusal)
    const own: Policy = { name: 'mine', object: 'shop.order', operations: ['*'], who: { roles: ['admin'] } }
    expect(await publish(off, { ...own, where: 'ISBLANK(note)' })).toMatchObject(refusal)
    const content = { objects: [], extensions: [], policies: [off], metrics: [], tiles: [], flows: [] }
    expect(await engine.configure(admin, { content, way: 'added' })).toMatchObject(refusal)
    expect(await update(admin, 'shop.order', order, { note: '可改' })).toBe(true)
  })

  test('[A16] a role that is spoken of exists, in rights and in stages; what was published before can be taken out', async () => {
    const grant: Policy = {
      ...{ name: 'typo', object: 'shop.order', operations: ['read'], who: { roles: ['clerk', 'clrek'] } },
    }
    const refusal = { problems: [{ code: 'access.unknownRole', path: ['typo'], params: { name: 'clrek' } }] }
    expect(await publish(grant)).toMatchObject(refusal)
    const content = { objects: [], extensions: [], policies: [grant], metrics: [], tiles: [], flows: [] }
    expect(await engine.configure(admin, { content, way: 'added' })).toMatchObject(refusal)
    const path: StagePath = {
      field: 'status',
      stages: [{ key: 'draft', who: { roles: ['clrek'] } }],
    }
    expect(await engine.publish(admin, { extensions: [{ object: 'shop.order', path }] })).toMatchObject({
      problems: [{ code: 'access.unknownRole', path: ['shop.order'] }],
    })
    await published({ ...grant, operations: [] })
    await published({ ...grant, who: { roles: ['clerk'] } })
    await published({ ...grant, operations: [] })
  })

  test('[A14] nobody is given the right to make entries of a shipped ledger', async () => {
    const grant: Policy = {
      name: 'takings',
      object: 'till.taking',
      operations: ['read', 'create'],
      who: { roles: ['clerk'] },
    }
    expect(await publish(grant)).toMatchObject({
      problems: [{ code: 'access.ledger', params: { 'object.en': 'Taking' } }],
    })
    await published({ ...grant, object: 'till.*', operations: ['*'] })
    expect(await operations(clerk, 'till.taking')).toEqual(['read', 'export', 'print'])
    expect(await operations(clerk, 'till.note')).toContain('create')
    const taking = { kind: 'create', object: 'till.taking', id: newId(), values: { what: '现金' } } as const
    expect(await engine.write(clerk, origin, [taking])).toMatchObject({
      problems: [{ code: 'access.denied' }],
    })
    await install(taking)
    expect(await update(admin, 'till.taking', taking.id, { what: '改' })).toBe(false)
    await published({ ...grant, object: 'till.*', operations: [] })
  })
})

describe('an upgrade', () => {
  test('[A15] under which a narrowing no longer holds leaves it closed, and tells so, until it holds again', async () => {
    const here = narrowing('till.see', 'till.note', { who: { everyone: true }, where: "place = '店'" })
    await published(here)
    await install(
      { kind: 'create', object: 'till.note', id: newId(), values: { text: '店里', place: '店' } },
      { kind: 'create', object: 'till.note', id: newId(), values: { text: '别处', place: '外' } },
    )
    expect(await listed(cashier, 'till.note')).toMatchObject([{ text: '店里' }])
    const later = await secondNode(workspace, [shop, till()])
    const page = await later.read(cashier, { object: 'till.note' })
    expect(page.ok ? page.value.rows : []).toEqual([])
    const told = await later.definitions(admin)
    expect(told.ok ? told.value.aside : []).toMatchObject([{ kind: 'policy', name: here.name }])
    const again = await secondNode(workspace, [shop, till('place')])
    expect(await again.read(cashier, { object: 'till.note' })).toMatchObject({
      value: { rows: [{ text: '店里' }] },
    })
    await again.publish(admin, { policies: [asShipped(here)] })
    await engine.refresh()
  })

  test('[A15] a narrowing leaves a workspace also when nobody whom it is for is known elsewhere, and takes all there', async () => {
    const gone = await person('无名', { roles: ['cashier'] })
    await install({ kind: 'update', object: 'identity.person', id: gone.id, values: { login: null } })
    const only = narrowing('till.see', 'till.note', { who: { people: [gone.id] } })
    await published(only)
    const told = await engine.configuration(admin)
    if (!told.ok) throw new Error(JSON.stringify(told.problems))
    expect(told.value.policies.find(({ name }) => name === only.name)).toMatchObject({
      narrows: 'till.see',
      who: { people: [] },
    })
    await published(asShipped(only))
    expect((await engine.configure(admin, { content: told.value, way: 'added' })).ok).toBe(true)
    expect(await listed(cashier, 'till.note')).toEqual([])
    await published(asShipped(only))
  })
})
