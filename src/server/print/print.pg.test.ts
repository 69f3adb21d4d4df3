import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatAmount, formatNumber, formatPercent } from '#base/values/figures'
import { rmbCapital } from '#base/values/rmb-capital'
import type { PrintLayout, Row } from '#kernel/schema'
import { type Sheet, sheetsOf } from '#test/printed'
import { type Login, newId, stockUp, testServer } from '#test/server'

const server = await testServer({ at: '2026-06-15T02:00:00.000Z' })
const goods = await stockUp(server, { motor: '400' })
const { li, admin, keeper, accountant, auditor } = server.people
const company = await admin.create('masterdata.company', {
  name: '接力机电有限公司',
  code: 'JL',
  taxNumber: '91310000',
})
await admin.update('masterdata.party', goods.customer, {
  address: '上海市浦东新区世纪大道 1 号',
  phone: '021-58880000',
})

type Sent = { readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array }

const tokens = new Map<Login, string>()
async function sent(login: Login, path: string, body?: object): Promise<Sent> {
  const token = tokens.get(login) ?? (await server.token(login))
  tokens.set(login, token)
  const answer = await fetch(`${server.url}${path}`, {
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) }
}
const print = (login: Login, object: string, id: string, layout: string, more = ''): Promise<Sent> =>
  sent(login, `/api/records/${object}/${id}/print/${layout}${more}`)

async function pages(answer: Sent): Promise<readonly Sheet[]> {
  if (answer.status !== 200) throw new Error(new TextDecoder().decode(answer.bytes))
  return sheetsOf(answer.bytes)
}
const codes = ({ bytes }: Sent): readonly string[] =>
  JSON.parse(new TextDecoder().decode(bytes)).problems.map(({ code }: { code: string }) => code)

/** Text as it is found in a PDF, where only letters have a place. */
const tight = (text: string): string => text.replace(/\s/g, '')
const money = (value: unknown, scale = 2): string => formatAmount(String(value), 'CNY', scale)
const wholeOf = (sheets: readonly Sheet[]): string => sheets.map(({ text }) => text).join('')

const pricedHead = '序号编码品名规格型号单位数量含税单价折扣税率含税金额'
const pricedLine = (line: Row, place: number): string =>
  tight(
    `${place + 1}M1${line.description}台${formatNumber(String(line.quantity))}${money(line.price, 4)}${formatPercent(String(line.discount))}${formatPercent(String(line.taxRate))}${money(line.amount)}`,
  )

const quoteLines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    item: goods.motor,
    description: `电机 ${index + 1} 号`,
    quantity: String(index + 1),
    price: `${90 + index}.1234`,
    discount: index % 3 === 0 ? '0.05' : '0',
    taxRate: '0.13',
  }))
const quote = await li.create('sales.quote', {
  ...{ customer: goods.customer, company: company.id, validUntil: '2026-07-30', promisedDate: '2026-08-01' },
  notes: '运费由供方承担',
  lines: quoteLines(80),
})
const linesOf = (object: string, by: string, id: string) =>
  li.query({ object, filter: { field: by, is: 'eq', value: id }, sort: ['lineNumber'], limit: 500 })

test('[UX-29] [PN3] [PN6] [HT28] a quote as PDF says what the record holds: every line, sums, the amount in words, over pages with the header again', async () => {
  const answer = await print('li', 'sales.quote', quote.id, 'quote')
  const sheets = await pages(answer)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toBe(
    "inline; filename*=UTF-8''报价单 QT-2026-00001.pdf",
  )
  const record = await li.one('sales.quote', quote.id)
  const { rows } = await linesOf('sales.quoteLine', 'quote', quote.id)
  expect(rows).toHaveLength(80)
  expect(sheets.length).toBeGreaterThanOrEqual(3)
  for (const [index, { text }] of sheets.entries())
    expect(text).toContain(`第${index + 1}页共${sheets.length}页`)
  const withLines = sheets.filter(({ text }) => /M1电机/.test(text))
  expect(withLines.length).toBeGreaterThanOrEqual(3)
  for (const { text } of withLines) expect(text).toContain(pricedHead)
  const whole = wholeOf(sheets)
  for (const [place, line] of rows.entries()) expect(whole).toContain(pricedLine(line, place))
  const total = rows.reduce((sum, { quantity }) => sum + Number(quantity), 0)
  expect(whole).toContain(tight(`合计${formatNumber(String(total))}${money(record.amount)}`))
  expect(whole).toContain(
    tight(`合计（含税）：${money(record.amount)}其中不含税：${money(record.netAmount)}`),
  )
  expect(whole).toContain(`金额大写：${rmbCapital(String(record.amount))}`)
  for (const part of [
    ...['接力机电有限公司报价单', '编号：QT-2026-00001第1版', '客户：东方水务', '报价日期：2026-06-15'],
    ...[
      '有效期至：2026-07-30',
      '客户地址：上海市浦东新区世纪大道1号',
      '报价人：销售李雷',
      '3.备注：运费由供方承担',
    ],
    ...['报价方（签章）接力机电有限公司', '客户确认（签章）'],
  ])
    expect(whole).toContain(part)
})

test('[UX-29] where the parts of a quote stand is as it was drawn', async () => {
  const short = await li.create('sales.quote', {
    ...{
      customer: goods.customer,
      company: company.id,
      validUntil: '2026-07-30',
      promisedDate: '2026-08-01',
    },
    lines: quoteLines(2),
  })
  const [sheet] = await pages(await print('li', 'sales.quote', short.id, 'quote'))
  const golden = JSON.parse(
    readFileSync(new URL('../../../test/fixtures/print-quote.json', import.meta.url), 'utf8'),
  )
  expect({ ...sheet, text: undefined }).toEqual({ ...golden, text: undefined })
})

const order = await li.create('sales.order', {
  ...{ customer: goods.customer, company: company.id, promisedDate: '2026-08-01', customerPo: 'PO-778' },
  specialRequirements: '木箱包装',
  lines: [
    { item: goods.motor, description: '主电机', quantity: '4', price: '1250.5', taxRate: '0.13' },
    {
      item: goods.motor,
      description: '备用电机',
      quantity: '6',
      price: '99',
      discount: '0.1',
      taxRate: '0.13',
    },
  ],
})
await li.act('sales.order', order.id, 'confirm')

test('[UX-29] [INTG-03] [PN3] order confirmation, contract, delivery and outbound note and invoice are each printed by the department whose they are, from the same record', async () => {
  const { rows } = await linesOf('sales.orderLine', 'order', order.id)
  const record = await li.one('sales.order', order.id)
  const words = `金额大写：${rmbCapital(String(record.amount))}`
  const number = String(record.number)
  for (const layout of ['confirmation', 'contract']) {
    const whole = wholeOf(await pages(await print('li', 'sales.order', order.id, layout)))
    expect(whole).toContain(pricedHead)
    for (const [place, line] of rows.entries()) expect(whole).toContain(pricedLine(line, place))
    for (const part of [
      words,
      number,
      '木箱包装',
      '2026-08-01',
      '供方（签章）',
      '需方（签章）',
      '第1页共1页',
    ])
      expect(whole).toContain(part)
  }
  await keeper.act('sales.order', order.id, 'ship', {})
  const shipped = (await linesOf('sales.orderLine', 'order', order.id)).rows
  const delivery = wholeOf(await pages(await print('keeper', 'sales.order', order.id, 'delivery')))
  for (const [place, line] of shipped.entries())
    expect(delivery).toContain(
      `${place + 1}M1电机台${formatNumber(String(line.quantity))}${formatNumber(String(line.shippedQuantity))}${formatNumber(String(line.openQuantity))}2026-06-15`,
    )
  expect(delivery).toContain('合计10100')
  expect(delivery).toContain('收货地址：上海市浦东新区世纪大道1号')
  const outbound = await pages(await print('keeper', 'sales.order', order.id, 'outbound'))
  const moves = await keeper.find('inventory.move', { kind: 'ship' }, ['number', 'quantity', 'from$title'])
  expect(moves).toHaveLength(2)
  expect(outbound[0]).toMatchObject({ width: 595, height: 420 })
  for (const move of moves)
    expect(wholeOf(outbound)).toMatch(
      new RegExp(`${move.number}2026-06-1510:00主仓M1电机台${formatNumber(String(move.quantity))}`),
    )
  await accountant.act('sales.order', order.id, 'issueInvoice', {})
  const [invoice] = await accountant.find('finance.invoice', { order: order.id })
  const bill = wholeOf(
    await pages(await print('accountant', 'finance.invoice', String(invoice?.id), 'invoice')),
  )
  for (const part of [invoice?.gross, invoice?.net, invoice?.tax].map((value) => money(value)))
    expect(bill).toContain(part)
  expect(bill).toContain(`金额大写：${rmbCapital(String(invoice?.gross))}`)
  const statement = wholeOf(await pages(await print('li', 'masterdata.party', goods.customer, 'statement')))
  expect(statement).toContain(
    `1${invoice?.number}${invoice?.issuedOn}${invoice?.dueOn}${money(invoice?.gross)}${money('0')}${money(invoice?.outstanding)}0合计`,
  )
})

test('[PN4] what its reader may not see is absent; without the right to print or to read there is no sheet', async () => {
  const whole = wholeOf(await pages(await print('keeper', 'sales.order', order.id, 'confirmation')))
  expect(whole).toContain('1M1主电机台4')
  for (const part of ['¥', '大写', '金额', '单价', '合计（含税）', rmbCapital('5536.60') ?? '-'])
    expect(whole).not.toContain(part)
  const refused = await print('agent', 'sales.order', order.id, 'confirmation')
  expect([refused.status, codes(refused)]).toEqual([403, ['access.denied']])
  for (const [login, id] of [
    ['agent', quote.id],
    ['li', newId()],
  ] as const)
    expect((await print(login, 'sales.quote', id, 'quote')).status).toBe(404)
  const unknown = await print('li', 'sales.quote', quote.id, 'nothing')
  expect([unknown.status, codes(unknown)]).toEqual([404, ['print.unknownLayout']])
  // Only who may print is told that there is something to print on.
  const told = async (who: typeof li) =>
    (await who.metadata()).objects.find(({ name }) => name === 'sales.order')?.prints?.map(({ name }) => name)
  expect(await told(li)).toEqual(['confirmation', 'contract', 'delivery', 'outbound'])
  expect(await told(server.people.agent)).toBeUndefined()
})

test('[PN3] in the language that is asked for, else the reader’s own', async () => {
  const whole = wholeOf(await pages(await print('li', 'sales.quote', quote.id, 'quote', '?language=en')))
  for (const part of ['Quotation', 'Customer:东方水务', 'Amountincl.tax', 'Page1of'])
    expect(whole).toContain(part)
})

test('[PN7] each print is noted and stands in the log', async () => {
  const before = await auditor.find('print.printing', { record: order.id })
  await print('li', 'sales.order', order.id, 'contract')
  const after = await auditor.find('print.printing', { record: order.id })
  expect(after).toHaveLength(before.length + 1)
  const latest = after.find(({ id }) => !before.some((one) => one.id === id))
  expect(latest).toMatchObject({
    ...{
      document: '销售合同 SO-2026-000001',
      layout: 'contract',
      person$title: '销售李雷',
      language: 'zh-CN',
    },
  })
  // Asked twice for one print, to look at it and to draw it, it is noted once; of another sheet it is another.
  const as = newId()
  for (const layout of ['contract', 'contract', 'confirmation'])
    await print('li', 'sales.order', order.id, layout, `?as=${as}`)
  expect(await auditor.find('print.printing', { record: order.id })).toHaveLength(after.length + 2)
  const events = await auditor.log({ object: 'print.printing', records: [String(latest?.id)] })
  expect(events).toMatchObject([{ actorName: '销售李雷', kind: 'create', source: 'api' }])
})

const label = (text: string) => ({ 'zh-CN': text, en: text })
const visitLayout: PrintLayout = {
  name: 'visit',
  label: label('回访单'),
  blocks: [
    { kind: 'heading', text: label('回访单 {title}') },
    {
      kind: 'facts',
      facts: [
        { value: 'title' },
        { value: 'secret' },
        { value: 'team' },
        { value: 'marks' },
        { value: 'customer.name' },
      ],
    },
    {
      kind: 'lines',
      of: 'lines',
      numbered: true,
      columns: [
        { value: 'item', width: 2 },
        { value: 'amount', sum: true },
      ],
    },
    { kind: 'text', text: label('大写：{RMBCAPITAL(total)}\n暗号 {secret}\n{{花括号}') },
    { kind: 'seal', parties: [{ label: label('负责人') }] },
  ],
}
const visit = (layout: PrintLayout) => ({
  objects: [
    {
      ...{ name: 'x.visit', label: label('回访'), kind: 'record' as const, title: 'title', prints: [layout] },
      fields: [
        { type: 'text' as const, name: 'title', label: label('主题') },
        { type: 'text' as const, name: 'secret', label: label('内情') },
        { type: 'persons' as const, name: 'team', label: label('同行') },
        { type: 'tags' as const, name: 'marks', label: label('标签') },
        { type: 'reference' as const, name: 'customer', label: label('客户'), to: 'masterdata.party' },
        { type: 'lines' as const, name: 'lines', label: label('明细'), object: 'x.visitLine', by: 'visit' },
        {
          ...{
            type: 'rollup' as const,
            name: 'total',
            label: label('总额'),
            object: 'x.visitLine',
            by: 'visit',
          },
          ...{
            take: 'sum' as const,
            field: 'amount',
            result: 'money' as const,
            scale: 2,
            currency: 'CNY',
            tax: 'none' as const,
          },
        },
      ],
    },
    {
      ...{ name: 'x.visitLine', label: label('回访明细'), kind: 'record' as const, title: 'item' },
      fields: [
        { type: 'reference' as const, name: 'visit', label: label('回访'), to: 'x.visit', owner: true },
        { type: 'text' as const, name: 'item', label: label('事项'), maxLength: 5000 },
        {
          type: 'money' as const,
          name: 'amount',
          label: label('费用'),
          currency: 'CNY',
          tax: 'none' as const,
        },
      ],
    },
  ],
  policies: [
    {
      ...{ name: 'x.visit.sales', object: 'x.visit', who: { roles: ['sales'] } },
      ...{ operations: ['read', 'create', 'print'], fields: { read: { except: ['secret'] } } },
    },
    {
      ...{ name: 'x.visitLine.sales', object: 'x.visitLine', operations: ['read', 'create'] },
      ...{ who: { roles: ['sales'] }, via: 'visit' },
    },
  ],
})

test('[PN1] [PN4] [PN5] an object made at run time is printed by its own layout, which is judged like every definition', async () => {
  await admin.publish(visit(visitLayout))
  const made = await admin.create('x.visit', {
    ...{ title: '季度回访', secret: '客户想换供应商', customer: goods.customer },
    ...{ team: [li.me.id, keeper.me.id], marks: ['重点', '季度'] },
    lines: [
      { item: '差旅', amount: '1200' },
      { item: '礼品', amount: '88.5' },
    ],
  })
  const whole = wholeOf(await pages(await print('admin', 'x.visit', made.id, 'visit')))
  for (const part of [
    ...[
      '回访单季度回访',
      '主题：季度回访',
      '内情：客户想换供应商',
      '同行：销售李雷、保管员孙丽',
      '标签：重点、季度',
      '序号事项费用1差旅¥1,200.002礼品¥88.50合计¥1,288.50',
    ],
    ...[`大写：${rmbCapital('1288.50')}`, '暗号客户想换供应商', '{花括号}', '负责人（签章）'],
  ])
    expect(whole).toContain(part)
  const less = wholeOf(await pages(await print('li', 'x.visit', made.id, 'visit')))
  expect(less).toContain('1差旅¥1,200.00')
  for (const part of ['内情', '供应商', '暗号']) expect(less).not.toContain(part)
  const blank = await admin.create('x.visit', { title: '空的' })
  const none = wholeOf(await pages(await print('admin', 'x.visit', blank.id, 'visit')))
  expect(none).toContain('（没有明细）')
  for (const part of ['暗号', '合计']) expect(none).not.toContain(part)
  const broken = { ...visitLayout, blocks: [{ kind: 'text' as const, text: label('{没有这个}') }] }
  await expect(admin.publish(visit(broken))).rejects.toMatchObject({
    problems: [{ code: 'formula.unknownName', path: ['x.visit', 'prints', 'visit'] }],
  })
  const open = { ...visitLayout, blocks: [{ kind: 'text' as const, text: label('{title') }] }
  await expect(admin.publish(visit(open))).rejects.toMatchObject({ codes: ['print.braces'] })
})

test('[PN2] a customer’s layout replaces the shipped one of its name or takes it out; left out, the shipped one stands again', async () => {
  const blocks = [{ kind: 'heading' as const, text: label('我们的报价 {number}') }]
  const publish = (prints: readonly PrintLayout[]) =>
    admin.publish({ extensions: [{ object: 'sales.quote', prints }] })
  const own = { name: 'quote', label: label('报价'), blocks }
  await publish([own, { ...own, name: 'short', label: label('短报价') }])
  const replaced = wholeOf(await pages(await print('li', 'sales.quote', quote.id, 'quote')))
  expect(replaced).toContain('我们的报价QT-2026-00001')
  expect(replaced).not.toContain('东方水务')
  expect((await print('li', 'sales.quote', quote.id, 'short')).status).toBe(200)
  await publish([{ ...own, retired: true }])
  for (const layout of ['quote', 'short'])
    expect((await print('li', 'sales.quote', quote.id, layout)).status).toBe(404)
  await publish([])
  expect(wholeOf(await pages(await print('li', 'sales.quote', quote.id, 'quote')))).toContain(
    '客户：东方水务',
  )
  const shipped = await admin.ask('GET', '/api/definitions/prints/sales.quote')
  expect(shipped.body).toMatchObject([{ name: 'quote' }])
})

test('[PN9] a layout is looked at before it is published, by who may publish, with made-up values where there is no record; nothing is noted', async () => {
  const noted = (await auditor.find('print.printing', {})).length
  const draft = {
    object: 'sales.quote',
    id: quote.id,
    layout: { ...visitLayout, blocks: [{ kind: 'heading', text: label('草稿 {number}') }] },
  }
  expect(wholeOf(await pages(await sent('admin', '/api/definitions/prints/draft', draft)))).toContain(
    '草稿QT-2026-00001',
  )
  const refused = await sent('li', '/api/definitions/prints/draft', draft)
  expect([refused.status, codes(refused)]).toEqual([403, ['access.denied']])
  const wrong = await sent('admin', '/api/definitions/prints/draft', {
    ...draft,
    layout: { ...visitLayout, name: 'v' },
  })
  expect([wrong.status, codes(wrong)[0]]).toEqual([422, 'formula.unknownName'])
  const empty = {
    object: 'service.ticket',
    layout: {
      name: 'd',
      label: label('单'),
      blocks: [{ kind: 'facts', facts: [{ value: 'customer' }, { value: 'status' }] }],
    },
  }
  expect(wholeOf(await pages(await sent('admin', '/api/definitions/prints/draft', empty)))).toContain(
    '客户：客户',
  )
  expect(await auditor.find('print.printing', {})).toHaveLength(noted)
})

test('[PN8] [HT10] hostile values break nothing: long words, letters no font has, another direction, markup, five thousand lines', async () => {
  const hostile = [
    '长'.repeat(3000),
    'W'.repeat(4000),
    '😀𠮷\u202eabc\u0007',
    'שלום عالم',
    '<b>{title}</b> $1 %s \\n',
    'x\u200dy',
  ]
  const made = await admin.create('x.visit', {
    title: 'a/b\\c:"<>|?*',
    lines: hostile.map((item) => ({ item, amount: '1' })),
  })
  const answer = await print('admin', 'x.visit', made.id, 'visit')
  const whole = wholeOf(await pages(answer))
  expect(whole).toContain('<b>{title}</b>$1%s\\n')
  expect(whole.match(/长/g)).toHaveLength(3000)
  expect(whole.match(/W/g)).toHaveLength(4000)
  expect(whole).toContain('合计¥6.00')
  expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('a_b_c_______.pdf')
  const many = await admin.create('x.visit', { title: '很多' })
  const add = (from: number, count: number) =>
    admin.write(
      Array.from({ length: count }, (_, index) => ({
        ...{ kind: 'create' as const, object: 'x.visitLine', id: newId() },
        values: { visit: many.id, item: `事项 ${from + index}`, amount: '1' },
      })),
    )
  for (let from = 0; from < 5000; from += 1000) await add(from, 1000)
  // Whoever asks meanwhile does not wait for it.
  let isDrawn = false
  const drawing = print('admin', 'x.visit', many.id, 'visit').finally(() => {
    isDrawn = true
  })
  let answered = 0
  while (!isDrawn) {
    await li.one('sales.quote', quote.id)
    answered++
  }
  expect(answered).toBeGreaterThan(5)
  const sheets = await pages(await drawing)
  expect(sheets.at(-1)?.text).toContain(`第${sheets.length}页共${sheets.length}页`)
  expect(wholeOf(sheets)).toContain('合计¥5,000.00')
  await add(5000, 1)
  const tooMany = await print('admin', 'x.visit', many.id, 'visit')
  expect([tooMany.status, codes(tooMany)]).toEqual([422, ['print.tooManyLines']])
}, 60_000)
