// A whole import taken back: previewed, carried out step by step, leaving alone what somebody has worked on since.
import { beforeAll, expect, test, vi } from 'vitest'
import type { Values } from '#kernel/records'
import { newId, testCompany } from '#test/company'
import { importLab } from '#test/import-lab'

vi.setConfig({ testTimeout: 120_000 })

const company = await testCompany()
const { engine, db } = company
const importer = await company.person('导入员', 'management', 'admin')
const colleague = await company.person('李四光', 'sales', 'sales')
const auditor = await company.person('王管理', 'management', 'admin')
const lab = importLab(company, importer)

const wish = {
  columns: { 编码: 'code', 名称: 'name', 单位: 'unit', 销售价: 'salePrice' },
  identity: 'code',
} as const
const head = '编码,名称,单位,销售价'
let unit = ''

const make = async (object: string, values: Values): Promise<string> => {
  const id = newId()
  await lab.enter(importer, { kind: 'create', object, id, values })
  return id
}

const items = async (prefix: string) =>
  (
    await lab.found('masterdata.item', ['code', 'name', 'salePrice'], {
      ...{ field: 'code', is: 'startsWith', value: prefix },
    })
  )
    .map((row) => [row.code, row.name, row.salePrice])
    .sort()

beforeAll(async () => {
  unit = await make('masterdata.unit', { code: 'pc', name: '台' })
})

test('[PLAT-15] an import is taken back: what it made goes, what it changed is set back; what somebody uses or has changed since stays, with the reason', async () => {
  for (const code of ['A1', 'A2'])
    await make('masterdata.item', { code, name: `旧 ${code}`, unit, salePrice: '10' })
  const lines = ['A1', 'A2', 'A3', 'A4', 'A5'].map((code, at) => `${code},新 ${code},台,${20 + at}`)
  const stored = await lab.ran({ lines: [head, ...lines], wish })
  expect(stored.counts).toMatchObject({ created: 3, changed: 2 })
  const [used, touched, changed] = await Promise.all(
    ['A3', 'A4', 'A2'].map(async (code) => {
      const [row] = await lab.found('masterdata.item', [], { field: 'code', is: 'eq', value: code })
      return String(row?.id)
    }),
  )
  company.at('2026-06-16T02:00:00.000Z')
  const bom = { object: 'masterdata.item', values: { notes: '别人写的' } } as const
  await lab.enter(auditor, { ...bom, kind: 'update', id: touched ?? '' })
  await lab.enter(auditor, {
    ...{ kind: 'update', object: 'masterdata.item', id: changed ?? '', values: { salePrice: '99' } },
  })
  const customer = await make('masterdata.party', { name: '东方水务', isCustomer: true })
  const order = await make('sales.order', { customer, promisedDate: '2026-07-01' })
  await make('sales.orderLine', { order, item: used ?? '', quantity: '1', price: '1' })
  const before = await items('A')

  const told = await lab.undone(stored.id, true)
  expect(told).toMatchObject({
    state: 'done',
    isDry: true,
    counts: { removed: 1, restored: 1, gone: 0, kept: 3 },
  })
  expect(await items('A')).toEqual(before)
  const done = await lab.undone(stored.id)
  expect(done.counts).toEqual(told.counts)
  expect(await items('A')).toEqual([
    ['A1', '旧 A1', '10.0000'],
    ['A2', '新 A2', '99.0000'],
    ['A3', '新 A3', '22.0000'],
    ['A4', '新 A4', '23.0000'],
  ])
  const kept = (await lab.kept(done.id)).map(({ title, kind, by, at, message }) => [
    title,
    kind,
    by,
    at,
    message,
  ])
  expect(kept.sort()).toEqual([
    ['新 A2', 'update', auditor.id, company.now(), '导入以后又有人改过，保持原样'],
    ['新 A3', 'create', null, null, expect.stringContaining('引用')],
    ['新 A4', 'create', auditor.id, company.now(), '导入以后又有人改过，保持原样'],
  ])
  // It is a write like others: whoever reads the history sees who took it back, and when.
  const log = await engine.askLog(importer, { object: 'masterdata.item', source: 'import' }, { limit: 2 })
  expect(
    log.ok && log.value.rows.map(({ kind, actorName, reason }) => [kind, actorName, reason]).sort(),
  ).toEqual([
    ['remove', '导入员', '↶ table.csv'],
    ['update', '导入员', '↶ table.csv'],
  ])
  const again = await lab.undone(stored.id)
  expect(again.counts).toEqual({ removed: 0, restored: 0, gone: 2, kept: 3 })
})

test('[PLAT-15] [J6] taking back a long import goes on after a node has died, each record once', async () => {
  const count = 1300
  const lines = Array.from({ length: count }, (_, at) => `B${at},物料 ${at},台,1`)
  const stored = await lab.ran({ lines: [head, ...lines], wish })
  let writes = 0
  const errors: unknown[] = []
  const dying = {
    ...engine,
    async writeWithin(...all: Parameters<typeof engine.writeWithin>) {
      const written = await engine.writeWithin(...all)
      if (++writes === 2) throw new Error('power cut')
      return written
    },
  }
  const { counts } = await lab.undone(stored.id, false, { on: dying, onError: (error) => errors.push(error) })
  expect(String(errors[0])).toContain('power cut')
  expect(counts).toEqual({ removed: count, restored: 0, gone: 0, kept: 0 })
  expect(await items('B')).toEqual([])
})

test('[PLAT-15] records with lines go as a whole; lines that were added to an earlier record go alone', async () => {
  await make('masterdata.item', { code: 'L1', name: '泵', unit })
  await make('masterdata.party', { name: '西山纸业', isCustomer: true })
  const orders = {
    object: 'sales.order',
    columns: {
      ...{ 订单号: 'externalId', 客户: 'customer', 交期: 'promisedDate' },
      ...{ 物料: 'lines.item', 数量: 'lines.quantity', 单价: 'lines.price' },
    },
    ...{ identity: 'externalId', joins: '订单号' },
  } as const
  const top = '订单号,客户,交期,物料,数量,单价'
  const first = ['O-1,西山纸业,2026-07-01,L1,2,100', 'O-1,,,L1,5,20']
  const one = await lab.ran({ lines: [top, ...first], wish: orders })
  const two = await lab.ran({
    lines: [top, ...first, 'O-1,,,L1,7,30', 'O-2,西山纸业,2026-07-01,L1,1,1'],
    wish: orders,
  })
  const quantities = async () =>
    (
      await lab.found('sales.orderLine', ['quantity'], {
        ...{ field: 'order.externalId', is: 'startsWith', value: 'O-' },
      })
    )
      .map(({ quantity }) => quantity)
      .sort()
  expect((await lab.undone(two.id)).counts).toMatchObject({ removed: 2, kept: 0 })
  expect(await quantities()).toEqual(['2.000', '5.000'])
  // A line that a colleague adds holds the order that it is a part of.
  const [order] = await lab.found('sales.order', [], { field: 'externalId', is: 'eq', value: 'O-1' })
  const [pump] = await lab.found('masterdata.item', [], { field: 'code', is: 'eq', value: 'L1' })
  const values = { order: String(order?.id), item: String(pump?.id), quantity: '9', price: '1' }
  const added = await make('sales.orderLine', values)
  expect((await lab.undone(one.id)).counts).toMatchObject({ removed: 0, kept: 1 })
  expect(await quantities()).toEqual(['2.000', '5.000', '9.000'])
  await lab.enter(importer, { kind: 'remove', object: 'sales.orderLine', id: added })
  expect((await lab.undone(one.id)).counts).toMatchObject({ removed: 1, kept: 0 })
  expect(await quantities()).toEqual([])
})

test('[PLAT-15] only who imported, or has the right to undo imports, takes one back; a trial and ledgers are not taken back', async () => {
  const stored = await lab.ran({ lines: [head, 'C1,物料,台,1'], wish })
  const codes = (answer: { ok: boolean; problems?: readonly { code: string }[] }) =>
    answer.ok ? [] : (answer.problems ?? []).map(({ code }) => code)
  const { desk } = lab
  expect(codes(await desk.undo(engine, colleague, stored.id, true))).toEqual(['import.unknown'])
  expect(codes(await desk.undos(engine, colleague, stored.id))).toEqual(['import.unknown'])
  expect(codes(await desk.undo(engine, auditor, stored.id, true))).toEqual([])
  const tried = await lab.ran({ lines: [head, 'C2,物料,台,1'], wish: { ...wish, isDry: true } })
  expect(codes(await desk.undo(engine, importer, tried.id, false))).toEqual(['import.notUndoable'])
  await make('masterdata.warehouse', { code: 'W1', name: '一号库' })
  const moves = await lab.ran({
    lines: ['类型,物料,入库,数量', '期初,C1,W1,5'],
    wish: {
      object: 'inventory.move',
      columns: { 类型: 'kind', 物料: 'item', 入库: 'to', 数量: 'quantity' },
    },
  })
  expect(moves.counts).toMatchObject({ created: 1 })
  expect((await lab.undone(moves.id)).counts).toEqual({ removed: 0, restored: 0, gone: 0, kept: 1 })
  const { namespace } = engine.workspace
  const { rows } = await db.query<{ n: number }>({
    text: `select count(*)::integer as n from "${namespace}".inventory_move`,
    values: [],
  })
  expect(rows).toEqual([{ n: 1 }])
})
