// Working days by the workspace's own calendar: public holidays are off, weekends worked in exchange are not.
import { raw, type Sql, sql } from '#base/sql'
import { dateOfDay, dayNumber, weekday } from '#base/values/date'
import type { SqlHost, Workdays, WorkdaysSql } from '../contract.ts'
import { constant, dateWithin, once, stepsOf } from '../expression.ts'
import { doc, examples, type FunctionEntry, one } from '../function.ts'
import type { Inner, Run } from '../inner.ts'
import { maxWorkdayReach, maxWorkdays } from '../limits.ts'
import { one as unit, wholeOf } from '../number.ts'

const isWorked = ({ week, exceptions }: Workdays, date: string): boolean =>
  exceptions.get(date) ?? week.includes(weekday(date))

const isWorkedSql = ({ week, exceptions }: WorkdaysSql, day: Sql): Sql =>
  sql`coalesce((select fm_exception.worked from ${exceptions} fm_exception where fm_exception.day = ${day}),
    extract(isodow from ${day})::int = any(${week}))`

/** The date so many working days on; the day itself is not counted. Blank where none is within reach. */
function moved(workdays: Workdays, from: string, days: bigint): string | null {
  const whole = wholeOf(days)
  if (Math.abs(whole) > maxWorkdays) return null
  const step = Math.sign(whole)
  let left = Math.abs(whole)
  for (let gone = 0; gone <= maxWorkdayReach; gone++) {
    const date = dateOfDay(dayNumber(from) + gone * step)
    if (date === undefined) return null
    if (gone > 0 && isWorked(workdays, date)) left--
    if (left === 0) return date
  }
  return null
}

/** Walks day by day and stops at the one that is sought: the days are made one at a time. */
const movedSql = (workdays: WorkdaysSql, from: Sql, days: Sql): Sql =>
  sql`case when ${days} = 0 or ${from} is null then ${from} when ${days} between ${raw(String(-maxWorkdays))} and ${raw(String(maxWorkdays))} then ${dateWithin(
    sql`(select fm_day.day from (select ${from} + sign(${days})::int * generate_series(1, ${raw(String(maxWorkdayReach))}) as day) fm_day
      where ${isWorkedSql(workdays, sql`fm_day.day`)} offset greatest(abs(${days}) - 1, 0) limit 1)`,
  )} end`

const firstMonday = dayNumber('1900-01-01')

/** Days from the first of January 1900, a Monday, to a date that fall on these days of the week. */
const weekdaysUpTo = (week: readonly number[], day: number): number =>
  week.reduce((count, each) => count + Math.floor((day - firstMonday + 8 - each) / 7), 0)

/** The week counts by arithmetic, and each exception corrects it. */
function counted({ week, exceptions }: Workdays, from: string, to: string): number {
  const [first, last] = from <= to ? [from, to] : [to, from]
  let count = weekdaysUpTo(week, dayNumber(last)) - weekdaysUpTo(week, dayNumber(first) - 1)
  for (const [date, worked] of exceptions)
    if (first <= date && date <= last) count += Number(worked) - Number(week.includes(weekday(date)))
  return from <= to ? count : 0 - count
}

const countedSql = ({ week, exceptions }: WorkdaysSql, from: Sql, to: Sql): Sql => {
  const upTo = (day: Sql): Sql => sql`div(${day} - '1900-01-01'::date + 8 - fm_week.day, 7)`
  return sql`case when ${from} is not null and ${to} is not null then (case when ${from} <= ${to} then 1 else -1 end) * (
    coalesce((select sum(${upTo(sql`greatest(${from}, ${to})`)} - ${upTo(sql`(least(${from}, ${to}) - 1)`)})
      from unnest(${week}) fm_week(day)), 0)
    + coalesce((select sum(fm_exception.worked::int - (extract(isodow from fm_exception.day)::int = any(${week}))::int)
      from ${exceptions} fm_exception where fm_exception.day between least(${from}, ${to}) and greatest(${from}, ${to})), 0)
  ) end`
}

/** What is asked of the calendar; blank where there is none at hand or an argument is blank. */
const asked =
  (answer: (workdays: Workdays, values: readonly Inner[]) => Inner) =>
  (args: readonly Run[]): Run =>
  (environment) => {
    const values = args.map((arg) => arg(environment))
    return environment.workdays && !values.includes(null) ? answer(environment.workdays, values) : null
  }

const askedSql = (
  { calendar }: SqlHost,
  kind: 'date' | 'number' | 'boolean',
  answer: (workdays: WorkdaysSql) => Sql,
): Sql => (calendar ? answer(calendar()) : constant(null, kind))

const dated = { group: 'date', calendar: true } as const

export const workdayEntries: readonly FunctionEntry[] = [
  {
    ...dated,
    name: 'WORKDAY',
    aliases: ['工作日'],
    fixed: [one('date', 'date'), one('number', 'days')],
    result: 'date',
    run: asked((workdays, [from, days]) => moved(workdays, String(from), days as bigint)),
    sql: ([from, days], host) =>
      askedSql(host, 'date', (workdays) =>
        once(
          [from?.value() ?? sql`null`, stepsOf(days?.value() ?? sql`null`, maxWorkdays + 1)],
          (day, steps) => movedSql(workdays, day, steps),
        ),
      ),
    doc: doc(
      '若干个工作日之后的日期（负数为之前），按本工作区的工作日历：法定节假日不算，调休上班的周末算；起始日不计，0 就是这一天。还没有公布节假日的年份按每周工时算。最多 2000 个工作日，再多为空。',
      "The date so many working days later, earlier if negative, by the workspace's own calendar: public holidays do not count, weekends worked in exchange do; the first day is not counted and 0 is the day itself. Where holidays are not announced yet the week alone decides. At most 2,000 working days, more gives blank.",
    ),
    examples: examples(
      ['WORKDAY(DATE(2026, 4, 3), 1)', '2026-04-07'],
      ['WORKDAY(DATE(2026, 5, 8), 1)', '2026-05-09'],
      ['WORKDAY(DATE(2026, 4, 7), -1)', '2026-04-03'],
      ['WORKDAY(DATE(2026, 4, 5), 0)', '2026-04-05'],
      ['WORKDAY(TODAY(), 2001)', null],
      ['WORKDAY(blank, 1)', null],
    ),
  },
  {
    ...dated,
    name: 'NETWORKDAYS',
    aliases: ['工作日天数'],
    fixed: [one('date', 'from'), one('date', 'to')],
    result: 'number',
    run: asked((workdays, [from, to]) => BigInt(counted(workdays, String(from), String(to))) * unit),
    sql: ([from, to], host) =>
      askedSql(host, 'number', (workdays) =>
        once([from?.value() ?? sql`null`, to?.value() ?? sql`null`], (start, end) =>
          countedSql(workdays, start, end),
        ),
      ),
    doc: doc(
      '两个日期之间有多少个工作日，两头的日子都算，按本工作区的工作日历；第二个更早时为负。',
      "How many working days lie from one date to another, both of them counted, by the workspace's own calendar; negative when the second is earlier.",
    ),
    examples: examples(
      ['NETWORKDAYS(DATE(2026, 4, 3), DATE(2026, 4, 7))', '2'],
      ['NETWORKDAYS(DATE(2026, 5, 4), DATE(2026, 5, 10))', '4'],
      ['NETWORKDAYS(DATE(2026, 4, 10), DATE(2026, 4, 6))', '-4'],
      ['NETWORKDAYS(blank, TODAY())', null],
    ),
  },
  {
    ...dated,
    name: 'ISWORKDAY',
    aliases: ['是工作日'],
    fixed: [one('date', 'date')],
    result: 'boolean',
    predicate: true,
    run: asked((workdays, [date]) => isWorked(workdays, String(date))),
    sql: ([date], host) =>
      askedSql(host, 'boolean', (workdays) =>
        once([date?.value() ?? sql`null`], (day) => isWorkedSql(workdays, day)),
      ),
    doc: doc(
      '这一天在本工作区的工作日历上是不是工作日；空值为否。',
      "Whether the date is a working day in the workspace's own calendar; a blank is none.",
    ),
    examples: examples(
      ['ISWORKDAY(DATE(2026, 5, 9))', true],
      ['ISWORKDAY(DATE(2026, 4, 6))', false],
      ['ISWORKDAY(blank)', false],
    ),
  },
  {
    ...dated,
    name: 'HOLIDAYSUNTIL',
    aliases: ['节假日公布至'],
    fixed: [],
    result: 'date',
    run: asked(({ knownUntil }) => knownUntil),
    sql: (_, host) => askedSql(host, 'date', ({ knownUntil }) => knownUntil),
    doc: doc(
      '工作日历上节假日已经维护到哪一天；算到这一天之后的工作日还可能变。',
      "The last date whose holidays the workspace's calendar knows; working days beyond it may still change.",
    ),
    examples: examples(
      ['HOLIDAYSUNTIL()', '2026-12-31'],
      ['WORKDAY(TODAY(), 5) > HOLIDAYSUNTIL()', false],
      ['WORKDAY(DATE(2026, 12, 30), 5) > HOLIDAYSUNTIL()', true],
    ),
  },
]
