import { describe, expect, test } from 'vitest'
import { ask, person, type Rows } from '#test/memory-workspace'
import { messageViolations } from '#test/messages'
import { recipientsOf } from './audience.ts'
import { directoryOf, fromIdentity, headsAbove, readDirectory } from './directory.ts'
import { messagesFor } from './message.ts'
import { bringBack, markSeen, messageObject, notifyPolicies, snooze } from './objects.ts'
import { broughtBack, snoozedQuery } from './snoozed.ts'

const directory = directoryOf(
  [
    { id: 'ann', name: '安', active: true, department: 'east', locale: 'zh-CN' },
    { id: 'bob', name: 'Bob', active: true, department: 'east', locale: 'en' },
    { id: 'cai', name: '蔡', active: true, department: 'sales' },
    { id: 'dong', name: '董', active: true, department: 'top' },
    { id: 'gone', name: '去', active: false, department: 'east' },
  ],
  [
    { id: 'top', code: 'management', name: '总部', parent: null, head: 'dong' },
    { id: 'sales', code: 'sales', name: '销售部', parent: 'top', head: 'cai' },
    { id: 'east', code: 'east', name: '华东', parent: 'sales', head: 'gone' },
    { id: 'empty', code: 'empty', name: '空', parent: null, head: null },
  ],
  [
    { person: 'ann', role: 'seller' },
    { person: 'bob', role: 'seller' },
    { person: 'gone', role: 'seller' },
  ],
)
const names = (audience: Parameters<typeof recipientsOf>[0]): readonly string[] =>
  recipientsOf(audience, directory).recipients.map((one) => one.person.id)
const missed = (audience: Parameters<typeof recipientsOf>[0]): readonly string[] =>
  recipientsOf(audience, directory).missed.map(({ code }) => code)

const announcement = {
  audience: { people: ['ann', 'bob'] },
  text: { 'zh-CN': '{title} 缺 {short}，{step}', en: '{title} lacks {short}, {step}' },
  fields: { title: 'SO-1', short: null, step: { 'zh-CN': '发货', en: 'Ship' } },
  object: 'sales.order',
  record: 'order-1',
  kind: 'alert' as const,
  cause: 'rule:short',
  occasion: 'event-1',
}

describe('audience', () => {
  test('[N1] people, role, department and head are told once each, with the first reason', () => {
    expect(names({ people: ['ann'], role: 'seller' })).toEqual(['ann', 'bob'])
    expect(names({ department: 'sales' })).toEqual(['ann', 'bob', 'cai'])
    expect(names({ headOf: 'sales' })).toEqual(['cai'])
    expect(names({ headOf: 'cai' })).toEqual(['dong'])
    const { recipients } = recipientsOf({ people: ['ann'], role: 'seller' }, directory)
    expect(recipients.map(({ why }) => why)).toEqual(['named', 'role:seller'])
  })

  test('[N2] disabled and unknown people are named as missed', () => {
    expect(names({ people: ['gone', 'nobody', 'ann'] })).toEqual(['ann'])
    expect(missed({ people: ['gone', 'nobody', 'ann'] })).toEqual([
      'notify.person-disabled',
      'notify.person-unknown',
    ])
  })

  test('[N3] an empty audience is reported and leaves one message for nobody', () => {
    expect(missed({ role: 'pilot' })).toEqual(['notify.role-empty', 'notify.audience-empty'])
    expect(missed({ department: 'empty' })).toEqual(['notify.department-empty', 'notify.audience-empty'])
    expect(missed({ headOf: 'empty' })).toEqual(['notify.no-head', 'notify.audience-empty'])
    const { changes } = messagesFor({ ...announcement, audience: { role: 'pilot' } }, directory, 'now')
    expect(changes.map(({ values }) => [values.person, values.kind])).toEqual([[null, 'unreached']])
    expect(changes[0]?.values.why).toContain('notify.role-empty')
  })

  test('[N7] heads go up level by level, passing over those missing, disabled or told', () => {
    expect(headsAbove(directory, 'east')).toEqual(['cai', 'dong'])
    expect(headsAbove(directory, 'east', ['cai'])).toEqual(['dong'])
    expect(headsAbove(directory, null)).toEqual([])
  })

  test('[N7] a loop of departments ends', () => {
    const looped = directoryOf(
      [{ id: 'a', name: 'a', active: true }],
      [
        { id: 'x', code: 'x', name: 'x', parent: 'y', head: 'a' },
        { id: 'y', code: 'y', name: 'y', parent: 'x', head: null },
      ],
      [],
    )
    expect(headsAbove(looped, 'y')).toEqual(['a'])
  })
})

describe('messages', () => {
  test('[N4] the text is in the language of each recipient, blanks shown as a dash', () => {
    const { changes } = messagesFor(announcement, directory, '2026-05-06T01:00:00.000Z')
    expect(changes.map(({ values }) => values.text)).toEqual(['SO-1 缺 —，发货', 'SO-1 lacks —, Ship'])
  })

  test('[N5] the same occasion makes the same messages, another occasion others', () => {
    const ids = (occasion: string): readonly string[] =>
      messagesFor({ ...announcement, occasion }, directory, 'now').changes.map(({ id }) => id)
    expect(ids('event-1')).toEqual(ids('event-1'))
    expect(new Set([...ids('event-1'), ...ids('event-2')]).size).toBe(4)
  })

  test('[N6] only its own person marks a message as seen, and once', async () => {
    const record = { id: 'm', person: 'ann', seenAt: null }
    const run = (actor: string, row: typeof record | { id: string; person: string; seenAt: string }) =>
      markSeen.run({ ...context(actor), record: row }, {})
    expect(await run('bob', record)).toMatchObject({ ok: false, problems: [{ code: 'notify.not-yours' }] })
    expect(await run('ann', record)).toMatchObject({ value: { changes: [{ values: { seenAt: 'now' } }] } })
    expect(await run('ann', { ...record, seenAt: 'before' })).toMatchObject({ value: { changes: [] } })
    const own = notifyPolicies(['rules']).find(({ who }) => who.everyone)
    expect(own).toMatchObject({
      where: 'person = me.id',
      operations: ['read', 'markSeen', 'snooze', 'bringBack'],
    })
    expect(messageObject.fields.every(({ readOnly }) => readOnly)).toBe(true)
  })

  test('[N18] only its own person puts a message away, to a later instant within a year, and brings it back', async () => {
    const record = { id: 'm', person: 'ann', seenAt: null, snoozedUntil: null }
    const monday = '2026-06-15T02:00:00.000Z'
    const put = (actor: string, until: string) =>
      snooze.run({ ...context(actor), now: monday, record }, { until })
    expect(await put('bob', '2026-06-16T01:00:00.000Z')).toMatchObject({
      problems: [{ code: 'notify.not-yours' }],
    })
    for (const until of ['2026-06-15T01:59:00.000Z', monday, '2027-08-01T00:00:00.000Z', 'soon'])
      expect(await put('ann', until)).toMatchObject({ problems: [{ code: 'notify.snooze-until' }] })
    expect(await put('ann', '2026-06-16T01:00:00.000Z')).toMatchObject({
      value: { changes: [{ values: { snoozedUntil: '2026-06-16T01:00:00.000Z', seenAt: null } }] },
    })
    const away = { ...record, snoozedUntil: '2026-06-16T01:00:00.000Z' }
    const back = (actor: string) => bringBack.run({ ...context(actor), record: away }, {})
    expect(await back('bob')).toMatchObject({ problems: [{ code: 'notify.not-yours' }] })
    expect(await back('ann')).toMatchObject({
      value: { changes: [{ values: { snoozedUntil: null, seenAt: null } }] },
    })
  })

  test('[N19] those whose time has come are put back, each against the version it had', () => {
    const rows: Rows = new Map()
    for (const [id, snoozedUntil] of [
      ['now', '2026-06-16T01:00:00.000Z'],
      ['later', '2026-06-16T01:00:01.000Z'],
      ['never', null],
    ] as const)
      rows.set(`notify.message/${id}`, { id, version: 3, snoozedUntil })
    expect(broughtBack(ask(rows, snoozedQuery('2026-06-16T01:00:00.000Z')))).toEqual([
      { kind: 'update', object: 'notify.message', id: 'now', version: 3, values: { snoozedUntil: null } },
    ])
  })
})

const context = (actor: string) => ({
  isOff: () => false,
  read: async () => [],
  row: async () => null,
  rows: async () => new Map(),
  gather: async () => () => undefined,
  now: 'now',
  zone: 'Asia/Shanghai',
  newId: () => 'id',
  actor: person(actor),
  origin: { source: 'form' as const },
})

test('[N8] the directory is read whole, page by page', async () => {
  const rows: Rows = new Map()
  for (let at = 1000; at < 2201; at++) {
    rows.set(`identity.person/${at}`, { id: `${at}`, name: `${at}`, active: true, department: 'd' })
  }
  rows.set('identity.department/d', { id: 'd', code: 'd', name: 'd', parent: null, head: '1000' })
  rows.set('identity.roleAssignment/r', { id: 'r', person: '2200', role: 'seller' })
  const read = await readDirectory({ read: async (query) => ask(rows, query) })
  expect(read.people.size).toBe(1201)
  expect(recipientsOf({ role: 'seller' }, read).recipients.map((one) => one.person.id)).toEqual(['2200'])
})

test('[N8] the directory identity keeps in memory serves as well', () => {
  const rolesOf = (id: string) => directory.people.get(id)?.roles ?? []
  const localeOf = (id: string) => (id === 'bob' ? 'en' : 'zh-CN')
  expect(fromIdentity({ ...directory, rolesOf }, localeOf)).toEqual(directory)
})

test('[N9] every problem has its text in both languages', () => {
  expect(messageViolations('src/kernel/notify', 'notify')).toEqual([])
})
