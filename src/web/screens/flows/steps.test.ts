// What is published of a flow when one of its steps is to differ, and how its tasks are listed.
import { expect, test } from 'vitest'
import { changedFlow, type FlowDefinition, type TaskStep } from '#kernel/flow'
import { differing, settingsOf, tidied, walked, withStep } from './steps.ts'

const label = (text: string) => ({ 'zh-CN': text, en: text })
const task = (name: string, more: Partial<TaskStep> = {}): TaskStep => ({
  ...{ kind: 'task', name, label: label(name), holder: { role: 'sales' }, limitMinutes: 60 },
  ...more,
})
const flow: FlowDefinition = {
  name: 'a.flow',
  label: label('流程'),
  object: 'a.record',
  startWhen: 'true',
  steps: [
    task('first'),
    { kind: 'parallel', name: 'both', branches: [[task('left')], [task('right')]] },
    {
      kind: 'branch',
      name: 'fork',
      cases: [{ when: 'yes', steps: [task('case')] }],
      otherwise: [task('else')],
    },
    { kind: 'end', name: 'end', label: label('完') },
  ],
}

test('[F28] tasks are listed in their order, with how they come about', () => {
  expect(walked(flow.steps).map(({ step, way }) => `${step.name} ${way}`)).toEqual([
    'first next',
    'left beside',
    'right beside',
    'case sometimes',
    'else sometimes',
  ])
})

test('[F28] only what is not as shipped is published, and nothing once all of it is', () => {
  const shipped = task('left')
  const wished = { ...settingsOf(shipped), holder: { department: 'finance' }, limitMinutes: 120 }
  const change = differing(shipped, wished)
  expect(change).toEqual({ name: 'left', holder: { department: 'finance' }, limitMinutes: 120 })
  const first = withStep(flow, undefined, 'left', change)
  const both = withStep(flow, first, 'case', { name: 'case', limitMinutes: 5 })
  const steps = walked(changedFlow(flow, both).steps).map(({ step }) => step)
  expect(steps.map(({ limitMinutes }) => limitMinutes)).toEqual([60, 120, 60, 5, 60])
  expect(differing(shipped, settingsOf(shipped))).toBeNull()
  const stored = { ...shipped, label: { en: 'left', 'zh-CN': 'left' } }
  expect(differing(shipped, settingsOf(stored))).toBeNull()
  expect(withStep(flow, withStep(flow, both, 'left', null), 'case', null)).toEqual({
    name: 'a.flow',
    steps: [],
  })
})

test('[F28] a holder says nothing twice: with a role it is whoever has the fewest tasks, and the head is the rule', () => {
  expect(tidied({ department: 'a', role: 'b', pick: 'pool' })).toEqual({ department: 'a', role: 'b' })
  expect(tidied({ department: 'a', pick: 'head' })).toEqual({ department: 'a' })
  expect(tidied({ department: 'a', pick: 'pool' })).toEqual({ department: 'a', pick: 'pool' })
  expect(tidied({ person: '', role: 'b' })).toEqual({ role: 'b' })
})
