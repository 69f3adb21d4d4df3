import { beforeEach, describe, expect, test } from 'vitest'
import { chinaCalendar, compileCalendar } from '#kernel/calendar'
import { directoryOf } from '#kernel/notify'
import type { Reaction } from '#kernel/records'
import { formulaBook } from '#kernel/rules'
import type { Row } from '#kernel/schema'
import { formulaOf, person, put, type Rows, rowsOf, schemaOf, write } from '#test/memory-workspace'
import { flowActions } from './actions.ts'
import type { FlowDefinition } from './definition.ts'
import { flowReaction } from './reaction.ts'
import { toldReaction } from './told.ts'
import { publishFlows } from './versions.ts'

const label = (en: string) => ({ 'zh-CN': en, en })
const approval: FlowDefinition = {
  name: 'approval',
  label: label('Approval'),
  object: 'x.quote',
  startWhen: 'asked',
  steps: [
    {
      kind: 'task',
      name: 'decide',
      label: label('Decide'),
      holder: { department: 'sales' },
      doneWhen: 'decided',
      approve: 'approve',
    },
    { kind: 'task', name: 'send', label: label('Send'), holder: { department: 'sales', pick: 'pool' } },
  ],
}
const conditions = { asked: (row: Row) => row.asked === true, decided: (row: Row) => row.decided === true }
const people = ['ann', 'bob', 'boss'].map((id) => ({
  ...{ id, name: id, active: true, locale: 'en' as const },
  department: id === 'boss' ? 'd-top' : 'd-sales',
}))
const directory = directoryOf(
  people,
  [
    { id: 'd-top', code: 'management', name: 'Top', parent: null, head: 'boss' },
    { id: 'd-sales', code: 'sales', name: 'Sales', parent: 'd-top', head: 'ann' },
  ],
  [],
)
const flow = flowReaction({
  catalog: publishFlows([], [approval]).catalog,
  formulas: formulaBook(schemaOf({ 'x.quote': [] }), (text) => formulaOf(text, conditions, [[text]])),
  calendar: async () => compileCalendar(chinaCalendar),
  directory: async () => directory,
})
const told = toldReaction(async () => directory)
const both: Reaction = {
  ...flow,
  async beforeCommit(reader, diffs) {
    const all = [await flow.beforeCommit(reader, diffs)]
    const tasks = diffs.filter(({ object }) => object === 'flow.task')
    if (tasks.length > 0) all.push(await told.beforeCommit(reader, tasks))
    return {
      changes: all.flatMap(({ changes = [] }) => changes),
      problems: all.flatMap(({ problems = [] }) => problems),
    }
  },
}

let rows: Rows = new Map()
const at = (hours: number): string => new Date(Date.UTC(2026, 4, 6, 2 + hours)).toISOString()
const change = (hours: number, actor: string, ...changes: Parameters<typeof write>[1]) =>
  write({ rows, reaction: both, actions: flowActions, actor: person(actor), now: at(hours) }, changes)
const update = (values: Row) => ({ kind: 'update' as const, object: 'x.quote', id: 'q', values })
const openTask = (): Row | undefined => rowsOf(rows, 'flow.task').find(({ closedAt }) => !closedAt)
const remind = (hours: number, actor: string) =>
  change(hours, actor, {
    ...{ kind: 'act', object: 'flow.task', id: String(openTask()?.id), action: 'remind', input: {} },
  })
const messages = (): readonly (readonly unknown[])[] =>
  rowsOf(rows, 'notify.message').map(({ person: to, kind, text, seenAt }) => [to, kind, text, seenAt ?? null])

beforeEach(async () => {
  rows = new Map()
  put(rows, 'x.quote', { id: 'q', title: 'Q-1', asked: false })
  await change(0, 'bob', update({ asked: true }))
})

describe('what is told of a task', () => {
  test('[F26] a step that names its approving action is told of as an approval, and names its task', () => {
    expect(messages()).toEqual([['ann', 'approval', 'Q-1: “Decide” is with you now, due —', null]])
    expect(rowsOf(rows, 'notify.message')[0]?.task).toBe(openTask()?.id)
    expect(openTask()).toMatchObject({ approve: 'approve' })
  })

  test('[F24] the holder is reminded at most once in four hours, whoever asks', async () => {
    expect((await remind(1, 'bob')).problems).toEqual([])
    expect(messages()[1]).toEqual(['ann', 'task', 'bob is waiting for you: “Decide” of Q-1', null])
    expect(openTask()).toMatchObject({ remindedAt: at(1), remindedBy: 'bob' })
    expect((await remind(4.9, 'boss')).problems).toMatchObject([{ code: 'flow.reminded-lately' }])
    expect((await remind(5, 'boss')).problems).toEqual([])
    expect(messages()).toHaveLength(3)
    expect((await remind(10, 'ann')).problems).toMatchObject([{ code: 'flow.held-by-yourself' }])
  })

  test('[F25] once the task is over everything said of it counts as seen, and nothing else', async () => {
    await remind(1, 'bob')
    await change(2, 'boss', update({ decided: true }))
    const seen = messages().filter((message) => message[3] === at(2))
    expect(seen.map(([to, kind]) => [to, kind])).toEqual([
      ['ann', 'approval'],
      ['ann', 'task'],
    ])
    // What comes next went to the pool and is new.
    expect(messages().filter((message) => message[3] === null).length).toBeGreaterThan(0)
    expect(openTask()).toMatchObject({ step: 'send', holder: null })
  })

  test('[F24] a task of the pool reminds everybody in it', async () => {
    await change(1, 'boss', update({ decided: true }))
    await remind(2, 'boss')
    const told = messages().filter(([, , text]) => String(text).startsWith('boss is waiting'))
    expect(told.map(([to]) => to)).toEqual(['ann', 'bob'])
  })
})
