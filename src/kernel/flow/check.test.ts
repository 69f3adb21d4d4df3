import { describe, expect, test } from 'vitest'
import { formulaBook } from '#kernel/rules'
import { formulaOf, schemaOf } from '#test/memory-workspace'
import { checkFlow, maxDepth, maxSteps } from './check.ts'
import type { FlowDefinition, Step } from './definition.ts'
import { publishFlows } from './versions.ts'

const label = { 'zh-CN': '步', en: 'Step' }
const flow = (steps: readonly Step[], more: Partial<FlowDefinition> = {}): FlowDefinition => ({
  ...{ name: 'main', label, object: 'x.order', startWhen: 'yes' },
  steps,
  ...more,
})
const task = (name: string, more: object = {}): Step => ({
  ...{ kind: 'task', name, label, holder: { role: 'seller' } },
  ...more,
})
const book = formulaBook(schemaOf({ 'x.order': [] }), (text) => formulaOf(text, { yes: () => true }))
const codes = (definition: FlowDefinition): readonly string[] =>
  checkFlow(definition, book).map(({ code }) => code)
const nested = (depth: number): Step =>
  depth === 0 ? task('deep') : { kind: 'parallel', name: `p${depth}`, branches: [[nested(depth - 1)]] }

describe('definitions', () => {
  test('[F11] a sound one has no problems', () => {
    expect(codes(flow([task('a', { limitMinutes: 30, doneWhen: 'yes' })]))).toEqual([])
    expect(codes(flow([nested(maxDepth - 1)]))).toEqual([])
  })

  test('[F27] what a step is decided by leads to fields of the record and of what it refers to', () => {
    const fields = schemaOf({
      'x.order': [{ name: 'customer', type: 'reference', to: 'x.party', label }],
      'x.party': [{ name: 'name', type: 'text', label }],
    })
    const known = formulaBook(fields, (text) => formulaOf(text, { yes: () => true }))
    const wrong = (facts: readonly string[]) =>
      checkFlow(flow([task('a', { facts })]), known).map(({ code, params }) => `${code} ${params.field}`)
    expect(wrong(['customer', 'customer.name'])).toEqual([])
    expect(wrong(['amount', 'customer.size', 'customer.name.first'])).toEqual(
      ['amount', 'customer.size', 'customer.name.first'].map((path) => `flow.field-unknown ${path}`),
    )
  })

  test.each<[string, FlowDefinition]>([
    ['flow.no-steps', flow([])],
    ['flow.too-many-steps', flow(Array.from({ length: maxSteps + 1 }, (_, at) => task(`s${at}`)))],
    ['flow.too-deep', flow([nested(maxDepth)])],
    ['flow.name-repeated', flow([task('a'), { kind: 'parallel', name: 'b', branches: [[task('a')]] }])],
    ['flow.holder-missing', flow([task('a', { holder: {} })])],
    ['flow.limit-invalid', flow([task('a', { limitMinutes: 0 })])],
    ['flow.limit-invalid', flow([task('a', { escalateEveryMinutes: 1.5 })])],
    ['flow.never-wakes', flow([{ kind: 'wait', name: 'w', label }])],
    ['flow.object-unknown', flow([task('a')], { object: 'x.nothing' })],
    ['flow.formula-invalid', flow([{ kind: 'branch', name: 'b', cases: [{ when: 'no such', steps: [] }] }])],
    ['flow.formula-invalid', flow([task('a')], { cancelWhen: 'no such' })],
  ])('[F11] %s', (code, definition) => {
    expect(codes(definition)).toEqual([code])
  })
})

describe('versions', () => {
  const rowOf = (definition: FlowDefinition, number: string) => ({
    id: number,
    flow: definition.name,
    number,
    definition: JSON.parse(JSON.stringify(definition)),
  })
  const first = flow([task('a')])
  const second = flow([task('a'), task('b')])

  test('[F12] what is stored already is not stored again, however its names are ordered', () => {
    const turned = Object.fromEntries(Object.entries(rowOf(first, '1').definition).toReversed())
    const { changes, catalog } = publishFlows(
      [{ ...rowOf(first, '1'), definition: turned as never }],
      [first],
    )
    expect(changes).toEqual([])
    expect(catalog.current.map(({ version }) => version)).toEqual([1])
  })

  test('[F12] what differs becomes the next version; the former is still found', () => {
    const { changes, catalog } = publishFlows([rowOf(first, '1')], [second])
    expect(changes).toMatchObject([{ values: { flow: 'main', number: '2' } }])
    expect(catalog.current).toMatchObject([{ version: 2 }])
    expect(catalog.find('main', 1)).toEqual(first)
    expect(catalog.find('main', 2)).toEqual(second)
    expect(catalog.find('main', 3)).toBeUndefined()
  })

  test('[F12] a flow no longer in use starts nothing, and its instances are still understood', () => {
    const { changes, catalog } = publishFlows([rowOf(first, '1')], [])
    expect([changes, catalog.current]).toEqual([[], []])
    expect(catalog.known).toEqual([{ flow: 'main', object: 'x.order' }])
    expect(catalog.find('main', 1)).toEqual(first)
  })
})
