// Rows that differ from what is stored: shown side by side, decided one by one or all at once, never overwritten unseen.
import { beforeAll, expect, test, vi } from 'vitest'
import type { Values } from '#kernel/records'
import { newId, testCompany } from '#test/company'
import { importLab } from '#test/import-lab'

vi.setConfig({ testTimeout: 120_000 })

const company = await testCompany()
const { engine } = company
const importer = await company.person('导入员', 'management', 'admin')
const colleague = await company.person('李四光', 'management', 'admin')
const lab = importLab(company, importer)

const units = new Map<string, string>()
const parts = ['编码,名称,单位,销售价,备注']
const columns = { 编码: 'code', 名称: 'name', 单位: 'unit', 销售价: 'salePrice', 备注: 'notes' } as const
const wish = { columns, identity: 'code' } as const

async function item(code: string, values: Values = {}): Promise<string> {
  const id = newId()
  const whole = { code, name: `物料 ${code}`, unit: units.get('台') ?? '', salePrice: '10', ...values }
  await lab.enter(importer, { kind: 'create', object: 'masterdata.item', id, values: whole })
  return id
}

const now = async (id: string) =>
  (
    await lab.found('masterdata.item', ['name', 'salePrice', 'notes', 'version'], {
      field: 'id',
      is: 'eq',
      value: id,
    })
  )[0]

const set = (id: string, values: Values) =>
  lab.enter(colleague, { kind: 'update', object: 'masterdata.item', id, values })

beforeAll(async () => {
  for (const name of ['台', '只']) {
    const id = newId()
    units.set(name, id)
    await lab.enter(importer, {
      kind: 'create',
      object: 'masterdata.unit',
      id,
      values: { code: newId().slice(-6), name },
    })
  }
})

test('[PLAT-15] a trial shows each row that differs: the file’s value, the stored one, and who changed it when; what is equal is no conflict', async () => {
  const [one] = [await item('A1', { notes: '老客户专用' }), await item('A2')]
  company.at('2026-06-16T02:00:00.000Z')
  await set(one, { salePrice: '12' })
  const tried = await lab.ran({
    lines: [...parts, 'A1,物料 A1,只,15.00,', 'A2,物料 A2,台,10.0000,', 'A3,新的,台,1,'],
    wish: { ...wish, isDry: true },
  })
  expect(tried.counts).toEqual({ created: 1, changed: 1, unchanged: 1, refused: 0 })
  expect(tried.conflicts).toEqual({ met: 1, listed: 1, byWish: 1, taking: 1 })
  expect(await lab.conflicts(tried.id)).toEqual([
    {
      ...{ number: 0, line: 2, object: 'masterdata.item', record: one, title: '物料 A1' },
      ...{ by: colleague.id, at: '2026-06-16T02:00:00.000Z' },
      fields: [
        { field: 'unit', file: units.get('只'), live: units.get('台'), take: true },
        { field: 'salePrice', file: '15.0000', live: '12.0000', take: true },
        // A blank cell takes nothing away unless somebody says so.
        { field: 'notes', file: null, live: '老客户专用', take: false },
      ],
    },
  ])
  expect(await now(one)).toMatchObject({ salePrice: '12.0000' })
})

test('[PLAT-15] one chooses by row, by field or for all, and the import keeps to it; a blank clears only where chosen', async () => {
  const ids = [await item('B1', { notes: '甲' }), await item('B2', { notes: '乙' }), await item('B3')]
  const [first = '', second = '', third = ''] = ids
  const tried = await lab.ran({
    lines: [...parts, 'B1,改一,台,21,', 'B2,改二,台,22,', 'B3,改三,台,23,'],
    wish: { ...wish, isDry: true },
  })
  expect(await lab.decide(tried.id, { take: false })).toMatchObject({ met: 3, taking: 0 })
  expect(await lab.decide(tried.id, { take: true, field: 'salePrice' })).toMatchObject({ taking: 3 })
  await lab.decide(tried.id, { take: true, records: [second] })
  await lab.decide(tried.id, { take: true, records: [first], field: 'notes' })
  expect(await lab.decide(tried.id, { take: false, records: [third] })).toMatchObject({ taking: 2 })
  const stored = await lab.carried(await lab.following(tried.id))
  expect(stored).toMatchObject({ state: 'done', counts: { changed: 2, unchanged: 1 } })
  expect(stored.conflicts.met).toBe(0)
  expect(await Promise.all(ids.map(now))).toMatchObject([
    { name: '物料 B1', salePrice: '21.0000', notes: null },
    { name: '改二', salePrice: '22.0000', notes: '乙' },
    { name: '物料 B3', salePrice: '10.0000' },
  ])
})

test('[PLAT-15] where stored records stay as they are, the rows that differ are shown all the same and may be taken one by one', async () => {
  const [one, other] = [await item('L1'), await item('L2')]
  const lines = [...parts, 'L1,改一,台,31,', 'L2,改二,台,32,']
  const tried = await lab.ran({ lines, wish: { ...wish, found: 'leave', isDry: true } })
  expect(tried).toMatchObject({ counts: { unchanged: 2 }, conflicts: { met: 2, taking: 0 } })
  await lab.decide(tried.id, { take: true, records: [other] })
  await lab.carried(await lab.following(tried.id))
  expect([await now(one), await now(other)]).toMatchObject([{ name: '物料 L1' }, { name: '改二' }])
})

test('[PLAT-15] a record that changed since the trial is not overwritten: it is left to be decided in the result, and then imported', async () => {
  const ids = [await item('C1'), await item('C2'), await item('C3')]
  const [, second = '', third = ''] = ids
  const tried = await lab.ran({
    lines: [...parts, 'C1,改一,台,41,', 'C2,改二,台,42,', 'C3,物料 C3,台,10,', 'C4,新的,台,1,'],
    wish: { ...wish, isDry: true },
  })
  // One that was looked at, one that was equal then, and one that the file was to make.
  await set(second, { salePrice: '99' })
  await set(third, { name: '改名了' })
  await item('C4', { name: '抢先建的' })
  const stored = await lab.carried(await lab.following(tried.id))
  expect(stored.counts).toEqual({ created: 0, changed: 1, unchanged: 3, refused: 0 })
  expect((await lab.conflicts(stored.id)).map(({ line, by, fields }) => [line, by, fields])).toEqual([
    [
      ...[3, colleague.id],
      [
        { field: 'name', file: '改二', live: '物料 C2', take: false },
        { field: 'salePrice', file: '42.0000', live: '99.0000', take: false },
      ],
    ],
    [4, colleague.id, [{ field: 'name', file: '物料 C3', live: '改名了', take: false }]],
    [
      ...[5, importer.id],
      [
        { field: 'name', file: '新的', live: '抢先建的', take: false },
        { field: 'salePrice', file: '1.0000', live: '10.0000', take: false },
      ],
    ],
  ])
  expect(await Promise.all(ids.map(now))).toMatchObject([
    { name: '改一', salePrice: '41.0000' },
    { name: '物料 C2', salePrice: '99.0000' },
    { name: '改名了' },
  ])
  await lab.decide(stored.id, { take: true, records: [second], field: 'name' })
  const settled = await lab.carried(await lab.following(stored.id))
  expect(settled).toMatchObject({ counts: { changed: 1, unchanged: 3 }, conflicts: { met: 0 } })
  expect(await now(second)).toMatchObject({ name: '改二', salePrice: '99.0000' })
  expect(await now(third)).toMatchObject({ name: '改名了' })
})

test('[PLAT-15] a change between being looked at and being written is met as well, whoever is quicker', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, (_, at) => item(`D${at}`)))
  const tried = await lab.ran({
    lines: [...parts, ...ids.map((_, at) => `D${at},改 ${at},台,51,`)],
    wish: { ...wish, isDry: true },
  })
  let isFirst = true
  // Somebody saves just when the batch has been looked at and is about to be written.
  const raced = await lab.carried(await lab.following(tried.id), {
    on: {
      ...engine,
      async writeWithin(...all) {
        if (isFirst) {
          isFirst = false
          await set(ids[7] ?? '', { salePrice: '77' })
        }
        return engine.writeWithin(...all)
      },
    },
  })
  expect(raced).toMatchObject({ counts: { changed: 19, unchanged: 1, refused: 0 }, conflicts: { met: 1 } })
  expect(await now(ids[7] ?? '')).toMatchObject({ name: '物料 D7', salePrice: '77.0000' })
  expect(await now(ids[8] ?? '')).toMatchObject({ name: '改 8', salePrice: '51.0000' })
})

test('[PLAT-15] [J10] thousands of conflicts are paged through; what was decided outlives a node that dies in the middle, and each is told once', async () => {
  const count = 1200
  const changes = Array.from({ length: count }, (_, at) => ({
    ...{ kind: 'create' as const, object: 'masterdata.item', id: newId() },
    values: { code: `E${at}`, name: `物料 E${at}`, unit: units.get('台') ?? '', salePrice: '10' },
  }))
  for (let at = 0; at < count; at += 400) await lab.enter(importer, ...changes.slice(at, at + 400))
  const lines = [...parts, ...changes.map((_, at) => `E${at},物料 E${at},台,61,`)]
  const id = await lab.begun({ lines, wish: { ...wish, isDry: true } })
  let batches = 0
  const errors: unknown[] = []
  await lab.carried(id, {
    isEnough: () => errors.length > 0,
    onError: (error) => errors.push(error),
    on: {
      ...engine,
      async foresee(...all) {
        if (++batches === 2) throw new Error('power cut')
        return engine.foresee(...all)
      },
    },
  })
  const tried = await lab.carried(id)
  expect(tried.conflicts).toEqual({ met: count, listed: count, byWish: count, taking: count })
  const pages = await Promise.all([0, 50, 1150, count].map((from) => lab.conflicts(id, from)))
  expect(pages.map((page) => [page.length, page[0]?.number, page[0]?.line])).toEqual([
    [50, 0, 2],
    [50, 50, 52],
    [50, 1150, 1152],
    [0, undefined, undefined],
  ])
  await lab.decide(id, { take: false })
  const kept = changes.slice(300, 320).map((one) => one.id)
  expect(await lab.decide(id, { take: true, records: kept })).toMatchObject({ taking: 20 })
  const stored = await lab.carried(await lab.following(id))
  expect(stored.counts).toEqual({ created: 0, changed: 20, unchanged: 1180, refused: 0 })
})

test('[PLAT-15] of more conflicts than are noted the rest follow the wish as long as they stand as they stood', async () => {
  const ids = [await item('F1'), await item('F2'), await item('F3'), await item('F4')]
  company.at('2026-06-17T02:00:00.000Z')
  const bound = { mostDifferences: 2 }
  const id = await lab.begun({
    lines: [...parts, ...ids.map((_, at) => `F${at + 1},改 ${at},台,71,`)],
    wish: { ...wish, isDry: true },
  })
  const tried = await lab.carried(id, bound)
  expect(tried.conflicts).toMatchObject({ met: 4, listed: 2, taking: 2 })
  await lab.decide(id, { take: false })
  company.at('2026-06-17T03:00:00.000Z')
  await set(ids[3] ?? '', { salePrice: '9' })
  const stored = await lab.carried(await lab.following(id), bound)
  expect(stored).toMatchObject({ counts: { changed: 1, unchanged: 3 }, conflicts: { met: 1 } })
  expect((await Promise.all(ids.map(now))).map((row) => row?.salePrice)).toEqual([
    ...['10.0000', '10.0000'],
    ...['71.0000', '9.0000'],
  ])
})

test('[PLAT-15] conflicts are nobody else’s to see or decide, and decisions of another table do not count', async () => {
  const id = await item('G1')
  const tried = await lab.ran({ lines: [...parts, 'G1,改,台,81,'], wish: { ...wish, isDry: true } })
  expect(await lab.desk.conflicts(engine, colleague, tried.id, 0)).toMatchObject({
    problems: [{ code: 'import.unknown' }],
  })
  expect(await lab.desk.decide(engine, colleague, tried.id, { take: true })).toMatchObject({
    problems: [{ code: 'import.unknown' }],
  })
  const other = { ...tried.wish, isDry: false, decided: tried.id, columns: { 编码: 'code', 备注: 'notes' } }
  expect(await lab.desk.begin(engine, importer, other)).toMatchObject({
    problems: [{ code: 'import.otherTrial' }],
  })
  const strange = await lab.desk.begin(engine, importer, { ...tried.wish, decided: id })
  expect(strange).toMatchObject({ problems: [{ code: 'import.unknown' }] })
})

test('[PLAT-15] rows of one record with lines are compared line by line', async () => {
  const [customer, pump] = [newId(), await item('P1')]
  await lab.enter(importer, {
    ...{ kind: 'create', object: 'masterdata.party', id: customer },
    values: { name: '东方水务', isCustomer: true },
  })
  const orders = {
    object: 'sales.order',
    columns: {
      ...{ 订单号: 'externalId', 客户: 'customer', 交期: 'promisedDate' },
      ...{ 物料: 'lines.item', 数量: 'lines.quantity', 单价: 'lines.price' },
    },
    ...{ identity: 'externalId', joins: '订单号' },
  }
  const head = '订单号,客户,交期,物料,数量,单价'
  const made = ['A-1,东方水务,2026-07-01,P1,2,100', 'A-1,,,P1,5,20']
  await lab.ran({ lines: [head, ...made], wish: orders })
  const tried = await lab.ran({
    lines: [head, 'A-1,东方水务,2026-07-09,P1,2,100', 'A-1,,,P1,6,20', 'A-1,,,P1,7,30'],
    wish: { ...orders, isDry: true },
  })
  const met = await lab.conflicts(tried.id)
  expect(met.map(({ line, object, fields }) => [line, object, fields.map(({ field }) => field)])).toEqual([
    [2, 'sales.order', ['promisedDate']],
    [3, 'sales.orderLine', ['quantity']],
  ])
  await lab.decide(tried.id, { take: false, field: 'promisedDate' })
  await lab.carried(await lab.following(tried.id))
  const lines = await lab.found('sales.orderLine', ['quantity', 'order.promisedDate'], {
    ...{ field: 'order.externalId', is: 'eq', value: 'A-1' },
  })
  expect(lines.map((row) => [row.quantity, row['order.promisedDate']]).sort()).toEqual([
    ['2.000', '2026-07-01'],
    ['6.000', '2026-07-01'],
    ['7.000', '2026-07-01'],
  ])
  expect(pump).not.toBe('')
})
