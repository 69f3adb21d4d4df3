// Summaries against the same rows added up here, for somebody who may see everything and somebody who may not.
import { expect, test } from 'vitest'
import { Decimal, formatDecimal } from '#base/values/decimal'
import type { Actor } from '#kernel/access'
import type { ObjectDefinition, Row } from '#kernel/schema'
import { lab } from '#test/lab'
import { randomFrom } from '#test/random'
import { newId, testWorkspace } from '#test/workspace'
import type { SummaryQuestion } from './index.ts'

const { engine, install, person } = await testWorkspace([lab])
const installer = engine.systemActor('installer')
const reader = await person('读者')
const random = randomFrom(7)
const label = (text: string) => ({ 'zh-CN': text, en: text })

const sale: ObjectDefinition = {
  name: 'x.sale',
  label: label('sale'),
  kind: 'record',
  title: 'name',
  fields: [
    { name: 'name', type: 'text', label: label('name') },
    {
      name: 'colour',
      type: 'select',
      label: label('colour'),
      options: ['red', 'green'].map((key) => ({ key, label: label(key) })),
    },
    { name: 'open', type: 'boolean', label: label('open') },
    { name: 'account', type: 'reference', to: 'lab.account', label: label('account') },
    { name: 'currency', type: 'text', label: label('currency') },
    { name: 'amount', type: 'money', currency: { field: 'currency' }, tax: 'none', label: label('amount') },
    { name: 'weight', type: 'decimal', scale: 3, label: label('weight') },
  ],
  search: ['name'],
}
const published = await engine.publish(installer, {
  objects: [sale],
  policies: [
    {
      name: 'x.sale.read',
      object: 'x.sale',
      operations: ['read'],
      who: { everyone: true },
      where: 'open = true',
      fields: { read: { except: ['weight'] } },
    },
    { name: 'lab.account.read', object: 'lab.account', operations: ['read'], who: { everyone: true } },
  ],
})
if (!published.ok) throw new Error(JSON.stringify(published.problems))

const accounts = [newId(), newId(), newId()]
await install(
  ...accounts.map((id, index) => ({
    ...{ kind: 'create' as const, object: 'lab.account', id },
    // Two of them have one name.
    values: { name: index === 2 ? '乙' : '甲' },
  })),
  ...Array.from({ length: 90 }, (_, index) => ({
    ...{ kind: 'create' as const, object: 'x.sale', id: newId() },
    values: {
      name: index % 2 === 0 ? '热水器' : '锅炉',
      colour: random.pick(['red', 'green', null]),
      open: random.chance(0.6),
      account: random.pick([...accounts, null]),
      currency: index % 3 === 0 ? 'USD' : 'CNY',
      amount: random.chance(0.2) ? null : `${random.below(1000)}.${random.below(90) + 10}`,
      weight: random.chance(0.3) ? null : `${random.below(50)}.125`,
    },
  })),
)

async function ask(actor: Actor, question: Omit<SummaryQuestion, 'object'>) {
  const answer = await engine.summarise(actor, { object: 'x.sale', ...question })
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return answer.value.groups
}

async function rows(actor: Actor): Promise<readonly Row[]> {
  const page = await engine.read(actor, { object: 'x.sale', limit: 500 })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows
}

const sumOf = (all: readonly Row[], field: string): string | null => {
  const values = all.flatMap((row) => row[field] ?? [])
  if (values.length === 0) return null
  return formatDecimal(values.reduce<Decimal>((sum, one) => sum.plus(String(one)), new Decimal(0)))
}
const plain = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : formatDecimal(new Decimal(text))

test.each([
  ['somebody who sees everything', installer],
  ['somebody who sees open ones without their weight', reader],
])('[R18] groups count and sum what is there and add up to the whole, for %s', async (_who, actor) => {
  const all = await rows(actor)
  const measures = [{ field: 'weight', take: 'sum' }] as const
  for (const by of ['colour', 'open', 'account', 'currency']) {
    const groups = await ask(actor, { by, measures })
    const keys = [...new Set(all.map((row) => row[by] ?? null))]
    expect(groups.map(({ key }) => key).toSorted()).toEqual(
      keys.map((key) => (key === null ? null : String(key))).toSorted(),
    )
    for (const { key, rows: count, values } of groups) {
      const own = all.filter((row) => ((row[by] ?? null) === null ? key === null : String(row[by]) === key))
      expect([count, plain(values[0]?.value)]).toEqual([own.length, sumOf(own, 'weight')])
    }
  }
  const [whole] = await ask(actor, { measures })
  expect([whole?.rows, plain(whole?.values[0]?.value)]).toEqual([all.length, sumOf(all, 'weight')])
})

test('[R18] the groups of a list stand in the order of its pages, and filter and words narrow both', async () => {
  const filter = { field: 'colour', is: 'notBlank' } as const
  const groups = await ask(reader, { by: 'account', filter, search: '锅炉' })
  const sort = ['account.name', 'account']
  const page = await engine.read(reader, { object: 'x.sale', filter, search: '锅炉', sort, limit: 500 })
  const order = page.ok ? page.value.rows.map((row) => row.account ?? null) : []
  expect(groups.flatMap(({ key, rows: count }) => Array.from({ length: count }, () => key))).toEqual(order)
  expect(order.length).toBeGreaterThan(5)
})

test('[R18] amounts in one currency are summed in it; in several they have no sum; an average is of what is not blank', async () => {
  const measures = [
    { field: 'amount', take: 'sum' },
    { field: 'amount', take: 'average' },
  ] as const
  const all = await rows(installer)
  const byCurrency = await ask(installer, { by: 'currency', measures })
  for (const { key, values } of byCurrency) {
    const own = all.filter(({ currency }) => currency === key)
    const filled = own.filter(({ amount }) => amount !== null)
    const average = new Decimal(sumOf(own, 'amount') ?? 0).dividedBy(filled.length).toDecimalPlaces(6)
    expect(values.map(({ value, currency }) => [plain(value), currency])).toEqual([
      [sumOf(own, 'amount'), key],
      [formatDecimal(average), key],
    ])
  }
  const [whole] = await ask(installer, { measures })
  expect(whole?.values).toEqual([
    { value: null, currency: null },
    { value: null, currency: null },
  ])
})

test('[R18] a field that is not there, has no order or is no number is a problem', async () => {
  const codes = async (question: Omit<SummaryQuestion, 'object'>) => {
    const answer = await engine.summarise(installer, { object: 'x.sale', ...question })
    return answer.ok ? [] : answer.problems.map(({ code }) => code)
  }
  expect(await codes({ by: 'gone' })).toEqual(['query.unknownField'])
  expect(await codes({ measures: [{ field: 'name', take: 'sum' }] })).toEqual(['query.unknownField'])
  expect(await codes({ filter: { field: 'gone', is: 'blank' } })).toEqual(['query.unknownField'])
})
