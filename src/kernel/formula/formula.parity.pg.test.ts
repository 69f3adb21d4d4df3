// JavaScript against SQL: every example, then random formulas over random rows. PARITY_RUNS sets how many pairs, PARITY_SEED which.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ident, raw, type Sql, sql } from '#base/sql'
import type { Row, Value } from '#kernel/schema'
import { emptyDatabase } from '#test/database'
import { exampleScope } from './example-scope.ts'
import {
  compileFormula,
  type Environment,
  exampleEnvironment,
  type Formula,
  functionTable,
  type Kind,
  type RelatedHost,
  type SqlHost,
} from './index.ts'
import { mostPlaces, nestedCall } from './nested-call.ts'
import { type Leaves, pick, type Random, randomCall, randomFormula, seeded } from './random-formula.ts'

const pairs = Number(process.env.PARITY_RUNS ?? 20_000)
const rowCount = 40
const seed = Number(process.env.PARITY_SEED ?? 20260401)

const { url } = await emptyDatabase()
const client = new pg.Client({ connectionString: url })
beforeAll(() => client.connect())
afterAll(() => client.end())

const columns = {
  id: 'uuid',
  version: 'bigint',
  name: 'text collate "C"',
  note: 'text collate "C"',
  status: 'text collate "C"',
  quantity: 'numeric',
  price: 'numeric',
  discount: 'numeric',
  rush: 'boolean',
  promised: 'date',
  ordered: 'date',
  shippedAt: 'timestamptz',
  tags: 'text[]',
  customer: 'uuid',
  owner: 'uuid',
  department: 'uuid',
  createdAt: 'timestamptz',
  extra: 'jsonb',
} as const
const partyColumns = {
  id: 'uuid',
  name: 'text collate "C"',
  region: 'text collate "C"',
  credit: 'numeric',
  parent: 'uuid',
} as const

const partColumns = {
  id: 'uuid',
  line: 'uuid',
  name: 'text collate "C"',
  kind: 'text collate "C"',
  quantity: 'numeric',
  price: 'numeric',
  date: 'date',
  madeAt: 'timestamptz',
  checked: 'boolean',
  maker: 'uuid',
} as const

const id = (number: number): string => `01970000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

const numbers = [
  '0', '1', '-1', '0.5', '-0.5', '2.5', '2.345', '12.5', '28', '100', '10600.05', '-100000000.5', '65', '-7.25', '3', '0.1', '33.3333333333',
  '99999999999999999999.9999999999', '-99999999999999999999', '0.00000000000000000001',
  '999999999999999999999999999999.99999999999999999999', '-0.00000000000000000005', '1000000000000000',
] as const // biome-ignore format: a table of values
const texts = [
  '', 'a', 'A', 'Z', '接力', '华东大区', '😀', 'a😀b', '𠮷野家', '\uFF5E', '\uE000', '\uFFFD', ' a b　', '\t\n', '12.50', ' -3 ',
  '1e5', '-', 'b', '2026-3-1', '2024年2月29日', '20260230', '11010519491231002X', '91350100M000100Y43', '13812345678', 'a.b@c.cn',
  '1234567.891', 'SO-2026-000123', 'é', 'ß', "it's", '%_\\', id(3), 'x'.repeat(9_998), '😀'.repeat(6_000), 'ab'.repeat(7_000),
] as const // biome-ignore format: a table of values
const dates = [
  '1900-01-01', '1900-01-31', '1999-12-31', '2000-02-29', '2023-02-28', '2024-02-29', '2024-12-31', '2026-01-31',
  '2026-03-31', '2026-04-01', '2100-02-28', '2999-12-31',
] as const // biome-ignore format: a table of values
const instants = [
  '2024-02-29T15:59:59.999Z', '2024-02-29T16:00:00.000Z', '2026-03-08T06:59:59.999Z', '2026-03-08T07:00:00.000Z',
  '2026-03-29T00:59:59.999Z', '2026-03-29T01:00:00.000Z', '2026-10-25T00:30:00.000Z', '2026-11-01T05:30:00.000Z',
  '2026-11-01T06:30:00.001Z', '1900-01-01T00:00:00.000Z', '1937-07-01T00:00:00.000Z', '1991-09-14T15:30:00.000Z',
  '2999-12-31T23:59:59.999Z', '2026-03-31T16:30:00.000Z', '2026-12-31T15:59:59.999Z',
] as const // biome-ignore format: a table of values
const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/London', 'UTC', 'Australia/Lord_Howe'] as const

const maybe = <T>(random: Random, values: readonly [T, ...T[]]): T | null =>
  random() < 0.15 ? null : pick(random, values)

function decimal(random: Random): string {
  if (random() < 0.4) return pick(random, numbers)
  return ((random() - 0.5) * 10 ** Math.floor(random() * 8)).toFixed(Math.floor(random() * 6))
}

const canonical = (text: string): string =>
  text
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/^-0$/, '0')

const someNumber = (random: Random): string | null => (random() < 0.15 ? null : canonical(decimal(random)))

const randomRow = (random: Random, number: number): Row => ({
  id: id(number),
  version: 1 + Math.floor(random() * 9),
  name: maybe(random, texts),
  note: maybe(random, texts),
  status: maybe(random, ['draft', 'confirmed']),
  quantity: someNumber(random),
  price: someNumber(random),
  discount: someNumber(random),
  rush: maybe(random, [true, false]),
  promised: maybe(random, dates),
  ordered: maybe(random, dates),
  shippedAt: maybe(random, instants),
  tags: maybe<readonly string[]>(random, [[], ['vip'], ['vip', 'new']]),
  customer: maybe(random, [id(1), id(2), id(3), id(99)]),
  owner: maybe(random, [id(1), id(11), id(12)]),
  department: maybe(random, [id(1), exampleEnvironment.me.department ?? id(2)]),
  createdAt: maybe(random, instants),
  extra: maybe<Value>(random, [{ a: [1, 'x'] }, ['b'], 'text']),
})

const randomParty = (random: Random, number: number): Row => ({
  id: id(number),
  name: maybe(random, texts),
  region: maybe(random, texts),
  credit: someNumber(random),
  parent: maybe(random, [id(1), id(2)]),
})

const random = seeded(seed)
const parties = [1, 2, 3].map((number) => randomParty(random, number))
const partyById = new Map(parties.map((party) => [String(party.id), party]))
const blankRow: Row = { id: id(100), version: 1 }
const rows = [blankRow, ...Array.from({ length: rowCount - 1 }, (_, at) => randomRow(random, 101 + at))]

const randomPart = (number: number): Row => ({
  id: id(number),
  line: pick(random, [String(blankRow.id), ...rows.slice(1, 15).map((row) => String(row.id))]),
  name: maybe(random, texts),
  kind: maybe(random, ['part', 'tool']),
  quantity: someNumber(random),
  price: someNumber(random),
  date: maybe(random, dates),
  madeAt: maybe(random, instants),
  checked: maybe(random, [true, false]),
  maker: maybe(random, [id(1), id(2), id(99)]),
})
const parts = Array.from({ length: 60 }, (_, at) => randomPart(200 + at))

beforeAll(async () => {
  await create('part', partColumns, parts)
  await create('line', columns, rows)
  await create('party', partyColumns, parties)
  await create('exception', { day: 'date', worked: 'boolean' }, exceptions)
})

const workdays = exampleEnvironment.workdays
const exceptions = [...(workdays?.exceptions ?? [])].map(([day, worked]): Row => ({ day, worked }))

async function create(
  table: string,
  types: Readonly<Record<string, string>>,
  all: readonly Row[],
): Promise<void> {
  const names = Object.keys(types)
  await client.query(`create table ${table} (${names.map((name) => `"${name}" ${types[name]}`).join(', ')})`)
  for (const row of all) {
    const values = names.map((name) => (types[name] === 'jsonb' ? jsonText(row[name]) : (row[name] ?? null)))
    await client.query(
      `insert into ${table} values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      values,
    )
  }
}

const jsonText = (value: Value | undefined): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value)

function column(path: readonly string[]): Sql {
  return ident(['l', 'c', 'p'][path.length - 1] ?? '', path.at(-1) ?? '')
}

const tables = sql`line l left join party c on c.id = l.customer left join party p on p.id = c.parent`

const variables = { before: rows[7] ?? blankRow, 'input.quantity': '2.5', limit: null }
const me = {
  ...exampleEnvironment.me,
  id: id(11),
  departments: [id(1), exampleEnvironment.me.department ?? ''],
}

const environmentOf = (row: Row, zone: string): Environment => ({
  row,
  follow: (object, key) => (object === 'test.party' ? partyById.get(key) : undefined),
  me,
  now: exampleEnvironment.now,
  zone,
  variables,
  workdays,
  gather: (gathering, environment) => gathering.over(partsOf(environment.row), environment),
})

const partsOf = (row: Row): readonly Row[] => parts.filter(({ line }) => line === row.id)

const referring: RelatedHost = {
  column: (name) => ident('r', name),
  id: ident('r', 'id'),
  from: () => sql`part r`,
  where: sql`r.line = l.id`,
}

const hostOf = (zone: string): SqlHost => ({
  ...environmentOf(blankRow, zone),
  moment: { now: exampleEnvironment.now, zone },
  column,
  referring: () => referring,
  calendar: () => ({
    week: sql`${workdays?.week ?? []}::int[]`,
    exceptions: sql`exception`,
    knownUntil: sql`${workdays?.knownUntil}::date`,
  }),
})

/** A value of SQL in the words of the wire. */
const onWire: Readonly<Record<Kind, (value: Sql) => Sql>> = {
  text: (value) => sql`to_json(${value})`,
  number: (value) => sql`to_json(trim_scale(${value})::text)`,
  boolean: (value) => sql`to_json(${value})`,
  date: (value) => sql`to_json(to_char((${value})::timestamp, 'YYYY-MM-DD'))`,
  datetime: (value) => sql`to_json(to_char((${value}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
  list: (value) => sql`to_json(${value})`,
  record: (value) => sql`to_json(${value})`,
  json: (value) => value,
}

async function valuesOf(formula: Formula, zone: string): Promise<ReadonlyMap<string, Value>> {
  const value = onWire[formula.result.kind](formula.toSql(hostOf(zone)))
  const found = await query<{ id: string; value: Value }>(
    sql`select l.id, ${value} as value from ${tables}`,
    formula,
  )
  return new Map(found.map((each) => [each.id, each.value]))
}

async function matching(formula: Formula, zone: string): Promise<ReadonlySet<string>> {
  const found = await query<{ id: string }>(
    sql`select l.id from ${tables} where ${formula.toCondition(hostOf(zone))}`,
    formula,
  )
  return new Set(found.map((each) => each.id))
}

async function query<T extends pg.QueryResultRow>(statement: Sql, formula: Formula): Promise<readonly T[]> {
  const { text, values } = statement
  try {
    return (await client.query<T>(text, [...values])).rows
  } catch (error) {
    throw new Error(`${formula.text}\n${text}\n${JSON.stringify(values)}`, { cause: error })
  }
}

function compiled(text: string, kind?: Kind): Formula | undefined {
  const result = compileFormula(text, exampleScope, kind)
  if (result.ok) return result.value
  // Two random records may be of two objects, and so may lists; a random tree may be too large. Anything else is a fault of the generator.
  const allowed = [
    'formula.differentRecords',
    'formula.tooLong',
    'formula.unknownOption',
    'formula.wrongKind.list',
    'formula.tooManyGathered',
  ]
  const other = result.problems.filter(({ code }) => !allowed.includes(code))
  if (other.length > 0) throw new Error(`${text}: ${JSON.stringify(other)}`)
  return undefined
}

async function compare(formula: Formula, zone: string): Promise<number> {
  const values = await valuesOf(formula, zone)
  const ids = formula.result.kind === 'boolean' ? await matching(formula, zone) : undefined
  for (const row of rows) {
    const key = String(row.id)
    const expected = formula.evaluate(environmentOf(row, zone))
    expect({ formula: formula.text, zone, row: key, value: values.get(key) }).toStrictEqual({
      formula: formula.text,
      zone,
      row: key,
      value: expected,
    })
    if (ids) expect([formula.text, key, ids.has(key)]).toStrictEqual([formula.text, key, expected === true])
  }
  return rows.length
}

/** The formulas over many values of one field. */
async function over(
  type: string,
  all: readonly (string | undefined)[],
  field: string,
  texts: readonly string[],
): Promise<void> {
  for (const text of texts) {
    const formula = compiled(text)
    if (!formula) throw new Error(text)
    const value = onWire[formula.result.kind](
      formula.toSql({ ...hostOf('UTC'), column: () => ident('l', 'v') }),
    )
    const found = await query<{ value: Value }>(
      sql`select ${value} as value from unnest(${all}::${raw(type)}[]) with ordinality as l(v, n) order by n`,
      formula,
    )
    const expected = all.map((each) => formula.evaluate(environmentOf({ [field]: each ?? null }, 'UTC')))
    const wrong = all.findIndex((_, at) => JSON.stringify(found[at]?.value) !== JSON.stringify(expected[at]))
    expect([text, all[wrong], found[wrong]?.value]).toStrictEqual([text, all[wrong], expected[wrong]])
  }
}

const number = (text: string): string => (text.startsWith('-') ? `(${text})` : text)
const [firstNumber = '0', ...moreNumbers] = numbers.map(number)
const written = (text: string): string => `'${text.replaceAll("'", "''")}'`
const [firstText = "''", ...moreTexts] = texts.filter((text) => text.length < 100).map(written)
const leaves: Leaves = {
  text: ['name', 'note', 'customer.name', 'customer.parent.region', 'before.name', firstText, ...moreTexts],
  number: [
    'quantity', 'price', 'discount', 'customer.credit', 'version', 'input.quantity', 'limit', 'before.price', '1', '2', '3',
    firstNumber, ...moreNumbers,
  ], // biome-ignore format: a table of values
  boolean: ['rush', 'before.rush', 'true', 'false'],
  date: ['promised', 'ordered', 'before.promised', 'TODAY()', 'DATE(2024, 2, 29)'],
  datetime: ['shippedAt', 'NOW()', 'before.shippedAt'],
  list: ['tags', 'before.tags', 'me.departments'],
  record: ['customer', 'customer.parent', 'before.customer'],
  json: ['extra'],
  inside: {
    text: ['parts.name', 'parts.kind', 'name', 'customer.name', "'a'", "''"],
    number: ['parts.quantity', 'parts.price', 'quantity', 'customer.credit', 'limit', '1', '2', '100'],
    boolean: ['parts.checked', 'rush', 'true', 'false'],
    date: ['parts.date', 'promised', 'TODAY()'],
    datetime: ['parts.madeAt', 'shippedAt', 'NOW()'],
    list: ['tags', 'me.departments'],
    record: ['parts.maker', 'parts', 'customer'],
    json: ['extra'],
  },
}
/** By turns a formula of some kind, and a call of each entry of the table, so that a few hundred have every function in them. */
function randomText(turn: number): string {
  const depth = 1 + Math.floor(random() * 4)
  const entry = turn % 2 === 0 ? undefined : functionTable[(turn >> 1) % functionTable.length]
  return entry
    ? randomCall(random, entry, leaves, depth)
    : randomFormula(random, pick(random, kinds), leaves, depth)
}

const kinds = [
  'text',
  'number',
  'number',
  'boolean',
  'boolean',
  'date',
  'datetime',
  'list',
  'record',
  'json',
] as const

describe('one meaning in two places', () => {
  test.each(functionTable.map((entry) => [entry.name, entry] as const))(
    '[FM2] every example of %s gives the same in SQL',
    async (_, entry) => {
      for (const { formula } of entry.examples) {
        const example = compiled(formula)
        if (!example) throw new Error(formula)
        await compare(example, 'Asia/Shanghai')
      }
    },
  )

  test.each([
    'department in COALESCE(blank, me.departments)',
    'IF(rush, me.departments, blank)',
    'COUNT(IF(rush, blank, me.departments))',
    'owner in (me.id, before.owner)',
    'customer = name or customer = note',
    "customer <> 'not an id'",
    "IF(rush, customer, '01970000-0000-7000-8000-000000000003')",
    "status = '草稿' and '重点' in tags",
    'name < note and note <= customer.name',
    "SWITCH(status, '草稿', 1, '已确认', 2) = version",
    '(quantity + 0.5) ^ 3 > price',
    'ROUNDUP(quantity / price + MOD(price, 7), 2)',
    'shippedAt >= promised',
    "name & ' ' & shippedAt & promised & quantity",
    'createdAt < NOW()',
    'quantity / 3 * 3 = quantity',
    'quantity % + -price%',
    // As near to a tie at 20 digits as a quotient can be, just below it.
    '999999999999999999994999999999.99999999999999999999 / 999999999999999999999999999999.99999999999999999999',
  ])('[FM2] %s gives the same in SQL', async (text) => {
    const formula = compiled(text)
    if (!formula) throw new Error(text)
    for (const zone of zones) await compare(formula, zone)
  })

  test.each(
    functionTable
      .filter(({ gather }) => gather)
      .flatMap(({ examples }) => examples.map(({ formula }) => formula)),
  )('[FM24] %s gives the same of rows at hand, of a statement, and of some from each', async (text) => {
    const formula = compiled(`${text.replace('明细.数量 > 10', '明细.数量 > 明细.单价 - quantity')}`)
    if (!formula) throw new Error(text)
    for (const row of rows.slice(0, 15)) {
      const environment = environmentOf(row, 'UTC')
      const [own, others] = [partsOf(row).slice(0, 2), partsOf(row).slice(2)]
      const gathered = new Map<string, object>()
      for (const gathering of formula.gathers) {
        const { columns, where } = gathering.select({ ...hostOf('UTC'), record: environment }, referring)
        const found = await query<Record<string, Value>>(
          sql`select (select json_object_agg(key, value) from jsonb_each_text(to_jsonb(k))) as k from (select ${columns} from part r
              where r.id = any(${others.map(({ id }) => id)}::uuid[]) and ${where}) k`,
          formula,
        )
        const taken = gathering.taken(found[0]?.k as Row)
        gathered.set(gathering.key, gathering.join(taken, gathering.over(own, environment)))
      }
      const gather: Environment['gather'] = ({ key }) => gathered.get(key)
      expect([text, row.id, formula.evaluate({ ...environment, gather })]).toEqual([
        text,
        row.id,
        formula.evaluate(environment),
      ])
    }
  })

  test('[FM18] no function makes PostgreSQL write out an argument again and again', async () => {
    for (const entry of functionTable)
      for (let place = 0; place < mostPlaces; place++) {
        const deepest = [28, 19, 14]
          .map((levels) => compileFormula(nestedCall(entry, place, levels) ?? '', exampleScope))
          .find(({ ok }) => ok)
        if (deepest?.ok) await valuesOf(deepest.value, 'UTC')
      }
  })

  test('[FM2] amounts, roots, codes and dates by the thousand give the same in SQL', async () => {
    const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('')
    const sparse = (count: number) => digits(count).replace(/[2-8]/g, '0')
    const amounts = Array.from({ length: 3000 }, (_, at) =>
      canonical(`${at % 9 === 0 ? '-' : ''}${BigInt(sparse(1 + (at % 17)))}.${sparse(at % 8 === 0 ? 3 : 2)}`),
    )
    const wide = amounts.map((amount, at) => canonical(`${amount.split('.')[0]}.${digits(at % 21) || '0'}`))
    const persons = Array.from({ length: 3000 }, (_, at) => {
      const day = new Date(Date.UTC(1880, 0, 1) + Math.floor(random() * 60_000) * 86_400_000)
      return `110105${day.toISOString().slice(0, 10).replaceAll('-', '')}${digits(3)}${'0123456789Xx'[at % 12]}`
    })
    const companies = Array.from({ length: 2000 }, (_, at) => `91${digits(6)}M${digits(8)}${'0Y9A'[at % 4]}`)
    const written = Array.from({ length: 2000 }, (_, at) => {
      const [year, month, day] = [1890 + (at % 1200), Math.floor(random() * 14), Math.floor(random() * 33)]
      return [
        `${year}-${month}-${day}`,
        `${year}年${month}月${day}日`,
        `${year}.0${month}/${day}`,
        `${year}0${month}${day}`,
      ][at % 4]
    })
    await over('numeric', amounts, 'price', [
      'RMBCAPITAL(price)',
      'FIXED(price)',
      'ROUNDEVEN(price, 1)',
      'MROUND(price, 0.05)',
    ])
    await over('numeric', wide, 'price', [
      'SQRT(price)',
      'FIXED(price, 7)',
      'ROUNDEVEN(price, 19)',
      'AVERAGE(price, price, 1)',
    ])
    await over('text', persons, 'name', ['IDBIRTHDAY(name)', 'IDGENDER(name)', 'ISIDCARD(name)'])
    await over('text', companies, 'name', ['ISUSCC(name)'])
    await over('text', written, 'name', ['DATEVALUE(name)'])
  })

  test('[FM2] scraps of text by the thousand give the same in SQL', async () => {
    const characters = [...'aAbzZ019-./@，😀𠮷年月日\n\t\r\u00a0\u3000\u0001\u007f X%_\\ßé\u0301İ①\'"+*']
    const scrap = () =>
      Array.from(
        { length: Math.floor(random() * 12) },
        () => characters[Math.floor(random() * characters.length)],
      ).join('')
    const scraps = Array.from({ length: 3000 }, scrap)
    const near = scraps.map(
      (text, at) => [`${text}@b${at}.cn`, `138${12345670 + at}${text}`, `-${at}.${at}`, `${text}1`][at % 4],
    )
    await over('text', [...scraps, ...near], 'name', [
      "FIND('-', name)", "FIND('a', name, 3)", "SEARCH('ZA', name)", "SEARCH('😀', name, 2)", "SPLIT(name, '-', 2)",
      "SPLIT(name, '😀', -1)", "BEFORE(name, '@')", "AFTER(name, '年')", "REPLACE(name, 3, 2, '𠮷x')", 'MASK(name, 2, 3)',
      "PADLEFT(name, 9, '😀-')", "PADRIGHT(name, 7, 'ab')", 'PROPER(name)', 'CLEAN(name)', 'TRIM(name)', 'DIGITS(name)',
      'ISEMAIL(name)', 'ISMOBILE(name)', 'ISNUMBER(name)', 'VALUE(name)', 'UNICODE(name)', "ENDSWITH(name, 'a')", 'UPPER(name)',
      "SUBSTITUTE(name, 'a', name)", "TEXTJOIN('-', name, 1, name)", 'REPT(name, 3)', "name < 'b' & name", 'DATEVALUE(name)',
    ]) // biome-ignore format: a table of formulas
  })

  test('[FM2] every day of some years, and every pair of days about the ends of months, give the same in SQL', async () => {
    const from = Date.UTC(2019, 11, 25)
    const days = Array.from({ length: 2600 }, (_, at) =>
      new Date(from + at * 86_400_000).toISOString().slice(0, 10),
    )
    const edges = days.filter((day) => Number(day.slice(8)) > 27 || Number(day.slice(8)) < 2).slice(0, 90)
    const parts = [
      'WEEKNUM',
      'ISOWEEKNUM',
      'DAYOFYEAR',
      'QUARTER',
      'WEEKDAYNAME',
      'STARTOFWEEK',
      'ENDOFWEEK',
      'ENDOFQUARTER',
    ]
    await over('date', [...days, ...dates], 'promised', [
      ...parts.map((name) => `${name}(promised)`),
      'WEEKNUM(promised, 2)',
      "FORMATDATE(promised, 'YYYY年M月D日')",
      'ISWORKDAY(promised)',
      ...[1, -1, 7, -40, 300].map((days) => `WORKDAY(promised, ${days})`),
      'NETWORKDAYS(promised, DATE(2026, 5, 9))',
    ])
    const units = ['Y', 'M', 'D', 'YM', 'MD', 'YD'].map(
      (unit) => (day: string) => `DATEDIF('${day}', promised, '${unit}')`,
    )
    const measures = [
      ...units,
      (day: string) => `MONTHSBETWEEN(promised, '${day}')`,
      (day: string) => `AGE(promised, '${day}')`,
    ]
    for (const day of edges.filter((_, at) => at % 7 === 0))
      await over(
        'date',
        edges,
        'promised',
        measures.map((measure) => measure(day)),
      )
  })

  test(
    '[FM2] [BEYOND-16] random formulas over random rows give the same in SQL, and every function is among them',
    async () => {
      const seen = new Set<string>()
      for (let done = 0, turn = 0; done < pairs; ) {
        const formula = compiled(randomText(turn))
        if (!formula) continue
        turn++
        done += await compare(formula, pick(random, zones))
        for (const [, name = ''] of JSON.stringify(formula.ast).matchAll(/"op":"call","name":"([^"]+)"/g))
          seen.add(name)
      }
      if (pairs < 20_000) return
      const spoken = functionTable.map(({ name }) => name).filter((name) => name !== 'BLANK')
      expect(spoken.filter((name) => !seen.has(name))).toEqual([])
    },
    60_000 + pairs * 20,
  )
})
