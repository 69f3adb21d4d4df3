// What a trial says would follow from its rows: what the same write brings about, and what rules would do after it.
import { expect, test, vi } from 'vitest'
import { newId, testCompany } from '#test/company'
import { importLab } from '#test/import-lab'

vi.setConfig({ testTimeout: 120_000 })

const company = await testCompany()
const keeper = await company.person('库管', 'warehouse', 'admin', 'warehouse')
const sales = await company.person('李四光', 'sales', 'sales')
const lab = importLab(company, keeper)

const make = async (object: string, values: Record<string, unknown>): Promise<string> => {
  const id = newId()
  await lab.enter(keeper, { kind: 'create', object, id, values: values as never })
  return id
}

test('[PLAT-15] a trial tells what would follow: alerts by the rule that sends them, tasks, stock, with examples; nothing of it happens', async () => {
  const unit = await make('masterdata.unit', { code: 'pc', name: '台' })
  const pump = await make('masterdata.item', { code: 'P1', name: '水泵', unit })
  await make('masterdata.warehouse', { code: 'W1', name: '一号库' })
  await make('masterdata.party', { name: '东方水务', isCustomer: true, owner: sales.id })
  const moves = await lab.ran({
    lines: ['类型,物料,入库,数量', '期初,P1,W1,5', '期初,P1,W1,7'],
    wish: {
      object: 'inventory.move',
      columns: { 类型: 'kind', 物料: 'item', 入库: 'to', 数量: 'quantity' },
      isDry: true,
    },
  })
  expect(moves.counts).toMatchObject({ created: 2 })
  expect(moves.effects).toEqual([
    { object: 'inventory.balance', kind: 'create', rule: null, count: 1, examples: [pump] },
  ])
  const tickets = await lab.ran({
    lines: ['类型,主题,客户', '投诉,漏水,东方水务', '投诉,噪音,东方水务', '维修,更换,东方水务'],
    wish: {
      object: 'service.ticket',
      columns: { 类型: 'kind', 主题: 'subject', 客户: 'customer' },
      isDry: true,
    },
  })
  expect(tickets.counts).toMatchObject({ created: 3 })
  const told = tickets.effects.find(({ object }) => object === 'notify.message')
  expect(told).toMatchObject({ kind: 'create', rule: '投诉告知销售', count: 2 })
  const tasks = tickets.effects.find(({ object }) => object === 'flow.task')
  expect(tasks).toMatchObject({ kind: 'create', rule: null, count: 3 })
  expect(tasks?.examples.length).toBeGreaterThan(0)
  await company.work()
  for (const object of ['notify.message', 'flow.task', 'inventory.balance', 'service.ticket'])
    expect(await lab.found(object, [], { field: 'id', is: 'notBlank' }), object).toEqual([])
})
