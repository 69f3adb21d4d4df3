// Another system is told, signed, of what happens here: by hand, through the interface, by automation, by import; of what its person may read.
import { expect, test } from 'vitest'
import type { Publication } from '#kernel/module'
import type { Values } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { isSigned, receiver } from '#test/receiver'
import { newId, testServer, until } from '#test/server'

const server = await testServer({
  at: '2026-06-15T02:00:00.000Z',
  webhooks: { allowsPlain: true, allowsPrivate: true },
})
const { admin, li, manager } = server.people
const other = await receiver()
const label = (text: string) => ({ 'zh-CN': text, en: text })

const visits: Publication = {
  objects: [
    {
      name: 'x.visit',
      label: label('拜访'),
      kind: 'record',
      title: 'subject',
      fields: [
        { name: 'subject', type: 'text', label: label('主题'), required: true },
        { name: 'owner', type: 'person', label: label('负责人'), default: 'me.id' },
        { name: 'cost', type: 'money', currency: 'CNY', tax: 'none', label: label('费用') },
      ],
    },
  ],
  policies: [
    {
      name: 'x.visit.own',
      object: 'x.visit',
      operations: ['read', 'create', 'update'],
      who: { roles: ['sales'] },
      where: 'owner = me.id',
      fields: { read: { except: ['cost'] }, write: { except: ['cost'] } },
      layer: 'overlay',
    },
  ],
}

type Hook = { readonly id: string; readonly secret: string }

async function hook(path: string, values: Values): Promise<Hook> {
  const id = newId()
  const url = `${other.url}${path}`
  const written = await admin.write([
    { kind: 'create', object: 'notify.webhook', id, values: { name: path, url, ...values } },
  ])
  const [made] = written.outputs as unknown as readonly Hook[]
  return { id, secret: made?.secret ?? '' }
}

const came = (path: string, count: number) =>
  until(`${count} messages at ${path}`, async () => other.at(path).length >= count && other.at(path))

/** Waits until what has been made is marked as sent. */
const allSent = () =>
  until(
    'nothing waits',
    async () => (await admin.find('notify.delivery', { status: 'waiting' }, ['id'])).length === 0,
  )

const deliveries = (webhook: string): Promise<readonly Row[]> =>
  admin.find('notify.delivery', { webhook }, [
    'id',
    'status',
    'attempts',
    'code',
    'fault',
    'nextTry',
    'record',
  ])

let all: Hook = { id: '', secret: '' }
let lis: Hook = { id: '', secret: '' }

test('[INTG-01] an administrator makes an object and webhooks for it; a secret is shown this once and never again', async () => {
  await admin.publish(visits)
  all = await hook('/all', { objects: 'x.visit, crm.lead' })
  lis = await hook('/li', { objects: 'x.visit', person: li.me.id })
  expect(all.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const row = await admin.one('notify.webhook', all.id)
  const told = JSON.stringify([row, await admin.history('notify.webhook', all.id), await admin.log({})])
  expect(told).toContain('"state":"active"')
  expect(told).not.toContain('whsec_')
  await expect(li.create('notify.webhook', { name: 'x', url: other.url })).rejects.toMatchObject({
    status: 403,
  })
  await expect(hook('/typo', { objects: 'x.visits' })).rejects.toThrow('x.visits')
  await expect(hook('/', { url: 'https://user:secret@example.com/' })).rejects.toThrow(
    'notify.webhook-address',
  )
})

test('[INTG-01] a change through the interface arrives signed, and without the field that its person may not read', async () => {
  const token = await server.token('admin')
  const answer = await fetch(`${server.url}/api/records/x.visit`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ subject: '东方水务', owner: li.me.id, cost: '120.00' }),
  })
  const { id } = (await answer.json()) as { id: string }
  const [whole] = await came('/all', 1)
  const [partly] = await came('/li', 1)
  expect(isSigned(whole as never, all.secret)).toBe(true)
  expect(isSigned(whole as never, lis.secret)).toBe(false)
  expect(isSigned(partly as never, lis.secret)).toBe(true)
  expect(whole?.said).toMatchObject({
    type: 'x.visit.create',
    timestamp: '2026-06-15T02:00:00.000Z',
    data: {
      ...{ object: 'x.visit', kind: 'create', record: id, version: 1, source: 'api', action: null },
      who: { id: admin.me.id, name: '管理员' },
      before: {},
      after: { subject: '东方水务', cost: '120.00' },
    },
  })
  expect(partly?.said.data.after).toMatchObject({ subject: '东方水务' })
  expect(partly?.body).not.toContain('cost')
})

test('[INTG-01] changes by automation and by import arrive and say where they came from', async () => {
  await admin.create('crm.assignmentRule', { name: '全部', department: server.department('sales') })
  const lead = newId()
  const values = {
    name: '何工',
    company: '南江泵业',
    phone: '13800001111',
    channel: 'exhibition',
    need: '增压泵',
  }
  await manager.write([{ kind: 'create', object: 'crm.lead', id: lead, values }], undefined, 'import')
  await until('the lead is assigned and told of', async () =>
    other.at('/all').some(({ said }) => said.data.record === lead && said.data.source === 'rule'),
  )
  const about = other.at('/all').filter(({ said }) => said.data.record === lead)
  expect(about.every((one) => isSigned(one, all.secret))).toBe(true)
  expect(about.map(({ said: { data } }) => [data.kind, data.source])[0]).toEqual(['create', 'import'])
  expect(about.find(({ said }) => said.data.source === 'rule')?.said.data).toMatchObject({
    ...{ kind: 'update', action: 'crm.lead.autoAssign', cause: about[0]?.said.data.event },
    before: { status: 'new' },
    after: { status: 'assigned' },
  })
})

test('[INTG-01] what its person may not read is never sent, removed records included', async () => {
  const mine = await admin.create('x.visit', { subject: '内部会议' })
  await admin.remove('x.visit', mine.id)
  await until('the removal is told of', async () =>
    other.at('/all').some(({ said }) => said.type === 'x.visit.remove' && said.data.record === mine.id),
  )
  const withheld = await until('both are settled', async () => {
    const made = (await deliveries(lis.id)).filter(({ record }) => record === mine.id)
    return made.length === 2 && made.every(({ status }) => status !== 'waiting') && made
  })
  expect(other.at('/li').filter(({ said }) => said.data.record === mine.id)).toEqual([])
  expect(withheld.map(({ status, fault, attempts }) => [status, fault, attempts])).toEqual([
    ['withheld', 'unreadable', '0'],
    ['withheld', 'unreadable', '0'],
  ])
})

test('[INTG-01] a receiver that is down gets it later under the same id, in the order of the record, exactly as signed', async () => {
  const before = other.at('/li').length
  other.answer((response) => void response.writeHead(503).end('down for repair'))
  const visit = await li.create('x.visit', { subject: '第一次' })
  const failing = await until('the first try has failed', async () =>
    (await deliveries(lis.id)).find(({ record, attempts }) => record === visit.id && attempts === '1'),
  )
  expect(failing).toMatchObject({
    status: 'waiting',
    code: '503',
    fault: 'answer',
    nextTry: '2026-06-15T02:00:05.000Z',
  })
  await li.update('x.visit', visit.id, { subject: '第二次' })
  await until('the second change waits for the first', async () => {
    const waiting = (await deliveries(lis.id)).filter(({ record }) => record === visit.id)
    return waiting.length === 2 && waiting.every(({ nextTry }) => nextTry === '2026-06-15T02:00:05.000Z')
  })
  other.answer((response) => void response.writeHead(204).end())
  server.at('2026-06-15T02:01:00.000Z')
  const [tried, again, second] = (await came('/li', before + 3)).slice(before)
  expect(again?.id).toBe(tried?.id)
  expect(again?.body).toBe(tried?.body)
  expect(again?.headers['webhook-timestamp']).toBe(String(Date.parse('2026-06-15T02:01:00.000Z') / 1000))
  expect([tried, again, second].every((one) => isSigned(one as never, lis.secret))).toBe(true)
  expect(second?.said.data).toMatchObject({ before: { subject: '第一次' }, after: { subject: '第二次' } })
  await allSent()
})

test('[INTG-01] a paused webhook gets nothing, not even later; what was delivered is sent again when asked', async () => {
  await admin.update('notify.webhook', lis.id, { state: 'paused' })
  const before = other.at('/li').length
  const visit = await li.create('x.visit', { subject: '暂停时' })
  await until('the other webhook is told', async () =>
    other.at('/all').some(({ said }) => said.data.record === visit.id),
  )
  await admin.update('notify.webhook', lis.id, { state: 'active' })
  await li.update('x.visit', visit.id, { subject: '恢复后' })
  const [next] = (await came('/li', before + 1)).slice(before)
  expect(next?.said.data).toMatchObject({ kind: 'update', after: { subject: '恢复后' } })
  const delivered = (await deliveries(lis.id)).find(({ id }) => id === next?.id)
  await until('it is marked', async () =>
    (await deliveries(lis.id)).every(({ status }) => status !== 'waiting'),
  )
  await admin.act('notify.delivery', String(delivered?.id), 'sendAgain')
  const [, repeated] = (await came('/li', before + 2)).slice(before)
  expect([repeated?.id, repeated?.body]).toEqual([next?.id, next?.body])
})

test('[INTG-01] a new secret signs at once, the old one for a day beside it', async () => {
  const { secret } = (await admin.act('notify.webhook', lis.id, 'newSecret')) as unknown as Hook
  expect(secret).not.toBe(lis.secret)
  const before = other.at('/li').length
  const visit = await li.create('x.visit', { subject: '换密钥' })
  const [both] = (await came('/li', before + 1)).slice(before)
  expect([secret, lis.secret].map((one) => isSigned(both as never, one))).toEqual([true, true])
  await allSent()
  server.at('2026-06-16T02:01:00.001Z')
  await li.update('x.visit', visit.id, { subject: '一天以后' })
  const [, after] = (await came('/li', before + 2)).slice(before)
  expect([secret, lis.secret].map((one) => isSigned(after as never, one))).toEqual([true, false])
})

test('[INTG-01] after about a day of failures the webhook is stopped and its owner told; made active again it goes on where it stopped', async () => {
  await allSent()
  const before = other.at('/li').length
  other.answer((response, { path }) => void response.writeHead(path === '/li' ? 500 : 204).end())
  const visit = await li.create('x.visit', { subject: '对方坏了' })
  let now = Date.parse('2026-06-16T02:01:00.001Z')
  for (let tries = 1; tries <= 8; tries++) {
    await until(`${tries} tries`, async () =>
      (await deliveries(lis.id)).some(
        ({ record, attempts }) => record === visit.id && attempts === `${tries}`,
      ),
    )
    now += 8 * 3_600_000 + 1000
    server.at(new Date(now).toISOString())
    // Whatever is written wakes those who follow the log; nobody has to wait for their next look at the clock.
    await admin.update('notify.webhook', all.id, { name: `${tries}` })
  }
  await until(
    'the webhook is stopped',
    async () => (await admin.one('notify.webhook', lis.id)).state === 'failing',
  )
  const [message] = await admin.find('notify.message', { record: lis.id, person: admin.me.id }, [
    'text',
    'kind',
  ])
  expect(message).toMatchObject({ kind: 'alert' })
  expect(String(message?.text)).toContain('已停止发送')
  await li.update('x.visit', visit.id, { subject: '停止之后' })
  await until('the other webhook is told', async () =>
    other.at('/all').some(({ said }) => said.data.after?.subject === '停止之后'),
  )
  expect(other.at('/li').length).toBe(before + 8)
  other.answer((response) => void response.writeHead(204).end())
  await admin.update('notify.webhook', lis.id, { state: 'active' })
  const [next] = (await came('/li', before + 9)).slice(before + 8)
  expect(next?.said.data).toMatchObject({ after: { subject: '停止之后' } })
})
