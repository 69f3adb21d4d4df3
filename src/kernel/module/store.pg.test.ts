// Opening a workspace: installation, definitions that do not hold, and who is known to act.
import { expect, test } from 'vitest'
import type { Tx } from '#base/database'
import type { Change } from '#kernel/records'
import type { Field } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, secondNode, testWorkspace } from '#test/workspace'
import type { Module } from './index.ts'
import { openEngine } from './store.ts'

const workspace = await testWorkspace([shop])
const { engine, db, person, install } = workspace
const label = { 'zh-CN': '名', en: 'name' }
const text = (name: string): Field => ({ name, type: 'text', label })

const open = (modules: readonly Module[]) =>
  openEngine({
    db,
    workspace: engine.workspace,
    modules,
    clock: () => new Date('2026-06-15T02:00:00.000Z'),
    newId,
    initials: () => '',
    reactions: () => [],
  })

test('[MO1] opening again with the same modules changes nothing; with another one its tables are added', async () => {
  const before = engine.schema().version
  expect((await secondNode(workspace, [shop])).schema().version).toBe(before)
  const pets: Module = {
    name: 'pets',
    label,
    dependsOn: [],
    objects: [{ name: 'pets.pet', label, kind: 'record', title: 'name', fields: [text('name')] }],
    extend: [{ object: 'shop.customer', fields: [text('pet')] }],
  }
  const id = newId()
  await install({ kind: 'create', object: 'shop.customer', id, values: { name: '留着' } })
  const wider = await secondNode(workspace, [shop, pets])
  expect(wider.schema().version).toBe(before + 1)
  const query = { object: 'shop.customer', fields: ['name', 'pet'] }
  expect(await wider.read(wider.systemActor('installer'), query)).toMatchObject({
    ok: true,
    value: { rows: [{ name: '留着', pet: null }] },
  })
  expect((await secondNode(workspace, [shop])).schema().object('pets.pet')).toBeUndefined()
  expect((await secondNode(workspace, [shop, pets])).schema().object('pets.pet')).toBeDefined()
  await secondNode(workspace, [shop])
  await engine.refresh()
})

test.each<[string, Partial<Module>, string]>([
  [
    'a formula',
    { extend: [{ object: 'shop.order', fields: [{ ...text('x'), default: 'nothing + 1' }] }] },
    'formula.unknownName',
  ],
  [
    'a policy',
    { policies: [{ name: 'p', object: 'shop.order', operations: ['read'], who: {}, where: 'amount' }] },
    'formula.wrongKind.boolean',
  ],
  [
    'an owner',
    { policies: [{ name: 'p', object: 'shop.order', operations: ['read'], who: {}, via: 'note' }] },
    'access.unknownOwner',
  ],
  [
    'a reference',
    { extend: [{ object: 'shop.order', fields: [{ name: 'x', type: 'reference', to: 'shop.x', label }] }] },
    'schema.unknownObject',
  ],
  ['a name', { extend: [{ object: 'shop.order', fields: [text('x y')] }] }, 'schema.badName'],
  [
    'a circle of formulas',
    {
      extend: [
        {
          object: 'shop.order',
          fields: ['one', 'two'].map((name) => ({
            name,
            type: 'formula',
            result: 'decimal',
            formula: name === 'one' ? 'two + 1' : 'one + 1',
            label,
          })),
        },
      ],
    },
    'schema.formulaCycle',
  ],
])('[MO2] %s that does not hold is a problem, for modules as for publications', async (_, part, code) => {
  const broken: Module = { name: 'broken', label, dependsOn: [], objects: [], ...part }
  const platform = engine.schema()
  const published = await engine.publish(engine.systemActor('installer'), {
    ...(part.extend ? { extensions: part.extend } : {}),
    ...(part.policies ? { policies: part.policies } : {}),
  })
  expect(published).toMatchObject({ ok: false, problems: [{ code }] })
  expect(engine.schema().version).toBe(platform.version)
  expect(await engine.read(engine.systemActor('installer'), { object: 'shop.order' })).toMatchObject({
    ok: true,
  })
  await expect(secondNode(workspace, [shop, broken])).rejects.toThrow(code)
  await secondNode(workspace, [shop])
})

test('[MO2] shipped definitions that do not hold leave nothing in the database', async () => {
  const columns = async () =>
    (
      await db.query<{ name: string }>({
        text: "select column_name as name from information_schema.columns where table_schema = 'w_test' and table_name = 'shop_order'",
        values: [],
      })
    ).rows.length
  const before = await columns()
  const broken: Module = {
    name: 'broken',
    label,
    dependsOn: [],
    objects: [],
    extend: [{ object: 'shop.order', fields: [{ ...text('left'), default: 'nothing(' }] }],
  }
  await expect(secondNode(workspace, [shop, broken])).rejects.toThrow('formula')
  expect(await columns()).toBe(before)
  expect(await open([])).toMatchObject({ ok: true })
  await secondNode(workspace, [shop])
})

test('[MO3] a role given, a department moved and a person disabled count at once', async () => {
  const one = await person('新人')
  const see = async () => {
    const actor = await engine.actor(one.id)
    const page = actor && (await engine.read(actor, { object: 'shop.order', count: true }))
    return actor === undefined
      ? 'nobody'
      : actor.roles.join() + String(page?.ok === true && page.value.rows.length)
  }
  const customer = newId()
  await install(
    { kind: 'create', object: 'shop.customer', id: customer, values: { name: '甲' } },
    { kind: 'create', object: 'shop.order', id: newId(), values: { customer } },
  )
  expect(await see()).toBe('0')
  const assignment = newId()
  await install({
    kind: 'create',
    object: 'identity.roleAssignment',
    id: assignment,
    values: { person: one.id, role: 'clerk' },
  })
  expect(await see()).toBe('clerk1')
  await install({ kind: 'remove', object: 'identity.roleAssignment', id: assignment })
  expect(await see()).toBe('0')
  const department = newId()
  await install(
    {
      kind: 'create',
      object: 'identity.department',
      id: department,
      values: { name: '一部', code: '1', head: one.id },
    },
    { kind: 'update', object: 'identity.person', id: one.id, values: { department } },
  )
  expect(await engine.actor(one.id)).toMatchObject({
    department,
    departments: [department],
    headed: [department],
  })
  await install({ kind: 'update', object: 'identity.person', id: one.id, values: { active: false } })
  expect(await see()).toBe('nobody')
})

test('[MO4] metadata tells only what some policy opens, and nothing of columns and tables', async () => {
  const [clerk, guest] = [await person('文员', { roles: ['clerk'] }), await person('访客')]
  const told = await engine.metadata(clerk)
  const names = told.objects.map((one) => one.name).filter((name) => name.startsWith('shop.'))
  expect(names.sort()).toEqual(['shop.customer', 'shop.line', 'shop.order'])
  const customer = told.objects.find((one) => one.name === 'shop.customer')
  expect(customer?.operations).toEqual(['read'])
  expect(customer?.fields.some((field) => field.writable)).toBe(false)
  expect(JSON.stringify(told)).not.toMatch(/"secret"|"column":|"table":|shop_customer|"byName"/)
  const order = (await engine.metadata(await person('销售', { roles: ['seller'] }))).objects.find(
    (one) => one.name === 'shop.order',
  )
  expect(order?.actions.map((action) => action.name)).toEqual(['confirm'])
  const writable = order?.fields.filter((field) => field.writable).map((field) => field.name)
  expect(writable).toEqual(['customer', 'status', 'orderedOn', 'note'])
  // Of whom the same policies speak is told the same, in one piece; of others their own.
  expect(await engine.metadata(await person('文员二', { roles: ['clerk'] }))).toBe(told)
  expect(await engine.metadata(clerk)).toBe(told)
  const nothing = await engine.metadata(guest)
  expect(nothing.objects.filter((one) => one.name.startsWith('shop.'))).toEqual([])
  expect([nothing.metrics, nothing.menu]).toEqual([[], []])
})

test('[MO12] a write within a transaction is stored and told when that commits; a refused one is undone alone', async () => {
  const [kept, lost, gone] = [newId(), newId(), newId()]
  const installer = engine.systemActor('installer')
  const customer = (id: string, name: string) =>
    ({ kind: 'create', object: 'shop.customer', id, values: { name } }) as const
  const values = { customer: newId() }
  const orphan: Change = { kind: 'create', object: 'shop.order', id: newId(), values }
  const within = (tx: Tx, ...changes: Change[]) =>
    engine.writeWithin(tx, installer, { source: 'system' }, changes)
  await db.transaction(async (tx) => {
    expect(await within(tx, customer(kept, '留下'))).toMatchObject({ ok: true })
    expect(await within(tx, customer(lost, '不留'), orphan)).toMatchObject({
      problems: [{ code: 'records.unknownReference' }],
    })
    expect(await within(tx, customer(kept, '留下'))).toMatchObject({
      value: { written: { records: [{ id: kept, kind: 'same' }] } },
    })
  })
  const failing = db.transaction(async (tx) => {
    await within(tx, customer(gone, '没了'))
    throw new Error('the rest failed')
  })
  await expect(failing).rejects.toThrow('the rest failed')
  const value = [kept, lost, gone]
  const query = { object: 'shop.customer', fields: ['id'], filter: { field: 'id', is: 'in', value } } as const
  expect(await engine.read(installer, query)).toMatchObject({ value: { rows: [{ id: kept }] } })
})
