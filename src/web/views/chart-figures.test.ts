import { describe, expect, test } from 'vitest'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { behind, conditionFor, figuresAsked, figuresOf, measureOf, usualPart } from './chart-figures.ts'
import { addressOf, listStateOf, plainState, queryOf } from './list-state.ts'

const label = { 'zh-CN': '', en: '' }
const field = (name: string, type: string, more: object = {}): FieldMetadata =>
  ({ name, type, label, writable: true, layer: 'system', ...more }) as unknown as FieldMetadata
const option = (key: string) => ({ key, label })
const stage = field('stage', 'select', { options: [option('new'), option('won'), option('lost')] })
const due = field('due', 'date')
const object: ObjectMetadata = {
  ...{
    name: 'x.deal',
    label,
    kind: 'record',
    title: 'name',
    layer: 'system',
    operations: ['read'],
    actions: [],
  },
  fields: [
    field('name', 'text'),
    stage,
    due,
    field('amount', 'money', { currency: { field: 'currency' } }),
    field('currency', 'text'),
    field('share', 'percent'),
  ],
}
const reader = { id: 'me', department: null, today: '2026-06-15', zone: 'Asia/Shanghai', working: null }
const group = (
  key: readonly (string | null)[],
  count: number,
  sums: readonly string[] = [],
  counts?: number[],
) => ({
  ...{ key, title: key.map(() => null), count, sums },
  ...(counts ? { counts } : {}),
})

describe('the figures of a chart', () => {
  test('amounts of several currencies stand beside each other and are never added', () => {
    const measure = measureOf(object, 'amount')
    expect(figuresAsked(stage, measure)).toEqual({
      ...{ by: ['stage', 'currency'], sums: ['amount'], counts: ['amount'] },
    })
    const { figures, currencies, total } = figuresOf(
      [
        group(['won', 'CNY'], 2, ['0.10'], [2]),
        group(['won', 'USD'], 1, ['5'], [1]),
        group(['new', 'CNY'], 3, ['0.20'], [3]),
        group(['new', null], 4, [], [0]),
      ],
      stage,
      measure,
      'month',
    )
    expect(currencies).toEqual(['CNY', 'USD'])
    expect(figures.map(({ key, count, values }) => [key, count, values])).toEqual([
      ['new', 7, ['0.2', null]],
      ['won', 3, ['0.1', '5']],
    ])
    expect(total).toEqual({ count: 10, values: ['0.3', '5'] })
  })

  test('days are gathered into stretches without gaps, what has no day comes last', () => {
    const { figures } = figuresOf(
      [group(['2026-03-31'], 1), group(['2026-01-02'], 2), group([null], 5), group(['2026-01-30'], 3)],
      due,
      undefined,
      'month',
    )
    expect(figures.map(({ key, count }) => [key, count])).toEqual([
      ['2026-01-01', 5],
      ['2026-02-01', 0],
      ['2026-03-01', 1],
      [null, 5],
    ])
    expect(figures[0]?.range).toEqual(['2026-01-01', '2026-01-31'])
    expect([20, 100, 400, 2000, 9000].map(usualPart)).toEqual(['day', 'week', 'month', 'quarter', 'year'])
  })

  test('of ratios the average is taken over those that are filled in', () => {
    const { figures } = figuresOf(
      [group(['won'], 4, ['0.9'], [3]), group(['lost'], 1, [], [0])],
      stage,
      measureOf(object, 'share'),
      'month',
    )
    expect(figures.map(({ values }) => values)).toEqual([['0.3'], [null]])
  })

  test('the list behind a bar asks for what the chart asked for, and its bar besides, also through its address', () => {
    const state = {
      ...{ ...plainState, view: 'chart' as const, search: '东方', filters: { stage: ['won', 'lost'] } },
      where: { join: 'or' as const, of: [conditionFor(stage, 'won'), conditionFor(due, null)] },
    }
    const list = behind(state, [conditionFor(due, '2026-01-01', ['2026-01-01', '2026-01-31'])])
    const read = listStateOf(addressOf(list), object)
    expect(read).toEqual(list)
    expect(queryOf(read, object, reader)).toMatchObject({
      search: '东方',
      filter: {
        and: [
          { field: 'stage', is: 'in', value: ['won', 'lost'] },
          {
            and: [
              {
                or: [
                  { field: 'stage', is: 'in', value: ['won'] },
                  { field: 'due', is: 'blank' },
                ],
              },
              {
                and: [
                  { field: 'due', is: 'ge', value: '2026-01-01' },
                  { field: 'due', is: 'le', value: '2026-01-31' },
                ],
              },
            ],
          },
        ],
      },
    })
  })
})
