// Instants: now, minutes and hours on, and what the clock of the workspace's zone shows.
import { raw, type Sql, sql } from '#base/sql'
import { instantOfMs, isZone, offsetMs, wallTime } from '#base/values/date'
import { constant, instantWithin, onWall, stepsOf, wallWithin } from '../expression.ts'
import { doc, examples, type FunctionEntry, given, one, values } from '../function.ts'
import { wallText } from '../inner.ts'
import { one as unit, wholeOf } from '../number.ts'

const number = (value: number): bigint => BigInt(value) * unit

/** Minutes that take any instant of the years 1900–2999 out of them. */
const mostMinutes = 600_000_000

function addMinutes(instant: string, minutes: bigint): string | null {
  const whole = Math.max(Math.min(wholeOf(minutes), mostMinutes), -mostMinutes)
  return instantOfMs(Date.parse(instant) + whole * 60_000) ?? null
}

const addMinutesSql = (instant: Sql, minutes: Sql): Sql =>
  instantWithin(sql`${instant} + make_interval(mins => ${stepsOf(minutes, mostMinutes)})`)

/** Whole stretches of so many seconds between two instants. */
const stretches = (seconds: number): Pick<FunctionEntry, 'group' | 'fixed' | 'result' | 'run' | 'sql'> => ({
  group: 'date',
  fixed: [one('datetime', 'from'), one('datetime', 'to')],
  result: 'number',
  run: given(['datetime', 'datetime'], (from, to) =>
    number(Math.trunc((Date.parse(to) - Date.parse(from)) / 1000 / seconds)),
  ),
  sql: values((from, to) => sql`div(extract(epoch from (${to}) - (${from})), ${raw(String(seconds))})`),
})

/** A number of the wall clock: from the seconds since local midnight, and from the wall time in SQL. */
const shown = (
  read: (seconds: number) => number,
  write: (local: Sql) => Sql,
): Pick<FunctionEntry, 'group' | 'fixed' | 'result' | 'run' | 'sql'> => ({
  group: 'date',
  fixed: [one('datetime', 'instant')],
  result: 'number',
  run:
    ([instant]) =>
    (environment) => {
      const seconds = secondsOf(instant?.(environment), environment.zone)
      return seconds === null ? null : number(read(seconds))
    },
  sql: ([instant], host) =>
    onWall('number', (local) => write(wallWithin(local)))(instant?.value() ?? sql`null`, host),
})

function secondsOf(instant: unknown, zone: string): number | null {
  if (typeof instant !== 'string' || !isZone(zone) || !wallTime(instant, zone)) return null
  const local = Math.floor((Date.parse(instant) + offsetMs(Date.parse(instant), zone)) / 1000)
  return ((local % 86_400) + 86_400) % 86_400
}

export const clockEntries: readonly FunctionEntry[] = [
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
    name: 'ADDMINUTES',
    aliases: ['加分钟'],
    group: 'date',
    fixed: [one('datetime', 'instant'), one('number', 'minutes')],
    result: 'datetime',
    run: given(['datetime', 'number'], addMinutes),
    sql: values(addMinutesSql),
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
    name: 'ADDHOURS',
    aliases: ['加小时'],
    group: 'date',
    fixed: [one('datetime', 'instant'), one('number', 'hours')],
    result: 'datetime',
    run: given(['datetime', 'number'], (instant, hours) => addMinutes(instant, hours * 60n)),
    sql: values((instant, hours) => addMinutesSql(instant, sql`(${hours} * 60)`)),
    doc: doc(
      '若干小时之后的时刻（负数为之前），可以有小数，只算整分钟。',
      'The instant so many hours later, earlier if negative; parts of an hour count to the minute.',
    ),
    examples: examples(
      ['ADDHOURS(NOW(), 1.5)', '2026-03-31T18:00:00.000Z'],
      ['ADDHOURS(NOW(), -24)', '2026-03-30T16:30:00.000Z'],
      ['ADDHOURS(NOW(), blank)', null],
    ),
  },
  {
    ...stretches(60),
    name: 'MINUTESBETWEEN',
    aliases: ['相隔分钟'],
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
  {
    ...stretches(3600),
    name: 'HOURSBETWEEN',
    aliases: ['相隔小时'],
    doc: doc(
      '从第一个时刻到第二个时刻的整小时数；第二个更早时为负。',
      'Whole hours from the first instant to the second; negative when the second is earlier.',
    ),
    examples: examples(
      ['HOURSBETWEEN(NOW(), ADDMINUTES(NOW(), 150))', '2'],
      ['HOURSBETWEEN(ADDHOURS(NOW(), 5), NOW())', '-5'],
      ['HOURSBETWEEN(NOW(), blank)', null],
    ),
  },
  {
    ...shown(
      (seconds) => Math.floor(seconds / 3600),
      (local) => sql`extract(hour from ${local})`,
    ),
    name: 'HOUR',
    aliases: ['小时'],
    doc: doc(
      '时刻在工作区时区里是几点，0 到 23。',
      "The hour of an instant in the workspace's zone, 0 to 23.",
    ),
    examples: examples(['HOUR(NOW())', '0'], ['HOUR(ADDHOURS(NOW(), -1))', '23'], ['HOUR(blank)', null]),
  },
  {
    ...shown(
      (seconds) => Math.floor(seconds / 60) % 60,
      (local) => sql`extract(minute from ${local})`,
    ),
    name: 'MINUTE',
    aliases: ['分钟'],
    doc: doc(
      '时刻在工作区时区里是几分，0 到 59。',
      "The minute of an instant in the workspace's zone, 0 to 59.",
    ),
    examples: examples(
      ['MINUTE(NOW())', '30'],
      ['MINUTE(ADDMINUTES(NOW(), 30))', '0'],
      ['MINUTE(blank)', null],
    ),
  },
  {
    ...shown(
      (seconds) => seconds % 60,
      (local) => sql`trunc(extract(second from ${local}))`,
    ),
    name: 'SECOND',
    aliases: ['秒'],
    doc: doc(
      '时刻在工作区时区里是几秒，0 到 59。',
      "The second of an instant in the workspace's zone, 0 to 59.",
    ),
    examples: examples(
      ['SECOND(NOW())', '0'],
      ["SECOND('2026-03-31T16:30:59.999Z')", '59'],
      ['SECOND(blank)', null],
    ),
  },
  {
    name: 'TIMEOF',
    aliases: ['取时间'],
    group: 'date',
    fixed: [one('datetime', 'instant')],
    result: 'text',
    run:
      ([instant]) =>
      (environment) => {
        const value = instant?.(environment)
        return typeof value === 'string' ? (wallText(value, environment.zone)?.slice(11) ?? null) : null
      },
    sql: ([instant], host) =>
      onWall('text', (local) => sql`to_char(${wallWithin(local)}, 'HH24:MI')`)(
        instant?.value() ?? sql`null`,
        host,
      ),
    doc: doc(
      '时刻在工作区时区里的时间，如 09:30。',
      "The time of an instant in the workspace's zone, such as 09:30.",
    ),
    examples: examples(
      ['TIMEOF(NOW())', '00:30'],
      ['TIMEOF(ADDHOURS(NOW(), 9))', '09:30'],
      ['TIMEOF(blank)', null],
    ),
  },
]
