// Fields that are computed, published over records that are there already; and retiring what is there.
import { expect, test } from 'vitest'
import type { Field } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, secondNode, testWorkspace } from '#test/workspace'
import { rollupFaults } from './store.ts'

const workspace = await testWorkspace([shop])
const { engine, install, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const seller = await person('销售', { roles: ['seller'] })
const clerk = await person('文员', { roles: ['clerk'] })
const origin = { source: 'form' } as const
const label = { 'zh-CN': '名', en: 'name' }

const [customer, other, first, second] = [newId(), newId(), newId(), newId()]
const line = (order: string, quantity: string) => ({
  kind: 'create' as const,
  object: 'shop.line',
  id: newId(),
  values: { order, item: '壳', quantity, price: '100' },
})
await install(
  { kind: 'create', object: 'shop.customer', id: customer, values: { name: '甲', owner: seller.id } },
  { kind: 'create', object: 'shop.customer', id: other, values: { name: '乙' } },
  { kind: 'create', object: 'shop.order', id: first, values: { customer } },
  { kind: 'create', object: 'shop.order', id: second, values: { customer } },
  line(first, '2'),
  line(second, '3'),
)

async function publish(publication: Parameters<typeof engine.publish>[1]): Promise<void> {
  const published = await engine.publish(admin, publication)
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
}

const customers = async (...fields: string[]) => {
  const page = await engine.read(admin, { object: 'shop.customer', fields, sort: ['name'] })
  return page.ok ? page.value.rows : page.problems
}

const money = { currency: 'CNY', tax: 'inclusive', result: 'money' } as const

test('[MO8] roll-ups and formulas over each other are right for records that were there, and go on from there', async () => {
  const fields: readonly Field[] = [
    {
      name: 'pieces',
      type: 'rollup',
      object: 'shop.order',
      by: 'customer',
      take: 'sum',
      field: 'pieces',
      result: 'decimal',
      scale: 1,
      label,
    },
    {
      name: 'orderCount',
      type: 'rollup',
      object: 'shop.order',
      by: 'customer',
      take: 'count',
      result: 'decimal',
      label,
    },
    {
      name: 'best',
      type: 'rollup',
      object: 'shop.order',
      by: 'customer',
      take: 'max',
      field: 'amount',
      ...money,
      label,
    },
    { name: 'each', type: 'formula', formula: 'best / (pieces + 1)', ...money, label },
  ]
  const pieces: Field = {
    name: 'pieces',
    type: 'rollup',
    object: 'shop.line',
    by: 'order',
    take: 'sum',
    field: 'quantity',
    result: 'decimal',
    scale: 1,
    label,
  }
  await publish({
    extensions: [
      { object: 'shop.customer', fields },
      { object: 'shop.order', fields: [pieces] },
    ],
  })
  expect(await customers('pieces', 'orderCount', 'best', 'each')).toEqual([
    { pieces: '0.0', orderCount: '0', best: null, each: null },
    { pieces: '5.0', orderCount: '2', best: '300.00', each: '50.00' },
  ])
  expect(await engine.write(admin, origin, [line(first, '4')])).toMatchObject({ ok: true })
  expect((await customers('pieces', 'best', 'each')).at(-1)).toEqual({
    pieces: '9.0',
    best: '600.00',
    each: '60.00',
  })
  expect(await rollupFaults(engine)).toEqual([])
})

test('[MO8] a formula that is changed counts anew; one whose kind its field cannot hold is refused', async () => {
  const field = (formula: string): Field => ({ name: 'each', type: 'formula', formula, ...money, label })
  await publish({ extensions: [{ object: 'shop.customer', fields: [field('best / 3')] }] })
  expect((await customers('each')).at(-1)).toEqual({ each: '200.00' })
  const wrong = { extensions: [{ object: 'shop.customer', fields: [field('best > 3')] }] }
  expect(await engine.publish(admin, wrong)).toMatchObject({
    ok: false,
    problems: [{ code: 'formula.wrongKind.number', path: ['shop.customer', 'each'] }],
  })
})

test('[S8] a retired field is not there, what reads it keeps it from going, and it comes back with its values', async () => {
  const note: Field = { name: 'nick', type: 'text', label }
  const reader: Field = { name: 'loud', type: 'formula', result: 'text', formula: "CONCAT(nick, '!')", label }
  const nick = (retired: boolean) => ({
    extensions: [{ object: 'shop.customer', fields: [{ ...note, retired }], search: ['nick'] }],
  })
  await publish({ extensions: [{ object: 'shop.customer', fields: [note, reader], search: ['nick'] }] })
  await install({ kind: 'update', object: 'shop.customer', id: customer, values: { nick: '老甲' } })
  expect(await engine.publish(admin, nick(true))).toMatchObject({
    ok: false,
    problems: [{ code: 'formula.unknownName', path: ['shop.customer', 'loud'] }],
  })
  await publish({ extensions: [{ object: 'shop.customer', fields: [{ ...reader, retired: true }] }] })
  await publish(nick(true))
  expect(await customers('nick')).toMatchObject([{ code: 'query.unknownField' }])
  await secondNode(workspace, [shop])
  await publish({ extensions: [{ object: 'shop.customer', fields: [note, reader] }] })
  expect((await customers('nick', 'loud')).at(-1)).toEqual({ nick: '老甲', loud: '老甲!' })
})

test('[S8] a retired object is not there; its records are when it comes back', async () => {
  const box = {
    name: 'x.box',
    label,
    kind: 'record',
    title: 'name',
    fields: [{ name: 'name', type: 'text', label }],
  } as const
  await publish({ objects: [box] })
  const id = newId()
  await install({ kind: 'create', object: 'x.box', id, values: { name: '箱' } })
  await publish({ objects: [{ ...box, retired: true }] })
  expect(await engine.read(admin, { object: 'x.box' })).toMatchObject({
    problems: [{ code: 'query.unknownObject' }],
  })
  expect((await engine.metadata(admin)).objects.map(({ name }) => name)).not.toContain('x.box')
  await publish({ objects: [box] })
  expect(await engine.read(admin, { object: 'x.box', fields: ['name'] })).toMatchObject({
    value: { rows: [{ name: '箱' }] },
  })
})

test('[MO13] [PLAT-14] going back to a publication is one step: what was made since is retired, its values kept, and comes back', async () => {
  const tin = {
    ...{ name: 'x.tin', label, kind: 'record' as const, title: 'name' },
    fields: [{ name: 'name', type: 'text', label } as const],
  }
  const version = async () => {
    const known = await engine.definitions(admin)
    return known.ok ? known.value.version : 0
  }
  await publish({ objects: [tin] })
  const first = await version()
  const colour: Field = { name: 'colour', type: 'text', label, required: true }
  const check = { name: 'short', formula: 'LEN(name) < 5', message: label }
  const policy = {
    ...{ name: 'x.tin.seller', object: 'x.tin', operations: ['read'], who: { roles: ['seller'] } },
    fields: { read: '*' as const },
  }
  await publish({
    objects: [{ ...tin, fields: [...tin.fields, colour], checks: [check] }],
    policies: [policy],
  })
  await publish({ objects: [{ ...tin, name: 'x.lid' }] })
  const last = await version()
  const kept = newId()
  await install({ kind: 'create', object: 'x.tin', id: kept, values: { name: '罐', colour: '红' } })
  const tins = async (...fields: string[]) => {
    const page = await engine.read(admin, { object: 'x.tin', fields, sort: ['name'] })
    return page.ok ? page.value.rows : page.problems.map(({ code }) => code)
  }

  expect(await engine.rollBack(seller, { to: first })).toMatchObject({
    problems: [{ code: 'access.denied' }],
  })
  expect(await engine.rollBack(admin, { to: 999 })).toMatchObject({
    problems: [{ code: 'schema.unknownVersion' }],
  })
  expect(await engine.rollBack(admin, { to: first, version: first })).toMatchObject({
    problems: [{ code: 'schema.publishedMeanwhile' }],
  })
  expect(await engine.rollBack(admin, { to: first, version: last })).toMatchObject({
    ok: true,
    value: { version: last + 1 },
  })
  expect(await tins('colour')).toEqual(['query.unknownField'])
  const back = await engine.definitions(admin)
  expect(back.ok && back.value.objects.find(({ name }) => name === 'x.tin')?.checks).toEqual([
    { ...check, retired: true },
  ])
  expect(await engine.read(admin, { object: 'x.lid' })).toMatchObject({ ok: false })
  expect(await engine.read(seller, { object: 'x.tin' })).toMatchObject({ value: { rows: [] } })
  await install({ kind: 'create', object: 'x.tin', id: newId(), values: { name: '比五个字长的罐' } })

  expect(await engine.rollBack(admin, { to: last })).toMatchObject({ ok: true })
  expect(await tins('colour')).toEqual([{ colour: null }, { colour: '红' }])
  expect(await engine.read(admin, { object: 'x.lid' })).toMatchObject({ ok: true })
  const notes = await engine.publications(admin)
  expect(notes.ok && notes.value.slice(0, 3)).toMatchObject([
    { version: last + 2, restores: last, by: admin.id, byName: '管理员' },
    { version: last + 1, restores: first },
    { version: last, restores: null },
  ])
  const at = await engine.definitionsAt(admin, first)
  const now = await engine.definitions(admin)
  expect(now.ok && now.value.objects.find(({ name }) => name === 'x.tin')?.checks).toEqual([check])
  expect(at.ok && at.value.objects.find(({ name }) => name === 'x.tin')?.fields).toHaveLength(1)
  expect(await engine.publications(seller)).toMatchObject({ ok: false })
  expect(await engine.definitionsAt(seller, first)).toMatchObject({ ok: false })
})

test('[MO9] only administrators are shown what is published; who looked at an older version publishes nothing', async () => {
  expect(await engine.definitions(seller)).toMatchObject({ ok: false, problems: [{ code: 'access.denied' }] })
  const known = await engine.definitions(admin)
  if (!known.ok) throw new Error('refused')
  const { version } = known.value
  const field = (name: string) => ({
    extensions: [{ object: 'shop.order', fields: [{ name, type: 'text' as const, label }] }],
  })
  expect(await engine.publish(admin, { ...field('one'), version })).toMatchObject({ ok: true })
  expect(await engine.publish(admin, { ...field('two'), version })).toMatchObject({
    ok: false,
    problems: [{ code: 'schema.publishedMeanwhile' }],
  })
  expect(await engine.definitions(admin)).toMatchObject({
    value: {
      version: version + 1,
      extensions: expect.arrayContaining([expect.objectContaining({ object: 'shop.order' })]),
    },
  })
})

test('[MO9] a policy without operations is taken out', async () => {
  const policy = {
    name: 'x.gift',
    object: 'shop.move',
    operations: ['read'],
    who: { roles: ['clerk'] },
    layer: 'overlay',
  } as const
  await publish({ policies: [policy] })
  expect((await engine.metadata(clerk)).objects.map(({ name }) => name)).toContain('shop.move')
  await publish({ policies: [{ ...policy, operations: [] }] })
  expect((await engine.metadata(clerk)).objects.map(({ name }) => name)).not.toContain('shop.move')
  const known = await engine.definitions(admin)
  expect(known.ok && known.value.policies.map(({ name }) => name)).not.toContain('x.gift')
})

test('[A11] a field on top is seen and changed by those, and on those records, that another policy opens; it opens no record', async () => {
  const field: Field = { name: 'route', type: 'text', label }
  const onTop = { object: 'shop.customer', who: { everyone: true }, onTop: true, layer: 'overlay' } as const
  await publish({
    extensions: [{ object: 'shop.customer', fields: [field] }],
    policies: [
      { ...onTop, name: 'route.read', operations: ['read'], fields: { read: ['route'], write: [] } },
      {
        ...onTop,
        name: 'route.write',
        operations: ['update'],
        who: { roles: ['seller'] },
        fields: { read: [], write: ['route'] },
      },
    ],
  })
  await install({ kind: 'update', object: 'shop.customer', id: other, values: { route: '北线' } })
  const seen = async (who: typeof seller) => {
    const page = await engine.read(who, {
      object: 'shop.customer',
      fields: ['name', 'route'],
      sort: ['name'],
    })
    return page.ok ? page.value.rows : []
  }
  expect(await seen(seller)).toEqual([{ name: '甲', route: null }])
  expect(await seen(clerk)).toEqual([
    { name: '乙', route: '北线' },
    { name: '甲', route: null },
  ])
  expect(await seen(await person('访客'))).toEqual([])
  const write = (who: typeof seller, id: string) =>
    engine.write(who, origin, [{ kind: 'update', object: 'shop.customer', id, values: { route: '南线' } }])
  expect(await write(seller, customer)).toMatchObject({ ok: true })
  expect(await write(seller, other)).toMatchObject({ ok: false })
  expect(await write(clerk, customer)).toMatchObject({ ok: false })
  const conditional = { ...onTop, name: 'route.odd', operations: ['read'], where: 'TRUE' }
  expect(await engine.publish(admin, { policies: [conditional] })).toMatchObject({
    problems: [{ code: 'access.onTop' }],
  })
})
