// A template makes a working company out of an empty workspace in one action, and all of it is edited afterwards.
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { openDatabase } from '#base/database'
import { idSource } from '#base/ids'
import { openBusiness, workspaceParts } from '#kernel/module/store'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { createWorkspace, migratePlatform } from '#kernel/workspace/store'
import { modules } from '#modules'
import { afterwards } from '#test/afterwards'
import { cloneDatabase } from '#test/database'
import { installTemplate, offeredTemplates } from './install.ts'

const { url } = await cloneDatabase()
const db = openDatabase({ url, maxConnections: 10 })
afterwards(() => db.close())
await migratePlatform(db, new Date())
const clock = () => new Date('2026-06-15T02:00:00.000Z')
const newId = idSource(Date.now, randomBytes)
const wish = { id: 'fresh', name: '新公司', zone: 'Asia/Shanghai' }
const made = await createWorkspace(db, wish, workspaceParts, clock())
if (!made.ok) throw new Error(JSON.stringify(made.problems))
const opened = await openBusiness({ db, workspace: made.value, modules, clock, newId, initials: () => '' })
if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
const engine = opened.value
const origin = { source: 'form' } as const

const create = (object: string, id: string, values: Row): Change => ({ kind: 'create', object, id, values })
async function personWith(name: string, ...roles: string[]) {
  const id = newId()
  const done = await engine.write(engine.systemActor('installer'), { source: 'system' }, [
    create('identity.person', id, { name, login: name, active: true }),
    ...roles.map((role) => create('identity.roleAssignment', newId(), { person: id, role })),
  ])
  const actor = done.ok ? await engine.actor(id) : undefined
  if (!actor) throw new Error(JSON.stringify(done))
  return actor
}
const admin = await personWith('管理员', 'admin', 'sales')
const outsider = await personWith('销售', 'sales')
const write = async (...changes: Change[]) => {
  const done = await engine.write(admin, origin, changes)
  if (!done.ok) throw new Error(JSON.stringify(done.problems))
}
const rowsOf = async (object: string, ...fields: string[]) => {
  const page = await engine.read(engine.systemActor('installer'), {
    object,
    fields: ['id', ...fields],
    limit: 100,
  })
  return page.ok ? page.value.rows : []
}

test('[PLAT-05] [HT60] one action makes an empty workspace a company that takes an order through stock and production', async () => {
  // Somebody had switched production off before.
  expect(await engine.publish(admin, { off: ['production'] })).toMatchObject({ ok: true })
  expect(await offeredTemplates(engine, outsider)).toMatchObject({ problems: [{ code: 'access.denied' }] })
  expect(await installTemplate(engine, outsider, origin, 'erp')).toMatchObject({ ok: false })
  expect(await offeredTemplates(engine, admin)).toMatchObject({ value: [{ name: 'erp', isFitting: true }] })
  expect(await installTemplate(engine, admin, origin, 'none')).toMatchObject({ ok: false })
  expect(await installTemplate(engine, admin, origin, 'erp')).toEqual({ ok: true, value: { records: 21 } })
  // Done again, there is nothing left to do.
  expect(await installTemplate(engine, admin, origin, 'erp')).toEqual({ ok: true, value: { records: 0 } })
  const metadata = await engine.metadata(admin)
  const objects = metadata.objects.map(({ name }) => name)
  for (const name of [
    'sales.order',
    'procurement.order',
    'inventory.move',
    'production.bom',
    'finance.invoice',
  ])
    expect(objects).toContain(name)
  expect(metadata.tiles.length).toBeGreaterThan(0)

  const unit = String((await rowsOf('masterdata.unit', 'code')).find(({ code }) => code === 'pc')?.id)
  const stores = await rowsOf('masterdata.warehouse', 'code', 'department')
  const sales = (await rowsOf('identity.department', 'code')).find(({ code }) => code === 'warehouse')
  expect(stores.map(({ department }) => department)).toEqual([sales?.id, sales?.id])
  const [finished, part, customer, order, bom] = [newId(), newId(), newId(), newId(), newId()]
  await write(
    create('masterdata.party', customer, { name: '客户', isCustomer: true }),
    create('masterdata.item', finished, {
      code: 'F',
      name: '成品',
      unit,
      kind: 'finished',
      made: true,
      salePrice: '10',
      taxRate: '0.13',
    }),
    create('masterdata.item', part, { code: 'P', name: '零件', unit, kind: 'component', made: false }),
    create('production.bom', bom, { item: finished, code: 'B' }),
    create('production.bomLine', newId(), { bom, component: part, quantity: '1' }),
  )
  await write(
    create('sales.order', order, { customer, promisedDate: '2026-06-30' }),
    create('sales.orderLine', newId(), {
      order,
      item: finished,
      quantity: '2',
      price: '10',
      taxRate: '0.13',
    }),
  )
  await write({ kind: 'act', object: 'sales.order', id: order, action: 'confirm', input: {} })
  const tasks = await rowsOf('flow.task', 'record', 'department')
  expect(tasks.length).toBeGreaterThan(0)
  // From here on somebody works in it.
  expect(await installTemplate(engine, admin, origin, 'erp')).toMatchObject({
    problems: [{ code: 'template.notEmpty' }],
  })
})

test('[PLAT-05] [HT60] what it brought is renamed, removed, extended and switched off like anything that people made', async () => {
  const store = (await rowsOf('masterdata.warehouse', 'code', 'version')).find(({ code }) => code === 'W2')
  const zero = (await rowsOf('masterdata.tax', 'name')).find(({ name }) => name === '零税率')
  await write(
    { kind: 'update', object: 'masterdata.warehouse', id: String(store?.id), values: { name: '大仓' } },
    { kind: 'remove', object: 'masterdata.tax', id: String(zero?.id) },
  )
  const label = { 'zh-CN': '客户要求', en: 'Wish' }
  const published = await engine.publish(admin, {
    extensions: [{ object: 'sales.order', fields: [{ name: 'wish', type: 'text', label }] }],
    off: ['service'],
  })
  expect(published).toMatchObject({ ok: true })
  expect((await rowsOf('masterdata.warehouse', 'name')).map(({ name }) => name)).toContain('大仓')
})
