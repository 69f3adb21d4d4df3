// A field takes another type: what is told beforehand, what becomes of the values, the way back, and writes that are under way meanwhile.
import { expect, test } from 'vitest'
import type { Field, ObjectDefinition, Row, Value } from '#kernel/schema'
import { shop } from '#test/sample'
import { newId, secondNode, testWorkspace } from '#test/workspace'
import type { ConversionOutlook } from './index.ts'

const workspace = await testWorkspace([shop])
const { engine, db, person } = workspace
const admin = await person('管理员', { roles: ['admin'] })
const seller = await person('小李', { roles: ['sales'] })
const origin = { source: 'form' } as const
const label = (text: string) => ({ 'zh-CN': text, en: text })
const options = [
  { key: 'high', label: { 'zh-CN': '高', en: 'High' } },
  { key: 'low', label: { 'zh-CN': '低', en: 'Low' } },
]
const made = {
  text: { type: 'text' },
  longText: { type: 'longText' },
  number: { type: 'number' },
  decimal: { type: 'decimal', scale: 2 },
  percent: { type: 'percent' },
  date: { type: 'date' },
  datetime: { type: 'datetime' },
  select: { type: 'select', options },
  multiSelect: { type: 'multiSelect', options },
  boolean: { type: 'boolean' },
} as const
type Kind = keyof typeof made
const field = (kind: Kind, rest: Partial<Field> = {}): Field =>
  ({ ...made[kind], name: 'it', label: label('它'), ...rest }) as Field
const object = (name: string, ...fields: readonly Field[]): ObjectDefinition => ({
  ...{ name, label: label('箱子'), kind: 'record', title: 'name' },
  fields: [{ name: 'name', type: 'text', label: label('名称') }, ...fields],
})

async function publish(...args: Parameters<typeof engine.publish> extends [unknown, infer P] ? [P] : never) {
  const published = await engine.publish(admin, args[0])
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
  return published.value.version
}
async function outlookOf(name: string, to: Field): Promise<ConversionOutlook> {
  const outlook = await engine.judgeConversion(admin, { object: name, field: to })
  if (!outlook.ok) throw new Error(JSON.stringify(outlook.problems))
  return outlook.value
}
const converted = (name: string, to: Field, ...rest: readonly Field[]) =>
  publish({ objects: [object(name, to, ...rest)], conversions: [{ object: name, field: 'it' }] })
async function put(name: string, it: Value): Promise<string> {
  const id = newId()
  const written = await engine.write(admin, origin, [
    { kind: 'create', object: name, id, values: { name: 'n', it } },
  ])
  if (!written.ok) throw new Error(JSON.stringify(written.problems))
  return id
}
async function rows(name: string, ...fields: readonly string[]): Promise<readonly Row[]> {
  const page = await engine.read(admin, { object: name, fields: ['it', ...fields], sort: ['id'] })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value.rows
}
const values = async (name: string) => (await rows(name)).map(({ it }) => it)

let count = 0
const offered: readonly [Kind, Kind, readonly (readonly [Value, Value])[], { lost: number; cut: number }][] =
  [
    [
      'text',
      'number',
      [
        ['1,200.5', '1200.5'],
        [' ¥３０ ', '30'],
        ['约 100', null],
        ['1e5', null],
        ['-7', '-7'],
      ],
      { lost: 2, cut: 0 },
    ],
    [
      'text',
      'decimal',
      [
        ['2.345', '2.35'],
        ['2', '2.00'],
      ],
      { lost: 0, cut: 1 },
    ],
    [
      'text',
      'percent',
      [
        ['13%', '0.1300'],
        ['13', null],
      ],
      { lost: 1, cut: 0 },
    ],
    [
      'text',
      'date',
      [
        ['2026-3-1', '2026-03-01'],
        ['2026年02月30日', null],
        ['20260301', '2026-03-01'],
        ['2026/3/1 09:30', '2026-03-01'],
      ],
      { lost: 1, cut: 1 },
    ],
    [
      'text',
      'datetime',
      [
        ['2026-03-01 08:30', '2026-03-01T00:30:00.000Z'],
        ['2026-03-01', '2026-02-28T16:00:00.000Z'],
        ['明天', null],
      ],
      { lost: 1, cut: 0 },
    ],
    [
      'text',
      'select',
      [
        ['高', 'high'],
        [' HIGH ', 'high'],
        ['low', 'low'],
        ['中', null],
      ],
      { lost: 1, cut: 0 },
    ],
    [
      'text',
      'multiSelect',
      [
        ['低、高', ['low', 'high']],
        ['高,中', ['high']],
        ['无', null],
      ],
      { lost: 1, cut: 1 },
    ],
    [
      'text',
      'boolean',
      [
        ['是', true],
        ['No', false],
        ['也许', null],
      ],
      { lost: 1, cut: 0 },
    ],
    ['text', 'longText', [['甲', '甲']], { lost: 0, cut: 0 }],
    [
      'longText',
      'text',
      [
        ['甲\n乙', '甲 乙'],
        ['长'.repeat(1200), '长'.repeat(1000)],
      ],
      { lost: 0, cut: 1 },
    ],
    [
      'number',
      'text',
      [
        ['12.50', '12.5'],
        ['100', '100'],
      ],
      { lost: 0, cut: 0 },
    ],
    [
      'number',
      'decimal',
      [
        ['1.005', '1.01'],
        ['3', '3.00'],
      ],
      { lost: 0, cut: 1 },
    ],
    ['decimal', 'number', [['1.50', '1.5']], { lost: 0, cut: 0 }],
    ['percent', 'text', [['0.13', '13%']], { lost: 0, cut: 0 }],
    ['select', 'multiSelect', [['high', ['high']]], { lost: 0, cut: 0 }],
    [
      'multiSelect',
      'select',
      [
        [['low', 'high'], 'low'],
        [['high'], 'high'],
      ],
      { lost: 0, cut: 1 },
    ],
    ['select', 'text', [['high', '高']], { lost: 0, cut: 0 }],
    ['multiSelect', 'text', [[['low', 'high'], '低、高']], { lost: 0, cut: 0 }],
    ['date', 'datetime', [['2026-03-01', '2026-02-28T16:00:00.000Z']], { lost: 0, cut: 0 }],
    [
      'datetime',
      'date',
      [
        ['2026-02-28T16:00:00.000Z', '2026-03-01'],
        ['2026-03-01T17:30:00.000Z', '2026-03-02'],
      ],
      { lost: 0, cut: 1 },
    ],
    [
      'boolean',
      'text',
      [
        [true, '是'],
        [false, '否'],
      ],
      { lost: 0, cut: 0 },
    ],
    ['boolean', 'number', [[true, '1']], { lost: 0, cut: 0 }],
    [
      'boolean',
      'decimal',
      [
        [true, '1.00'],
        [false, '0.00'],
      ],
      { lost: 0, cut: 0 },
    ],
  ]

test.each(offered)(
  '[MO25] %s becomes %s as the outlook said, and the way back finds what was there',
  async (from, to, pairs, told) => {
    const name = `x.box${++count}`
    await publish({ objects: [object(name, field(from))] })
    for (const [value] of pairs) await put(name, value)
    await put(name, null)
    const before = await values(name)
    const { filled, lost, cut, examples } = await outlookOf(name, field(to))
    expect({ lost, cut }).toEqual(told)
    expect(filled).toBe(pairs.length)
    expect(examples).toHaveLength(told.lost + told.cut)
    await converted(name, field(to))
    expect(await values(name)).toEqual([...pairs.map(([, value]) => value), null])
    await converted(name, field(from))
    expect(await values(name)).toEqual(before)
  },
)

test('[MO25] the way back keeps what was written since, and finds the rest as it was', async () => {
  await publish({ objects: [object('x.way', field('text'))] })
  await put('x.way', '约 100')
  const changed = await put('x.way', '1,200')
  await put('x.way', '50')
  const asText = await publish({ objects: [object('x.way', field('text', { label: label('文字') }))] })
  await converted('x.way', field('number'))
  await engine.write(admin, origin, [
    { kind: 'update', object: 'x.way', id: changed, values: { it: '1300' } },
  ])
  await put('x.way', '7')
  expect(await values('x.way')).toEqual([null, '1300', '50', '7'])
  expect(await engine.fieldPasts(admin, 'x.way')).toMatchObject({
    value: { former: [{ field: 'it', was: { type: 'text', label: label('文字') }, byName: '管理员' }] },
  })
  expect(await engine.rollBack(admin, { to: asText })).toMatchObject({ ok: true })
  expect(await values('x.way')).toEqual(['约 100', '1300', '50', '7'])
  await converted('x.way', field('number'))
  expect(await values('x.way')).toEqual([null, '1300', '50', '7'])
})

test('[S4] [MO25] nothing is converted that was not wished for, nor between types that have nothing in common', async () => {
  await publish({ objects: [object('x.wish', field('text'))] })
  await put('x.wish', '5')
  for (const to of [field('number'), field('select')])
    expect(await engine.publish(admin, { objects: [object('x.wish', to)] })).toMatchObject({
      problems: [{ code: 'schema.typeChange', path: ['x.wish', 'it'] }],
    })
  const file: Field = { name: 'it', type: 'file', label: label('它') }
  const conversions = [{ object: 'x.wish', field: 'it' }]
  expect(await engine.publish(admin, { objects: [object('x.wish', file)], conversions })).toMatchObject({
    problems: [{ code: 'schema.noConversion' }],
  })
  expect(await engine.judgeConversion(admin, { object: 'x.wish', field: file })).toMatchObject({
    problems: [{ code: 'schema.noConversion' }],
  })
  expect(await values('x.wish')).toEqual(['5'])
})

test('[MO25] formulas, sums and search follow at once; what no longer holds is told beforehand and refuses the publication', async () => {
  const twice: Field = {
    name: 'twice',
    type: 'formula',
    result: 'text',
    formula: 'LEFT(it, 1)',
    label: label('两倍'),
  }
  const whole = (first: Field, second: Field): ObjectDefinition => ({
    ...object('x.reads', first, second),
    search: ['name', 'it'],
  })
  await publish({
    objects: [whole(field('number'), { ...twice, result: 'decimal', formula: 'it * 2' } as Field)],
  })
  await put('x.reads', '21')
  const { broken } = await outlookOf('x.reads', field('text'))
  expect(broken).toMatchObject([{ kind: 'field', object: 'x.reads', name: 'twice' }])
  const conversions = [{ object: 'x.reads', field: 'it' }]
  const refused = await engine.publish(admin, {
    objects: [whole(field('text'), { ...twice, result: 'decimal', formula: 'it * 2' } as Field)],
    conversions,
  })
  expect(refused).toMatchObject({ ok: false, problems: [{ path: ['x.reads', 'twice'] }] })
  expect(await values('x.reads')).toEqual(['21'])
  await publish({ objects: [whole(field('text'), { ...twice, name: 'first' })], conversions })
  expect(await rows('x.reads', 'first')).toMatchObject([{ it: '21', first: '2' }])
  await converted('x.reads', field('decimal'), {
    ...twice,
    name: 'sum',
    result: 'decimal',
    formula: 'it + 1',
  } as Field)
  expect(await rows('x.reads', 'sum')).toMatchObject([{ it: '21.00', sum: '22.00' }])
})

test('[MO26] a write that waits for the publication, here or on a node that has not heard of it, is judged by the new type', async () => {
  await publish({ objects: [object('x.busy', field('text'))] })
  const first = await put('x.busy', '高')
  const other = await secondNode(workspace, [shop])
  const waiting = async (): Promise<number> => {
    const text =
      "select count(*)::integer as count from pg_locks where not granted and relation = 'w_test.x_busy'::regclass"
    return (await db.query<{ count: number }>({ text, values: [] })).rows[0]?.count ?? 0
  }
  const write = (node: typeof other, it: string) =>
    node.write(admin, origin, [{ kind: 'create', object: 'x.busy', id: newId(), values: { name: 'n', it } }])
  // Somebody holds the table, so that the publication waits, and the writes behind it.
  const begun = await db.transaction(async (tx) => {
    await tx.query({ text: 'lock table w_test.x_busy in access exclusive mode', values: [] })
    const publishing = converted('x.busy', field('select'))
    await expect.poll(waiting).toBe(1)
    const writes = [write(engine, '随便写'), write(other, '高'), write(other, 'low')]
    await expect.poll(waiting).toBe(4)
    return { publishing, writes }
  })
  await begun.publishing
  const refused = { ok: false, problems: [{ code: 'records.unknownOption' }] }
  expect(await Promise.all(begun.writes)).toMatchObject([refused, refused, { ok: true }])
  const update = await other.write(admin, origin, [
    { kind: 'update', object: 'x.busy', id: first, values: { it: 'low' } },
  ])
  expect(update).toMatchObject({ ok: true })
  expect(await values('x.busy')).toEqual(['low', 'low'])
})

test('[MO26] a write is carried out however many publications overtake it', async () => {
  await publish({ objects: [object('x.slow', field('text'))] })
  const id = await put('x.slow', '甲')
  const other = await secondNode(workspace, [shop])
  const text = `select count(*)::integer as count from pg_locks where not granted and locktype in ('transactionid', 'tuple')`
  const waiting = async (): Promise<number> =>
    (await db.query<{ count: number }>({ text, values: [] })).rows[0]?.count ?? 0
  const held = (work: () => Promise<void>): Promise<void> =>
    db.transaction(async (tx) => {
      await tx.query({ text: 'select id from w_test.x_slow for update', values: [] })
      await work()
    })
  // Each time that the write waits for the record something is published, and the next to hold the record waits behind it.
  let next = Promise.resolve()
  const overtaken = async (times: number): Promise<void> => {
    await expect.poll(waiting).toBe(1)
    if (times > 1) next = held(() => overtaken(times - 1))
    await expect.poll(waiting).toBe(times > 1 ? 2 : 1)
    await publish({ objects: [object(`x.other${String.fromCharCode(64 + times)}`, field('text'))] })
  }
  let write: ReturnType<typeof other.write> | undefined
  await held(async () => {
    const change = { kind: 'update', object: 'x.slow', id, values: { it: '乙' } } as const
    write = other.write(admin, origin, [change])
    await overtaken(3)
  })
  await next
  expect(await write).toMatchObject({ ok: true })
  expect(await values('x.slow')).toEqual(['乙'])
})

test('[MO25] a field may be called like anything: what would be lost is counted by its values', async () => {
  const names = [
    'name',
    'key',
    'word',
    'place',
    'line',
    'y',
    'd',
    't',
    'p',
    'o',
    'w',
    'each',
    'was',
    'made',
    'id0',
  ]
  const fields = names.map((name) => field('text', { name }))
  const made = { ...object('x.called'), fields }
  await publish({ objects: [made] })
  for (const it of ['high', '2026-03-01 08:30', '12'])
    expect(
      await engine.write(admin, origin, [
        {
          kind: 'create',
          object: 'x.called',
          id: newId(),
          values: Object.fromEntries(names.map((name) => [name, it])),
        },
      ]),
    ).toMatchObject({ ok: true })
  for (const kind of ['select', 'multiSelect', 'date', 'datetime', 'number'] as const)
    for (const name of names)
      expect([name, kind, await outlookOf('x.called', field(kind, { name }))]).toMatchObject([
        name,
        kind,
        { filled: 3, lost: 2, cut: kind === 'date' ? 1 : 0 },
      ])
  const rich = { ...field('text', { name: 'line' }), type: 'richText' } as Field
  expect(await outlookOf('x.called', rich)).toMatchObject({ filled: 3, lost: 0 })
})

test('[MO25] a choice whose key is there twice, as earlier releases let stand, is called by the first of them', async () => {
  await publish({ objects: [object('x.twice', field('select'))] })
  const twice = { ...object('x.twice', field('select')) }
  const again = { key: 'high', label: label('又高') }
  const fields = twice.fields.map((one) =>
    one.type === 'select' ? { ...one, options: [...options, again] } : one,
  )
  const { namespace } = engine.workspace
  await db.query({
    text: `update "${namespace}".definition set body = $1 where name = 'x.twice'`,
    values: [JSON.stringify({ ...twice, fields })],
  })
  await engine.refresh()
  expect(
    (await engine.metadata(admin)).objects.find(({ name }) => name === 'x.twice')?.fields,
  ).toContainEqual(expect.objectContaining({ options: [...options, again] }))
  await put('x.twice', 'high')
  await converted('x.twice', field('text'))
  expect(await values('x.twice')).toEqual(['高'])
})

test('[MO25] examples are of what the asking person may read; only administrators ask', async () => {
  await publish({ objects: [object('x.shy', field('text'))] })
  await put('x.shy', '秘密')
  expect(await engine.judgeConversion(seller, { object: 'x.shy', field: field('number') })).toMatchObject({
    problems: [{ code: 'access.denied' }],
  })
  expect((await outlookOf('x.shy', field('number'))).examples).toMatchObject([
    { title: 'n', from: '秘密', to: null },
  ])
  expect(
    await engine.judgeConversion(admin, { object: 'shop.order', field: { ...field('text'), name: 'note' } }),
  ).toMatchObject({
    problems: [{ code: 'query.unknownField' }],
  })
})

test('[MO25] a removed record comes back after its field has taken another type, or is refused with a sentence', async () => {
  await publish({ objects: [object('x.back', field('text'))] })
  const [well, badly] = [await put('x.back', '5'), await put('x.back', '五')]
  for (const id of [well, badly])
    await engine.write(admin, origin, [{ kind: 'remove', object: 'x.back', id }])
  await converted('x.back', field('number'))
  const back = (id: string) => engine.write(admin, origin, [{ kind: 'restore', object: 'x.back', id }])
  expect(await back(well)).toMatchObject({ ok: true })
  expect(await values('x.back')).toEqual(['5'])
  expect(await back(badly)).toMatchObject({ ok: false, problems: [{ code: 'records.wrongType' }] })
})
