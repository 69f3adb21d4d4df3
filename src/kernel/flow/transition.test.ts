import { describe, expect, test } from 'vitest'
import type { FlowDefinition, Step, TaskStep } from './definition.ts'
import type { FlowEvent } from './event.ts'
import { type Instance, nextWake, openHoldings, unstarted } from './instance.ts'
import type { FlowContext } from './run.ts'
import { type Transition, transition } from './transition.ts'

const label = { 'zh-CN': '步', en: 'Step' }
const task = (name: string, more: Partial<TaskStep> = {}): TaskStep => ({
  kind: 'task',
  name,
  label,
  holder: { department: name },
  ...more,
})
const flow = (...steps: readonly Step[]): FlowDefinition => ({
  name: 'main',
  label,
  object: 'x.order',
  startWhen: 'yes',
  cancelWhen: 'cancelled',
  steps,
})
const context = (truths: readonly string[] = [], now = '2026-05-06T01:00:00.000Z'): FlowContext => ({
  now,
  is: (formula) => truths.includes(formula),
  holder: ({ name, holder }) =>
    holder.pick === 'pool'
      ? { person: null, department: name }
      : { person: `${name}-person`, department: name },
  instant: (formula) => (formula === 'byFriday' ? '2026-05-08T09:00:00.000Z' : null),
  due: (from, minutes) => new Date(Date.parse(from) + minutes * 60_000).toISOString(),
  taskId: (step, round) => `${step}#${round}`,
})

/** Runs events that must all be accepted; the effects are those of the last. */
function play(definition: FlowDefinition, events: readonly [FlowEvent, (readonly string[])?][]): Transition {
  let state: Transition = { instance: unstarted, effects: [] }
  for (const [event, truths] of events) {
    const next = transition(definition, state.instance, event, context(truths))
    if (!next.ok) throw new Error(next.problems.map(({ code }) => code).join())
    state = next.value
  }
  return state
}
const open = ({ instance }: { instance: Instance }): readonly string[] =>
  openHoldings(instance).map((holding) => holding.task)
const start: [FlowEvent] = [{ kind: 'start' }]
const deliver = (name: string, by = 'somebody'): [FlowEvent] => [{ kind: 'taskDelivered', task: name, by }]
const giveBack = (name: string): [FlowEvent] => [{ kind: 'taskReturned', task: name, reason: 'wrong' }]
const changed = (...truths: readonly string[]): [FlowEvent, readonly string[]] => [
  { kind: 'recordChanged' },
  truths,
]
const refused = (definition: FlowDefinition, instance: Instance, event: FlowEvent): readonly string[] => {
  const next = transition(definition, instance, event, context())
  return next.ok ? [] : next.problems.map(({ code }) => code)
}

describe('task', () => {
  test('[F15] a task is due at the instant its step names, and by its limit where that is blank', () => {
    const dueOf = (dueAt: string): readonly unknown[] =>
      play(flow(task('a', { dueAt, limitMinutes: 60 })), [start]).effects.flatMap((effect) =>
        effect.kind === 'openTask' ? [effect.dueAt] : [],
      )
    expect(dueOf('byFriday')).toEqual(['2026-05-08T09:00:00.000Z'])
    expect(dueOf('never')).toEqual(['2026-05-06T02:00:00.000Z'])
  })

  const two = flow(task('confirm', { limitMinutes: 30, doneWhen: 'confirmed' }), task('ship'))

  test('[F2] the first task asks its holder, with a due time', () => {
    const { effects, instance } = play(two, [start])
    expect(effects).toMatchObject([
      { kind: 'openTask', task: 'confirm#1', dueAt: '2026-05-06T01:30:00.000Z', from: null, round: 1 },
      { kind: 'notify', what: 'asked', to: { person: 'confirm-person' } },
    ])
    expect(open({ instance })).toEqual(['confirm#1'])
  })

  test('[F2] delivering asks the next holder, from the one who delivered', () => {
    const { effects } = play(two, [start, deliver('confirm#1')])
    expect(effects).toMatchObject([
      { kind: 'closeTask', task: 'confirm#1', how: 'delivered' },
      { kind: 'openTask', task: 'ship#1', from: { person: 'confirm-person' } },
      { kind: 'notify' },
    ])
  })

  test('[F2] it is delivered by itself when the record says so, and not before', () => {
    expect(open(play(two, [start, changed('something else')]))).toEqual(['confirm#1'])
    expect(open(play(two, [start, changed('confirmed')]))).toEqual(['ship#1'])
  })

  test('[F2] it is passed over when skipWhen or doneWhen is true already', () => {
    const skipping = flow(task('a', { skipWhen: 'skip' }), task('b', { doneWhen: 'done' }), task('c'))
    expect(open(play(skipping, [[{ kind: 'start' }, ['skip', 'done']]]))).toEqual(['c#1'])
    expect(open(play(skipping, [[{ kind: 'start' }, ['done']]]))).toEqual(['a#1'])
  })

  test('[F10] accepting names the person out of the pool; a return then goes back to them', () => {
    const pooled = flow(task('a', { holder: { department: 'a', pick: 'pool' } }), task('b'))
    const accepted: [FlowEvent] = [{ kind: 'taskAccepted', task: 'a#1', by: 'ann' }]
    const { effects } = play(pooled, [start, accepted, deliver('a#1'), giveBack('b#1')])
    expect(effects[1]).toMatchObject({ kind: 'openTask', step: 'a', held: { person: 'ann' } })
    const delivered = play(pooled, [start, deliver('a#1', 'bob'), giveBack('b#1')])
    expect(delivered.effects[1]).toMatchObject({ kind: 'openTask', step: 'a', held: { person: 'bob' } })
  })

  test('[F10] reassigning moves the clock to another holder and opens nothing', () => {
    const to = { person: 'eve', department: 'other' }
    const event: [FlowEvent] = [{ kind: 'taskReassigned', task: 'confirm#1', to, reason: 'ill' }]
    const { effects, instance } = play(two, [start, event])
    expect(effects.map(({ kind }) => kind)).toEqual(['holdTask', 'notify'])
    expect(openHoldings(instance)).toMatchObject([{ task: 'confirm#1', held: to }])
  })
})

describe('return', () => {
  const three = flow(task('a', { doneWhen: 'aDone' }), task('b'), task('c', { doneWhen: 'cDone' }))
  const atC = [start, deliver('a#1'), deliver('b#1')] as const

  test('[F3] a returned task goes back to the holder before, with the reason', () => {
    const { effects, instance } = play(three, [...atC, giveBack('c#1')])
    expect(effects).toMatchObject([
      { kind: 'closeTask', task: 'c#1', how: 'returned', reason: 'wrong' },
      {
        kind: 'openTask',
        task: 'b#2',
        held: { person: 'b-person' },
        from: { person: 'c-person' },
        reason: 'wrong',
      },
      { kind: 'notify', what: 'returned' },
    ])
    expect(open({ instance })).toEqual(['b#2'])
  })

  test('[F3] when it is mended, the one who returned it holds it again', () => {
    const { effects, instance } = play(three, [...atC, giveBack('c#1'), deliver('b#2')])
    expect(open({ instance })).toEqual(['c#2'])
    expect(effects[1]).toMatchObject({
      kind: 'openTask',
      task: 'c#2',
      held: { person: 'c-person' },
      round: 2,
    })
    expect(play(three, [...atC, giveBack('c#1'), deliver('b#2'), deliver('c#2')]).instance.status).toBe(
      'ended',
    )
  })

  test('[F3] it may be returned further, step by step, and comes back the same way', () => {
    const back = [...atC, giveBack('c#1'), giveBack('b#2')] as const
    expect(open(play(three, back))).toEqual(['a#2'])
    expect(open(play(three, [...back, deliver('a#2')]))).toEqual(['b#3'])
    expect(open(play(three, [...back, deliver('a#2'), deliver('b#3')]))).toEqual(['c#2'])
  })

  test('[F3] nobody before: refused', () => {
    const { instance } = play(three, [start])
    expect(refused(three, instance, giveBack('a#1')[0])).toEqual(['flow.nobody-before'])
    const { instance: back } = play(three, [...atC, giveBack('c#1'), giveBack('b#2')])
    expect(refused(three, back, giveBack('a#2')[0])).toEqual(['flow.nobody-before'])
  })

  test('[F2] what was sent back is over when the record says the step is done', () => {
    const { instance, effects } = play(three, [...atC, giveBack('c#1'), changed('aDone', 'cDone')])
    expect(instance.status).toBe('ended')
    expect(effects[0]).toMatchObject({ kind: 'closeTask', task: 'b#2', how: 'delivered' })
  })

  test('[F3] after parallel ways it goes back to the way that came through last', () => {
    const joined = flow({ kind: 'parallel', name: 'both', branches: [[task('a')], [task('b')]] }, task('c'))
    const { instance } = play(joined, [start, deliver('b#1'), deliver('a#1'), giveBack('c#1')])
    expect(open({ instance })).toEqual(['a#2'])
  })
})

describe('parallel and branch', () => {
  const both = flow(
    { kind: 'parallel', name: 'both', branches: [[task('a')], [task('b'), task('c')]] },
    task('d'),
  )

  test('[F4] all ways are open at once, and the step is done when all are through', () => {
    expect(open(play(both, [start]))).toEqual(['a#1', 'b#1'])
    expect(open(play(both, [start, deliver('a#1')]))).toEqual(['b#1'])
    expect(open(play(both, [start, deliver('a#1'), deliver('b#1'), deliver('c#1')]))).toEqual(['d#1'])
  })

  test('[F4] ways that are empty or passed over are through', () => {
    const skipped = flow(
      { kind: 'parallel', name: 'both', branches: [[], [task('a', { skipWhen: 'x' })]] },
      task('d'),
    )
    expect(open(play(skipped, [[{ kind: 'start' }, ['x']]]))).toEqual(['d#1'])
  })

  const either: Step = {
    kind: 'branch',
    name: 'either',
    cases: [
      { when: 'big', steps: [task('boss')] },
      { when: 'small', steps: [task('clerk')] },
    ],
    otherwise: [task('other')],
  }

  test('[F4] the first true case is taken, else the other way, and it is stayed with', () => {
    const way = (...truths: readonly string[]) => open(play(flow(either), [[{ kind: 'start' }, truths]]))
    expect(way('big', 'small')).toEqual(['boss#1'])
    expect(way('small')).toEqual(['clerk#1'])
    expect(way()).toEqual(['other#1'])
    expect(open(play(flow(either), [[{ kind: 'start' }, ['small']], changed('big')]))).toEqual(['clerk#1'])
  })

  test('[F4] without a way for everything else, a branch is passed over', () => {
    const { otherwise: _, ...bare } = either as Extract<Step, { kind: 'branch' }>
    expect(open(play(flow(bare, task('d')), [start]))).toEqual(['d#1'])
  })
})

describe('wait and end', () => {
  const waiting = flow({ kind: 'wait', name: 'rest', label, until: 'paid', untilMinutes: 60 }, task('after'))
  const fired = (now: string) => {
    const { instance } = play(waiting, [start])
    return transition(waiting, instance, { kind: 'timerFired' }, context([], now))
  }

  test('[F5] a wait rests until its condition is true', () => {
    const { instance, effects } = play(waiting, [start])
    expect(nextWake(instance)).toBe('2026-05-06T02:00:00.000Z')
    expect(effects).toEqual([{ kind: 'setDeadline', step: 'rest', at: '2026-05-06T02:00:00.000Z' }])
    expect(open(play(waiting, [start, changed('paid')]))).toEqual(['after#1'])
    expect(open(play(waiting, [start, changed()]))).toEqual([])
  })

  test('[F5] or until its time has come, and not before', () => {
    const early = fired('2026-05-06T01:59:59.999Z')
    const late = fired('2026-05-06T02:00:00.000Z')
    expect(early.ok && early.value.effects).toEqual([])
    expect(late.ok && open(late.value)).toEqual(['after#1'])
  })

  test('[F5] a wait that ends beside an open way is remembered as over', () => {
    const beside = flow({
      kind: 'parallel',
      name: 'both',
      branches: [[...waiting.steps.slice(0, 1)], [task('b')]],
    })
    const { instance } = play(beside, [start, changed('paid'), deliver('b#1')])
    expect(instance.status).toBe('ended')
  })

  const ending = flow({
    kind: 'parallel',
    name: 'both',
    branches: [[task('a')], [task('b'), { kind: 'end', name: 'stop', label }]],
  })

  test('[F6] an end ends everything from any depth, closing what is open', () => {
    const { instance, effects } = play(ending, [start, deliver('b#1')])
    expect(instance).toMatchObject({ status: 'ended', place: null })
    expect(effects).toMatchObject([
      { kind: 'closeTask', task: 'b#1', how: 'delivered' },
      { kind: 'closeTask', task: 'a#1', how: 'cancelled' },
      { kind: 'endInstance', status: 'ended' },
    ])
  })

  test('[F6] cancelWhen and a cancellation close what is open', () => {
    expect(play(ending, [start, changed('cancelled')])).toMatchObject({ instance: { status: 'cancelled' } })
    const { effects } = play(ending, [start, [{ kind: 'cancel', reason: 'no more' }]])
    expect(effects).toMatchObject([
      { task: 'a#1', how: 'cancelled', reason: 'no more' },
      { task: 'b#1', how: 'cancelled' },
      { kind: 'endInstance', status: 'cancelled' },
    ])
  })

  test('[F9] events for what is not open, not running or started already are refused', () => {
    const { instance } = play(ending, [start])
    expect(refused(ending, instance, deliver('nothing')[0])).toEqual(['flow.task-not-open'])
    expect(refused(ending, instance, start[0])).toEqual(['flow.already-started'])
    expect(refused(ending, unstarted, { kind: 'recordChanged' })).toEqual(['flow.not-running'])
    const over = play(ending, [start, [{ kind: 'cancel', reason: '' }]]).instance
    expect(refused(ending, over, deliver('a#1')[0])).toEqual(['flow.not-running'])
  })
})
