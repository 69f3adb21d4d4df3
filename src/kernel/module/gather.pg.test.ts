// Formulas that gather from lines and from records that refer to a record: stored and kept right, judged, filtered, and never told to who may not read.
import { expect, test } from 'vitest'
import type { Change } from '#kernel/records'
import type { Field, Row } from '#kernel/schema'
import { randomFrom } from '#test/random'
import { shop } from '#test/sample'
import { newId, testWorkspace } from '#test/workspace'
import { formulaFaults } from './store.ts'

const workspace = await testWorkspace([shop])
const { engine, install, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const origin = { source: 'form' } as const
const label = (text: string) => ({ 'zh-CN': text, en: text })

const lineFields: readonly Field[] = [
  {
    name: 'kind',
    type: 'select',
    label: label('类别'),
    options: [
      { key: 'part', label: label('备件') },
      { key: 'tool', label: label('工具') },
    ],
  },
  { name: 'due', type: 'date', label: label('交期') },
  {
    name: 'part',
    type: 'formula',
    label: label('占比'),
    result: 'percent',
    scale: 4,
    formula: 'quantity / order.heap',
  },
]
const amount = { result: 'decimal', scale: 1 } as const
const orderFields: readonly Field[] = [
  { name: 'least', type: 'number', label: label('下限') },
  {
    name: 'parts',
    type: 'formula',
    label: label('备件数'),
    ...amount,
    formula: "SUMIF(明细.quantity, 明细.类别 = '备件', 明细.quantity >= COALESCE(下限, 0))",
  },
  { name: 'mean', type: 'formula', label: label('均数'), ...amount, formula: 'AVERAGE(lines.quantity)' },
  { name: 'firstDue', type: 'formula', label: label('首交'), result: 'date', formula: 'MIN(lines.due)' },
  {
    name: 'last',
    type: 'formula',
    label: label('末件'),
    result: 'text',
    formula: 'LASTOF(明细.item, 明细.交期)',
  },
  { name: 'heap', type: 'formula', label: label('总量'), ...amount, formula: 'SUM(lines.quantity)' },
  { name: 'twice', type: 'formula', label: label('两倍'), ...amount, formula: 'parts * 2' },
]
const customerFields: readonly Field[] = [
  {
    name: 'open',
    type: 'formula',
    label: label('未确认单'),
    ...amount,
    formula: "COUNTIF(订单, 订单.状态 = '草稿')",
  },
  {
    name: 'bought',
    type: 'formula',
    label: label('备件总数'),
    ...amount,
    formula: 'SUM([shop.order.customer].parts)',
  },
]
const checks = [
  {
    name: 'oneTool',
    formula: "COUNTIF(明细, 明细.类别 = '工具') <= 1",
    message: label('一张单最多一件工具'),
  },
]
const published = await engine.publish(admin, {
  extensions: [
    { object: 'shop.line', fields: lineFields },
    { object: 'shop.order', fields: orderFields, checks },
    { object: 'shop.customer', fields: customerFields },
  ],
})

const [customer, other] = [newId(), newId()]
await install(
  { kind: 'create', object: 'shop.customer', id: customer, values: { name: '甲' } },
  { kind: 'create', object: 'shop.customer', id: other, values: { name: '乙' } },
)

const create = (object: string, values: Row): Change & { readonly id: string } => ({
  kind: 'create',
  object,
  id: newId(),
  values,
})
const line = (order: string, quantity: string, kind: string | null, due: string | null = null) =>
  create('shop.line', { order, item: `${kind}${quantity}`, quantity, price: '1', kind, due })
const write = async (...changes: Change[]) => {
  const done = await engine.write(admin, origin, changes)
  return done.ok ? [] : done.problems.map(({ code, path }) => [code, ...path.slice(1)].join(' '))
}
const rows = async (object: string, ...fields: string[]) => {
  const page = await engine.read(admin, { object, fields, sort: ['createdAt'] })
  return page.ok ? page.value.rows : page.problems
}
const isRight = async () => expect(await formulaFaults(engine)).toEqual([])

const order = create('shop.order', { customer })
const [first, second, third] = [
  line(order.id, '2', 'part', '2026-07-01'),
  line(order.id, '3', 'tool', '2026-06-20'),
  line(order.id, '5', 'part', '2026-06-25'),
]

test('[R27] stored formulas over lines are right as lines are made, changed, moved and removed', async () => {
  expect(published).toMatchObject({ ok: true })
  expect(await write(order, first, second, third)).toEqual([])
  const asked = ['parts', 'mean', 'firstDue', 'last', 'twice'] as const
  expect(await rows('shop.order', ...asked)).toEqual([
    { parts: '7.0', mean: '3.3', firstDue: '2026-06-20', last: 'part2', twice: '14.0' },
  ])
  expect(
    await write({ kind: 'update', object: 'shop.line', id: first.id, values: { kind: null, quantity: '9' } }),
  ).toEqual([])
  expect(await rows('shop.order', ...asked)).toMatchObject([{ parts: '5.0', mean: '5.7', twice: '10.0' }])
  expect(await write({ kind: 'update', object: 'shop.order', id: order.id, values: { least: '6' } })).toEqual(
    [],
  )
  expect(await rows('shop.order', 'parts', 'twice')).toEqual([{ parts: '0.0', twice: '0.0' }])
  expect(
    await write({ kind: 'update', object: 'shop.order', id: order.id, values: { least: null } }),
  ).toEqual([])
  expect(await write({ kind: 'remove', object: 'shop.line', id: third.id })).toEqual([])
  expect(await rows('shop.order', ...asked)).toEqual([
    { parts: '0.0', mean: '6.0', firstDue: '2026-06-20', last: 'part2', twice: '0.0' },
  ])
  const removed = [first, second].map(({ id }): Change => ({ kind: 'remove', object: 'shop.line', id }))
  expect(await write(...removed)).toEqual([])
  expect(await rows('shop.order', ...asked)).toEqual([
    { parts: '0.0', mean: null, firstDue: null, last: null, twice: '0.0' },
  ])
  await isRight()
})

test('[R27] records of another object are gathered from too, over two levels, wherever they move', async () => {
  const customers = async () => {
    const found = await engine.read(admin, {
      object: 'shop.customer',
      fields: ['open', 'bought'],
      sort: ['name'],
    })
    return found.ok ? found.value.rows.map(({ open, bought }) => `${open} ${bought}`) : found.problems
  }
  const change = (values: Row) => write({ kind: 'update', object: 'shop.order', id: order.id, values })
  expect(await customers()).toEqual(['0.0 0.0', '1.0 0.0'])
  expect(await write(line(order.id, '4', 'part'), line(order.id, '1', 'tool'))).toEqual([])
  expect(await customers()).toEqual(['0.0 0.0', '1.0 4.0'])
  expect(await change({ customer: other })).toEqual([])
  expect(await customers()).toEqual(['1.0 4.0', '0.0 0.0'])
  expect(await change({ status: 'confirmed', customer })).toEqual([])
  expect(await customers()).toEqual(['0.0 0.0', '0.0 4.0'])
  await isRight()
})

test('[R28] a check over lines holds when only a line is written, and says why not', async () => {
  const done = await engine.write(admin, origin, [line(order.id, '1', 'tool')])
  expect(done).toMatchObject({
    ok: false,
    problems: [{ code: 'records.check', params: { 'message.zh-CN': '一张单最多一件工具' } }],
  })
  expect(await write(line(order.id, '1', 'part'))).toEqual([])
})

test('[R27] many who write lines of one record at once leave it right', async () => {
  const results = await Promise.all(
    Array.from({ length: 12 }, (_, at) => write(line(order.id, String(at + 1), at % 2 ? 'part' : null))),
  )
  expect(results.flat()).toEqual([])
  await isRight()
})

test('[R27] what is published over records that are there is filled, and a circle is refused', async () => {
  const most: Field = {
    name: 'most',
    type: 'formula',
    label: label('最多'),
    ...amount,
    formula: 'MAX(lines.quantity)',
  }
  expect(
    await engine.publish(admin, { extensions: [{ object: 'shop.order', fields: [most] }] }),
  ).toMatchObject({ ok: true })
  expect(await rows('shop.order', 'most')).toEqual([{ most: '12.0' }])
  const share: Field = {
    name: 'share',
    type: 'formula',
    label: label('占比'),
    ...amount,
    formula: 'quantity / order.whole',
  }
  const whole: Field = {
    name: 'whole',
    type: 'formula',
    label: label('总'),
    ...amount,
    formula: 'SUM(lines.share)',
  }
  expect(
    await engine.publish(admin, {
      extensions: [
        { object: 'shop.line', fields: [share] },
        { object: 'shop.order', fields: [whole] },
      ],
    }),
  ).toMatchObject({ ok: false, problems: [{ code: 'schema.formulaCycle' }] })
})

test('[FM25] a default asks for no related records', async () => {
  const field: Field = {
    name: 'begins',
    type: 'decimal',
    scale: 1,
    label: label('起'),
    default: 'SUM(lines.quantity)',
  }
  expect(
    await engine.publish(admin, { extensions: [{ object: 'shop.order', fields: [field] }] }),
  ).toMatchObject({
    ok: false,
    problems: [{ code: 'formula.notHere' }],
  })
})

test('[FM26] filters gather only from what their reader may read', async () => {
  const found = async (who: typeof admin, formula: string) => {
    const page = await engine.read(who, { object: 'shop.customer', fields: ['name'], filter: { formula } })
    return page.ok ? page.value.rows.map(({ name }) => name) : page.problems
  }
  expect(await found(admin, "COUNTIF(订单, 订单.状态 = '已确认') > 0")).toEqual(['甲'])
  expect(
    await found(admin, 'SUM(订单.备件数) > 0 and NOTBLANK(LASTOF(订单.number, 订单.createdAt))'),
  ).toEqual(['甲'])
  const buyer = await person('采购', { roles: ['buyer'] })
  await engine.publish(admin, {
    policies: [
      {
        name: 'x.names',
        object: 'shop.customer',
        operations: ['read'],
        who: { roles: ['buyer'] },
        fields: { read: ['name'] },
      },
    ],
  })
  expect(await found(buyer, 'COUNTIF(订单) > 0')).toEqual([])
  expect(await found(buyer, 'COUNTIF(订单) = 0')).toHaveLength(2)
})

test('[R27] whatever is written together at random, what is stored is what it comes to', async () => {
  const { below: whole, chance } = randomFrom(5)
  const orders = [order.id]
  const lines: string[] = []
  for (let turn = 0; turn < 60; turn++) {
    const changes = Array.from({ length: 1 + whole(4) }, (): Change => {
      const some = lines[whole(lines.length)]
      if (chance(0.15)) {
        const made = create('shop.order', { customer: whole(2) ? customer : other })
        orders.push(made.id)
        return made
      }
      if (some !== undefined && chance(0.2)) {
        lines.splice(lines.indexOf(some), 1)
        return { kind: 'remove', object: 'shop.line', id: some }
      }
      if (some !== undefined && chance(0.3))
        return {
          kind: 'update',
          object: 'shop.line',
          id: some,
          values: { quantity: String(1 + whole(9)), kind: 'part' },
        }
      if (chance(0.2))
        return {
          kind: 'update',
          object: 'shop.order',
          id: order.id,
          values: { least: String(whole(5)), customer: whole(2) ? customer : other },
        }
      const made = line(
        orders[whole(orders.length)] ?? order.id,
        String(1 + whole(9)),
        whole(2) ? 'part' : null,
      )
      lines.push(made.id)
      return made
    })
    expect(await write(...changes)).toEqual([])
  }
  await isRight()
  const parts = await engine.read(admin, {
    object: 'shop.line',
    fields: ['part'],
    filter: { field: 'order', is: 'eq', value: order.id },
    limit: 500,
  })
  const total = parts.ok ? parts.value.rows.reduce((sum, { part }) => sum + Number(part), 0) : 0
  expect(Math.abs(total - 1)).toBeLessThan(0.01)
})

test('[R24] a field that lines fix stays as it is, also where the same write takes the lines away', async () => {
  const note: Field = { name: 'terms', type: 'text', label: label('条款'), fixedWhen: 'COUNTIF(明细) > 0' }
  await engine.publish(admin, { extensions: [{ object: 'shop.order', fields: [note] }] })
  const own = create('shop.order', { customer, terms: '月结' })
  const only = line(own.id, '1', null)
  expect(await write(own)).toEqual([])
  const change: Change = { kind: 'update', object: 'shop.order', id: own.id, values: { terms: '现结' } }
  expect(await write(change)).toEqual([])
  expect(await write(only)).toEqual([])
  const may = await engine.abilities(admin, 'shop.order', own.id)
  expect(may.ok && may.value.writable.includes('terms')).toBe(false)
  const back: Change = { ...change, values: { terms: '月结' } }
  expect(await write(back)).toEqual(['records.fixed terms'])
  expect(await write({ kind: 'remove', object: 'shop.line', id: only.id }, back)).toEqual([
    'records.fixed terms',
  ])
  expect(await write({ kind: 'remove', object: 'shop.line', id: only.id })).toEqual([])
  expect(await write(back)).toEqual([])
})
