// Dates and instants. An instant where a date is asked for is its date in the workspace's zone.

import { sql } from '#base/sql'
import {
  addDays,
  addMonths,
  daysBetween,
  daysInMonth,
  instantOfMs,
  parseDate,
  startOfMonth,
  weekday,
} from '#base/values/date'
import { constant, dateWithin, instantWithin, once, stepsOf } from '../expression.ts'
import { doc, examples, type FunctionEntry, given, one, values } from '../function.ts'
import { dateAt } from '../inner.ts'
import { one as unit, wholeOf } from '../number.ts'

const ofDate = { group: 'date', fixed: [one('date', 'date')], result: 'number' } as const

const number = (value: number): bigint => BigInt(value) * unit

/** Steps that take any date of the years 1900–2999 out of them. */
const mostDays = 500_000
const mostMonths = 13_200
const mostMinutes = 600_000_000

const steps = (units: bigint, edge: number): number => Math.max(Math.min(wholeOf(units), edge), -edge)

function dateOf(year: number, month: number, day: number): string | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return parseDate(text) ?? null
}

function endOfMonth(date: string): string | null {
  const days = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))
  return `${date.slice(0, 8)}${days}`
}

export const dateEntries: readonly FunctionEntry[] = [
  {
    name: 'DATE',
    aliases: ['日期'],
    group: 'date',
    fixed: [one('number', 'year'), one('number', 'month'), one('number', 'day')],
    result: 'date',
    run: given(['number', 'number', 'number'], (year, month, day) =>
      dateOf(wholeOf(year), wholeOf(month), wholeOf(day)),
    ),
    sql: values((year, month, day) =>
      once(
        [sql`trunc(${year})`, sql`trunc(${month})`, sql`trunc(${day})`],
        (y = year, m = month, d = day) => sql`case
          when ${y} between 1900 and 2999 and ${m} between 1 and 12 and ${d} between 1 and 31
          then case when extract(month from make_date(${y}::int, ${m}::int, 1) + (${d}::int - 1)) = ${m}
            then make_date(${y}::int, ${m}::int, 1) + (${d}::int - 1) end end`,
      ),
    ),
    doc: doc(
      '由年、月、日组成日期；没有这一天时为空（1900–2999 年）。',
      'The date of a year, month and day; blank when there is no such day (years 1900–2999).',
    ),
    examples: examples(
      ['DATE(2024, 2, 29)', '2024-02-29'],
      ['DATE(2026, 2, 29)', null],
      ['DATE(2026, 13, 1)', null],
      ['DATE(2026, 1, blank)', null],
    ),
  },
  {
    ...ofDate,
    name: 'YEAR',
    aliases: ['年份'],
    run: given(['date'], (date) => number(Number(date.slice(0, 4)))),
    sql: values((date) => sql`extract(year from ${date})`),
    doc: doc('日期的年份。', 'The year of a date.'),
    examples: examples(['YEAR(DATE(2026, 3, 31))', '2026'], ['YEAR(NOW())', '2026'], ['YEAR(blank)', null]),
  },
  {
    ...ofDate,
    name: 'MONTH',
    aliases: ['月份'],
    run: given(['date'], (date) => number(Number(date.slice(5, 7)))),
    sql: values((date) => sql`extract(month from ${date})`),
    doc: doc('日期的月份，1 到 12。', 'The month of a date, 1 to 12.'),
    examples: examples(['MONTH(DATE(2026, 3, 31))', '3'], ['MONTH(NOW())', '4'], ['MONTH(blank)', null]),
  },
  {
    ...ofDate,
    name: 'DAY',
    aliases: ['几号'],
    run: given(['date'], (date) => number(Number(date.slice(8, 10)))),
    sql: values((date) => sql`extract(day from ${date})`),
    doc: doc('日期是当月几号。', 'The day of the month.'),
    examples: examples(['DAY(DATE(2026, 3, 31))', '31'], ['DAY(NOW())', '1'], ['DAY(blank)', null]),
  },
  {
    ...ofDate,
    name: 'WEEKDAY',
    aliases: ['星期'],
    run: given(['date'], (date) => number(weekday(date))),
    sql: values((date) => sql`extract(isodow from ${date})`),
    doc: doc('星期几：星期一为 1，星期日为 7。', 'The day of the week: Monday is 1, Sunday is 7.'),
    examples: examples(
      ['WEEKDAY(DATE(2026, 3, 30))', '1'],
      ['WEEKDAY(DATE(2026, 4, 5))', '7'],
      ['WEEKDAY(blank)', null],
    ),
  },
  {
    name: 'TODAY',
    aliases: ['今天'],
    group: 'date',
    fixed: [],
    result: 'date',
    run: () => (environment) => dateAt(environment.now, environment.zone),
    sql: (_, { moment: { now, zone } }) => constant(dateAt(now, zone), 'date'),
    doc: doc('今天的日期（工作区时区）。', "Today's date in the workspace's zone."),
    examples: examples(
      ['TODAY()', '2026-04-01'],
      ['TODAY() > DATE(2026, 3, 31)', true],
      ['DAYSBETWEEN(TODAY(), blank)', null],
    ),
  },
  {
    name: 'NOW',
    aliases: ['现在'],
    group: 'date',
    fixed: [],
    result: 'datetime',
    run: () => (environment) => environment.now,
    sql: (_, { moment }) => constant(moment.now, 'datetime'),
    doc: doc(
      '此刻；同一次保存中的“此刻”是同一个时刻。',
      'This instant; one and the same throughout one save.',
    ),
    examples: examples(
      ['NOW()', '2026-03-31T16:30:00.000Z'],
      ["'' & NOW()", '2026-04-01 00:30'],
      ['NOW() < blank', false],
    ),
  },
  {
    ...ofDate,
    name: 'DATEOF',
    aliases: ['取日期'],
    result: 'date',
    run: given(['date'], (date) => date),
    sql: values((date) => date),
    doc: doc('时刻在工作区时区里的日期。', "The date of an instant in the workspace's zone."),
    examples: examples(
      ['DATEOF(NOW())', '2026-04-01'],
      ['DATEOF(DATE(2026, 1, 1))', '2026-01-01'],
      ['DATEOF(blank)', null],
    ),
  },
  {
    name: 'ADDDAYS',
    aliases: ['加天数'],
    group: 'date',
    fixed: [one('date', 'date'), one('number', 'days')],
    result: 'date',
    run: given(['date', 'number'], (date, days) => addDays(date, steps(days, mostDays)) ?? null),
    sql: values((date, days) => dateWithin(sql`${date} + ${stepsOf(days, mostDays)}`)),
    doc: doc(
      '若干天之后的日期（负数为之前），只算整天。',
      'The date so many whole days later, earlier if negative.',
    ),
    examples: examples(
      ['ADDDAYS(DATE(2024, 2, 28), 2)', '2024-03-01'],
      ['ADDDAYS(TODAY(), -1)', '2026-03-31'],
      ['ADDDAYS(DATE(2026, 1, 1), 999999)', null],
      ['ADDDAYS(DATE(2026, 1, 1), blank)', null],
    ),
  },
  {
    name: 'ADDMONTHS',
    aliases: ['加月数'],
    group: 'date',
    fixed: [one('date', 'date'), one('number', 'months')],
    result: 'date',
    run: given(['date', 'number'], (date, months) => addMonths(date, steps(months, mostMonths)) ?? null),
    sql: values((date, months) =>
      dateWithin(sql`(${date} + make_interval(months => ${stepsOf(months, mostMonths)}))::date`),
    ),
    doc: doc(
      '若干个月之后的日期（负数为之前）；那个月没有这一天时取月末。',
      "The date so many months later; a day that the month does not have becomes the month's last.",
    ),
    examples: examples(
      ['ADDMONTHS(DATE(2026, 1, 31), 1)', '2026-02-28'],
      ['ADDMONTHS(DATE(2024, 3, 31), -1)', '2024-02-29'],
      ['ADDMONTHS(DATE(2026, 1, 1), 99999)', null],
      ['ADDMONTHS(blank, 1)', null],
    ),
  },
  {
    name: 'ADDMINUTES',
    aliases: ['加分钟'],
    group: 'date',
    fixed: [one('datetime', 'instant'), one('number', 'minutes')],
    result: 'datetime',
    run: given(
      ['datetime', 'number'],
      (instant, minutes) => instantOfMs(Date.parse(instant) + steps(minutes, mostMinutes) * 60_000) ?? null,
    ),
    sql: values((instant, minutes) =>
      instantWithin(sql`${instant} + make_interval(mins => ${stepsOf(minutes, mostMinutes)})`),
    ),
    doc: doc(
      '若干分钟之后的时刻（负数为之前），只算整分钟。',
      'The instant so many whole minutes later, earlier if negative.',
    ),
    examples: examples(
      ['ADDMINUTES(NOW(), 30)', '2026-03-31T17:00:00.000Z'],
      ['ADDMINUTES(NOW(), -1.9)', '2026-03-31T16:29:00.000Z'],
      ['ADDMINUTES(NOW(), blank)', null],
    ),
  },
  {
    name: 'STARTOFMONTH',
    aliases: ['月初'],
    group: 'date',
    fixed: [one('date', 'date')],
    result: 'date',
    run: given(['date'], startOfMonth),
    sql: values((date) => sql`date_trunc('month', (${date})::timestamp)::date`),
    doc: doc('当月的第一天。', 'The first day of the month.'),
    examples: examples(
      ['STARTOFMONTH(DATE(2024, 2, 29))', '2024-02-01'],
      ['STARTOFMONTH(NOW())', '2026-04-01'],
      ['STARTOFMONTH(blank)', null],
    ),
  },
  {
    name: 'ENDOFMONTH',
    aliases: ['月末'],
    group: 'date',
    fixed: [one('date', 'date')],
    result: 'date',
    run: given(['date'], endOfMonth),
    sql: values(
      (date) => sql`(date_trunc('month', (${date})::timestamp) + interval '1 month - 1 day')::date`,
    ),
    doc: doc('当月的最后一天。', 'The last day of the month.'),
    examples: examples(
      ['ENDOFMONTH(DATE(2024, 2, 1))', '2024-02-29'],
      ['ENDOFMONTH(TODAY())', '2026-04-30'],
      ['ENDOFMONTH(blank)', null],
    ),
  },
  {
    name: 'DAYSBETWEEN',
    aliases: ['相隔天数'],
    group: 'date',
    fixed: [one('date', 'from'), one('date', 'to')],
    result: 'number',
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
    name: 'MINUTESBETWEEN',
    aliases: ['相隔分钟'],
    group: 'date',
    fixed: [one('datetime', 'from'), one('datetime', 'to')],
    result: 'number',
    run: given(['datetime', 'datetime'], (from, to) =>
      number(Math.trunc((Date.parse(to) - Date.parse(from)) / 60_000)),
    ),
    sql: values((from, to) => sql`div(extract(epoch from (${to}) - (${from})), 60)`),
    doc: doc(
      '从第一个时刻到第二个时刻的整分钟数；第二个更早时为负。',
      'Whole minutes from the first instant to the second; negative when the second is earlier.',
    ),
    examples: examples(
      ['MINUTESBETWEEN(NOW(), ADDMINUTES(NOW(), 90))', '90'],
      ['MINUTESBETWEEN(ADDMINUTES(NOW(), 5), NOW())', '-5'],
      ['MINUTESBETWEEN(NOW(), blank)', null],
    ),
  },
]
