// Everything a person can ask of an opened workspace, asked by people who may see only part of it.
import { describe, expect, test } from 'vitest'
import type { Row } from '#kernel/schema'
import { lab } from '#test/lab'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'
import type { Actor, Policy } from './index.ts'

const workspace = await testWorkspace([shop, lab])
const { engine, install, person } = workspace
const origin = { source: 'form' } as const
const installer = engine.systemActor('installer')
const [mine, hers, clerk, manager, nobody] = [
  await person('销售甲', { roles: ['seller'] }),
  await person('销售乙', { roles: ['seller'] }),
  await person('文员', { roles: ['clerk'] }),
  await person('经理', { roles: ['manager'] }),
  await person('访客'),
]

async function customerOf(owner: Actor, values: Row = {}): Promise<string> {
  const id = newId()
  await install({
    kind: 'create',
    object: 'shop.customer',
    id,
    values: { name: '宏达电子', owner: owner.id, secret: '底价一百', ...values },
  })
  return id
}

async function orderOf(customer: string): Promise<{ order: string; line: string }> {
  const [order, line] = [newId(), newId()]
  await install(
    {
      kind: 'create',
      object: 'shop.order',
      id: order,
      values: { customer, status: 'confirmed', note: '加急' },
    },
    {
      kind: 'create',
      object: 'shop.line',
      id: line,
      values: { order, item: '壳', quantity: '1', price: '100' },
    },
  )
  return { order, line }
}

async function rows(actor: Actor, query: Parameters<typeof engine.read>[1]) {
  const page = await engine.read(actor, query)
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value
}

const ids = async (actor: Actor, query: Parameters<typeof engine.read>[1]) =>
  (await rows(actor, { limit: 500, ...query })).rows.map((row) => row.id)

const publish = async (...policies: Policy[]): Promise<void> => {
  const published = await engine.publish(installer, { policies })
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
}

const update = (actor: Actor, object: string, id: string, values: Row) =>
  engine.write(actor, origin, [{ kind: 'update', object, id, values }])

describe('records', () => {
  test('[A2] a policy may ask for the department of who made the record, in lists and for writes alike', async () => {
    const [near, far] = [newId(), newId()]
    await install(
      { kind: 'create', object: 'identity.department', id: near, values: { name: '东区', code: 'near' } },
      { kind: 'create', object: 'identity.department', id: far, values: { name: '西区', code: 'far' } },
    )
    const [one, two, three] = [
      await person('甲', { department: near, roles: ['maker'] }),
      await person('乙', { department: near, roles: ['maker'] }),
      await person('丙', { department: far, roles: ['maker'] }),
    ]
    await publish({
      name: 'made-nearby',
      object: 'shop.customer',
      operations: ['read', 'create'],
      who: { roles: ['maker'] },
      where: 'createdBy.department = me.department',
      layer: 'overlay',
    })
    const id = newId()
    const written = await engine.write(one, origin, [
      { kind: 'create', object: 'shop.customer', id, values: { name: '近邻' } },
    ])
    expect(written).toMatchObject({ ok: true })
    expect([
      await ids(one, { object: 'shop.customer' }),
      await ids(two, { object: 'shop.customer' }),
    ]).toEqual([[id], [id]])
    expect(await ids(three, { object: 'shop.customer' })).toEqual([])
  })

  test('[A1] without a policy nothing is read, found, counted, told or written; a policy only adds', async () => {
    const id = await customerOf(mine)
    expect(await rows(nobody, { object: 'shop.customer', count: true })).toEqual({
      rows: [],
      total: { value: 0, exact: true },
    })
    expect(await engine.search(nobody, '宏达', 10)).toEqual([])
    expect(await engine.readable(nobody, 'shop.customer', [id])).toEqual(new Set())
    expect(await engine.history(nobody, 'shop.customer', id, {})).toMatchObject({ ok: false })
    expect(await engine.abilities(nobody, 'shop.customer', id)).toMatchObject({ ok: false })
    expect(await engine.metric(nobody, { metric: 'shop.sales' })).toMatchObject({
      ok: true,
      value: [{ value: '0', rows: 0 }],
    })
    expect((await engine.metadata(nobody)).objects.filter((one) => one.name.startsWith('shop.'))).toEqual([])
    for (const kind of ['update', 'remove'] as const)
      expect(
        await engine.write(nobody, origin, [{ kind, object: 'shop.customer', id, values: { name: 'x' } }]),
      ).toMatchObject({ ok: false, problems: [{ code: 'access.denied' }] })
    expect(
      await engine.write(nobody, origin, [
        { kind: 'create', object: 'shop.customer', id: newId(), values: { name: 'x' } },
      ]),
    ).toMatchObject({ ok: false, problems: [{ code: 'access.denied' }] })
    const before = await ids(mine, { object: 'shop.customer' })
    await publish({
      name: 'guests',
      object: 'shop.customer',
      operations: ['read'],
      who: { people: [nobody.id] },
    })
    expect(await ids(nobody, { object: 'shop.customer' })).toContain(id)
    expect(await ids(mine, { object: 'shop.customer' })).toEqual(before)
    await publish({ name: 'guests', object: 'shop.customer', operations: ['read'], who: {} })
    expect(await ids(nobody, { object: 'shop.customer' })).toEqual([])
  })

  test('[A3] [PERM-01] a colleague’s records are absent from every way of asking', async () => {
    const [own, foreign] = [await customerOf(mine), await customerOf(hers)]
    const [ownOrder, foreignOrder] = [await orderOf(own), await orderOf(foreign)]
    const is = (id: string) => ({ field: 'id', is: 'eq', value: id }) as const
    expect(await ids(mine, { object: 'shop.customer', filter: is(own) })).toEqual([own])
    expect(await ids(mine, { object: 'shop.customer', filter: is(foreign) })).toEqual([])
    for (const query of [{}, { search: '宏达' }, { sort: ['-createdAt'] }, { filter: { not: is(own) } }])
      expect(await ids(mine, { object: 'shop.customer', ...query })).not.toContain(foreign)
    expect((await engine.search(mine, '宏达', 50)).map((one) => one.id)).not.toContain(foreign)
    expect(await ids(mine, { object: 'shop.order' })).not.toContain(foreignOrder.order)
    expect(await ids(mine, { object: 'shop.line' })).not.toContain(foreignOrder.line)
    expect(await ids(mine, { object: 'shop.line' })).toContain(ownOrder.line)
    const counted = await rows(mine, { object: 'shop.customer', count: true, limit: 500 })
    expect(counted.total?.value).toBe(counted.rows.length)
    expect(await engine.readable(mine, 'shop.customer', [own, foreign])).toEqual(new Set([own]))
    expect(await engine.history(mine, 'shop.customer', own, {})).toMatchObject({ ok: true })
    expect(await engine.history(mine, 'shop.customer', foreign, {})).toMatchObject({
      ok: false,
      problems: [{ code: 'records.missing' }],
    })
    expect(await engine.abilities(mine, 'shop.order', foreignOrder.order)).toMatchObject({ ok: false })
    const sales = await engine.metric(mine, { metric: 'shop.sales' })
    const listed = await ids(mine, { object: 'shop.order' })
    expect(sales).toMatchObject({
      ok: true,
      value: [{ rows: listed.length, value: `${listed.length}00.00` }],
    })
  })

  test('[A3] [A9] a row that may be read shows neither name, field nor lines of one that may not', async () => {
    const foreign = await customerOf(hers)
    const { order } = await orderOf(foreign)
    await publish({
      name: 'orders-for-guests',
      object: 'shop.order',
      operations: ['read'],
      who: { people: [nobody.id] },
    })
    const [row] = (
      await rows(nobody, {
        object: 'shop.order',
        fields: ['id', 'customer', 'customer$title', 'customer.name', 'customer.owner.name'],
        filter: { field: 'id', is: 'eq', value: order },
        lines: { lines: { fields: ['item'] } },
      })
    ).rows
    expect(row).toEqual({
      id: order,
      customer: foreign,
      customer$title: null,
      'customer.name': null,
      'customer.owner.name': null,
      lines: [],
    })
    const byName = { field: 'customer.name', is: 'notBlank' } as const
    expect(await ids(nobody, { object: 'shop.order', filter: byName })).toEqual([])
    expect(
      await engine.metric(nobody, { metric: 'shop.sales', dimensions: ['customer.region'] }),
    ).toMatchObject({
      ok: true,
      value: [{ key: [null] }],
    })
  })

  test('[A6] lines are read and changed exactly as their order is', async () => {
    const { order, line } = await orderOf(await customerOf(mine))
    expect(await update(mine, 'shop.line', line, { item: '盖' })).toMatchObject({ ok: true })
    expect(await ids(clerk, { object: 'shop.line' })).toContain(line)
    for (const actor of [hers, clerk, nobody])
      expect(await update(actor, 'shop.line', line, { item: '盖' })).toMatchObject({
        ok: false,
        problems: [{ code: 'access.denied' }],
      })
    const added = {
      kind: 'create',
      object: 'shop.line',
      values: { order, item: '钉', quantity: '1' },
    } as const
    expect(await engine.write(hers, origin, [{ ...added, id: newId() }])).toMatchObject({ ok: false })
    expect(await engine.write(mine, origin, [{ ...added, id: newId() }])).toMatchObject({ ok: true })
  })

  test('[A7] nobody changes what they may not, nor into what they could not', async () => {
    const [own, foreign] = [await customerOf(mine), await customerOf(hers)]
    for (const [id, owner] of [
      [own, hers.id],
      [foreign, mine.id],
    ] as const)
      expect(await update(mine, 'shop.customer', id, { owner })).toMatchObject({
        ok: false,
        problems: [{ code: 'access.denied' }],
      })
    const { order } = await orderOf(own)
    expect(await update(mine, 'shop.order', order, { customer: foreign })).toMatchObject({ ok: false })
    expect(await update(manager, 'shop.customer', own, { owner: hers.id })).toMatchObject({ ok: true })
    expect(await update(mine, 'shop.customer', own, { name: '晚了' })).toMatchObject({ ok: false })
    expect(await ids(mine, { object: 'shop.order' })).not.toContain(order)
  })

  test('[A8] a part of the system may do what its policies say and no more, and is named in the log', async () => {
    const id = await customerOf(mine)
    expect(await update(engine.systemActor('stranger'), 'shop.customer', id, { name: '不行' })).toMatchObject(
      {
        ok: false,
        problems: [{ code: 'access.denied' }],
      },
    )
    expect(await rows(engine.systemActor('stranger'), { object: 'shop.customer' })).toEqual({ rows: [] })
    const shopSystem = engine.systemActor('shop')
    expect(await update(shopSystem, 'shop.customer', id, { name: '系统改名' })).toMatchObject({ ok: true })
    expect(await ids(shopSystem, { object: 'identity.roleAssignment' })).toEqual([])
    const history = await engine.history(manager, 'shop.customer', id, { limit: 1 })
    expect(history).toMatchObject({
      ok: true,
      value: { rows: [{ actor: shopSystem.id, actorName: 'shop' }] },
    })
  })
})

describe('fields', () => {
  const secretIs = (text: string) => ({ field: 'secret', is: 'eq', value: text }) as const

  test('[A4] a hidden field is blank, unfilterable, unsorted, unwritable and left out of history and metadata', async () => {
    const [first, second] = [await customerOf(mine, { secret: 'z' }), await customerOf(mine, { secret: 'a' })]
    const both = { field: 'id', is: 'in', value: [first, second] } as const
    const read = await rows(clerk, {
      object: 'shop.customer',
      fields: ['id', 'name', 'secret'],
      filter: both,
    })
    expect(read.rows.map((row) => [row.name, row.secret])).toEqual([
      ['宏达电子', null],
      ['宏达电子', null],
    ])
    expect(Object.keys((await rows(clerk, { object: 'shop.customer' })).rows[0] ?? {})).not.toContain(
      'secret',
    )
    for (const filter of [
      secretIs('z'),
      { field: 'secret', is: 'notBlank' },
      { field: 'secret', is: 'contains', value: 'z' },
      { formula: "secret = 'z'" },
      { formula: 'not ISBLANK(secret)' },
    ] as const)
      expect(await ids(clerk, { object: 'shop.customer', filter: { and: [both, filter] } })).toEqual([])
    expect(await ids(manager, { object: 'shop.customer', filter: { and: [both, secretIs('z')] } })).toEqual([
      first,
    ])
    expect(await ids(manager, { object: 'shop.customer', filter: both, sort: ['secret'] })).toEqual([
      second,
      first,
    ])
    expect(await ids(clerk, { object: 'shop.customer', filter: both, sort: ['secret'] })).toEqual([
      first,
      second,
    ])
    expect(await ids(clerk, { object: 'shop.customer', filter: both, sort: ['-secret'] })).toEqual([
      second,
      first,
    ])
    const history = await engine.history(clerk, 'shop.customer', first, {})
    expect(JSON.stringify(history)).toContain('宏达电子')
    expect(JSON.stringify(history)).not.toContain('secret')
    const metadata = await engine.metadata(clerk)
    const customer = metadata.objects.find((one) => one.name === 'shop.customer')
    expect(customer?.fields.map((field) => field.name)).not.toContain('secret')
    await publish({
      name: 'clerks-rename',
      object: 'shop.customer',
      operations: ['update'],
      who: { roles: ['clerk'] },
      fields: { write: ['name'] },
    })
    expect(await update(clerk, 'shop.customer', first, { name: '改名' })).toMatchObject({ ok: true })
    expect(await update(clerk, 'shop.customer', first, { secret: 'x' })).toMatchObject({
      ok: false,
      problems: [{ code: 'access.fieldDenied', path: ['0', 'secret'] }],
    })
  })

  test('[A4] a field that is open on some records stays hidden on the others, in lists and in history', async () => {
    await publish({
      name: 'sellers-see-all-but-secret',
      object: 'shop.customer',
      operations: ['read'],
      who: { roles: ['seller'] },
      fields: { read: { except: ['secret'] } },
    })
    const [own, foreign] = [await customerOf(mine), await customerOf(hers)]
    const both = { field: 'id', is: 'in', value: [own, foreign] } as const
    const read = await rows(mine, { object: 'shop.customer', fields: ['id', 'secret'], filter: both })
    expect(new Map(read.rows.map((row) => [row.id, row.secret]))).toEqual(
      new Map([
        [own, '底价一百'],
        [foreign, null],
      ]),
    )
    expect(JSON.stringify(await engine.history(mine, 'shop.customer', own, {}))).toContain('底价一百')
    expect(JSON.stringify(await engine.history(mine, 'shop.customer', foreign, {}))).not.toContain('底价一百')
    await publish({ name: 'sellers-see-all-but-secret', object: 'shop.customer', operations: [], who: {} })
  })

  test('[A4] search never finds a record by a word that stands only in a hidden field', async () => {
    const id = newId()
    await install({ kind: 'create', object: 'lab.account', id, values: { name: '明月', secret: '暗礁' } })
    const grant = (fields?: Policy['fields']): Policy => ({
      name: 'accounts',
      object: 'lab.account',
      operations: ['read'],
      who: { people: [nobody.id] },
      ...(fields ? { fields } : {}),
    })
    await publish(grant())
    expect((await engine.search(nobody, '暗礁', 10)).map((one) => one.title)).toEqual(['明月'])
    await publish(grant({ read: { except: ['secret'] } }))
    expect(await engine.search(nobody, '暗礁', 10)).toEqual([])
    expect(await ids(nobody, { object: 'lab.account', search: '暗礁' })).toEqual([])
    await publish(grant({ read: { except: ['name', 'secret'] } }))
    expect(await engine.search(nobody, '明月', 10)).toEqual([])
  })

  test('[A5] a field added at run time is hidden from "*" until a policy of the overlay grants it', async () => {
    const published = await engine.publish(installer, {
      extensions: [
        {
          object: 'shop.customer',
          fields: [{ name: 'grade', type: 'text', label: { 'zh-CN': '等级', en: 'Grade' } }],
        },
      ],
    })
    expect(published.ok).toBe(true)
    const id = await customerOf(mine, { grade: 'A' })
    const grade = async () =>
      (
        await rows(manager, {
          object: 'shop.customer',
          fields: ['grade'],
          filter: { field: 'id', is: 'eq', value: id },
        })
      ).rows
    expect(await grade()).toEqual([{ grade: null }])
    expect(await update(manager, 'shop.customer', id, { grade: 'B' })).toMatchObject({
      ok: false,
      problems: [{ code: 'access.fieldDenied' }],
    })
    await publish({
      name: 'grades',
      object: 'shop.customer',
      operations: ['read', 'update'],
      who: { roles: ['manager'] },
    })
    expect(await grade()).toEqual([{ grade: 'A' }])
    expect(await update(manager, 'shop.customer', id, { grade: 'B' })).toMatchObject({ ok: true })
  })
})

test('[A6] a policy whose owner leads back to its own object is refused', async () => {
  const looping = (name: string, object: string, via: string): Policy => ({
    name,
    object,
    operations: ['read'],
    who: { everyone: true },
    via,
  })
  expect(
    await engine.publish(installer, { policies: [looping('loop', 'lab.account', 'parent')] }),
  ).toMatchObject({
    ok: false,
    problems: [{ code: 'access.ownerCircle', path: ['loop', 'lab.account'] }],
  })
  expect(
    await engine.publish(installer, { policies: [looping('bad', 'lab.account', 'nothing')] }),
  ).toMatchObject({ ok: false, problems: [{ code: 'access.unknownOwner' }] })
})

test('[A2] [A3] a policy that depends on the instant is judged by the instant of each question', async () => {
  const reader = await person('值班')
  const since = '2026-06-15T02:00:00.000Z'
  await publish({
    name: 'later',
    object: 'shop.customer',
    operations: ['read'],
    who: { people: [reader.id] },
    where: 'createdAt < NOW()',
  })
  const query = { object: 'shop.customer', fields: ['id'] }
  workspace.at(since)
  const id = await customerOf(mine)
  expect(await ids(reader, query)).not.toContain(id)
  workspace.at('2026-06-15T02:00:01.000Z')
  expect(await ids(reader, query)).toContain(id)
  workspace.at(since)
  expect(await ids(reader, query)).not.toContain(id)
})
