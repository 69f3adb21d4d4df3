// What a date tells: its year, month, week and day as numbers, and its words.
import { raw, sql } from '#base/sql'
import { dayMs, dayNumber, daysInMonth, startOfYear, weekday } from '#base/values/date'
import { once } from '../expression.ts'
import {
  doc,
  examples,
  type FunctionEntry,
  given,
  one,
  oneOf,
  values,
  whole,
  writtenOut,
} from '../function.ts'
import { one as unit, wholeOf } from '../number.ts'

const ofDate = { group: 'date', fixed: [one('date', 'date')], result: 'number' } as const

const number = (value: number): bigint => BigInt(value) * unit

const yearOf = (date: string): number => Number(date.slice(0, 4))
const monthOf = (date: string): number => Number(date.slice(5, 7))
const dayOfYear = (date: string): number => dayNumber(date) - dayNumber(startOfYear(date)) + 1

/** The week of the year: week 1 is that of 1 January; weeks begin on Sunday (1) or Monday (2). */
const weekOf = (date: string, begins: number): number => {
  const first = weekday(startOfYear(date))
  return Math.floor((dayOfYear(date) + (begins === 1 ? first % 7 : first - 1) + 6) / 7)
}

/** The week by ISO 8601 is counted in the year that its Thursday is in. */
const isoWeek = (date: string): number => {
  const thursday = new Date((dayNumber(date) + 4 - weekday(date)) * dayMs)
  return Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / dayMs / 7) + 1
}

const isLeap = (year: bigint): boolean => (year % 4n === 0n && year % 100n !== 0n) || year % 400n === 0n

const datePatterns = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYY.MM.DD',
  'YYYYMMDD',
  'YYMMDD',
  'YYYY年M月D日',
  'YYYY年MM月DD日',
  'YYYY-MM',
  'YYYY/MM',
  'YYYYMM',
  'YYMM',
  'YYYY年M月',
  'YYYY年MM月',
  'YYYY年',
  'MM-DD',
  'MM/DD',
  'MMDD',
  'M月D日',
  'MM月DD日',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
] as const

const partPattern = /YYYY|YY|MM|DD|M|D|[^YMD]+/g

const formatDate = (date: string, pattern: string): string =>
  pattern.replace(partPattern, (part) => dateParts[part]?.run(date) ?? part)

/** The same for to_char: M and D without a zero before, everything else as it is. */
const formatSql = (pattern: string): string =>
  pattern.replace(partPattern, (part) => dateParts[part]?.sql ?? `"${part}"`)

const dateParts: Readonly<Record<string, { readonly run: (date: string) => string; readonly sql: string }>> =
  {
    YYYY: { run: (date) => date.slice(0, 4), sql: 'YYYY' },
    YY: { run: (date) => date.slice(2, 4), sql: 'YY' },
    MM: { run: (date) => date.slice(5, 7), sql: 'MM' },
    DD: { run: (date) => date.slice(8, 10), sql: 'DD' },
    M: { run: (date) => String(monthOf(date)), sql: 'FMMM' },
    D: { run: (date) => String(Number(date.slice(8, 10))), sql: 'FMDD' },
  }

export const datePartEntries: readonly FunctionEntry[] = [
  {
    ...ofDate,
    name: 'YEAR',
    aliases: ['年份'],
    run: given(['date'], (date) => number(yearOf(date))),
    sql: values((date) => sql`extract(year from ${date})`),
    doc: doc('日期的年份。', 'The year of a date.'),
    examples: examples(['YEAR(DATE(2026, 3, 31))', '2026'], ['YEAR(NOW())', '2026'], ['YEAR(blank)', null]),
  },
  {
    ...ofDate,
    name: 'QUARTER',
    aliases: ['季度'],
    run: given(['date'], (date) => number(Math.ceil(monthOf(date) / 3))),
    sql: values((date) => sql`extract(quarter from ${date})`),
    doc: doc('日期的季度，1 到 4。', 'The quarter of a date, 1 to 4.'),
    examples: examples(
      ['QUARTER(DATE(2026, 3, 31))', '1'],
      ['QUARTER(NOW())', '2'],
      ['QUARTER(blank)', null],
    ),
  },
  {
    ...ofDate,
    name: 'MONTH',
    aliases: ['月份'],
    run: given(['date'], (date) => number(monthOf(date))),
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
    ...ofDate,
    name: 'WEEKDAYNAME',
    aliases: ['星期几'],
    result: 'text',
    run: given(['date'], (date) => `星期${'一二三四五六日'[weekday(date) - 1]}`),
    sql: values((date) => sql`('星期' || substr('一二三四五六日', extract(isodow from ${date})::int, 1))`),
    doc: doc('星期几的中文名称，如 星期一。', 'The Chinese name of the day of the week, such as 星期一.'),
    examples: examples(
      ['WEEKDAYNAME(DATE(2026, 3, 30))', '星期一'],
      ['WEEKDAYNAME(DATE(2026, 4, 5))', '星期日'],
      ['WEEKDAYNAME(blank)', null],
    ),
  },
  {
    ...ofDate,
    name: 'WEEKNUM',
    aliases: ['周数'],
    optional: [whole('begins', 1, 2)],
    run: given(['date', 'number'], (date, begins = unit) => number(weekOf(date, wholeOf(begins)))),
    sql: ([date, begins]) =>
      once(
        [date?.value() ?? sql`null`],
        (day) =>
          sql`div(extract(doy from ${day}) + extract(dow from date_trunc('year', (${day})::timestamp) - ${raw(
            `interval '${Number(writtenOut(begins, '1')) - 1} days'`,
          )}) + 6, 7)`,
      ),
    doc: doc(
      '一年中的第几周：1 月 1 日所在的周是第 1 周。一周从星期日开始；再写 2 则从星期一开始。',
      'The week of the year, week 1 being that of 1 January. Weeks begin on Sunday, with a further 2 on Monday.',
    ),
    examples: examples(
      ['WEEKNUM(DATE(2026, 1, 4))', '2'],
      ['WEEKNUM(DATE(2026, 1, 4), 2)', '1'],
      ['WEEKNUM(DATE(2028, 12, 31))', '54'],
      ['WEEKNUM(blank)', null],
    ),
  },
  {
    ...ofDate,
    name: 'ISOWEEKNUM',
    aliases: ['ISO周数'],
    run: given(['date'], (date) => number(isoWeek(date))),
    sql: values((date) => sql`extract(week from ${date})`),
    doc: doc(
      'ISO 8601 的周数：一周从星期一开始，第 1 周是含当年第一个星期四的那一周。',
      'The week by ISO 8601: weeks begin on Monday, and week 1 has the first Thursday of the year.',
    ),
    examples: examples(
      ['ISOWEEKNUM(DATE(2026, 1, 1))', '1'],
      ['ISOWEEKNUM(DATE(2027, 1, 1))', '53'],
      ['ISOWEEKNUM(DATE(2024, 12, 30))', '1'],
      ['ISOWEEKNUM(blank)', null],
    ),
  },
  {
    ...ofDate,
    name: 'DAYOFYEAR',
    aliases: ['年中第几天'],
    run: given(['date'], (date) => number(dayOfYear(date))),
    sql: values((date) => sql`extract(doy from ${date})`),
    doc: doc('日期是当年的第几天。', 'The day of the year, 1 January being 1.'),
    examples: examples(
      ['DAYOFYEAR(DATE(2024, 12, 31))', '366'],
      ['DAYOFYEAR(TODAY())', '91'],
      ['DAYOFYEAR(blank)', null],
    ),
  },
  {
    ...ofDate,
    name: 'DAYSINMONTH',
    aliases: ['当月天数'],
    run: given(['date'], (date) => number(daysInMonth(yearOf(date), monthOf(date)))),
    sql: values(
      (date) => sql`extract(day from date_trunc('month', (${date})::timestamp) + interval '1 month - 1 day')`,
    ),
    doc: doc('当月有多少天。', 'How many days the month has.'),
    examples: examples(
      ['DAYSINMONTH(DATE(2024, 2, 1))', '29'],
      ['DAYSINMONTH(TODAY())', '30'],
      ['DAYSINMONTH(blank)', null],
    ),
  },
  {
    name: 'ISLEAPYEAR',
    aliases: ['是闰年'],
    group: 'date',
    fixed: [one('number', 'year')],
    result: 'boolean',
    predicate: true,
    run: given(['number'], (year) => isLeap(year / unit)),
    sql: values((year) =>
      once(
        [sql`trunc(${year})`],
        (y) => sql`((mod(${y}, 4) = 0 and mod(${y}, 100) <> 0) or mod(${y}, 400) = 0)`,
      ),
    ),
    doc: doc('年份是否闰年。', 'Whether a year is a leap year.'),
    examples: examples(
      ['ISLEAPYEAR(2024)', true],
      ['ISLEAPYEAR(2100)', false],
      ['ISLEAPYEAR(YEAR(TODAY()))', false],
      ['ISLEAPYEAR(blank)', false],
    ),
  },
  {
    name: 'FORMATDATE',
    aliases: ['TEXTDATE', '日期格式'],
    group: 'date',
    fixed: [one('date', 'date'), oneOf('pattern', datePatterns)],
    result: 'text',
    run: given(['date', 'text'], formatDate),
    sql: ([date, pattern]) =>
      sql`to_char((${date?.value() ?? sql`null`})::timestamp, ${raw(`'${formatSql(writtenOut(pattern))}'`)})`,
    doc: doc(
      "按格式把日期写成文字，如 'YYYY-MM-DD'、'YYYY年M月D日'、'YYYY/MM'、'MM-DD'、'YYYYMMDD'。",
      "A date as text in a pattern such as 'YYYY-MM-DD', 'YYYY/MM', 'MM-DD' or 'YYYYMMDD'.",
    ),
    examples: examples(
      ["FORMATDATE(DATE(2026, 3, 1), 'YYYY年M月D日')", '2026年3月1日'],
      ["FORMATDATE(TODAY(), 'yyyymmdd')", '20260401'],
      ["FORMATDATE(DATE(2026, 3, 1), 'MM/DD')", '03/01'],
      ["FORMATDATE(blank, 'YYYY-MM')", null],
    ),
  },
]
