// The formulas that flows, rules and messages ship, and the ones they are given, in the real language.
import { expect, test } from 'vitest'
import { compileFormula } from '#kernel/formula'
import { messageObject, notifyPolicies } from '#kernel/notify'
import { compileRule, formulaBook, type Rule, reactTo, rulesPolicies, runObject } from '#kernel/rules'
import type { Row } from '#kernel/schema'
import { person, schemaOf } from '#test/memory-workspace'
import { flowActions } from './actions.ts'
import { flowObjects } from './objects.ts'
import { flowPolicies } from './policies.ts'

const label = (en: string) => ({ 'zh-CN': en, en })
const own = [...flowObjects, messageObject, runObject]
const schema = schemaOf({
  ...Object.fromEntries(own.map(({ name, fields }) => [name, fields])),
  'identity.person': [{ name: 'department', type: 'department', label: label('Department') }],
  'identity.department': [],
  'x.order': [
    { name: 'quantity', type: 'decimal', scale: 3, label: label('Quantity') },
    { name: 'owner', type: 'person', label: label('Owner') },
    { name: 'note', type: 'text', label: label('Note') },
  ],
})
const book = formulaBook(schema, compileFormula)
const problemsOf = (object: string, text: string): readonly unknown[] => {
  const compiled = book.get(object, text)
  return compiled.ok ? [] : compiled.problems
}

test('[F22] every condition of a policy is a sound formula', () => {
  const conditions = [...flowPolicies, ...rulesPolicies, ...notifyPolicies(['flow'])].filter(
    ({ where }) => where,
  )
  expect(conditions.length).toBeGreaterThanOrEqual(3)
  for (const { object, where = '' } of conditions) expect(problemsOf(object, where)).toEqual([])
})

test('[F22] the holder, a colleague and the head act; a stranger does not', () => {
  const where = flowPolicies.find(({ name }) => name === 'flow.holder-acts')?.where ?? ''
  const formula = book.get('flow.task', where)
  const may = (me: ReturnType<typeof person>, row: Row): unknown =>
    formula.ok &&
    formula.value.evaluate({ row, follow: () => undefined, me, now: '2026-05-06T02:00:00.000Z', zone: 'UTC' })
  const task = { id: 't', holder: 'ann', department: 'sales' }
  expect(may(person('ann'), task)).toBe(true)
  expect(may(person('bob', { department: 'sales' }), task)).toBe(true)
  expect(may(person('cai', { department: 'top', headed: ['top', 'sales'] }), task)).toBe(true)
  expect(may(person('eve', { department: 'stock', headed: ['stock'] }), task)).not.toBe(true)
  expect(may(person('eve', { department: null }), { id: 't', holder: null, department: null })).not.toBe(true)
})

test('[F18] every condition of an action is a sound formula', () => {
  for (const { object, visible = 'true' } of flowActions) expect(problemsOf(object, visible)).toEqual([])
})

test('[RU3] a rule compares the record with what it was before, in the real language', () => {
  const rule: Rule = {
    name: 'grown',
    label: label('Grown'),
    object: 'x.order',
    when: { on: 'update', fields: ['quantity'] },
    if: 'quantity > before.quantity',
    then: [{ do: 'update', values: { note: "'more'" } }],
  }
  const compiled = compileRule(rule, book)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  const facts = {
    ...{ follow: () => undefined, me: person('rules'), now: '2026-05-06T02:00:00.000Z', zone: 'UTC' },
    directory: { people: new Map(), departments: new Map() },
  }
  const from = (before: string, after: string) =>
    reactTo(
      compiled.value,
      { ...event, before: { quantity: before }, after: { quantity: after } },
      { id: 'o' },
      facts,
    )
  expect(from('2', '10')?.changes).toMatchObject([{ values: { note: 'more' } }])
  expect(from('10', '2')).toBeNull()
})

const event = {
  ...{ id: 'e', writeId: 'w', at: '2026-05-06T02:00:00.000Z', object: 'x.order', record: 'o', version: 2 },
  ...{ kind: 'update' as const, action: null, actor: 'ann', onBehalfOf: null, source: 'form', ip: null },
  ...{ cause: null, reason: null, definitionVersion: 1, seq: '1', hash: '' },
}
