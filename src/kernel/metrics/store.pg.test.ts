// Each number against the same number reckoned by hand from the records themselves.
import { expect, test } from 'vitest'
import { Decimal } from '#base/values/decimal'
import type { Policy } from '#kernel/access'
import type { Row } from '#kernel/schema'
import { lab, labRecords } from '#test/lab'
import { randomFrom } from '#test/random'
import { newId, testWorkspace } from '#test/workspace'
import type { MetricCell, MetricDefinition, MetricQuestion } from './index.ts'

const workspace = await testWorkspace([lab])
const { engine, install, person } = workspace
const installer = engine.systemActor('installer')
const [reader, blind] = [await person('看得见'), await person('看不见金额')]

const department = newId()
await install({
  kind: 'create',
  object: 'identity.department',
  id: department,
  values: { name: '一部', code: '1' },
})
await install(...labRecords(randomFrom(7), newId, [reader.id, blind.id], [department]))
const policies: readonly Policy[] = [
  { name: 'all', object: 'lab.*', operations: ['read'], who: { people: [reader.id] } },
  {
    name: 'own',
    object: 'lab.deal',
    operations: ['read'],
    who: { people: [blind.id] },
    where: 'holder = me.id',
    fields: { read: { except: ['amount'] } },
  },
]
const published = await engine.publish(installer, { policies })
if (!published.ok) throw new Error(JSON.stringify(published.problems))

const page = await engine.read(installer, {
  object: 'lab.deal',
  fields: ['id', 'amount', 'day', 'holder', 'account.region.name', 'account.secret'],
  limit: 500,
})
if (!page.ok) throw new Error(JSON.stringify(page.problems))
const deals = page.value.rows

async function cells(question: MetricQuestion, actor = reader): Promise<readonly MetricCell[]> {
  const answer = await engine.metric(actor, question)
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
  return answer.value
}

const amounts = (rows: readonly Row[]): readonly Decimal[] =>
  rows.flatMap((row) => (row.amount === null ? [] : [new Decimal(String(row.amount))]))
const sum = (rows: readonly Row[]): Decimal =>
  amounts(rows).reduce((all, one) => all.plus(one), new Decimal(0))
const equal = (value: string | null | undefined, expected: Decimal): boolean =>
  typeof value === 'string' && new Decimal(value).equals(expected)

test('[M1] only what the asking person may read is counted, and a hidden field counts as blank', async () => {
  const own = deals.filter((row) => row.holder === blind.id)
  expect(own.length).toBeGreaterThan(0)
  expect(await cells({ metric: 'lab.count' }, blind)).toMatchObject([
    { value: String(own.length), rows: own.length },
  ])
  expect(await cells({ metric: 'lab.amount' }, blind)).toMatchObject([{ value: '0', rows: own.length }])
  expect(await cells({ metric: 'lab.average' }, blind)).toMatchObject([{ value: null }])
  expect(await cells({ metric: 'lab.largeShare' }, blind)).toMatchObject([{ value: null, rows: 0 }])
  expect(await cells({ metric: 'lab.count', dimensions: ['account.secret'] }, blind)).toEqual([
    { key: [null], value: String(own.length), rows: own.length },
  ])
  expect(await cells({ metric: 'lab.count', filter: 'amount >= 0' }, blind)).toMatchObject([{ rows: 0 }])
  expect(sum(own).gt(0)).toBe(true)
})

test('[M2] counts, sums and averages are exact; of no records a sum is 0 and an average blank', async () => {
  const [total] = await cells({ metric: 'lab.amount' })
  expect(equal(total?.value, sum(deals)), JSON.stringify(total)).toBe(true)
  expect(total?.rows).toBe(deals.length)
  const [average] = await cells({ metric: 'lab.average' })
  const expected = sum(deals).div(amounts(deals).length).toDecimalPlaces(6, Decimal.ROUND_HALF_UP)
  expect(equal(average?.value, expected), JSON.stringify(average)).toBe(true)
  const nothing = { from: '2020-01-01', to: '2020-02-01' }
  expect(await cells({ metric: 'lab.count', ...nothing })).toEqual([{ key: [], value: '0', rows: 0 }])
  expect(await cells({ metric: 'lab.amount', ...nothing })).toEqual([{ key: [], value: '0', rows: 0 }])
  expect(await cells({ metric: 'lab.average', ...nothing })).toEqual([{ key: [], value: null, rows: 0 }])
  expect(await cells({ metric: 'lab.amount', ...nothing, every: 'month' })).toEqual([])
})

test('[M2] money of many cents adds up without losing one', async () => {
  const day = '2031-01-02'
  const values = ['0.10', '0.20', '9999999999999999.99', '0.01']
  await install(
    ...values.map((amount) => ({
      kind: 'create' as const,
      object: 'lab.deal',
      id: newId(),
      values: { name: '分', amount, day },
    })),
  )
  const [cell] = await cells({ metric: 'lab.amount', from: '2031-01-01', to: '2031-01-03' })
  expect(cell?.value).toBe('10000000000000000.30')
})

test('[M3] a share is of those it is among, and says how many they are', async () => {
  const known = deals.filter((row) => row.amount !== null)
  const large = known.filter((row) => Number(row.amount) >= 50)
  const [cell] = await cells({ metric: 'lab.largeShare', to: '2030-01-01' })
  const dated = (rows: readonly Row[]) => rows.filter((row) => row.day !== null).length
  expect(cell?.rows).toBe(dated(known))
  const expected = new Decimal(dated(large)).div(dated(known)).toDecimalPlaces(6, Decimal.ROUND_HALF_UP)
  expect(equal(cell?.value, expected), JSON.stringify(cell)).toBe(true)
  const byHolder = await cells({ metric: 'lab.largeShare', to: '2030-01-01', dimensions: ['holder'] })
  expect(byHolder.reduce((all, one) => all + one.rows, 0)).toBe(dated(known))
})

test.each(['day', 'week', 'month', 'quarter', 'year'] as const)(
  '[M4] an instant counts for its %s in the workspace’s zone',
  async (every) => {
    const starts = { day: '14', week: '08', month: '01' } as const
    const before =
      every === 'quarter' ? '2026-04-01' : every === 'year' ? '2026-01-01' : `2026-06-${starts[every]}`
    const after = every === 'day' || every === 'week' ? '2026-06-15' : before
    // 15:59:59.999 UTC is the last of Sunday the 14th in Shanghai; a millisecond later it is Monday.
    const marks: string[] = []
    for (const instant of ['2026-06-14T15:59:59.999Z', '2026-06-14T16:00:00.000Z']) {
      workspace.at(instant)
      marks.push(newId())
      await install({
        kind: 'create',
        object: 'lab.deal',
        id: marks.at(-1) ?? '',
        values: { name: `刻 ${every}` },
      })
    }
    const found = await cells({ metric: 'lab.entered', every, filter: `name = '刻 ${every}'` })
    const expected =
      before === after
        ? [{ at: before, key: [], value: '2', rows: 2 }]
        : [
            { at: before, key: [], value: '1', rows: 1 },
            { at: after, key: [], value: '1', rows: 1 },
          ]
    expect(found).toEqual(expected)
  },
)

test('[M4] periods and dimensions cut a number into cells that add up to it again', async () => {
  for (const every of ['day', 'week', 'month', 'quarter', 'year'] as const) {
    const found = await cells({
      metric: 'lab.amount',
      every,
      to: '2030-01-01',
      dimensions: ['account.region.name', 'account.secret', 'holder'],
    })
    const dated = deals.filter((row) => row.day !== null)
    expect(found.reduce((all, one) => all + one.rows, 0)).toBe(dated.length)
    const whole = found.reduce((all, one) => all.plus(one.value ?? 0), new Decimal(0))
    expect(whole.equals(sum(dated)), every).toBe(true)
    for (const cell of found) {
      const behind = dated.filter(
        (row) =>
          (row['account.region.name'] ?? null) === cell.key[0] &&
          (row['account.secret'] ?? null) === cell.key[1] &&
          (row.holder ?? null) === cell.key[2] &&
          String(row.day) >= String(cell.at),
      )
      expect(behind.length).toBeGreaterThanOrEqual(cell.rows)
    }
  }
})

test.each<[string, unknown, string]>([
  ['an undeclared dimension', { dimensions: ['amount'] }, 'metrics.unknownDimension'],
  ['a hostile dimension', { dimensions: ['holder"; drop table x; --'] }, 'metrics.unknownDimension'],
  ['dimensions that are no list', { dimensions: 'holder' }, 'metrics.unknownDimension'],
  [
    'too many dimensions',
    { dimensions: ['holder', 'holder', 'holder', 'holder'] },
    'metrics.unknownDimension',
  ],
  ['a dimension that is no text', { dimensions: [{}] }, 'metrics.unknownDimension'],
  ['an unknown period', { every: "day'" }, 'metrics.badPeriod'],
  ['a day that does not exist', { from: '2026-02-30' }, 'metrics.badDate'],
  ['a date that is none', { to: 'soon' }, 'metrics.badDate'],
  ['a date that is no text', { to: 5 }, 'metrics.badDate'],
  ['a broken formula', { filter: 'amount >' }, 'formula.unfinished'],
  ['a formula that is no text', { filter: { a: 1 } }, 'metrics.badFilter'],
  ['a formula over an unknown field', { filter: 'nothing = 1' }, 'formula.unknownName'],
  ['an unknown metric', { metric: 'lab.nothing' }, 'metrics.unknown'],
])('[M5] %s is a problem', async (_, question, code) => {
  const asked = { metric: 'lab.amount', ...(question as object) } as MetricQuestion
  expect(await engine.metric(reader, asked)).toMatchObject({ ok: false, problems: [{ code }] })
})

test('[M6] a metric and a tile are offered only in the parts that somebody may read', async () => {
  const offered = async (actor: typeof reader) => {
    const { metrics, tiles } = await engine.metadata(actor)
    return {
      metrics: new Map(metrics.map(({ name, dimensions }) => [name, dimensions])),
      tiles: tiles.map(({ name, numbers, rows }) => [name, numbers?.length ?? 0, rows?.fields]),
    }
  }
  const all = await offered(reader)
  expect([...all.metrics.keys()].toSorted()).toEqual([
    ...['lab.amount', 'lab.average', 'lab.count', 'lab.entered', 'lab.largeShare'],
  ])
  expect(all.tiles).toEqual([['lab.tile', 3, ['name', 'amount']]])
  const some = await offered(blind)
  expect([...some.metrics]).toEqual([
    ['lab.count', ['holder']],
    ['lab.entered', ['holder']],
  ])
  expect(some.tiles).toEqual([['lab.tile', 1, ['name']]])
})

test('[M7] an own metric and an own tile over it answer like shipped ones; wrong ones are refused by name', async () => {
  const label = { 'zh-CN': '大单', en: 'Large' }
  const metric: MetricDefinition = {
    ...{ name: 'x.large', label, object: 'lab.deal', take: 'count', where: 'amount >= 50' },
    ...{ by: 'day', dimensions: ['holder'], format: 'number' },
  }
  const tile = { name: 'x.tile', label, place: 1, numbers: [{ metric: 'x.large' }] }
  const wrong = await engine.publish(installer, {
    metrics: [metric, { ...metric, name: 'x.wrong', by: 'nothing' }, { ...metric, name: 'lab.mine' }],
    tiles: [tile, { ...tile, name: 'x.badTile', numbers: [{ metric: 'x.none' }] }],
  })
  expect(wrong).toMatchObject({
    ok: false,
    problems: [
      { code: 'schema.notYours', path: ['lab.mine'] },
      { code: 'query.unknownField', path: ['x.wrong'] },
      { code: 'metrics.unknown', path: ['x.badTile'] },
    ],
  })
  const { metrics: before } = await engine.metadata(reader)
  expect(before.some(({ name }) => name.startsWith('x.'))).toBe(false)
  expect(await engine.publish(installer, { metrics: [metric], tiles: [tile] })).toMatchObject({ ok: true })
  const { tiles } = await engine.metadata(reader)
  expect(tiles.map(({ name }) => name)).toEqual(['x.tile', 'lab.tile'])
  expect((await engine.metadata(blind)).tiles.map(({ name }) => name)).toEqual(['lab.tile'])
  const large = deals.filter((row) => Number(row.amount ?? 0) >= 50 && Number(row.amount) < 1e9)
  const [cell] = await cells({ metric: 'x.large', to: '2030-01-01' })
  expect(cell?.rows).toBe(large.filter((row) => row.day !== null).length)
})
