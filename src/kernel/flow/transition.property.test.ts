// Random flows and random events: what must be true of every instance, whatever happens.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FlowDefinition, Step } from './definition.ts'
import type { Effect } from './effects.ts'
import type { FlowEvent } from './event.ts'
import { type Instance, openHoldings, places, unstarted } from './instance.ts'
import type { FlowContext } from './run.ts'
import { allSteps, transition } from './transition.ts'

const label = { 'zh-CN': '步', en: 'Step' }
const truth = fc.constantFrom('p', 'q', 'r')

/** A tree of steps; names are given afterwards, so that each is unique. */
const { steps: anySteps } = fc.letrec<{ steps: Step[]; step: Step }>((tie) => ({
  steps: fc.array(tie('step'), { minLength: 1, maxLength: 4, depthIdentifier: 'd' }),
  step: fc.oneof(
    { depthIdentifier: 'd', maxDepth: 3, withCrossShrink: true },
    fc.record(
      {
        kind: fc.constant('task' as const),
        name: fc.constant(''),
        label: fc.constant(label),
        holder: fc.constantFrom({ department: 'x' }, { department: 'x', pick: 'pool' as const }),
        limitMinutes: fc.constant(60),
        doneWhen: truth,
        skipWhen: truth,
      },
      { requiredKeys: ['kind', 'name', 'label', 'holder'] },
    ),
    fc.record({
      kind: fc.constant('wait' as const),
      name: fc.constant(''),
      label: fc.constant(label),
      until: truth,
      untilMinutes: fc.constant(30),
    }),
    fc.record({
      kind: fc.constant('parallel' as const),
      name: fc.constant(''),
      branches: fc.array(tie('steps'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('branch' as const),
      name: fc.constant(''),
      cases: fc.array(fc.record({ when: truth, steps: tie('steps') }), { minLength: 1, maxLength: 2 }),
    }),
  ),
}))

let unique = 0
const named = (steps: readonly Step[]): readonly Step[] =>
  steps.map((step): Step => {
    const name = `s${unique++}`
    if (step.kind === 'parallel') return { ...step, name, branches: step.branches.map(named) }
    if (step.kind !== 'branch') return { ...step, name }
    return { ...step, name, cases: step.cases.map((one) => ({ ...one, steps: named(one.steps) })) }
  })

const anyFlow = anySteps.map((steps): FlowDefinition => {
  unique = 0
  return { name: 'any', label, object: 'x.y', startWhen: 'p', steps: named(steps) }
})

/** What may happen next; `pick` chooses among the open tasks. */
const anyMove = fc.record({
  pick: fc.nat(20),
  truths: fc.subarray(['p', 'q', 'r']),
  kind: fc.constantFrom('deliver', 'deliver', 'return', 'accept', 'reassign', 'change', 'timer'),
})
type Move = { pick: number; truths: string[]; kind: string }

const at = (minute: number): string => new Date(Date.UTC(2026, 4, 6) + minute * 60_000).toISOString()

const contextAt = (minute: number, truths: readonly string[]): FlowContext => ({
  now: at(minute),
  is: (formula) => truths.includes(formula),
  holder: ({ name, holder }) => ({ person: holder.pick === 'pool' ? null : name, department: 'x' }),
  instant: () => null,
  due: (from, minutes) => new Date(Date.parse(from) + minutes * 60_000).toISOString(),
  taskId: (step, round) => `${step}#${round}`,
})

function eventOf({ pick, kind }: Move, instance: Instance): FlowEvent {
  const open = openHoldings(instance)
  const task = open[pick % Math.max(open.length, 1)]?.task
  if (kind === 'timer') return { kind: 'timerFired' }
  if (kind === 'change' || task === undefined) return { kind: 'recordChanged' }
  if (kind === 'deliver') return { kind: 'taskDelivered', task, by: 'z' }
  if (kind === 'return') return { kind: 'taskReturned', task, reason: 'why' }
  if (kind === 'accept') return { kind: 'taskAccepted', task, by: 'z' }
  return { kind: 'taskReassigned', task, to: { person: 'w', department: 'x' }, reason: 'why' }
}

type Played = {
  states: readonly Instance[]
  effects: readonly (readonly Effect[])[]
  events: readonly FlowEvent[]
}

function play(definition: FlowDefinition, moves: readonly Move[]): Played {
  const states: Instance[] = []
  const effects: (readonly Effect[])[] = []
  const events: FlowEvent[] = []
  let instance: Instance = unstarted
  for (const [step, move] of [{ pick: 0, truths: [], kind: 'start' }, ...moves].entries()) {
    if (instance.status !== 'running') break
    const event: FlowEvent = step === 0 ? { kind: 'start' } : eventOf(move, instance)
    const next = transition(definition, instance, event, contextAt(step * 20, move.truths))
    if (!next.ok) {
      expect(next.problems.map(({ code }) => code)).toEqual(['flow.nobody-before'])
      continue
    }
    instance = next.value.instance
    states.push(instance)
    effects.push(next.value.effects)
    events.push(event)
  }
  return { states, effects, events }
}

const check = (property: (definition: FlowDefinition, moves: readonly Move[]) => void): void =>
  fc.assert(fc.property(anyFlow, fc.array(anyMove, { maxLength: 40 }), property), { seed: 11, numRuns: 500 })

test('[F7] each open step has exactly one running clock, and every task is open or was closed once', () => {
  check((definition, moves) => {
    const running = new Map<string, string>()
    const { states, effects } = play(definition, moves)
    for (const [index, state] of states.entries()) {
      for (const effect of effects[index] ?? []) {
        if (effect.kind === 'openTask') {
          expect(running.has(effect.task)).toBe(false)
          running.set(effect.task, effect.askedAt)
        }
        if (effect.kind === 'closeTask') {
          expect(running.get(effect.task)).toBe(effect.askedAt)
          running.delete(effect.task)
        }
      }
      const open = openHoldings(state).map(({ task }) => task)
      expect(open.toSorted()).toEqual([...running.keys()].toSorted())
      const taskPlaces = places(state.place).filter(({ chain }) => chain !== undefined)
      expect(open.length).toBe(taskPlaces.length)
      if (state.status !== 'running') expect(open).toEqual([])
    }
  })
})

test('[F7] an instance that runs is waiting for somebody or something', () => {
  check((definition, moves) => {
    for (const state of play(definition, moves).states) {
      const rests = places(state.place).some(
        ({ chain, inner, wakeAt }) => chain || (!inner && wakeAt !== undefined),
      )
      expect(state.status === 'running').toBe(rests)
    }
  })
})

test('[F3] a return asks once, with its reason, for a step that was delivered before', () => {
  check((definition, moves) => {
    const { effects, events } = play(definition, moves)
    const delivered = new Map<string, unknown>()
    const opened = new Map<string, Extract<Effect, { kind: 'openTask' }>>()
    for (const [index, event] of events.entries()) {
      const opens = (effects[index] ?? []).filter((effect) => effect.kind === 'openTask')
      if (event.kind === 'taskReturned') {
        expect(opens.length).toBe(1)
        expect(opens[0]?.reason).toBe('why')
        expect(delivered.has(opens[0]?.step ?? '')).toBe(true)
      }
      for (const effect of effects[index] ?? []) {
        if (effect.kind === 'openTask') opened.set(effect.task, effect)
        const step =
          effect.kind === 'closeTask' && effect.how === 'delivered'
            ? opened.get(effect.task)?.step
            : undefined
        if (step !== undefined) delivered.set(step, true)
      }
    }
  })
})

test('[F8] the same definition and events give the same, after a journey through JSON too', () => {
  check((definition, moves) => {
    const first = play(definition, moves)
    expect(play(structuredClone(definition), moves)).toEqual(first)
    for (const state of first.states) expect(JSON.parse(JSON.stringify(state))).toEqual(state)
  })
})

test('[F6] with everybody delivering and every timer firing, every flow ends', () => {
  check((definition, moves) => {
    const { states } = play(definition, moves)
    let instance = states.at(-1) ?? unstarted
    const bound = 10 * allSteps(definition.steps).length + 10 * moves.length + 10
    for (let step = 0; instance.status === 'running'; step++) {
      expect(step).toBeLessThan(bound)
      const task = openHoldings(instance)[0]?.task
      const event: FlowEvent = task ? { kind: 'taskDelivered', task, by: 'z' } : { kind: 'timerFired' }
      const next = transition(definition, instance, event, contextAt(100_000 + step * 100, []))
      if (!next.ok) throw new Error('refused')
      instance = next.value.instance
    }
  })
})
