// Lists as files through the real server: what they hold, who may have them, and what the log says of it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Change } from '#kernel/records'
import { type Login, newId, stockUp, testServer } from '#test/server'
import { readSheet } from '../import/read-sheet.ts'

const server = await testServer({ at: '2026-06-15T02:00:00.000Z' })
const goods = await stockUp(server, { motor: '400' })
const { admin, li, auditor } = server.people
const place = mkdtempSync(join(tmpdir(), 'baton-exported-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const tokens = new Map<Login, string>()
async function exported(login: Login, object: string, question: Record<string, string>) {
  const token = tokens.get(login) ?? (await server.token(login))
  tokens.set(login, token)
  const answer = await fetch(`${server.url}/api/exports/${object}?${new URLSearchParams(question)}`, {
    headers: { authorization: `Bearer ${token}`, 'accept-language': 'zh-CN' },
  })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}
async function rowsOf(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  const path = join(place, 'a.xlsx')
  writeFileSync(path, bytes)
  const rows = []
  for await (const { cells } of readSheet(path)) rows.push(cells)
  return rows
}
const notes = async (who = admin) =>
  (await who.query({ object: 'views.exporting', sort: ['-createdAt', '-id'], limit: 500 })).rows

test('[V10] [V11] an order list is exported as it is called and written, and the log says who took what', async () => {
  for (const [notes, promisedDate] of [
    ['甲', '2026-07-01'],
    ['乙', '2026-08-01'],
  ] as const)
    await li.create('sales.order', {
      ...{ customer: goods.customer, notes, promisedDate },
      lines: [{ item: goods.motor, quantity: '2', price: '90.5' }],
    })
  const question = {
    format: 'xlsx',
    fields: 'customer,customer.name,status,amount,promisedDate,createdAt,createdBy,notes',
    sort: '-promisedDate',
    filter: JSON.stringify({ field: 'promisedDate', is: 'ge', value: '2026-07-01' }),
  }
  const answer = await exported('admin', 'sales.order', question)
  expect(answer.status).toBe(200)
  expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('.xlsx')
  const [heads, first, second] = await rowsOf(answer.bytes)
  expect(heads?.slice(0, 2)).toEqual(['客户', '客户 · 名称'])
  expect(first).toEqual([
    ...['东方水务', '东方水务', '草稿', '181', '2026-08-01', '2026-06-15 10:00:00', '销售李雷', '乙'],
  ])
  expect(second?.at(-1)).toBe('甲')
  const [note] = await notes()
  expect(note).toMatchObject({ object: 'sales.order', records: '2', format: 'xlsx' })
  expect(JSON.parse(String(note?.question))).toMatchObject({ sort: ['-promisedDate'] })
  const events = await auditor.log({ object: 'views.exporting', records: [String(note?.id)] })
  expect(events.map(({ kind, after }) => [kind, (after as { records?: unknown }).records])).toEqual([
    ['create', '2'],
  ])
  await expect(
    admin.update('views.exporting', { id: String(note?.id), version: 1 } as never, { records: '0' }),
  ).rejects.toMatchObject({ status: expect.any(Number) })
})

test('[V10] who may not export gets nothing, and nothing is noted', async () => {
  const before = (await notes()).length
  // Salespeople read and print their orders.
  for (const login of ['keeper', 'li'] as const) {
    const { status, bytes } = await exported(login, 'sales.order', { format: 'csv' })
    expect([status, bytes.toString()]).toEqual([403, expect.stringContaining('access.denied')])
  }
  const unknown = await exported('admin', 'sales.order', { format: 'csv', fields: 'nothing' })
  expect([unknown.status, unknown.bytes.toString()]).toEqual([
    422,
    expect.stringContaining('query.unknownField'),
  ])
  expect(await notes()).toHaveLength(before)
})

test('[V11] [V12] an object made at run time is exported whole, far beyond a page, and its export is counted', async () => {
  const label = (text: string) => ({ 'zh-CN': text, en: text })
  await admin.publish({
    objects: [
      {
        ...{ name: 'x.visit', label: label('回访'), kind: 'record', title: 'subject' },
        fields: [
          { name: 'subject', type: 'text', label: label('主题'), required: true },
          { name: 'score', type: 'number', label: label('评分') },
          {
            ...{ name: 'kinds', type: 'multiSelect', label: label('方式') },
            options: [
              { key: 'phone', label: label('电话') },
              { key: 'door', label: label('上门') },
            ],
          },
          { name: 'double', type: 'formula', label: label('加倍'), result: 'decimal', formula: 'score * 2' },
          { name: 'with', type: 'persons', label: label('同行') },
          {
            ...{ name: 'about', type: 'anyReference', label: label('针对') },
            to: ['masterdata.party', 'identity.person'],
          },
        ],
      },
    ],
    policies: [
      {
        ...{ name: 'x.visit.sales', object: 'x.visit', operations: ['read'], who: { roles: ['sales'] } },
        fields: { read: ['subject', 'kinds'] },
      },
      {
        ...{ name: 'x.visit.out', object: 'x.visit', operations: ['export'], who: { roles: ['sales'] } },
        where: 'score < 3',
      },
    ],
  } as never)
  const me = String(
    (await admin.query({ object: 'identity.person', filter: { field: 'login', is: 'eq', value: 'li' } }))
      .rows[0]?.id,
  )
  for (let start = 0; start < 1700; start += 100)
    await admin.write(
      Array.from(
        { length: 100 },
        (_, at): Change => ({
          ...{ kind: 'create', object: 'x.visit', id: newId() },
          values: {
            subject: `第${start + at}次`,
            score: String(start + at),
            kinds: ['phone', 'door'],
            with: [me],
            about: start + at === 0 ? `masterdata.party/${goods.customer}` : `identity.person/${me}`,
          },
        }),
      ),
    )
  const answer = await exported('admin', 'x.visit', { format: 'xlsx', sort: 'score' })
  const [heads, ...rows] = await rowsOf(answer.bytes)
  expect(heads).toEqual(['主题', '评分', '方式', '加倍', '同行', '针对'])
  expect(rows).toHaveLength(1700)
  expect(rows[1699]).toEqual(['第1699次', '1699', '电话、上门', '3398', '销售李雷', '销售李雷'])
  expect(rows[0]?.at(-1)).toBe('东方水务')
  expect((await notes())[0]).toMatchObject({ object: 'x.visit', records: '1700' })
  // Of what somebody reads they take out what they may export, and no field that they do not read.
  const mine = await exported('li', 'x.visit', { format: 'csv', fields: 'subject,score', sort: 'subject' })
  expect(mine.bytes.toString()).toBe('\uFEFF主题,评分\r\n第0次,\r\n第1次,\r\n第2次,\r\n')
  expect((await exported('li', 'x.visit', { format: 'csv' })).bytes.toString()).toContain('主题,方式\r\n')
  expect((await notes(li)).map(({ object, records, format }) => [object, records, format])).toEqual([
    ['x.visit', '3', 'csv'],
    ['x.visit', '3', 'csv'],
  ])
})
