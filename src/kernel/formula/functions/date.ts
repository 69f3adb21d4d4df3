// Dates: made, moved, and the ends of weeks, months, quarters and years. An instant stands for its date in the workspace's zone.
import { raw, sql } from '#base/sql'
import {
  addDays,
  addMonths,
  daysInMonth,
  parseDate,
  startOfMonth,
  startOfYear,
  weekday,
} from '#base/values/date'
import { trim } from '../code-points.ts'
import { constant, dateFrom, dateWithin, once, stepsOf, trimmed } from '../expression.ts'
import { doc, examples, type FunctionEntry, given, one, values } from '../function.ts'
import { dateAt } from '../inner.ts'
import { wholeOf } from '../number.ts'

const toDate = { group: 'date', fixed: [one('date', 'date')], result: 'date' } as const

/** Steps that take any date of the years 1900–2999 out of them. */
const mostDays = 500_000
const mostMonths = 13_200
const mostYears = mostMonths / 12

const steps = (units: bigint, edge: number): number => Math.max(Math.min(wholeOf(units), edge), -edge)

function dateOf(year: number, month: number, day: number): string | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return parseDate(text) ?? null
}

function endOfMonth(date: string): string {
  const days = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))
  return `${date.slice(0, 8)}${days}`
}

/** The first day of a month of the quarter, 1 to 3. */
function toQuarter(date: string, month: number): string {
  const quarter = Math.ceil(Number(date.slice(5, 7)) / 3)
  return `${date.slice(0, 5)}${String(quarter * 3 - 3 + month).padStart(2, '0')}-01`
}

// Eight digits, or a year, month and day with signs or 年月日 between them; both interpreters read these patterns alike.
const digitsOnly = '^([0-9]{4})([0-9]{2})([0-9]{2})$'
const datePattern = '^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$'
const isDigitsOnly = new RegExp(digitsOnly)
const isDate = new RegExp(datePattern)

function readDate(text: string): string | null {
  const parts = isDate.exec(trim(text).replace(isDigitsOnly, '$1-$2-$3'))
  return parts && dateOf(Number(parts[1]), Number(parts[2]), Number(parts[3]))
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
      dateFrom(sql`trunc(${year})`, sql`trunc(${month})`, sql`trunc(${day})`),
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
    name: 'DATEVALUE',
    aliases: ['转日期'],
    group: 'date',
    fixed: [one('text', 'text')],
    result: 'date',
    run: given(['text'], readDate),
    sql: values((text) =>
      once(
        [
          sql`regexp_match(regexp_replace(${trimmed(text)}, ${raw(`'${digitsOnly}'`)}, '\\1-\\2-\\3'), ${raw(`'${datePattern}'`)})`,
        ],
        (parts) => dateFrom(sql`(${parts})[1]::int`, sql`(${parts})[2]::int`, sql`(${parts})[3]::int`),
      ),
    ),
    doc: doc(
      '把文字读成日期，如 2026-3-1、2026/03/01、2026年3月1日、20260301；读不成时为空。',
      'Reads a text as a date, such as 2026-3-1, 2026/03/01, 2026年3月1日 or 20260301; blank when it is none.',
    ),
    examples: examples(
      ["DATEVALUE('2026-3-1')", '2026-03-01'],
      ["DATEVALUE('2024年2月29日')", '2024-02-29'],
      ["DATEVALUE(' 20260301 ')", '2026-03-01'],
      ["DATEVALUE('2026-02-30')", null],
      ["DATEVALUE('3月1日')", null],
      ['DATEVALUE(blank)', null],
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
    ...toDate,
    name: 'DATEOF',
    aliases: ['取日期'],
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
    aliases: ['EDATE', '加月数', '月份偏移'],
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
    name: 'ADDYEARS',
    aliases: ['加年数'],
    group: 'date',
    fixed: [one('date', 'date'), one('number', 'years')],
    result: 'date',
    run: given(['date', 'number'], (date, years) => addMonths(date, steps(years, mostYears) * 12) ?? null),
    sql: values((date, years) =>
      dateWithin(sql`(${date} + make_interval(years => ${stepsOf(years, mostYears)}))::date`),
    ),
    doc: doc(
      '若干年之后的日期（负数为之前）；那一年没有 2 月 29 日时取 28 日。',
      'The date so many years later, earlier if negative; 29 February becomes the 28th in a year that has none.',
    ),
    examples: examples(
      ['ADDYEARS(DATE(2024, 2, 29), 1)', '2025-02-28'],
      ['ADDYEARS(TODAY(), -1)', '2025-04-01'],
      ['ADDYEARS(TODAY(), 999999)', null],
      ['ADDYEARS(TODAY(), blank)', null],
    ),
  },
  {
    ...toDate,
    name: 'STARTOFWEEK',
    aliases: ['周初', '周一'],
    run: given(['date'], (date) => addDays(date, 1 - weekday(date)) ?? null),
    sql: values((date) => sql`date_trunc('week', (${date})::timestamp)::date`),
    doc: doc('所在周的星期一。', 'The Monday of the week.'),
    examples: examples(
      ['STARTOFWEEK(DATE(2026, 4, 5))', '2026-03-30'],
      ['STARTOFWEEK(DATE(2026, 3, 30))', '2026-03-30'],
      ['STARTOFWEEK(blank)', null],
    ),
  },
  {
    ...toDate,
    name: 'ENDOFWEEK',
    aliases: ['周日'],
    run: given(['date'], (date) => addDays(date, 7 - weekday(date)) ?? null),
    sql: values((date) => dateWithin(sql`date_trunc('week', (${date})::timestamp)::date + 6`)),
    doc: doc('所在周的星期日。', 'The Sunday of the week.'),
    examples: examples(
      ['ENDOFWEEK(DATE(2026, 3, 30))', '2026-04-05'],
      ['ENDOFWEEK(DATE(2026, 4, 5))', '2026-04-05'],
      ['ENDOFWEEK(blank)', null],
    ),
  },
  {
    ...toDate,
    name: 'STARTOFMONTH',
    aliases: ['月初'],
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
    aliases: ['EOMONTH', '月末'],
    group: 'date',
    fixed: [one('date', 'date')],
    optional: [one('number', 'months')],
    result: 'date',
    run: given(['date', 'number'], (date, months = 0n) => {
      const within = addMonths(date, steps(months, mostMonths))
      return within === undefined ? null : endOfMonth(within)
    }),
    sql: values((date, months) =>
      dateWithin(
        sql`(date_trunc('month', (${date})::timestamp) + make_interval(months => ${
          months ? stepsOf(months, mostMonths) : sql`0`
        }) + interval '1 month - 1 day')::date`,
      ),
    ),
    doc: doc(
      '当月的最后一天；可再写若干个月之后（负数为之前）的那个月。',
      'The last day of the month, or of the month so many months later (earlier if negative).',
    ),
    examples: examples(
      ['ENDOFMONTH(DATE(2024, 2, 1))', '2024-02-29'],
      ['EOMONTH(DATE(2026, 1, 31), 1)', '2026-02-28'],
      ['ENDOFMONTH(TODAY())', '2026-04-30'],
      ['ENDOFMONTH(TODAY(), blank)', null],
      ['ENDOFMONTH(blank)', null],
    ),
  },
  {
    ...toDate,
    name: 'STARTOFQUARTER',
    aliases: ['季初'],
    run: given(['date'], (date) => startOfMonth(toQuarter(date, 1))),
    sql: values((date) => sql`date_trunc('quarter', (${date})::timestamp)::date`),
    doc: doc('所在季度的第一天。', 'The first day of the quarter.'),
    examples: examples(
      ['STARTOFQUARTER(DATE(2026, 6, 30))', '2026-04-01'],
      ['STARTOFQUARTER(TODAY())', '2026-04-01'],
      ['STARTOFQUARTER(blank)', null],
    ),
  },
  {
    ...toDate,
    name: 'ENDOFQUARTER',
    aliases: ['季末'],
    run: given(['date'], (date) => endOfMonth(toQuarter(date, 3))),
    sql: values(
      (date) => sql`(date_trunc('quarter', (${date})::timestamp) + interval '3 months - 1 day')::date`,
    ),
    doc: doc('所在季度的最后一天。', 'The last day of the quarter.'),
    examples: examples(
      ['ENDOFQUARTER(DATE(2026, 4, 1))', '2026-06-30'],
      ['ENDOFQUARTER(DATE(2026, 12, 31))', '2026-12-31'],
      ['ENDOFQUARTER(blank)', null],
    ),
  },
  {
    ...toDate,
    name: 'STARTOFYEAR',
    aliases: ['年初'],
    run: given(['date'], startOfYear),
    sql: values((date) => sql`date_trunc('year', (${date})::timestamp)::date`),
    doc: doc('当年的 1 月 1 日。', '1 January of the year.'),
    examples: examples(
      ['STARTOFYEAR(TODAY())', '2026-01-01'],
      ['STARTOFYEAR(DATE(2024, 2, 29))', '2024-01-01'],
      ['STARTOFYEAR(blank)', null],
    ),
  },
  {
    ...toDate,
    name: 'ENDOFYEAR',
    aliases: ['年末'],
    run: given(['date'], (date) => `${date.slice(0, 4)}-12-31`),
    sql: values((date) => sql`(date_trunc('year', (${date})::timestamp) + interval '1 year - 1 day')::date`),
    doc: doc('当年的 12 月 31 日。', '31 December of the year.'),
    examples: examples(
      ['ENDOFYEAR(TODAY())', '2026-12-31'],
      ['ENDOFYEAR(DATE(2024, 2, 29))', '2024-12-31'],
      ['ENDOFYEAR(blank)', null],
    ),
  },
]
