// A lead comes in on a Friday evening: one owner, thirty working minutes, and the head is told when they lapse.
import { expect, test } from 'vitest'
import { testServer, until } from '#test/server'

const server = await testServer({ at: '2026-06-18T09:40:00.000Z' }) // Thursday, 17:40; the holiday begins tomorrow
const { manager, li, han, boss, keeper } = server.people

const messages = (of: typeof li, kind: string, record: string) =>
  of.find('notify.message', { kind, record, person: of.me.id }, ['text', 'sentAt'])

let lead = ''

test('[LEAD-07] assigning starts a clock of thirty working minutes, and the owner is told', async () => {
  const made = await manager.create('crm.lead', {
    name: '何工',
    company: '南江泵业',
    phone: '13800001111',
    channel: 'exhibition',
    need: '十台增压泵',
  })
  lead = made.id
  expect(made).toMatchObject({ number: 'LD-2026-00001', status: 'new' })
  await manager.act('crm.lead', lead, 'assign', { owner: li.me.id })
  const task = await boss.only('flow.task', { record: lead }, [
    'step',
    'holder$title',
    'askedAt',
    'dueAt',
    'status',
  ])
  // Twenty minutes are left of Thursday; Friday is the Dragon Boat Festival, then the weekend: ten more on Monday morning.
  expect(task).toMatchObject({
    step: 'firstContact',
    holder$title: '销售李雷',
    askedAt: '2026-06-18T09:40:00.000Z',
    dueAt: '2026-06-22T01:10:00.000Z',
    status: 'asked',
  })
  await until('Li hears of her lead', async () => (await messages(li, 'task', lead)).length > 0)
})

test('[LEAD-11] the lead is locked to its owner: a colleague sees the history and may not act', async () => {
  await li.act('crm.lead', lead, 'logContact', {
    kind: 'call',
    outcome: 'noAnswer',
    notes: '无人接听',
    nextStep: '周一再打',
    nextAt: '2026-06-22T01:30:00.000Z',
  })
  expect(await han.find('crm.activity', { lead }, ['outcome', 'person$title', 'notes'])).toMatchObject([
    { outcome: 'noAnswer', person$title: '销售李雷', notes: '无人接听' },
  ])
  for (const attempt of [
    () => han.act('crm.lead', lead, 'logContact', { nextStep: 'x', nextAt: '2026-06-22T02:00:00.000Z' }),
    () => han.update('crm.lead', lead, { nextStep: '我来跟' }),
    () => han.act('crm.lead', lead, 'assign', { owner: han.me.id }),
    () => han.create('crm.activity', { lead, kind: 'call', subject: '抢单' }),
  ])
    await expect(attempt()).rejects.toMatchObject({ status: 403 })
  expect((await han.abilities('crm.lead', lead)).actions).toEqual([])
  await expect(keeper.one('crm.lead', lead)).rejects.toMatchObject({ status: 404 })
})

test('[LEAD-07] a call that nobody answered does not stop the clock', async () => {
  expect(await boss.only('flow.task', { record: lead }, ['status'])).toMatchObject({ status: 'asked' })
  const task = await li.only('flow.task', { record: lead })
  await expect(li.act('flow.task', task.id, 'deliver')).rejects.toThrow('还没有一次联系上客户的记录')
})

test('[AUTO-04] over the holiday and the weekend nothing lapses', async () => {
  for (const instant of [
    '2026-06-19T06:00:00.000Z',
    '2026-06-21T06:00:00.000Z',
    '2026-06-22T01:09:00.000Z',
  ]) {
    server.at(instant)
    // Longer than the worker's turn of five seconds would prove no more: what is due is a comparison with this clock.
    const due = await boss.query({
      object: 'flow.task',
      filter: {
        and: [
          { field: 'record', is: 'eq', value: lead },
          { field: 'dueAt', is: 'le', value: instant },
        ],
      },
    })
    expect(due.rows).toEqual([])
  }
  expect(await messages(manager, 'escalation', lead)).toEqual([])
})

test('[LEAD-07] [FLOW-11] [AUTO-04] when it lapses on Monday morning the direct supervisor is told, then the next level', async () => {
  server.at('2026-06-22T01:10:00.000Z')
  const [first] = await until('the manager is told', async () => {
    const told = await messages(manager, 'escalation', lead)
    return told.length > 0 && told
  })
  expect(first?.text).toContain('何工')
  expect(first?.text).toContain('销售李雷')
  expect(first?.text).toContain('第 1 级升级')
  expect(await messages(boss, 'escalation', lead)).toEqual([])
  server.at('2026-06-22T01:40:00.000Z')
  const [second] = await until('the boss is told', async () => {
    const told = await messages(boss, 'escalation', lead)
    return told.length > 0 && told
  })
  expect(second?.text).toContain('已超时 30 工作分钟（第 2 级升级）')
  expect(await messages(manager, 'escalation', lead)).toHaveLength(1)
})

test('[LEAD-07] a logged contact ends it: the response time is known and nobody is told any more', async () => {
  await li.act('crm.lead', lead, 'logContact', {
    kind: 'call',
    outcome: 'reached',
    notes: '要十台，六月底前报价',
    nextStep: '发方案',
    nextAt: '2026-06-24T01:00:00.000Z',
  })
  expect(await li.one('crm.lead', lead, ['status', 'firstContactAt', 'contactCount'])).toMatchObject({
    status: 'contacted',
    firstContactAt: '2026-06-22T01:40:00.000Z',
    contactCount: '1',
  })
  expect(await boss.only('flow.task', { record: lead }, ['status', 'usedMinutes'])).toMatchObject({
    status: 'delivered',
    usedMinutes: '60',
  })
})
