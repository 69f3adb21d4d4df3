// The read path under random data and hostile questions.
import fc from 'fast-check'
import { pinyin } from 'pinyin-pro'
import { describe, expect, test } from 'vitest'
import type { Row, Value } from '#kernel/schema'
import { lab } from '#test/lab'
import { randomFrom } from '#test/random'
import { newId, testWorkspace } from '#test/workspace'
import type { Query, Summary } from './index.ts'

const workspace = await testWorkspace([lab], {
  initials: (chinese) => pinyin(chinese, { pattern: 'first', toneType: 'none', type: 'array' }).join(''),
})
const { engine, install, db, person } = workspace
const installer = engine.systemActor('installer')
const reader = await person('只看名称')
const random = randomFrom(11)

const accounts = Array.from({ length: 6 }, () => newId())
await install(
  ...accounts.map((id, index) => ({
    kind: 'create' as const,
    object: 'lab.account',
    id,
    values: { name: index < 2 ? null : `客户${index % 3}`, level: index % 2 ? String(index) : null },
  })),
)
const maybe = <T>(value: T): T | null => (random.chance(0.3) ? null : value)
const texts = ['甲', '乙', 'B', 'a', 'Ä', 'z%_\\', 'é', '😀', '"', "'", '\uE000', 'A b', '1', '10', '2']
for (let index = 0; index < 70; index++) {
  if (index % 9 === 0) workspace.at(`2026-06-15T02:00:00.${String(index).padStart(3, '0')}Z`)
  await install({
    kind: 'create',
    object: 'lab.thing',
    id: newId(),
    values: {
      name: maybe(random.pick(texts)),
      story: maybe(`${'长'.repeat(1500)}${random.below(3)}`),
      figure: maybe(String(random.below(5) - 2)),
      weight: maybe(`${random.below(3)}.5`),
      share: maybe(`0.${random.below(3)}`),
      flag: maybe(random.chance(0.5)),
      day: maybe(`2026-0${1 + random.below(3)}-10`),
      at: maybe(`2026-01-01T0${random.below(3)}:00:00.00${random.below(3)}Z`),
      colour: maybe(random.pick(['red', 'green'])),
      colours: maybe(['red']),
      account: maybe(random.pick(accounts)),
      extra: maybe({ a: index }),
    },
  })
}

async function rows(query: Partial<Query>, actor = installer) {
  const page = await engine.read(actor, { object: 'lab.thing', ...query })
  if (!page.ok) throw new Error(JSON.stringify(page.problems))
  return page.value
}

async function pages(query: Partial<Query>, actor = installer): Promise<readonly Row[]> {
  const all: Row[] = []
  let after: string | undefined
  do {
    const page = await rows({ ...query, ...(after === undefined ? {} : { after }) }, actor)
    all.push(...page.rows)
    after = page.next
    if (all.length > 500) throw new Error('pages without end')
  } while (after !== undefined)
  return all
}

describe('pages', () => {
  const columns: Readonly<Record<string, string>> = {
    name: 't.name collate "C"',
    story: 'left(t.story, 1000) collate "C"',
    figure: 't.figure',
    weight: 't.weight',
    share: 't.share',
    flag: 't.flag',
    day: 't.day',
    at: 't.at',
    colour: 't.colour collate "C"',
    account: 't.account',
    createdAt: 't.created_at',
    version: 't.version',
    id: 't.id',
    number: 't.number collate "C"',
    'account.name': 'a.name collate "C"',
    'account.level': 'a.level',
    'account.createdAt': 'a.created_at',
  }
  const key = fc.tuple(fc.constantFrom(...Object.keys(columns)), fc.boolean())

  test('[R11] pages put together are the whole list as PostgreSQL orders it, whatever the keys and their direction', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(key, { maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        async (keys, limit) => {
          const sort = keys.map(([name, down]) => `${down ? '-' : ''}${name}`)
          const order = [
            ...keys.map(([name, down]) => `${columns[name]}${down ? ' desc' : ''}`),
            `t.id${keys.at(-1)?.[1] ? ' desc' : ''}`,
          ]
          const whole = await db.query<{ id: string }>({
            text: `select t.id from w_test.lab_thing t left join w_test.lab_account a on a.id = t.account order by ${order.join(', ')}`,
            values: [],
          })
          const found = await pages({ fields: ['id'], sort, limit })
          expect(found.map((row) => row.id)).toEqual(whole.rows.map((row) => row.id))
        },
      ),
      { seed: 4, numRuns: 60 },
    )
  })

  test('[R11] sorted by a field that is hidden, pages still are the whole list, once each', async () => {
    const policies = [
      {
        name: 'names',
        object: 'lab.thing',
        operations: ['read'],
        who: { people: [reader.id] },
        where: "colour = 'red'",
      },
      {
        name: 'others',
        object: 'lab.thing',
        operations: ['read'],
        who: { people: [reader.id] },
        fields: { read: ['name'] },
      },
    ]
    expect(await engine.publish(installer, { policies })).toMatchObject({ ok: true })
    for (const sort of [['day'], ['-day'], ['-figure', 'day'], ['account.name', '-at']]) {
      const found = await pages({ fields: ['id', 'day'], sort, limit: 7 }, reader)
      const whole = await rows({ fields: ['id', 'day'], sort, limit: 500 }, reader)
      expect(found).toEqual(whole.rows)
      expect(new Set(found.map((row) => row.id)).size).toBe(70)
    }
  })
})

describe('hostile questions', () => {
  const fieldNames = [
    ...(engine
      .schema()
      .object('lab.thing')
      ?.fields.map((field) => field.name) ?? []),
    ...['id', 'version', 'createdAt', 'createdBy', 'account.name', 'account.version', 'account.owner.name'],
    ...[
      'account.parent.parent.parent.region.chief.department.head.name',
      'lines',
      'account.lines',
      'nothing',
    ],
    ...[
      '',
      '.',
      'a.b',
      'name"',
      "name'; drop table x; --",
      '__proto__',
      'constructor',
      'name$title',
      '$title',
    ],
    'account$title',
  ]
  const comparisons = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'notIn', 'contains', 'startsWith', 'between']
  const values: readonly unknown[] = [
    null,
    true,
    0,
    -1,
    1.5,
    1e300,
    2147483648,
    '',
    'x',
    '%',
    "'",
    '"',
    '{',
    '{}',
    '[]',
    'null',
    '\u0000',
    '\ud800',
    '1e5',
    'NaN',
    'Infinity',
    '9'.repeat(60),
    '2026-02-30',
    '2026-13-01',
    '0000-01-01',
    '9999-12-31',
    '2026-01-01T25:00:00Z',
    '2026-01-01T00:00:00+99:99',
    '2026-01-01T00:00:00.000Z',
    '2026-01-01 (x)',
    accounts[0],
    'not-a-uuid',
    [],
    ['x'],
    [null],
    [[]],
    [1, 'a', true],
    {},
    { toString: 'x' },
    [accounts[0], 'x'],
    'x'.repeat(2000),
  ]
  const name = fc.oneof(fc.constantFrom(...fieldNames), fc.string())
  const value = fc.oneof(
    fc.constantFrom(...values),
    fc.array(fc.constantFrom(...values), { maxLength: 3 }),
    fc.jsonValue({ maxDepth: 2 }),
  )
  const comparison = fc.oneof(fc.constantFrom(...comparisons, 'blank', 'notBlank'), fc.string())
  const formulas = fc.oneof(
    fc.constantFrom(
      'figure / 0 > 1',
      'figure % 0 = 1',
      "name = '\u0000'",
      'DATE(9999, 99, 99) > day',
      'day + 99999999 > day',
      'figure ^ 99999 > 0',
      'ROUND(figure, 99999) > 1',
      'account',
      'name',
    ),
    fc.string(),
  )
  const { filter } = fc.letrec((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3 },
      fc.record({ field: name, is: comparison, value }),
      fc.record({ field: value, is: value }),
      fc.record({ formula: fc.oneof(formulas, value) }),
      fc.record({ and: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ or: fc.array(tie('filter'), { maxLength: 3 }) }),
      fc.record({ not: tie('filter') }),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  }))
  const cursor = fc.oneof(
    fc.string(),
    fc.array(value, { maxLength: 3 }).map((keys) => JSON.stringify(keys)),
  )
  const query = fc.record(
    {
      object: fc.constantFrom('lab.thing', 'lab.thing', 'lab.thing', 'nothing', '', '__proto__'),
      fields: fc.oneof(fc.array(name, { maxLength: 3 }), value),
      filter: fc.oneof({ weight: 3, arbitrary: filter }, value),
      sort: fc.oneof(
        fc.array(
          fc.tuple(fc.constantFrom('', '-'), name).map((parts) => parts.join('')),
          { maxLength: 2 },
        ),
        value,
      ),
      search: fc.oneof(fc.string(), value),
      limit: fc.oneof(fc.integer({ min: 1, max: 5 }), value),
      after: fc.oneof(cursor, value),
      lines: fc.oneof(fc.dictionary(name, value, { maxKeys: 2 }), value),
      count: fc.boolean(),
    },
    { requiredKeys: ['object'] },
  )
  const answered = async (asked: unknown): Promise<boolean> => {
    const answer = await engine.read(installer, asked as Query).catch((error: unknown) => {
      throw new Error(`${String(error)} for ${JSON.stringify(asked)}`)
    })
    return answer.ok || answer.problems.length > 0
  }

  test('[R12] no filter, sort, field, cursor or line is an error: there is an answer or a problem', async () => {
    await fc.assert(fc.asyncProperty(query, answered), { seed: 12, numRuns: 1500 })
  }, 120_000)

  test('[R12] every comparison of every field with every odd value has an answer or a problem', async () => {
    for (const field of fieldNames)
      for (const is of [...comparisons, 'blank', 'notBlank', 'like']) {
        const odd = await Promise.all(
          values.map((one) =>
            answered({ object: 'lab.thing', fields: ['id'], filter: { field, is, value: one }, limit: 1 }),
          ),
        )
        expect(odd.every(Boolean)).toBe(true)
      }
  }, 120_000)

  test('[R12] every odd value in a cursor of every sort has an answer or a problem', async () => {
    for (const field of fieldNames)
      for (const sign of ['', '-'])
        for (const one of values) {
          const after = JSON.stringify([one, accounts[0]])
          expect(
            await answered({ object: 'lab.thing', fields: ['id'], sort: [`${sign}${field}`], after }),
          ).toBe(true)
        }
  }, 120_000)

  test('[R12] a question that is too large is a problem', async () => {
    const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => ({ not: inner }), { and: [] })
    const wide = { or: Array.from({ length: 5000 }, () => ({ field: 'name', is: 'blank' })) }
    const far = Array.from({ length: 20 }, (_, index) => `account${'.parent'.repeat(index + 1)}`).flatMap(
      (path) => ['region.chief', 'owner.name', 'department.name', 'name'].map((end) => `${path}.${end}`),
    )
    for (const asked of [
      { filter: deep },
      { filter: wide },
      { fields: Array.from({ length: 300 }, () => 'name') },
      { fields: far },
      { sort: ['name', 'day', 'at', 'figure', 'weight', 'share'] },
      { limit: 501 },
      { limit: 0 },
      { search: 'x'.repeat(100_000) },
      { after: `["${'x'.repeat(100_000)}"]`, sort: [] },
    ])
      expect(await engine.read(installer, { object: 'lab.thing', ...asked } as Query)).toMatchObject({
        ok: false,
      })
  })

  test('[R12] a filter reaches through references', async () => {
    const found = await rows({
      fields: ['id', 'account.name', 'account.level'],
      filter: {
        and: [
          { field: 'account.name', is: 'startsWith', value: '客户' },
          { or: [{ field: 'account.level', is: 'ge', value: '3' }, { formula: "account.name = '客户2'" }] },
        ],
      },
      limit: 500,
    })
    const all = await rows({ fields: ['id', 'account.name', 'account.level'], limit: 500 })
    const at = (row: Row, path: string): Value => row[path] ?? null
    const expected = all.rows.filter(
      (row) =>
        String(at(row, 'account.name')).startsWith('客户') &&
        (Number(at(row, 'account.level') ?? -1) >= 3 || at(row, 'account.name') === '客户2'),
    )
    expect(expected.length).toBeGreaterThan(0)
    expect(new Set(found.rows.map((row) => row.id))).toEqual(new Set(expected.map((row) => row.id)))
  })
})

describe('search', () => {
  const found = async (words: string) =>
    (await rows({ object: 'lab.account', fields: ['name'], search: words })).rows.map((row) => row.name)

  test('[R13] two Chinese characters, three letters or digits, or pinyin initials find a record', async () => {
    const id = newId()
    const name = '深圳华强电子 Model ABX-20987'
    await install({ kind: 'create', object: 'lab.account', id, values: { name } })
    for (const words of [
      ...['深圳', '华强', '强电', '华强电子', '深圳 电子', '华', '电子 987', '强'],
      ...['abx', 'ABX', 'ｍｏｄ', 'odel', '209', '0987', 'abx-209', 'AB'],
      ...['szhq', 'hqd', 'HQDZ', 'sz', '华强 dz', 's', 'm'],
      ...['abx20987', 'dz209', 'szhq987', 'model20'],
    ])
      expect(await found(words), words).toEqual([name])
    for (const words of [
      '强华',
      '深圳电子',
      'abz',
      '2988',
      'zshq',
      '广州',
      '华强 广州',
      'q',
      'abx30',
      'zz209',
    ])
      expect(await found(words), words).toEqual([])
    for (const words of ['%', '_', "'", '-', '   -  ', '😀'])
      expect(await found(words), JSON.stringify(words)).toEqual([])
    await install({ kind: 'update', object: 'lab.account', id, values: { name: '东莞长安' } })
    expect(await found('华强')).toEqual([])
    expect(await found('dgca')).toEqual(['东莞长安'])
    expect(await engine.search(installer, '长安', 5)).toEqual([
      { object: 'lab.account', id, title: '东莞长安' },
    ])
  })

  test('[R13] any two adjacent characters of any Chinese name and any three of any code find it', async () => {
    const chinese = fc.array(fc.integer({ min: 0x4e00, max: 0x9fa5 }), { minLength: 2, maxLength: 12 })
    const latin = fc.stringMatching(/^[a-zA-Z0-9]{3,12}$/)
    await fc.assert(
      fc.asyncProperty(chinese, latin, fc.nat(), async (codes, code, at) => {
        const id = newId()
        const text = String.fromCodePoint(...codes)
        await install({ kind: 'create', object: 'lab.account', id, values: { name: `${text}(${code})` } })
        const two = text.slice(at % (text.length - 1)).slice(0, 2)
        const three = code.slice(at % (code.length - 2)).slice(0, 3)
        const rest = code.slice(at % (code.length - 2))
        const hits = async (words: string) =>
          (await rows({ object: 'lab.account', fields: ['id'], search: words, limit: 500 })).rows.map(
            (row) => row.id,
          )
        expect(await hits(two)).toContain(id)
        expect(await hits(three)).toContain(id)
        expect(await hits(rest)).toContain(id)
        expect(await hits(`${two} ${three}`)).toContain(id)
      }),
      { seed: 13, numRuns: 25 },
    )
  })
})

describe('how many and how much', () => {
  const all = { object: 'lab.thing', by: ['account', 'colour'], sums: ['weight', 'figure'] } as const

  async function groups(question: Summary, actor = installer) {
    const answer = await engine.summary(actor, question)
    if (!answer.ok) throw new Error(JSON.stringify(answer.problems))
    return answer.value
  }

  test('[R18] groups add up to the records themselves, filtered and unfiltered', async () => {
    for (const filter of [undefined, { field: 'flag', is: 'eq', value: true }] as const) {
      const things = await pages({
        fields: ['account', 'account$title', 'colour', 'weight', 'figure'],
        ...(filter ? { filter } : {}),
      })
      const found = await groups({ ...all, counts: ['weight'], ...(filter ? { filter } : {}) })
      expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(things.length)
      for (const { key, title, count, sums, counts } of found) {
        const those = things.filter((row) => row.account === key[0] && row.colour === key[1])
        expect([count, title[0]]).toEqual([those.length, those[0]?.account$title ?? null])
        const weights = those.flatMap(({ weight }) => (weight === null ? [] : [Number(weight)]))
        expect(counts).toEqual([weights.length])
        expect(sums[0] === null ? null : Number(sums[0])).toBe(
          weights.length === 0 ? null : weights.reduce((sum, one) => sum + one, 0),
        )
      }
    }
    expect(await groups({ object: 'lab.thing' })).toEqual([{ key: [], title: [], count: 70, sums: [] }])
  })

  test('[R18] what is hidden neither counts, nor adds, nor names a group; nonsense is a problem', async () => {
    const outsider = await person('只看旗子')
    expect(await groups(all, outsider)).toEqual([])
    const policies = [
      {
        name: 'names',
        object: 'lab.thing',
        operations: ['read'],
        who: { people: [outsider.id] },
        where: 'flag',
        fields: { read: ['name', 'flag'] },
      },
    ]
    expect(await engine.publish(installer, { policies })).toMatchObject({ ok: true })
    const flagged = await pages({ fields: ['id'], filter: { field: 'flag', is: 'eq', value: true } })
    expect(await groups({ ...all, counts: ['weight'] }, outsider)).toEqual([
      { key: [null, null], title: [null, null], count: flagged.length, sums: [null, null], counts: [0] },
    ])
    for (const [question, code] of [
      [{ by: ['nothing'] }, 'query.unknownField'],
      [{ by: ['colours'] }, 'query.unknownField'],
      [{ sums: ['name'] }, 'query.unknownField'],
      [{ by: ['name', 'flag', 'day', 'at'] }, 'query.tooMany'],
      [{ filter: { field: 'name"', is: 'eq', value: 1 } }, 'query.unknownField'],
    ] as const)
      expect(await engine.summary(installer, { object: 'lab.thing', ...question })).toMatchObject({
        ok: false,
        problems: [{ code }],
      })
  })
})
