import { beforeEach, describe, expect, test } from 'vitest'
import { chinaCalendar, compileCalendar } from '#kernel/calendar'
import { directoryOf } from '#kernel/notify'
import type { Change } from '#kernel/records'
import { formulaBook } from '#kernel/rules'
import type { Row } from '#kernel/schema'
import {
  ask as answer,
  type Formulas,
  formulaOf,
  person,
  put,
  type Rows,
  rowsOf,
  schemaOf,
  type Wrote,
  write,
} from '#test/memory-workspace'
import { messageViolations } from '#test/messages'
import { flowActions } from './actions.ts'
import { spansOf } from './clocks.ts'
import { instanceId } from './concerns.ts'
import type { FlowDefinition } from './definition.ts'
import { dueQueries, dueWrites } from './due.ts'
import { flowPolicies } from './policies.ts'
import { flowReaction } from './reaction.ts'
import { publishFlows } from './versions.ts'

const label = (en: string) => ({ 'zh-CN': en, en })
const main: FlowDefinition = {
  name: 'main',
  label: label('Main'),
  object: 'x.order',
  startWhen: 'confirmed',
  cancelWhen: 'cancelled',
  steps: [
    {
      kind: 'task',
      name: 'check',
      label: label('Check'),
      holder: { person: 'owner', department: 'sales' },
      limitMinutes: 60,
      escalateEveryMinutes: 30,
    },
    {
      kind: 'parallel',
      name: 'supply',
      branches: [
        [
          {
            kind: 'task',
            name: 'buy',
            label: label('Buy'),
            holder: { department: 'buying' },
            doneWhen: 'bought',
            doneMeans: { 'zh-CN': '还没有买到', en: 'Nothing is bought yet' },
          },
        ],
        [
          {
            kind: 'task',
            name: 'pack',
            label: label('Pack'),
            holder: { department: 'stock', role: 'packer', pick: 'leastLoaded' },
          },
        ],
      ],
    },
    { kind: 'task', name: 'ship', label: label('Ship'), holder: { department: 'stock', pick: 'pool' } },
    { kind: 'wait', name: 'rest', label: label('Rest'), untilMinutes: 60 },
  ],
}
const formulas: Formulas = {
  confirmed: (row) => row.status === 'confirmed',
  cancelled: (row) => row.status === 'cancelled',
  bought: (row) => row.bought === true,
  owner: (row, { follow }) => follow?.('x.customer', String(row.customer))?.owner ?? null,
}
const reads = (text: string) => (text === 'owner' ? [['customer', 'owner']] : [[text]])
const schema = schemaOf({
  'x.order': [{ name: 'customer', type: 'reference', to: 'x.customer', label: label('Customer') }],
  'x.customer': [],
})
const book = formulaBook(schema, (text) => formulaOf(text, formulas, reads(text)))
const calendar = compileCalendar(chinaCalendar)
const directory = directoryOf(
  ['ann', 'bob', 'cat', 'dan', 'eve', 'boss'].map((id) => ({
    id,
    name: id,
    active: true,
    locale: 'en',
    department: { ann: 'd-sales', bob: 'd-buying', boss: 'd-top' }[id] ?? 'd-stock',
  })),
  [
    { id: 'd-top', code: 'management', name: 'Top', parent: null, head: 'boss' },
    { id: 'd-sales', code: 'sales', name: 'Sales', parent: 'd-top', head: 'ann' },
    { id: 'd-buying', code: 'buying', name: 'Buying', parent: 'd-top', head: 'bob' },
    { id: 'd-stock', code: 'stock', name: 'Stock', parent: 'd-top', head: 'eve' },
  ],
  ['cat', 'dan'].map((id) => ({ person: id, role: 'packer' })),
)
const { catalog, changes: versions } = publishFlows([], [main])
const reaction = flowReaction({
  catalog,
  formulas: book,
  calendar: async () => calendar,
  directory: async () => directory,
})

// Wednesday, 10:00 in Shanghai.
const ten = '2026-05-06T02:00:00.000Z'
const minutesLater = (minutes: number): string => new Date(Date.parse(ten) + minutes * 60_000).toISOString()

let rows: Rows = new Map()
const wrote: Wrote[] = []
beforeEach(() => {
  rows = new Map()
  wrote.length = 0
  put(rows, 'x.customer', { id: 'c', owner: 'ann' })
  for (const [id, row] of directory.people) put(rows, 'identity.person', { ...row, id, roles: [] })
})

async function change(changes: readonly Change[], at = 0, actor = 'boss'): Promise<Wrote> {
  const writing = { rows, reaction, actions: flowActions, actor: person(actor), now: minutesLater(at) }
  const done = await write(writing, changes)
  wrote.push(done)
  return done
}
const order = (id: string, values: Row): Change => ({ kind: 'update', object: 'x.order', id, values })
const confirm = (id = 'o') =>
  change([
    {
      kind: 'create',
      object: 'x.order',
      id,
      values: { title: `SO-${id}`, customer: 'c', status: 'confirmed' },
    },
  ])
const act = (step: string, action: string, at: number, actor: string, input = {}) =>
  change([{ kind: 'act', object: 'flow.task', id: String(openTask(step)?.id), action, input }], at, actor)

const tasks = (): readonly Row[] => rowsOf(rows, 'flow.task')
const open = (): readonly Row[] => tasks().filter(({ closedAt }) => !closedAt)
const openTask = (step: string): Row | undefined => open().find((task) => task.step === step)
const steps = (): readonly unknown[] =>
  open()
    .map(({ step }) => step)
    .toSorted()
const instance = (): Row | undefined => rowsOf(rows, 'flow.instance')[0]
const codes = ({ problems }: Wrote): readonly string[] => problems.map(({ code }) => code)

describe('a record of a flow', () => {
  test('[F1] starts the flow once, when the condition becomes true', async () => {
    await change([
      {
        kind: 'create',
        object: 'x.order',
        id: 'o',
        values: { title: 'SO-1', status: 'draft', customer: 'c' },
      },
    ])
    expect(instance()).toBeUndefined()
    await change([order('o', { status: 'confirmed' })])
    expect(instance()).toMatchObject({ id: instanceId('main', 'o'), title: 'SO-1', status: 'running' })
    await change([order('o', { note: 'again' })])
    expect(rowsOf(rows, 'flow.instance')).toHaveLength(1)
    expect(tasks()).toHaveLength(1)
  })

  test('[F14] the formula names the holder, through the record it refers to', async () => {
    await confirm()
    expect(openTask('check')).toMatchObject({
      holder: 'ann',
      department: 'd-sales',
      recordTitle: 'SO-o',
      status: 'asked',
    })
  })

  test('[F14] else the head, the least loaded, or the pool', async () => {
    put(rows, 'flow.task', { id: 'other', holder: 'cat', status: 'accepted', closedAt: null, step: 'other' })
    await confirm()
    await act('check', 'deliver', 5, 'ann')
    expect(openTask('buy')).toMatchObject({ holder: 'bob', department: 'd-buying', askedBy: 'ann' })
    expect(openTask('pack')).toMatchObject({ holder: 'dan' })
    await change([order('o', { bought: true })])
    await act('pack', 'deliver', 10, 'dan')
    expect(openTask('ship')).toMatchObject({ holder: null, department: 'd-stock' })
  })

  test('[F14] those given work in the same write count as loaded', async () => {
    await confirm('o1')
    await confirm('o2')
    const checks = open().map(
      ({ id }): Change => ({
        kind: 'act',
        object: 'flow.task',
        id: String(id),
        action: 'deliver',
        input: {},
      }),
    )
    await change(checks, 5, 'ann')
    const packers = open().flatMap(({ step, holder }) => (step === 'pack' ? [holder] : []))
    expect(packers.toSorted()).toEqual(['cat', 'dan'])
  })

  test('[F2] delivers a task when its condition becomes true', async () => {
    await confirm()
    await act('check', 'deliver', 5, 'ann')
    await change([order('o', { bought: true })], 30)
    expect(steps()).toEqual(['pack'])
    expect(tasks().find(({ step }) => step === 'buy')).toMatchObject({
      status: 'delivered',
      usedMinutes: '25',
    })
  })

  test('[F6] its cancellation or removal cancels the instance and closes its tasks', async () => {
    await confirm('o')
    await change([order('o', { status: 'cancelled' })])
    expect(instance()).toMatchObject({ status: 'cancelled', endReason: 'cancelWhen' })
    await confirm('p')
    await change([{ kind: 'remove', object: 'x.order', id: 'p' }])
    expect(rowsOf(rows, 'flow.instance').map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
    expect(steps()).toEqual([])
  })

  test('[F13] a write that concerns no flow reads nothing', async () => {
    await change([{ kind: 'create', object: 'x.customer', id: 'd', values: {} }])
    expect(wrote.at(-1)?.queries).toEqual([])
  })

  test('[F13] a hundred records read their instances at once', async () => {
    const many = Array.from({ length: 100 }, (_, at): Change => {
      return {
        kind: 'create',
        object: 'x.order',
        id: `o${at}`,
        values: { status: 'confirmed', customer: 'c' },
      }
    })
    const { queries } = await change(many)
    expect(tasks()).toHaveLength(100)
    expect(queries.filter(({ object }) => object === 'flow.instance')).toHaveLength(1)
    expect(queries).toHaveLength(1)
  })

  test('[F8] the same write gives the same records', async () => {
    await confirm()
    const first = [...rows]
    rows = new Map([...rows].filter(([key]) => key.startsWith('x.customer') || key.startsWith('identity.')))
    await confirm()
    expect([...rows]).toEqual(first)
  })
})

describe('people and their tasks', () => {
  test('[F15] a task is due in working time, over the midday break', async () => {
    await change(
      [{ kind: 'create', object: 'x.order', id: 'o', values: { customer: 'c', status: 'confirmed' } }],
      90,
    )
    expect(openTask('check')).toMatchObject({ dueAt: '2026-05-06T06:00:00.000Z', limitMinutes: '60' })
  })

  test('[F18] accept, deliver, return and reassign move the flow in the same write', async () => {
    await confirm()
    await act('check', 'accept', 1, 'ann')
    expect(openTask('check')).toMatchObject({ status: 'accepted', acceptedAt: minutesLater(1) })
    await act('check', 'deliver', 5, 'ann')
    expect(steps()).toEqual(['buy', 'pack'])
    await act('buy', 'return', 10, 'bob', { reason: 'no price' })
    expect(steps()).toEqual(['check', 'pack'])
    expect(openTask('check')).toMatchObject({
      holder: 'ann',
      askReason: 'no price',
      askedBy: 'bob',
      rounds: '2',
    })
    await act('check', 'deliver', 15, 'ann')
    expect(openTask('buy')).toMatchObject({ holder: 'bob', rounds: '2' })
    await act('buy', 'reassign', 20, 'bob', { holder: 'cat', reason: 'ill' })
    expect(openTask('buy')).toMatchObject({ holder: 'cat', department: 'd-stock', status: 'asked' })
  })

  test('[F18] and say what is missing or wrong, changing nothing', async () => {
    await confirm()
    const before = [...rows]
    expect(codes(await act('check', 'return', 1, 'ann', { reason: ' ' }))).toEqual(['flow.reason-missing'])
    expect(codes(await act('check', 'return', 1, 'ann', { reason: 'x' }))).toEqual(['flow.nobody-before'])
    expect(codes(await act('check', 'accept', 1, 'bob'))).toEqual(['flow.held-by-another'])
    const input = { holder: 'nobody', reason: 'x' }
    expect(codes(await act('check', 'reassign', 1, 'ann', input))).toEqual(['flow.holder-unknown'])
    expect([...rows]).toEqual(before)
    const id = String(openTask('check')?.id)
    await act('check', 'deliver', 1, 'ann')
    const again: Change = { kind: 'act', object: 'flow.task', id, action: 'deliver', input: {} }
    expect(codes(await change([again], 2, 'ann'))).toEqual(['flow.task-not-open'])
  })

  test('[F23] a step is not delivered by hand before it is done; the refusal says what is missing', async () => {
    await confirm()
    await act('check', 'deliver', 5, 'ann')
    const early = await act('buy', 'deliver', 6, 'bob')
    expect(early.problems).toMatchObject([
      { code: 'flow.not-done-yet', params: { 'step.en': 'Buy', 'missing.zh-CN': '还没有买到' } },
    ])
    expect(openTask('buy')).toMatchObject({ status: 'asked' })
    await change([order('o', { bought: true })], 7, 'bob')
    expect(openTask('buy')).toBeUndefined()
  })

  test('[F18] an instance is cancelled by hand with a reason', async () => {
    await confirm()
    const cancel = (reason: string): Promise<Wrote> =>
      change([
        {
          kind: 'act',
          object: 'flow.instance',
          id: instanceId('main', 'o'),
          action: 'cancel',
          input: { reason },
        },
      ])
    expect(codes(await cancel(''))).toEqual(['flow.reason-missing'])
    await cancel('wrong order')
    expect(instance()).toMatchObject({ status: 'cancelled', endReason: 'wrong order' })
    expect(steps()).toEqual([])
    expect(codes(await cancel('twice'))).toEqual(['flow.not-running'])
  })

  test('[F17] a holder is told of what is theirs, but not of their own doing', async () => {
    await confirm()
    await act('check', 'deliver', 5, 'ann')
    const told = () =>
      rowsOf(rows, 'notify.message')
        .map(({ person: to, kind }) => `${kind}:${to}`)
        .toSorted()
    expect(told()).toEqual(['task:ann', 'task:bob', 'task:cat'])
    await act('pack', 'deliver', 6, 'cat')
    await change([order('o', { bought: true })], 7, 'eve')
    expect(told()).toContain('task:dan')
    expect(told()).not.toContain('task:eve')
    expect(rowsOf(rows, 'notify.message').find(({ person: to }) => to === 'ann')?.text).toBe(
      'SO-o: “Check” is with you now, due 2026-05-06 11:00',
    )
  })

  test('[F22] everyone sees where things stand; the holder, the department and its head act', () => {
    const seen = flowPolicies.filter(({ who, operations }) => who.everyone && operations.includes('read'))
    expect(seen.map(({ object, where }) => [object, where])).toContainEqual(['flow.task', undefined])
    expect(seen.map(({ object, where }) => [object, where])).toContainEqual(['flow.instance', undefined])
    expect(flowPolicies.find(({ operations }) => operations.includes('deliver'))?.where).toBe(
      'holder = me.id or department = me.department or department in me.headed',
    )
  })
})

describe('clocks', () => {
  test('[F16] spans of holders join and add up to the used minutes, reassigned across days and a holiday', async () => {
    await confirm()
    await act('check', 'deliver', 5, 'ann')
    const id = String(openTask('buy')?.id)
    await act('buy', 'reassign', 24 * 60, 'bob', { holder: 'cat', reason: 'x' })
    await act('buy', 'reassign', 72 * 60 + 17, 'cat', { holder: 'dan', reason: 'y' })
    await change([order('o', { bought: true })], 6 * 24 * 60, 'dan')
    const events = wrote.flatMap((one) => one.events.filter((event) => event.id === id))
    const spans = spansOf(events, calendar, ten)
    expect(spans.map((span) => span.person)).toEqual(['bob', 'cat', 'dan'])
    expect(spans.map(({ from }) => from).slice(1)).toEqual(spans.map(({ to }) => to).slice(0, -1))
    const used = spans.reduce((sum, { minutes }) => sum + minutes, 0)
    expect(`${used}`).toBe(tasks().find((task) => task.id === id)?.usedMinutes)
    expect(used).toBeGreaterThan(0)
  })

  test('[F16] a span still running is measured to now; the pool held what was taken out of it until then', async () => {
    await confirm()
    await act('check', 'deliver', 0, 'ann')
    await act('pack', 'deliver', 0, 'cat')
    await change([order('o', { bought: true })], 0)
    const id = String(openTask('ship')?.id)
    await act('ship', 'accept', 10, 'eve')
    const events = wrote.flatMap((one) => one.events.filter((event) => event.id === id))
    expect(spansOf(events, calendar, minutesLater(30))).toMatchObject([
      { person: null, department: 'd-stock', minutes: 10 },
      { person: 'eve', to: null, minutes: 20 },
    ])
  })
})

test('[F16] a task that came back with its record goes on as if it had never been closed', () => {
  const held = { holder: 'bob', department: 'd-buy' }
  const events = [
    { kind: 'create', at: ten, after: { ...held, askedAt: ten, closedAt: null } },
    { kind: 'update', at: minutesLater(10), after: { closedAt: minutesLater(10) } },
    { kind: 'update', at: minutesLater(20), after: { closedAt: null } },
  ] as const
  expect(spansOf(events, calendar, minutesLater(30))).toMatchObject([
    { person: 'bob', from: ten, to: null, minutes: 30 },
  ])
})

/** What the worker does every few seconds; answers how many writes there were. */
async function work(at: number): Promise<number> {
  const now = minutesLater(at)
  const { tasks: due, instances } = dueQueries(now)
  const writes = dueWrites(answer(rows, due), answer(rows, instances), { now, directory, calendar })
  for (const one of writes) await change(one.changes, at)
  return writes.length
}
const escalated = (): readonly unknown[] =>
  rowsOf(rows, 'notify.message')
    .filter(({ kind }) => kind !== 'task')
    .map(({ person: to }) => to)

describe('what falls due', () => {
  test('[F19] the head is told at the due time, then level by level; nobody twice', async () => {
    await confirm()
    await act('check', 'reassign', 0, 'ann', { holder: 'cat', reason: 'x' })
    expect(await work(59)).toBe(0)
    expect(await work(60)).toBe(1)
    expect(escalated()).toEqual(['eve'])
    expect(await work(61)).toBe(0)
    await work(90)
    expect(escalated()).toEqual(['eve', 'boss'])
    expect(openTask('check')).toMatchObject({ escalation: '2', escalateAt: null })
    expect(await work(5000)).toBe(0)
  })

  test('[F19] levels missed while nobody looked are made up for, and the message says how late it is', async () => {
    await confirm()
    await act('check', 'reassign', 0, 'ann', { holder: 'cat', reason: 'x' })
    await work(100)
    expect(escalated()).toEqual(['eve', 'boss'])
    const [first] = rowsOf(rows, 'notify.message').filter(({ kind }) => kind === 'escalation')
    expect(first?.text).toBe('SO-o: “Check”, held by cat, is 40 working minutes overdue (escalation level 1)')
  })

  test('[F19] decided twice on the same rows, it is the same writes, each against a version', async () => {
    await confirm()
    const due = answer(rows, dueQueries(minutesLater(60)).tasks)
    const setting = { now: minutesLater(60), directory, calendar }
    expect(dueWrites(due, [], setting)).toEqual(dueWrites(due, [], setting))
    expect(dueWrites(due, [], setting)[0]?.changes[0]).toMatchObject({ kind: 'update', version: 1 })
  })

  test('[F19] the holder who is the head is not told of themselves; without any head it is recorded', async () => {
    await confirm()
    await work(60)
    expect(escalated()).toEqual(['boss'])
    const alone = { now: minutesLater(60), directory: { ...directory, departments: new Map() }, calendar }
    const task = {
      id: 't',
      version: 1,
      holder: 'ann',
      escalateAt: ten,
      dueAt: ten,
      escalateEveryMinutes: null,
    }
    const [write1] = dueWrites([task], [], alone)
    expect(write1?.missed.map(({ code }) => code)).toEqual(['notify.audience-empty'])
    expect(write1?.changes[1]).toMatchObject({
      object: 'notify.message',
      values: { kind: 'unreached', person: null },
    })
  })

  test('[F20] a wait whose time has come is woken once, and the flow goes on', async () => {
    await confirm()
    await act('check', 'deliver', 0, 'ann')
    await act('pack', 'deliver', 0, 'cat')
    await change([order('o', { bought: true })], 0)
    await act('ship', 'deliver', 0, 'eve')
    expect(instance()).toMatchObject({ status: 'running', wakeAt: minutesLater(60) })
    expect(await work(59)).toBe(0)
    expect(await work(60)).toBe(1)
    expect(instance()).toMatchObject({ status: 'ended', wakeAt: null })
    expect(await work(61)).toBe(0)
  })
})

test('[F12] versions are created as rows once', () => {
  expect(versions).toMatchObject([
    { kind: 'create', object: 'flow.version', values: { flow: 'main', number: '1' } },
  ])
})

test('[F21] every problem has its text in both languages', () => {
  expect(messageViolations('src/kernel/flow', 'flow')).toEqual([])
})
