// An administrator makes a table, people use it at once, and the log answers who changed what by which import.
import { expect, test } from 'vitest'
import type { Publication } from '#kernel/module'
import { newId, stockUp, testServer } from '#test/server'

const server = await testServer({ at: '2026-01-22T01:00:00.000Z' })
const { admin, auditor, li, han, keeper, accountant } = server.people
const goods = await stockUp(server, { motor: '10' })
const label = (text: string) => ({ 'zh-CN': text, en: text })

const contract: Publication = {
  objects: [
    {
      name: 'x.contract',
      label: label('合同'),
      kind: 'record',
      title: 'number',
      search: ['number', 'subject'],
      fields: [
        { name: 'number', type: 'autoNumber', label: label('编号'), pattern: 'HT-{YYYY}-{000}' },
        { name: 'subject', type: 'text', label: label('标题'), required: true },
        { name: 'customer', type: 'reference', to: 'masterdata.party', label: label('客户'), required: true },
        { name: 'owner', type: 'person', label: label('负责人'), default: 'me.id' },
        {
          name: 'status',
          type: 'select',
          label: label('状态'),
          default: "'legal'",
          options: [
            { key: 'legal', label: label('待法务审核') },
            { key: 'signed', label: label('已签约') },
          ],
        },
        { name: 'lines', type: 'lines', object: 'x.contractLine', by: 'contract', label: label('明细') },
        {
          name: 'total',
          type: 'rollup',
          object: 'x.contractLine',
          by: 'contract',
          take: 'sum',
          field: 'amount',
          result: 'money',
          currency: 'CNY',
          tax: 'inclusive',
          label: label('合计'),
        },
        {
          name: 'isLarge',
          type: 'formula',
          result: 'boolean',
          formula: 'total >= 1000',
          label: label('大额'),
        },
        { name: 'secretTerms', type: 'text', label: label('保密条款') },
      ],
      checks: [
        {
          name: 'signedHasLines',
          formula: "status <> 'signed' or COALESCE(total, 0) > 0",
          message: label('签约前请填写明细'),
          field: 'lines',
        },
      ],
    },
    {
      name: 'x.contractLine',
      label: label('合同明细'),
      kind: 'record',
      title: 'item',
      fields: [
        {
          name: 'contract',
          type: 'reference',
          to: 'x.contract',
          owner: true,
          required: true,
          label: label('合同'),
        },
        { name: 'item', type: 'reference', to: 'masterdata.item', label: label('物品'), required: true },
        { name: 'quantity', type: 'decimal', scale: 3, min: '0.001', label: label('数量'), required: true },
        {
          name: 'price',
          type: 'money',
          currency: 'CNY',
          tax: 'inclusive',
          label: label('单价'),
          default: 'item.salePrice',
        },
        {
          name: 'amount',
          type: 'formula',
          result: 'money',
          currency: 'CNY',
          tax: 'inclusive',
          formula: 'ROUND(quantity * price, 2)',
          label: label('金额'),
        },
      ],
    },
  ],
  policies: [
    {
      name: 'x.contract.own',
      object: 'x.contract',
      operations: ['read', 'create', 'update'],
      who: { roles: ['sales'] },
      where: 'owner = me.id',
      fields: { read: { except: ['secretTerms'] }, write: { except: ['secretTerms'] } },
      layer: 'overlay',
    },
    {
      name: 'x.contractLine.via',
      object: 'x.contractLine',
      operations: ['read', 'create', 'update', 'remove'],
      who: { roles: ['sales'] },
      via: 'contract',
      layer: 'overlay',
    },
  ],
}

let made = ''

test('[PLAT-09] a table with relations, lines, choices and computed fields is made through the interface and used at once', async () => {
  await expect(li.publish(contract)).rejects.toMatchObject({ status: 403 })
  await admin.publish(contract)
  const row = await li.create('x.contract', {
    subject: '东方水务年度采购',
    customer: goods.customer,
    lines: [
      { item: goods.motor, quantity: '3' },
      { item: goods.pump, quantity: '2', price: '450.50' },
    ],
  })
  made = row.id
  expect(row).toMatchObject({ number: 'HT-2026-001', total: '1201.00', isLarge: true, status: 'legal' })
  const read = await li.one('x.contract', made, ['id', 'customer$title', 'total'], 'lines')
  expect(read).toMatchObject({ customer$title: '东方水务' })
  expect(read.lines).toHaveLength(2)
  await expect(
    li.create('x.contract', { subject: 'y', customer: goods.customer, status: 'lost' }),
  ).rejects.toThrow('没有“lost”这个选项')
  await expect(
    li.create('x.contract', { subject: 'y', customer: goods.customer, status: 'signed' }),
  ).rejects.toThrow('签约前请填写明细')
})

test('[PLAT-09] lists, filters, search, rights, history and the interface document know it without a restart', async () => {
  const list = await li.ask(
    'GET',
    '/api/records/x.contract?filter={"field":"customer.name","is":"eq","value":"东方水务"}&fields=number,total',
  )
  expect(list.body).toMatchObject({ rows: [{ number: 'HT-2026-001', total: '1201.00' }] })
  expect(await li.search('年度采购')).toMatchObject([{ object: 'x.contract', id: made }])
  // What people say about it does not push it down.
  for (let said = 1; said <= 3; said++)
    await li.create('collab.comment', { object: 'x.contract', record: made, text: `年度采购谈了 ${said} 次` })
  const found = await li.search('年度采购')
  expect(found.map(({ object }) => object)).toEqual(['x.contract', ...Array(3).fill('collab.comment')])
  expect((await li.metadata()).menu).toContainEqual({ object: 'x.contract', group: 'platform' })
  const document = await li.ask('GET', '/api/openapi.json')
  expect(Object.keys((document.body as { paths: object }).paths)).toContain('/api/records/x.contract/{id}')
  for (const who of [han, keeper]) {
    await expect(who.one('x.contract', made)).rejects.toMatchObject({ status: 404 })
    expect(await who.search('年度采购')).toEqual([])
  }
  await admin.update('x.contract', made, { secretTerms: '返点三个点' })
  expect(
    JSON.stringify([await li.one('x.contract', made), await li.history('x.contract', made)]),
  ).not.toContain('返点')
  await expect(li.update('x.contract', made, { secretTerms: 'x' })).rejects.toMatchObject({ status: 403 })
  const [last] = (await li.history('x.contract', made)).slice(-1)
  expect(last).toMatchObject({ kind: 'create', actorName: '销售李雷', isSystem: false, source: 'form' })
  expect(last?.ip).toBe('127.0.0.1')
})

test('[PLAT-09] a field added to a shipped object is hidden until it is granted, then kept like any other', async () => {
  const extensions = [
    { object: 'sales.order', fields: [{ name: 'route', type: 'text', label: label('线路') }] },
  ] as const
  const order = (await li.create('sales.order', { customer: goods.customer, lines: [] })).id
  await admin.publish({ extensions })
  await admin.update('sales.order', order, { route: '沪杭线' })
  expect(JSON.stringify(await li.one('sales.order', order))).not.toContain('沪杭线')
  const grant = {
    name: 'x.route',
    object: 'sales.order',
    operations: ['read'],
    who: { roles: ['sales'] },
    fields: { read: ['route'] },
  }
  await admin.publish({ policies: [{ ...grant, layer: 'overlay' }] })
  expect(await li.one('sales.order', order, ['route'])).toMatchObject({ route: '沪杭线' })
})

test('[AUD-03] one question answers who changed these records from 待法务审核 to 已签约 on 22 January, and by which import', async () => {
  const contracts = await Promise.all(
    Array.from({ length: 25 }, async (_, index) => {
      const line = { item: goods.motor, quantity: '1' }
      return (
        await li.create('x.contract', { subject: `合同 ${index}`, customer: goods.customer, lines: [line] })
      ).id
    }),
  )
  const signed = (id: string) =>
    ({ kind: 'update', object: 'x.contract', id, values: { status: 'signed' } }) as const
  const [byHand = '', ...imported] = contracts
  await li.write([signed(byHand)])
  server.at('2026-01-22T03:30:00.000Z')
  const { writeId } = await admin.write(imported.map(signed), '导入 签约台账.xlsx', 'import')
  server.at('2026-01-23T01:00:00.000Z')
  await admin.write([signed(made)], '导入 补录.xlsx', 'import')
  const question = {
    object: 'x.contract',
    field: 'status',
    from: 'legal',
    to: 'signed',
    source: 'import',
    since: '2026-01-21T16:00:00.000Z',
    until: '2026-01-22T16:00:00.000Z',
    limit: 100,
  }
  for (const who of [admin, auditor]) {
    const answer = await who.log(question)
    expect(answer.map(({ record }) => record).toSorted()).toEqual(imported.toSorted())
    expect(
      new Set(answer.map((one) => `${one.actorName} ${one.reason} ${one.writeId} ${one.ip} ${one.at}`)),
    ).toEqual(new Set([`管理员 导入 签约台账.xlsx ${writeId} 127.0.0.1 2026-01-22T03:30:00.000Z`]))
    expect(answer.every(({ before, after }) => before.status === 'legal' && after.status === 'signed')).toBe(
      true,
    )
  }
  expect(
    await auditor.log({
      object: 'x.contract',
      records: contracts,
      field: 'status',
      to: 'signed',
      limit: 100,
    }),
  ).toHaveLength(25)
  for (const who of [li, keeper, accountant])
    await expect(who.log(question)).rejects.toMatchObject({ status: 403 })
  await expect(admin.log({ ...question, since: '2026-13-45T00:00:00Z' })).rejects.toMatchObject({
    status: 422,
  })
  await expect(auditor.update('x.contract', made, { subject: 'x' })).rejects.toMatchObject({ status: 403 })
  const document = await admin.ask('GET', '/api/openapi.json')
  expect(Object.keys((document.body as { paths: object }).paths)).toContain('/api/log')
})

test('[AUD-01] what comes by the interface is in the log like everything else', async () => {
  const row = await admin.create('masterdata.unit', { code: 'box', name: '箱', id: newId() })
  await admin.update('masterdata.unit', row.id, { name: '纸箱' })
  await admin.remove('masterdata.unit', row.id)
  expect(
    (await auditor.log({ object: 'masterdata.unit', records: [row.id] })).map(({ kind, before, after }) => [
      kind,
      before.name,
      after.name,
    ]),
  ).toEqual([
    ['remove', '纸箱', undefined],
    ['update', '箱', '纸箱'],
    ['create', undefined, '箱'],
  ])
})
