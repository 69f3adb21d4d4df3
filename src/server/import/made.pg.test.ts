// Last year's records from a table: who made them and when is what the table says, where its importer is granted to say so.
import { beforeAll, expect, test, vi } from 'vitest'
import type { Values } from '#kernel/records'
import { newId, testCompany } from '#test/company'
import { importLab } from '#test/import-lab'

vi.setConfig({ testTimeout: 120_000 })

const company = await testCompany()
const { engine, install } = company
const importer = await company.person('导入员', 'management', 'admin')
const seller = await company.person('李雷', 'sales', 'sales')
const gone = await company.person('韩离职', 'sales', 'sales')
const lab = importLab(company, importer)
const others = importLab(company, seller)
const now = company.now()

const wish = {
  columns: { 编码: 'code', 名称: 'name', 单位: 'unit', 录入人: 'createdBy', 录入时间: 'createdAt' },
  identity: 'code',
} as const
const head = '编码,名称,单位,录入人,录入时间'

const make = async (object: string, values: Values): Promise<string> => {
  const id = newId()
  await lab.enter(importer, { kind: 'create', object, id, values })
  return id
}

const makers = async (object: string, field: string, prefix: string) =>
  (
    await lab.found(object, [field, 'createdBy', 'createdAt', 'updatedBy'], {
      ...{ field, is: 'startsWith', value: prefix },
    })
  )
    .map((row) => [row[field], row.createdBy, row.createdAt, row.updatedBy])
    .sort()

beforeAll(async () => {
  await install({ kind: 'update', object: 'identity.person', id: gone.id, values: { active: false } })
  await make('masterdata.unit', { code: 'pc', name: '台' })
})

test('[R44] [R45] new records are made by whom the table names, when it says, in the zone of the workspace; blank cells are the importer, now', async () => {
  await make('masterdata.item', {
    ...{ code: 'A0', name: '早就有' },
    unit: String((await lab.found('masterdata.unit', [], { field: 'code', is: 'eq', value: 'pc' }))[0]?.id),
  })
  const lines = [
    head,
    'A0,有了新名,台,李雷,2025-01-01',
    'A1,泵,台,李雷,2025-03-01 09:30',
    'A2,阀,台,\u00a0韩离职 ,2025年3月2日',
    'A3,管,台,李雷,',
    'A4,箱,台,,2025/3/4',
    'A5,门,台,,',
  ]
  const tried = await lab.ran({ lines, wish: { ...wish, isDry: true } })
  expect(tried.counts).toEqual({ created: 5, changed: 1, unchanged: 0, refused: 0 })
  expect(tried.samples.created?.[0]?.cells).toEqual(['A1', '泵', '台', '李雷', '2025-03-01 09:30'])
  expect(await makers('masterdata.item', 'code', 'A')).toHaveLength(1)
  const stored = await lab.ran({ lines, wish })
  expect(stored.counts).toEqual(tried.counts)
  const rows = await makers('masterdata.item', 'code', 'A')
  expect(rows).toEqual([
    ['A0', importer.id, now, importer.id],
    ['A1', seller.id, '2025-03-01T01:30:00.000Z', importer.id],
    ['A2', gone.id, '2025-03-01T16:00:00.000Z', importer.id],
    ['A3', seller.id, now, importer.id],
    ['A4', importer.id, '2025-03-03T16:00:00.000Z', importer.id],
    ['A5', importer.id, now, importer.id],
  ])
  const [item] = await lab.found('masterdata.item', [], { field: 'code', is: 'eq', value: 'A1' })
  const history = await engine.history(seller, 'masterdata.item', String(item?.id), {})
  expect(history.ok && history.value.rows).toMatchObject([
    {
      ...{ kind: 'create', source: 'import', reason: 'table.csv', actorName: '导入员', at: now },
      ...{ made: { name: '李雷', at: '2025-03-01T01:30:00.000Z' } },
    },
  ])
  const again = await lab.ran({ lines, wish })
  expect(again.counts).toEqual({ created: 0, changed: 0, unchanged: 6, refused: 0 })
  const undone = await lab.undone(stored.id)
  expect(undone.counts).toMatchObject({ removed: 5, restored: 1, kept: 0 })
  expect(await makers('masterdata.item', 'code', 'A')).toEqual([rows[0]])
})

test('[R44] rows that name nobody or a time that cannot be are refused, each with a sentence at its cell', async () => {
  for (const login of ['wang1', 'wang2']) await make('identity.person', { name: '王重名', login })
  const lines = [
    head,
    'B1,好,台,李雷,2025-03-01',
    'B2,没有人,台,没这人,2025-03-01',
    'B3,将来,台,李雷,2026-06-16',
    'B4,太早,台,李雷,1969-12-31',
    'B5,不是时间,台,李雷,上个月',
    'B6,公式,台,=HYPERLINK(1),2025-02-30',
    "B7,语句,台,'; drop table log; --,9999-12-31 23:59",
    'B8,也好,台,,2026-06-15 10:00',
    'B9,两个人,台,王重名,',
  ]
  for (const isDry of [true, false]) {
    const { counts, samples } = await lab.ran({ lines, wish: { ...wish, isDry } })
    expect(counts).toEqual({ created: 2, changed: 0, unchanged: 0, refused: 7 })
    expect(
      samples.refused?.map(({ line, problems }) => [
        line,
        ...problems.map(({ field, message }) => `${field}：${message}`),
      ]),
    ).toEqual([
      [3, 'createdBy：没有 登录名 为 没这人 的 人员；请改正这一格，或先录入'],
      [4, 'createdAt：创建时间必须是 1970 年至今的某个时刻。'],
      [5, 'createdAt：创建时间必须是 1970 年至今的某个时刻。'],
      [6, expect.stringContaining('createdAt：“上个月”')],
      [7, expect.stringContaining('createdBy：'), expect.stringContaining('createdAt：')],
      [8, expect.stringContaining('createdBy：'), expect.stringContaining('createdAt：')],
      [10, expect.stringContaining('createdBy：')],
    ])
  }
  expect((await makers('masterdata.item', 'code', 'B')).map(([code]) => code)).toEqual(['B1', 'B8'])
})

test('[R44] lines are made with their order, by one person at one time', async () => {
  await make('masterdata.party', { name: '东方水务', isCustomer: true })
  await lab.ran({ lines: [head, 'L1,泵,台,,', 'L2,阀,台,,'], wish })
  const orders = {
    object: 'sales.order',
    columns: {
      ...{ 订单号: 'externalId', 客户: 'customer', 交期: 'promisedDate', 物料: 'lines.item' },
      ...{ 数量: 'lines.quantity', 单价: 'lines.price', 业务员: 'createdBy', 日期: 'createdAt' },
    },
    ...{ identity: 'externalId', joins: '订单号' },
  } as const
  const lines = [
    '订单号,客户,交期,物料,数量,单价,业务员,日期',
    'O-1,东方水务,2026-07-01,L1,2,100,李雷,2025-05-01',
    'O-1,,,L2,5,20,,',
    'O-2,东方水务,2026-07-01,L1,2,100,李雷,2025-05-01',
    'O-2,,,L2,5,20,韩离职,',
  ]
  const { counts, samples } = await lab.ran({ lines, wish: orders })
  expect(counts).toMatchObject({ created: 2, refused: 2 })
  expect(samples.refused?.map(({ line, problems }) => [line, problems[0]?.field])).toEqual([
    [4, null],
    [5, 'createdBy'],
  ])
  const made = [seller.id, '2025-04-30T16:00:00.000Z']
  expect(await makers('sales.order', 'externalId', 'O-')).toEqual([['O-1', ...made, importer.id]])
  const parts = await lab.found('sales.orderLine', ['createdBy', 'createdAt'], {
    ...{ field: 'order.externalId', is: 'eq', value: 'O-1' },
  })
  expect(parts.map((row) => [row.createdBy, row.createdAt])).toEqual([made, made])
})

test('[R44] who may import and was not granted this can choose neither column, and a wish that says so all the same stores nothing', async () => {
  const published = await engine.publish(importer, {
    policies: [
      {
        ...{ name: 'items of sales', object: 'masterdata.item', layer: 'overlay' },
        ...{ operations: ['read', 'create', 'update', 'import'], who: { roles: ['sales'] } },
      },
    ],
  })
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
  const lines = [head, 'C1,泵,台,韩离职,2025-03-01', 'C2,阀,台,,']
  const whole = {
    object: 'masterdata.item',
    file: newId(),
    sheet: null,
    heading: 1,
    found: 'update',
  } as const
  for (const name of ['createdBy', 'createdAt', 'updatedBy', 'version', 'id', 'constructor']) {
    const asked = { ...whole, identity: 'code', isDry: false, columns: { 编码: 'code', 甲: name } }
    expect(await others.desk.begin(engine, seller, asked)).toMatchObject({
      ok: false,
      problems: [{ code: 'import.badColumns', params: { name } }],
    })
  }
  for (const name of ['updatedBy', 'updatedAt', 'version', 'id']) {
    const asked = { ...whole, identity: 'code', isDry: false, columns: { 编码: 'code', 甲: name } }
    expect(await lab.desk.begin(engine, importer, asked)).toMatchObject({
      problems: [{ code: 'import.badColumns' }],
    })
  }
  // As if the right had been taken away between choosing and carrying out.
  for (const isDry of [true, false]) {
    const { counts, samples } = await others.ran({ lines, wish: { ...wish, isDry } })
    expect(counts).toEqual({ created: 1, changed: 0, unchanged: 0, refused: 1 })
    expect(samples.refused?.[0]?.problems[0]?.message).toContain('没有进行此操作的权限')
  }
  expect(await makers('masterdata.item', 'code', 'C')).toEqual([['C2', seller.id, now, seller.id]])
})
