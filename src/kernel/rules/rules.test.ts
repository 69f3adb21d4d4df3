import { beforeEach, describe, expect, test } from 'vitest'
import { failed, ok } from '#base/result'
import type { Origin } from '#kernel/access'
import type { SealedEvent } from '#kernel/log'
import { directoryOf } from '#kernel/notify'
import type { Change, Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import {
  ask,
  type Formulas,
  formulaOf,
  person,
  put,
  type Rows,
  rowsOf,
  schemaOf,
} from '#test/memory-workspace'
import { messageViolations } from '#test/messages'
import { type CompiledRule, compileRule, maxActions } from './compile.ts'
import { formulaBook, loadRelated } from './conditions.ts'
import type { Rule } from './definition.ts'
import { reactTo } from './react.ts'
import { followLog, maxDepth, type RunnerPorts } from './runner.ts'
import { runTimed } from './timed.ts'

const label = (en: string) => ({ 'zh-CN': en, en })
const formulas: Formulas = {
  isLate: (row) => row.late === true,
  wasOnTime: (_row, { variables }) => (variables?.before as Row)?.late !== true,
  title: (row) => row.title ?? null,
  self: (row) => row.id ?? null,
  nothing: () => null,
  owner: (row, { follow }) => follow?.('x.customer', String(row.customer))?.owner ?? null,
  'customer.name': (row, { follow }) => follow?.('x.customer', String(row.customer))?.name ?? null,
  day: (row) => row.day ?? null,
  yes: () => true,
}
const reads = (text: string) => (text === 'owner' ? [['customer', 'owner']] : [text.split('.')])
const schema = schemaOf({
  'x.order': [
    { name: 'customer', type: 'reference', to: 'x.customer', label: label('Customer') },
    { name: 'open', type: 'decimal', scale: 3, label: label('Open') },
    { name: 'amount', type: 'money', currency: 'CNY', tax: 'none', label: label('Amount') },
  ],
  'x.customer': [],
  'x.note': [],
  'rules.run': [],
})
const book = formulaBook(schema, (text) => formulaOf(text, formulas, reads(text)))
const directory = directoryOf([{ id: 'ann', name: 'Ann', active: true, locale: 'en' }], [], [])

const rule = (more: Partial<Rule> = {}): Rule => ({
  ...{ name: 'late', label: label('Late'), object: 'x.order', when: { on: 'update' }, if: 'isLate' },
  then: [{ do: 'create', object: 'x.note', values: { text: 'title' } }],
  ...more,
})
const compile = (one: Rule): CompiledRule => {
  const compiled = compileRule(one, book)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return compiled.value
}
const event = (seq: number, more: Partial<SealedEvent> = {}): SealedEvent => ({
  ...{ id: `e${seq}`, writeId: 'w', at: 'then', object: 'x.order', record: 'o', version: 2, kind: 'update' },
  ...{ action: null, actor: 'ann', onBehalfOf: null, source: 'form', ip: null, cause: null, reason: null },
  ...{ before: { late: false }, after: { late: true }, definitionVersion: 1, seq: `${seq}`, hash: '' },
  ...more,
})
const facts = { follow: () => undefined, me: person('rules'), now: 'now', zone: 'Asia/Shanghai', directory }
const changes = (one: Rule, happened: SealedEvent, current: Row | null = { id: 'o', title: 'SO-1' }) =>
  reactTo(compile(one), happened, current, facts)?.changes ?? null

describe('a rule', () => {
  test.each<[string, Partial<Rule>]>([
    ['rules.no-actions', { then: [] }],
    [
      'rules.too-many-actions',
      { then: Array.from({ length: maxActions + 1 }, () => ({ do: 'act', action: 'a' }) as const) },
    ],
    ['rules.object-unknown', { object: 'x.nothing' }],
    ['rules.own-object', { object: 'rules.run' }],
    ['rules.formula-invalid', { if: 'no such formula' }],
    ['rules.audience-missing', { then: [{ do: 'notify', text: label('x') }] }],
    ['rules.interval-invalid', { when: { everyMinutes: 0 } }],
  ])('[RU1] is refused before it is used: %s', (code, more) => {
    const compiled = compileRule(rule(more), book)
    expect(compiled.ok ? [] : compiled.problems).toMatchObject([{ code, path: ['late'] }])
  })

  test('[RU2] acts on its own object, kind and fields, when its condition is true', () => {
    expect(changes(rule(), event(1))).toHaveLength(1)
    expect(changes(rule(), event(1, { object: 'x.customer' }))).toBeNull()
    expect(changes(rule(), event(1, { kind: 'create' }))).toBeNull()
    expect(changes(rule(), event(1, { after: { late: false } }))).toBeNull()
    const watching = rule({ when: { on: 'update', fields: ['late'] }, if: 'yes' })
    expect(changes(watching, event(1))).toHaveLength(1)
    expect(changes(watching, event(1, { before: { title: 'a' }, after: { title: 'b' } }))).toBeNull()
  })

  test('[RU3] sees the record as the event left it, and as it found it before', () => {
    expect(changes(rule(), event(1), { id: 'o', title: 'SO-1', late: false })).toHaveLength(1)
    const becoming = rule({ if: 'wasOnTime' })
    expect(changes(becoming, event(1))).toHaveLength(1)
    expect(changes(becoming, event(1, { before: { late: true } }))).toBeNull()
    const removed = event(1, { kind: 'remove', before: { late: true, title: 'gone' }, after: {} })
    expect(changes(rule({ when: { on: 'remove' } }), removed, null)).toMatchObject([
      { values: { text: 'gone' } },
    ])
  })

  test('[RU4] makes the same changes for the same event, others for another', () => {
    expect(changes(rule(), event(1))).toEqual(changes(rule(), event(1)))
    const ids = [event(1), event(2)].map((one) => changes(rule(), one)?.[0])
    expect(new Set(ids.map((one) => (one?.kind === 'create' ? one.id : ''))).size).toBe(2)
    const twice = rule({ then: [...rule().then, ...rule().then] })
    expect(new Set(changes(twice, event(1))?.map((one) => one.id)).size).toBe(2)
  })

  test('[RU2] updates the record itself or another, and acts on it', () => {
    const then: Rule['then'] = [
      { do: 'update', values: { note: 'title' } },
      { do: 'update', object: 'x.customer', record: 'self', values: { note: 'title' } },
      { do: 'act', action: 'hurry', input: { why: 'title' } },
    ]
    expect(changes(rule({ then }), event(1))).toEqual([
      { kind: 'update', object: 'x.order', id: 'o', values: { note: 'SO-1' } },
      { kind: 'update', object: 'x.customer', id: 'o', values: { note: 'SO-1' } },
      { kind: 'act', object: 'x.order', id: 'o', action: 'hurry', input: { why: 'SO-1' } },
    ])
    const lost = rule({ then: [{ do: 'update', record: 'nothing', values: {} }] })
    const reacted = reactTo(compile(lost), event(1), { id: 'o' }, facts)
    expect(reacted).toMatchObject({ changes: [], missed: [{ code: 'rules.nothing-to-update' }] })
  })

  test('[RU10] loads what formulas follow once, and nothing for own fields', async () => {
    const asked: string[] = []
    const fetch = async (object: string, ids: readonly string[]) => {
      asked.push(`${object}:${ids.join()}`)
      return new Map(ids.map((id) => [id, { id, owner: 'ann' }]))
    }
    const subject = (text: string, customer: string | null) => {
      const formula = book.get('x.order', text)
      return { object: 'x.order', row: { id: 'o', customer }, formulas: formula.ok ? [formula.value] : [] }
    }
    await loadRelated(schema, [subject('isLate', 'c')], fetch)
    expect(asked).toEqual([])
    const follow = await loadRelated(
      schema,
      ['c', 'c', 'd', null].map((id) => subject('owner', id)),
      fetch,
    )
    expect(asked).toEqual(['x.customer:c,d'])
    expect(follow('x.customer', 'd')).toEqual({ id: 'd', owner: 'ann' })
  })
})

let rows: Rows = new Map()
let log: SealedEvent[] = []
let cursor = '0'
let writes: { origin: Origin; changes: readonly Change[] }[] = []
let stopAfterWrites = Number.POSITIVE_INFINITY
beforeEach(() => {
  rows = new Map()
  log = []
  cursor = '0'
  writes = []
  stopAfterWrites = Number.POSITIVE_INFINITY
  put(rows, 'x.order', { id: 'o', title: 'SO-1', late: true, customer: 'c' })
})

/** Stores creates; refuses writes that touch a record called "refused"; breaks off where a test asks for it. */
const ports: RunnerPorts = {
  readEvents: async (after, limit) => log.filter(({ seq }) => Number(seq) > Number(after)).slice(0, limit),
  read: async (query: Query) => ask(rows, query, formulas),
  write: async (origin, wanted) => {
    if (writes.length >= stopAfterWrites) throw new Error('the machine stopped')
    if (wanted.some(({ id }) => id === 'refused'))
      return failed({ code: 'records.refused', path: [], params: {} })
    writes.push({ origin, changes: wanted })
    for (const one of wanted) if (one.kind === 'create') put(rows, one.object, { ...one.values, id: one.id })
    return ok(null)
  },
  cursor: {
    load: async () => cursor,
    save: async (seq) => {
      cursor = seq
    },
  },
  directory: async () => directory,
  me: person('rules', { roles: [] }),
  zone: 'Asia/Shanghai',
  now: () => 'now',
}
const ruleset = (...rules: readonly Rule[]) => ({ rules: rules.map(compile), book })
const runs = (): readonly Row[] => rowsOf(rows, 'rules.run')

describe('following the log', () => {
  test('[RU5] each event is handled once, and the cursor follows', async () => {
    log = [event(1), event(2, { after: { late: false } }), event(3)]
    expect(await followLog(ruleset(rule()), ports)).toBe(3)
    expect(cursor).toBe('3')
    expect(rowsOf(rows, 'x.note')).toHaveLength(2)
    expect(runs()).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }])
    expect(writes[0]?.origin).toEqual({ source: 'rule', cause: 'e1', reason: 'rule:late' })
    expect(await followLog(ruleset(rule()), ports)).toBe(0)
  })

  test('[RU5] stopped at any point and started again, everything is done exactly once', async () => {
    const then: Rule['then'] = [{ do: 'act', action: 'hurry' }]
    for (const stop of [0, 1, 2, 3]) {
      log = [event(1), event(2), event(3)]
      cursor = '0'
      rows.clear()
      put(rows, 'x.order', { id: 'o', title: 'SO-1', late: true })
      writes = []
      stopAfterWrites = stop
      await followLog(ruleset(rule({ then })), ports).catch(() => undefined)
      if (stop === 3) cursor = '0'
      stopAfterWrites = Number.POSITIVE_INFINITY
      await followLog(ruleset(rule({ then })), ports)
      const acts = writes.flatMap(({ changes: all }) => all.filter(({ kind }) => kind === 'act'))
      expect(acts).toHaveLength(3)
      expect(cursor).toBe('3')
    }
  })

  test('[RU13] events on which no rule acts are looked at together and cost no write', async () => {
    const asked: string[] = []
    const read: RunnerPorts['read'] = (query) => {
      asked.push(query.object)
      return ports.read(query)
    }
    for (const record of ['a', 'b', 'd']) put(rows, 'x.order', { id: record, late: false, customer: 'c' })
    log = ['a', 'b', 'd'].map((record, at) => event(at + 1, { record, after: { late: false } }))
    await followLog(ruleset(rule(), rule({ name: 'other', if: 'owner' })), { ...ports, read })
    expect(asked).toEqual(['x.order', 'x.customer'])
    expect(writes).toEqual([])
  })

  test('[RU13] after a rule has acted, the next one sees what it did', async () => {
    const calming: RunnerPorts['write'] = async (origin, wanted) => {
      put(rows, 'x.customer', { id: 'c', owner: null })
      return ports.write(origin, wanted)
    }
    put(rows, 'x.customer', { id: 'c', owner: true })
    log = [event(1), event(2)]
    await followLog(ruleset(rule({ if: 'owner' })), { ...ports, write: calming })
    expect(runs()).toMatchObject([{ event: 'e1', outcome: 'done' }])
  })

  test('[RU6] a rule that fails is recorded and blocks nothing', async () => {
    put(rows, 'x.order', { id: 'refused', title: 'no', late: true })
    log = [event(1, { record: 'refused' }), event(2)]
    const failing = rule({ name: 'failing', then: [{ do: 'update', values: { note: 'title' } }] })
    await followLog(ruleset(failing, rule()), ports)
    expect(
      runs()
        .map((run) => `${run.rule} ${run.event} ${run.outcome}`)
        .toSorted(),
    ).toEqual(['failing e1 failed', 'failing e2 done', 'late e1 done', 'late e2 done'])
    expect(runs().find(({ outcome }) => outcome === 'failed')?.problem).toMatchObject([
      { code: 'records.refused' },
    ])
  })

  test('[RU7] rules that set each other off are stopped and recorded', async () => {
    const restless = rule({ then: [{ do: 'update', values: { note: 'title' } }] })
    log = [event(1)]
    for (let turn = 1; turn < 30; turn++) {
      const before = writes.length
      await followLog(ruleset(restless), ports)
      const last = writes.at(-1)
      const wasMoved = writes.length > before && last?.changes.some(({ kind }) => kind === 'update')
      if (wasMoved) log.push(event(turn + 1, { source: 'rule', cause: `e${turn}` }))
    }
    expect(writes.filter(({ changes: all }) => all.some(({ kind }) => kind === 'update'))).toHaveLength(
      maxDepth,
    )
    expect(runs().filter(({ outcome }) => outcome === 'stopped')).toMatchObject([
      { problem: [{ code: 'rules.loop' }] },
    ])
  })

  test('[RU9] a notification that reaches nobody is recorded with the reason', async () => {
    put(rows, 'x.customer', { id: 'c', owner: 'ann', name: 'Kang' })
    log = [event(1)]
    const text = { 'zh-CN': '{title} 逾期', en: '{title} of {customer.name} is late' }
    const told = rule({ name: 'told', then: [{ do: 'notify', people: 'owner', text }] })
    const lost = rule({ name: 'lost', then: [{ do: 'notify', role: 'pilot', text }] })
    await followLog(ruleset(told, lost), ports)
    const messages = rowsOf(rows, 'notify.message').map((one) => `${one.cause} ${one.person} ${one.kind}`)
    expect(messages.toSorted()).toEqual(['rule:lost null unreached', 'rule:told ann alert'])
    const partly = runs().filter(({ outcome }) => outcome === 'partly')
    expect(partly).toMatchObject([
      { rule: 'lost', problem: [{ code: 'notify.role-empty' }, { code: 'notify.audience-empty' }] },
    ])
    expect(rowsOf(rows, 'notify.message').find(({ person: to }) => to === 'ann')?.text).toBe(
      'SO-1 of Kang is late',
    )
  })
})

describe('by the clock', () => {
  const daily = rule({ name: 'daily', when: { everyMinutes: 60 }, once: 'day' })

  test('[RU8] each record found is acted on once for each value of once', async () => {
    put(rows, 'x.order', { id: 'on-time', late: false })
    put(rows, 'x.order', { id: 'o', late: true, title: 'SO-1', day: 'mon' })
    expect(await runTimed(compile(daily), book, ports)).toBe(1)
    expect(await runTimed(compile(daily), book, ports)).toBe(0)
    put(rows, 'x.order', { id: 'o', late: true, title: 'SO-1', day: 'tue' })
    expect(await runTimed(compile(daily), book, ports)).toBe(1)
    expect(rowsOf(rows, 'x.note')).toHaveLength(2)
  })

  test('[RU8] what is found at once is acted on in one write, with a run for each', async () => {
    for (const id of ['o', 'p', 'q']) put(rows, 'x.order', { id, late: true, title: id, day: 'mon' })
    expect(await runTimed(compile(daily), book, ports)).toBe(3)
    expect(writes).toHaveLength(1)
    expect(runs().map(({ record }) => record)).toEqual(['o', 'p', 'q'])
  })

  test('[RU8] without once, once for ever', async () => {
    const { once: _, ...forever } = daily
    put(rows, 'x.order', { id: 'o', late: true, day: 'mon' })
    expect(await runTimed(compile(forever), book, ports)).toBe(1)
    put(rows, 'x.order', { id: 'o', late: true, day: 'tue' })
    expect(await runTimed(compile(forever), book, ports)).toBe(0)
  })

  test('[RU6] one record that is refused does not stop the others', async () => {
    put(rows, 'x.order', { id: 'refused', late: true, title: 'no' })
    const update = { ...daily, then: [{ do: 'update', values: { note: 'title' } }] } satisfies Rule
    await runTimed(compile(update), book, ports)
    expect(
      runs()
        .map(({ outcome }) => outcome)
        .toSorted(),
    ).toEqual(['done', 'failed'])
  })
})

test('[RU11] every problem has its text in both languages', () => {
  expect(messageViolations('src/kernel/rules', 'rules')).toEqual([])
})

test('[RU12] a notification shows fields of what its record refers to', () => {
  const text = label('{title} for {customer.name}')
  const telling = compile(rule({ then: [{ do: 'notify', people: 'owner', text }] }))
  const customer = { id: 'c', name: 'Acme', owner: 'ann' }
  const facts = {
    follow: () => customer,
    me: person('rules'),
    now: '2026-05-06T02:00:00.000Z',
    zone: 'Asia/Shanghai',
    directory,
  }
  const done = reactTo(telling, event(1), { id: 'o', title: 'SO-1', customer: 'c', late: true }, facts)
  expect(done?.changes).toMatchObject([{ values: { person: 'ann', text: 'SO-1 for Acme' } }])
})

test('[RU12] an amount of goods is told without zeros after the point, an amount of money with its cents', () => {
  const text = label('{open} of {amount}')
  const telling = compile(rule({ then: [{ do: 'notify', people: 'owner', text }] }))
  const facts = {
    follow: () => ({ id: 'c', owner: 'ann' }),
    me: person('rules'),
    now: '2026-05-06T02:00:00.000Z',
    zone: 'Asia/Shanghai',
    directory,
  }
  const said = (open: string | null): unknown => {
    const row = { id: 'o', customer: 'c', late: true, open, amount: '90.50' }
    return reactTo(telling, event(1), row, facts)?.changes[0]
  }
  expect(said('232.000')).toMatchObject({ values: { text: '232 of 90.50' } })
  expect(said('0.250')).toMatchObject({ values: { text: '0.25 of 90.50' } })
  expect(said(null)).toMatchObject({ values: { text: '— of 90.50' } })
})
