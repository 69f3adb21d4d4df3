// What a webhook asks for, what it is told, and what becomes of its deliveries.
import { describe, expect, test } from 'vitest'
import { derivedId } from '#base/derived-id'
import type { SealedEvent } from '#kernel/log'
import type { Row } from '#kernel/schema'
import { randomFrom } from '#test/random'
import {
  type Attempt,
  afterAttempt,
  answerShown,
  concernsWebhook,
  deliveriesFor,
  messageBody,
  mostBytes,
  pausesMs,
  roundOf,
  webhookOf,
} from './index.ts'

const now = '2026-06-15T02:00:00.000Z'
const id = (name: string) => derivedId('test', name)

const event = (more: Partial<SealedEvent> = {}): SealedEvent => ({
  id: id('event'),
  writeId: id('write'),
  at: now,
  object: 'sales.order',
  record: id('record'),
  version: 2,
  kind: 'update',
  action: null,
  actor: id('actor'),
  onBehalfOf: null,
  source: 'api',
  ip: '10.1.2.3',
  cause: null,
  reason: null,
  before: { status: 'draft' },
  after: { status: 'confirmed' },
  definitionVersion: 1,
  seq: '7',
  hash: 'ab',
  ...more,
})

const asks = (row: Row, more: Partial<SealedEvent>) =>
  concernsWebhook(webhookOf({ id: id('hook'), ...row }), event(more))

describe('what a webhook asks for', () => {
  test('[N11] blank asks for every change of every object, but never of webhooks', () => {
    expect(asks({}, {})).toBe(true)
    expect(asks({}, { object: 'x.visit', kind: 'remove' })).toBe(true)
    expect(asks({}, { object: 'notify.message' })).toBe(true)
    for (const object of ['notify.webhook', 'notify.delivery']) {
      expect(asks({}, { object })).toBe(false)
      expect(asks({ objects: `${object}, notify.*` }, { object })).toBe(false)
    }
  })

  test.each([
    ['sales.order', 'sales.order', true],
    ['crm.lead，x.visit', 'x.visit', true],
    ['sales.*', 'sales.orderLine', true],
    ['sales.*', 'salesx.order', false],
    ['sales.order', 'sales.orderLine', false],
    ['order', 'sales.order', false],
  ])('[N11] of the objects "%s" %s is one: %s', (objects, object, expected) => {
    expect(asks({ objects }, { object })).toBe(expected)
  })

  test.each([
    [['create'], '', { kind: 'create' }, true],
    [['create'], '', { kind: 'update' }, false],
    [[], 'sales.order.confirm', { action: 'sales.order.confirm' }, true],
    [[], 'confirm', { action: 'sales.order.confirm' }, true],
    [[], 'firm', { action: 'sales.order.confirm' }, false],
    [[], 'confirm', { action: null }, false],
    [['remove'], 'confirm', { kind: 'remove' }, true],
    [['remove'], 'confirm', { action: 'sales.order.confirm' }, true],
  ] as const)('[N11] kinds %j and actions "%s" ask for %j: %s', (kinds, actions, more, expected) => {
    expect(asks({ kinds, actions }, more)).toBe(expected)
  })
})

describe('what it is told', () => {
  const seen = { ...event(), actorName: '王芳' }

  test('[N15] a message names the event, the change and who made it, and not from which address', () => {
    expect(JSON.parse(messageBody(seen))).toEqual({
      type: 'sales.order.update',
      timestamp: now,
      data: {
        ...{ event: seen.id, seq: '7', write: seen.writeId, object: 'sales.order', kind: 'update' },
        ...{ record: seen.record, version: 2, action: null, source: 'api', cause: null, reason: null },
        ...{ who: { id: seen.actor, name: '王芳' }, onBehalfOf: null },
        ...{ before: { status: 'draft' }, after: { status: 'confirmed' } },
      },
    })
  })

  test('[N15] one that would be too large carries no values and says so; size is counted in bytes', () => {
    const [base] = [Buffer.byteLength(messageBody({ ...seen, after: { text: '' } }))]
    const fits = '接'.repeat(Math.floor((mostBytes - base) / 3))
    const largest = messageBody({ ...seen, after: { text: fits } })
    expect(Buffer.byteLength(largest)).toBeGreaterThan(mostBytes - 3)
    expect(JSON.parse(largest).data.after).toEqual({ text: fits })
    const larger = JSON.parse(messageBody({ ...seen, after: { text: `${fits}接` } }))
    expect(larger.data).toMatchObject({ record: seen.record, omitted: 'too-large' })
    expect(larger.data).not.toHaveProperty('after')
    expect(larger.data).not.toHaveProperty('before')
  })
})

describe('what becomes of a delivery', () => {
  const hook = webhookOf({ id: id('hook'), objects: 'sales.order' })
  const down: Attempt = { fault: 'unreachable' }

  test('[N12] the same event for the same webhook is the same delivery', () => {
    const events = [
      event(),
      event({ id: id('other'), object: 'crm.lead' }),
      event({ id: id('third'), seq: '9' }),
    ]
    const [first, third] = deliveriesFor(hook, events, now)
    expect([first?.values.seq, third?.values.seq]).toEqual(['7', '9'])
    expect(deliveriesFor(hook, events, '2027-01-01T00:00:00.000Z').map((one) => one.id)).toEqual([
      first?.id,
      third?.id,
    ])
    expect(deliveriesFor({ ...hook, id: id('another') }, events, now)[0]?.id).not.toBe(first?.id)
  })

  test('[N14] pauses grow, reach over about a day, and end', () => {
    let row: Row = { id: id('delivery'), attempts: '0' }
    let at = now
    const pauses: number[] = []
    for (let tries = 1; ; tries++) {
      const { values } = afterAttempt(row, down, at)
      expect(values).toMatchObject({ attempts: `${tries}`, triedAt: at, fault: 'unreachable', code: null })
      if (typeof values.nextTry !== 'string') {
        expect(values).toMatchObject({ status: 'failed', nextTry: null })
        break
      }
      pauses.push(Date.parse(values.nextTry) - Date.parse(at))
      at = values.nextTry
      row = { ...row, ...values }
    }
    expect(pauses).toEqual(pausesMs)
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
    const hours = (Date.parse(at) - Date.parse(now)) / 3_600_000
    expect(hours).toBeGreaterThan(20)
    expect(hours).toBeLessThan(28)
  })

  test('[N14] one that was taken, or may not be sent, is settled', () => {
    const row = { id: id('delivery'), attempts: '2' }
    expect(afterAttempt(row, { code: 204 }, now).values).toMatchObject({
      ...{ status: 'delivered', nextTry: null, attempts: '3', code: '204', fault: null, answer: null },
    })
    expect(afterAttempt(row, { withheld: 'unreadable' }, now).values).toEqual({
      ...{ status: 'withheld', nextTry: null, fault: 'unreadable', triedAt: now },
    })
  })

  test('of an answer only what the database can hold is kept, at most 500 characters', () => {
    expect(answerShown('a\0b\ud800c')).toBe('abc')
    expect(answerShown(`${'x'.repeat(499)}😀`)).toBe('x'.repeat(499))
  })

  test('[N13] whatever is due and held: each record is sent in the order of the log, and nothing overtakes', () => {
    const random = randomFrom(20260615)
    for (let round = 0; round < 300; round++) {
      const rows: Row[] = Array.from({ length: 1 + random.below(12) }, (_, seq) => ({
        id: id(`${round}/${seq}`),
        object: 'x.visit',
        record: `r${random.below(3)}`,
        seq: `${seq + 1}`,
        nextTry: random.below(2) === 0 ? now : `2026-06-15T0${3 + random.below(6)}:00:00.000Z`,
      }))
      const due = rows.filter(({ nextTry }) => nextTry === now)
      const held = rows.filter(({ nextTry }) => nextTry !== now)
      const { lines, putOff } = roundOf(due.toReversed(), held)
      const sent = lines.flat()
      expect(new Set(lines.map(([first]) => first?.record)).size).toBe(lines.length)
      expect([...sent, ...putOff].map((one) => String(one.id)).toSorted()).toEqual(
        due.map((one) => String(one.id)).toSorted(),
      )
      for (const line of lines) {
        expect(line.map(({ seq }) => Number(seq))).toEqual(
          line.map(({ seq }) => Number(seq)).toSorted((a, b) => a - b),
        )
        for (const one of line)
          expect(
            held.some((other) => other.record === one.record && Number(other.seq) < Number(one.seq)),
          ).toBe(false)
      }
      for (const { id: late, values } of putOff) {
        const own = due.find((one) => one.id === late)
        const earlier = held.filter((one) => one.record === own?.record && Number(one.seq) < Number(own?.seq))
        expect(values.nextTry).toBe(
          earlier
            .map(({ nextTry }) => String(nextTry))
            .toSorted()
            .at(-1),
        )
      }
    }
  })
})
