// Numbers: signs, remainders, bounds, powers.
import { type Sql, sql } from '#base/sql'
import { numberWithin, once } from '../expression.ts'
import { doc, examples, type FunctionEntry, given, like, one, values } from '../function.ts'
import { order, type Run } from '../inner.ts'
import { magnitude, root, one as unit, wholeOf, within } from '../number.ts'

const unary = { group: 'number', fixed: [one('number', 'value')], result: 'number' } as const
const division = {
  group: 'number',
  fixed: [one('number', 'value'), one('number', 'divisor')],
  result: 'number',
} as const

/** Two or more numbers taken together pair by pair, each without its fraction; blank as soon as one is blank. */
const paired = (
  run: (left: bigint, right: bigint) => bigint,
  write: (left: Sql, right: Sql) => Sql,
): Pick<FunctionEntry, 'group' | 'fixed' | 'repeat' | 'result' | 'run' | 'sql'> => ({
  group: 'number',
  fixed: [one('number', 'value'), one('number', 'value')],
  repeat: [one('number', 'value')],
  result: 'number',
  run: (args) => (environment) => {
    const all = args.map((arg) => arg(environment)).filter((value) => typeof value === 'bigint')
    const wholes = all.map((value) => magnitude(value) / unit)
    return all.length < args.length ? null : within(wholes.reduce(run) * unit)
  },
  sql: (args) => numberWithin(args.map((arg) => sql`trunc(${arg.value()})`).reduce(write)),
})

function commonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right]
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

const commonMultiple = (left: bigint, right: bigint): bigint =>
  left === 0n || right === 0n ? 0n : (left / commonDivisor(left, right)) * right

/** 28! is the greatest below 10^30. */
const factorials: readonly bigint[] = Array.from({ length: 28 }).reduce<bigint[]>(
  (all) => [...all, (all.at(-1) ?? 1n) * BigInt(all.length)],
  [1n],
)

const clamp: FunctionEntry['run'] = ([value, least, most]) => {
  const at = (run: Run | undefined, environment: Parameters<Run>[0]) => run?.(environment) ?? null
  return (environment) => {
    const [given, low, high] = [at(value, environment), at(least, environment), at(most, environment)]
    if (given === null) return null
    const raised = low !== null && order(given, low) < 0 ? low : given
    return high !== null && order(raised, high) > 0 ? high : raised
  }
}

const bounded = ['number', 'date', 'datetime'] as const

export const numberEntries: readonly FunctionEntry[] = [
  {
    ...unary,
    name: 'ABS',
    aliases: ['绝对值'],
    run: given(['number'], (value) => (value < 0n ? -value : value)),
    sql: values((value) => sql`abs(${value})`),
    doc: doc('绝对值。', 'The magnitude, without its sign.'),
    examples: examples(['ABS(-3.5)', '3.5'], ['ABS(0)', '0'], ['ABS(blank)', null]),
  },
  {
    ...unary,
    name: 'SIGN',
    aliases: ['正负号'],
    run: given(['number'], (value) => (value === 0n ? 0n : value < 0n ? -unit : unit)),
    sql: values((value) => sql`sign(${value})`),
    doc: doc('正数为 1，负数为 -1，零为 0。', '1 for a positive number, -1 for a negative one, 0 for zero.'),
    examples: examples(['SIGN(-0.01)', '-1'], ['SIGN(0)', '0'], ['SIGN(blank)', null]),
  },
  {
    name: 'MOD',
    aliases: ['取余'],
    group: 'number',
    fixed: [one('number', 'value'), one('number', 'divisor')],
    result: 'number',
    run: given(['number', 'number'], (value, divisor) => (divisor === 0n ? null : value % divisor)),
    sql: values((value, divisor) => sql`mod(${value}, nullif(${divisor}, 0))`),
    doc: doc(
      '相除的余数，正负号与被除数相同；除数为零时为空。',
      'The remainder, with the sign of the first number; blank when the divisor is zero.',
    ),
    examples: examples(
      ['MOD(7, 3)', '1'],
      ['MOD(-7, 3)', '-1'],
      ['MOD(5.5, 0.2)', '0.1'],
      ['MOD(1, 0)', null],
      ['MOD(blank, 2)', null],
    ),
  },
  {
    ...division,
    name: 'QUOTIENT',
    aliases: ['整除'],
    run: given(['number', 'number'], (value, divisor) =>
      divisor === 0n ? null : within((value / divisor) * unit),
    ),
    sql: values((value, divisor) => numberWithin(sql`div(${value}, nullif(${divisor}, 0))`)),
    doc: doc(
      '相除后的整数部分；除数为零时为空。',
      'The whole part of a quotient; blank when the divisor is zero.',
    ),
    examples: examples(
      ['QUOTIENT(7, 2)', '3'],
      ['QUOTIENT(-7, 2)', '-3'],
      ['QUOTIENT(1, 0)', null],
      ['QUOTIENT(blank, 2)', null],
    ),
  },
  {
    ...paired(commonDivisor, (left, right) => sql`gcd(${left}, ${right})`),
    name: 'GCD',
    aliases: ['最大公约数'],
    doc: doc('最大公约数；小数部分不计。', 'The greatest common divisor; fractions are cut off.'),
    examples: examples(
      ['GCD(24, 36)', '12'],
      ['GCD(5.9, 0)', '5'],
      ['GCD(8, 12, 6)', '2'],
      ['GCD(8, blank)', null],
    ),
  },
  {
    ...paired(commonMultiple, (left, right) => sql`lcm(${left}, ${right})`),
    name: 'LCM',
    aliases: ['最小公倍数'],
    doc: doc('最小公倍数；小数部分不计。', 'The least common multiple; fractions are cut off.'),
    examples: examples(
      ['LCM(4, 6)', '12'],
      ['LCM(4, 0)', '0'],
      ['LCM(2, 3, -5)', '30'],
      ['LCM(8, blank)', null],
    ),
  },
  {
    ...unary,
    name: 'FACT',
    aliases: ['阶乘'],
    run: given(['number'], (value) => {
      const product = factorials[wholeOf(value)]
      return product === undefined ? null : product * unit
    }),
    sql: values((value) =>
      once(
        [sql`trunc(${value})`],
        (v) => sql`factorial(case when ${v} between 0 and 28 then ${v}::bigint end)`,
      ),
    ),
    doc: doc('0 到 28 的阶乘；其他为空。', 'The factorial of 0 to 28; blank for any other number.'),
    examples: examples(
      ['FACT(5)', '120'],
      ['FACT(0.9)', '1'],
      ['FACT(28)', '304888344611713860501504000000'],
      ['FACT(29)', null],
      ['FACT(blank)', null],
    ),
  },
  {
    ...unary,
    name: 'SQRT',
    aliases: ['平方根'],
    run: given(['number'], root),
    // A root is at least 10^-56 away from every tie at 20 digits, so that 60 digits round as all of them would.
    sql: values((value) =>
      once([value], (v) => sql`round(sqrt(case when ${v} >= 0 then round(${v}, 60) end), 20)`),
    ),
    doc: doc(
      '平方根，保留 20 位小数（四舍五入）；负数为空。',
      'The square root, rounded to 20 fraction digits; blank for a negative number.',
    ),
    examples: examples(
      ['SQRT(2)', '1.4142135623730950488'],
      ['SQRT(144)', '12'],
      ['SQRT(-1)', null],
      ['SQRT(blank)', null],
    ),
  },
  {
    name: 'CLAMP',
    aliases: ['限制在'],
    group: 'number',
    fixed: [like('T', 'value', bounded), like('T', 'least', bounded), like('T', 'most', bounded)],
    result: 'T',
    run: clamp,
    sql: values((value, least, most) =>
      once([value], (v) => sql`case when ${v} is not null then least(greatest(${v}, ${least}), ${most}) end`),
    ),
    doc: doc(
      '把数或日期限制在最小值和最大值之间；某个界限为空时，那一边不限制。',
      'Keeps a number or a date between a least and a most; a blank bound bounds nothing.',
    ),
    examples: examples(
      ['CLAMP(120, 0, 100)', '100'],
      ['CLAMP(-5, 0, blank)', '0'],
      ['CLAMP(DATE(2026, 1, 15), DATE(2026, 2, 1), DATE(2026, 2, 28))', '2026-02-01'],
      ['CLAMP(blank, 0, 100)', null],
    ),
  },
]
