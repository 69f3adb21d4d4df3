// From one date to another: days, whole months and years.
import { type Sql, sql } from '#base/sql'
import { addMonths, daysBetween } from '#base/values/date'
import { constant, once } from '../expression.ts'
import { doc, examples, type FunctionEntry, given, one, oneOf, values, writtenOut } from '../function.ts'
import { dateAt, type Run } from '../inner.ts'
import { one as unit } from '../number.ts'

const between = { group: 'date', fixed: [one('date', 'from'), one('date', 'to')], result: 'number' } as const

const number = (value: number): bigint => BigInt(value) * unit

/** Whole months from a date to a later one: a month is whole when its day is reached. */
const monthsTo = (from: string, to: string): number =>
  monthIndex(to) - monthIndex(from) - (to.slice(8) < from.slice(8) ? 1 : 0)

const monthIndex = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))

/** The same in either direction, negative when the second date is earlier. */
const monthsBetween = (from: string, to: string): number =>
  from <= to ? monthsTo(from, to) : 0 - monthsTo(to, from)

const monthsToSql = (
  from: Sql,
  to: Sql,
): Sql => sql`((extract(year from ${to}) - extract(year from ${from})) * 12
  + extract(month from ${to}) - extract(month from ${from})
  - case when extract(day from ${to}) < extract(day from ${from}) then 1 else 0 end)`

const monthsBetweenSql = (from: Sql, to: Sql): Sql =>
  sql`case when ${from} <= ${to} then ${monthsToSql(from, to)} else - ${monthsToSql(to, from)} end`

/** The days that are left after the months of a multiple (1 for months, 12 for years) that fit in. */
const daysLeft = (from: string, to: string, multiple: number): number => {
  const months = monthsTo(from, to)
  return daysBetween(addMonths(from, months - (months % multiple)) ?? to, to)
}

const daysLeftSql = (from: Sql, to: Sql, multiple: Sql): Sql =>
  sql`(${to} - (${from} + make_interval(months => (${monthsToSql(from, to)} - mod(${monthsToSql(from, to)}, ${multiple}))::int))::date)::numeric`

type Measure = {
  readonly run: (from: string, to: string) => number
  readonly sql: (from: Sql, to: Sql) => Sql
}

/** How DATEDIF measures from a date to one that is not earlier. */
const measures: Readonly<Record<string, Measure>> = {
  Y: {
    run: (from, to) => Math.floor(monthsTo(from, to) / 12),
    sql: (from, to) => sql`div(${monthsToSql(from, to)}, 12)`,
  },
  M: { run: monthsTo, sql: monthsToSql },
  D: { run: daysBetween, sql: (from, to) => sql`(${to} - ${from})::numeric` },
  YM: {
    run: (from, to) => monthsTo(from, to) % 12,
    sql: (from, to) => sql`mod(${monthsToSql(from, to)}, 12)`,
  },
  MD: { run: (from, to) => daysLeft(from, to, 1), sql: (from, to) => daysLeftSql(from, to, sql`1`) },
  YD: { run: (from, to) => daysLeft(from, to, 12), sql: (from, to) => daysLeftSql(from, to, sql`12`) },
}

const age: FunctionEntry['run'] =
  ([birthday, on]) =>
  (environment) => {
    const today: Run = on ?? (() => dateAt(environment.now, environment.zone))
    const years = given(['date', 'date'], (from, to) =>
      from <= to ? number(Math.floor(monthsTo(from, to) / 12)) : null,
    )
    return years([birthday ?? (() => null), today], [])(environment)
  }

export const betweenEntries: readonly FunctionEntry[] = [
  {
    ...between,
    name: 'DAYSBETWEEN',
    aliases: ['相隔天数'],
    run: given(['date', 'date'], (from, to) => number(daysBetween(from, to))),
    sql: values((from, to) => sql`((${to}) - (${from}))::numeric`),
    doc: doc(
      '从第一个日期到第二个日期的天数；第二个更早时为负。',
      'Days from the first date to the second; negative when the second is earlier.',
    ),
    examples: examples(
      ['DAYSBETWEEN(DATE(2024, 2, 28), DATE(2024, 3, 1))', '2'],
      ['DAYSBETWEEN(TODAY(), DATE(2026, 3, 31))', '-1'],
      ['DAYSBETWEEN(blank, TODAY())', null],
    ),
  },
  {
    ...between,
    name: 'MONTHSBETWEEN',
    aliases: ['相隔月数'],
    run: given(['date', 'date'], (from, to) => number(monthsBetween(from, to))),
    sql: values((from, to) => once([from, to], monthsBetweenSql)),
    doc: doc(
      '从第一个日期到第二个日期的整月数；第二个更早时为负。',
      'Whole months from the first date to the second; negative when the second is earlier.',
    ),
    examples: examples(
      ['MONTHSBETWEEN(DATE(2026, 1, 15), DATE(2026, 4, 14))', '2'],
      ['MONTHSBETWEEN(DATE(2026, 1, 31), DATE(2026, 2, 28))', '0'],
      ['MONTHSBETWEEN(DATE(2026, 4, 15), DATE(2026, 1, 15))', '-3'],
      ['MONTHSBETWEEN(blank, TODAY())', null],
    ),
  },
  {
    ...between,
    name: 'YEARSBETWEEN',
    aliases: ['相隔年数', '满年'],
    run: given(['date', 'date'], (from, to) => number(Math.trunc(monthsBetween(from, to) / 12) + 0)),
    sql: values((from, to) => once([from, to], (a, b) => sql`div(${monthsBetweenSql(a, b)}, 12)`)),
    doc: doc(
      '从第一个日期到第二个日期的整年数；第二个更早时为负。',
      'Whole years from the first date to the second; negative when the second is earlier.',
    ),
    examples: examples(
      ['YEARSBETWEEN(DATE(2020, 4, 2), DATE(2026, 4, 1))', '5'],
      ['YEARSBETWEEN(DATE(2026, 4, 1), DATE(2024, 4, 1))', '-2'],
      ['YEARSBETWEEN(blank, TODAY())', null],
    ),
  },
  {
    ...between,
    name: 'AGE',
    aliases: ['年龄', '周岁'],
    fixed: [one('date', 'birthday')],
    optional: [one('date', 'on')],
    run: age,
    sql: ([birthday, on], { moment: { now, zone } }) =>
      once(
        [birthday?.value() ?? sql`null`, on?.value() ?? constant(dateAt(now, zone), 'date')],
        (from, to) => sql`case when ${from} <= ${to} then div(${monthsToSql(from, to)}, 12) end`,
      ),
    doc: doc(
      '到今天（或到另一个日期）的周岁；还没有出生时为空。',
      'The age in whole years today, or on another date; blank before birth.',
    ),
    examples: examples(
      ['AGE(DATE(1990, 4, 1))', '36'],
      ['AGE(DATE(1990, 4, 2))', '35'],
      ['AGE(DATE(2000, 2, 29), DATE(2001, 2, 28))', '0'],
      ['AGE(DATE(2030, 1, 1))', null],
      ['AGE(blank)', null],
    ),
  },
  {
    ...between,
    name: 'DATEDIF',
    aliases: ['日期差'],
    fixed: [one('date', 'start'), one('date', 'end'), oneOf('unit', Object.keys(measures))],
    run: given(['date', 'date', 'text'], (start, end, unit) => {
      const measure = measures[unit]
      return measure === undefined || start > end ? null : number(measure.run(start, end))
    }),
    sql: ([start, end, unit]) =>
      once([start?.value() ?? sql`null`, end?.value() ?? sql`null`], (from, to) => {
        const written = measures[writtenOut(unit)]?.sql(from, to) ?? sql`null::numeric`
        return sql`case when ${from} <= ${to} then ${written} end`
      }),
    doc: doc(
      "两个日期之间有多少：'Y' 整年，'M' 整月，'D' 天，'YM' 不足一年的整月，'MD' 不足一月的天，'YD' 不足一年的天。结束更早时为空。",
      "How much lies between two dates: 'Y' whole years, 'M' whole months, 'D' days, 'YM' months beyond the years, 'MD' days beyond the months, 'YD' days beyond the years. Blank when the end is earlier.",
    ),
    examples: examples(
      ["DATEDIF(DATE(2020, 5, 20), DATE(2026, 4, 1), 'Y')", '5'],
      ["DATEDIF(DATE(2020, 5, 20), DATE(2026, 4, 1), 'YM')", '10'],
      ["DATEDIF(DATE(2020, 5, 20), DATE(2026, 4, 1), 'md')", '12'],
      ["DATEDIF(DATE(2026, 1, 31), DATE(2026, 3, 1), 'MD')", '1'],
      ["DATEDIF(DATE(2026, 4, 2), DATE(2026, 4, 1), 'D')", null],
      ["DATEDIF(blank, DATE(2026, 4, 1), 'M')", null],
    ),
  },
]
