// Rounding numbers: to digits, to multiples, to even and odd ones.
import { raw, type Sql, sql } from '#base/sql'
import { numberWithin, once } from '../expression.ts'
import { doc, examples, type FunctionEntry, given, one, values, whole, writtenOut } from '../function.ts'
import { magnitude, type Rounding, round, one as unit, wholeOf, within } from '../number.ts'

const unary = { group: 'number', fixed: [one('number', 'value')], result: 'number' } as const

const rounding = (
  kind: Rounding,
  write: (value: Sql, digits: number) => Sql,
): Pick<FunctionEntry, 'group' | 'fixed' | 'optional' | 'result' | 'run' | 'sql'> => ({
  ...unary,
  optional: [whole('digits', -15, 20)],
  run: given(['number', 'number'], (value, digits = 0n) => within(round(value, wholeOf(digits), kind))),
  sql: ([value, digits]) => numberWithin(write(value?.value() ?? sql`null`, Number(writtenOut(digits, '0')))),
})

/** Ten to a power, written out as a decimal: 100, 0.01. */
const tens = (exponent: number): Sql =>
  raw(exponent >= 0 ? `1${'0'.repeat(exponent)}.` : `0.${'0'.repeat(-exponent - 1)}1`)

const upwards = (value: Sql, digits: number): Sql =>
  once([value], (v) => sql`(sign(${v}) * ceil(abs(${v}) * ${tens(digits)}) * ${tens(-digits)})`)

/** A half after an even digit is cut off; every other number rounds to the nearest. */
const toEven = (value: Sql, digits: number): Sql =>
  once(
    [value],
    (v) => sql`case when mod(abs(${v}) * ${tens(digits)}, 2) = 0.5
      then trunc(${v}, ${raw(String(digits))}) else round(${v}, ${raw(String(digits))}) end`,
  )

/** What to add to the multiple that lies towards zero, from the rest above it and the multiple's magnitude. */
type Step = {
  readonly run: (rest: bigint, step: bigint) => bigint
  readonly sql: (rest: Sql, step: Sql) => Sql
}

const toMultiple = ({
  run,
  sql: write,
}: Step): Pick<FunctionEntry, 'group' | 'fixed' | 'optional' | 'result' | 'run' | 'sql'> => ({
  ...unary,
  optional: [one('number', 'multiple')],
  run: given(['number', 'number'], (value, multiple = unit) => {
    const step = magnitude(multiple)
    if (step === 0n) return null
    const rest = value % step
    return within(value - rest + run(rest, step))
  }),
  sql: values((value, multiple = sql`1`) =>
    once([value, sql`nullif(abs(${multiple}), 0)`], (v, step) =>
      numberWithin(sql`${v} - mod(${v}, ${step}) + ${write(sql`mod(${v}, ${step})`, step)}`),
    ),
  ),
})

const ofSign = (value: bigint, step: bigint): bigint => (value < 0n ? -step : step)

export const roundingEntries: readonly FunctionEntry[] = [
  {
    ...rounding('nearest', (value, digits) => sql`round(${value}, ${raw(String(digits))})`),
    name: 'ROUND',
    aliases: ['四舍五入'],
    doc: doc(
      '四舍五入到指定的小数位数（不写则取整，负数表示小数点前）；一半时向远离零的方向进位。',
      'Rounds to so many fraction digits (none if absent, before the point if negative), halves away from zero.',
    ),
    examples: examples(
      ['ROUND(2.345, 2)', '2.35'],
      ['ROUND(-2.5)', '-3'],
      ['ROUND(1250, -2)', '1300'],
      ['ROUND(blank, 2)', null],
    ),
  },
  {
    ...rounding('up', upwards),
    name: 'ROUNDUP',
    aliases: ['向上舍入'],
    doc: doc('向远离零的方向进位到指定的小数位数。', 'Rounds away from zero to so many fraction digits.'),
    examples: examples(
      ['ROUNDUP(2.301, 1)', '2.4'],
      ['ROUNDUP(-2.1)', '-3'],
      ['ROUNDUP(1201, -2)', '1300'],
      ['ROUNDUP(blank)', null],
    ),
  },
  {
    ...rounding('down', (value, digits) => sql`trunc(${value}, ${raw(String(digits))})`),
    name: 'ROUNDDOWN',
    aliases: ['向下舍入', 'TRUNC', '截尾'],
    doc: doc('向零的方向舍去到指定的小数位数。', 'Rounds towards zero to so many fraction digits.'),
    examples: examples(['ROUNDDOWN(2.39, 1)', '2.3'], ['TRUNC(-2.9)', '-2'], ['ROUNDDOWN(blank)', null]),
  },
  {
    ...rounding('even', toEven),
    name: 'ROUNDEVEN',
    aliases: ['ROUNDBANK', '银行家舍入'],
    doc: doc(
      '四舍六入五成双：恰好一半时取偶数，其余与四舍五入相同。',
      "Rounds to so many fraction digits, halves to the even digit (banker's rounding).",
    ),
    examples: examples(
      ['ROUNDEVEN(2.345, 2)', '2.34'],
      ['ROUNDEVEN(2.355, 2)', '2.36'],
      ['ROUNDEVEN(-2.5)', '-2'],
      ['ROUNDEVEN(150, -2)', '200'],
      ['ROUNDEVEN(blank, 2)', null],
    ),
  },
  {
    ...unary,
    name: 'INT',
    aliases: ['取整'],
    run: given(['number'], (value) => within(round(value, 0, 'floor'))),
    sql: values((value) => numberWithin(sql`floor(${value})`)),
    doc: doc('不大于该数的最大整数。', 'The greatest whole number that is not greater.'),
    examples: examples(['INT(2.9)', '2'], ['INT(-2.1)', '-3'], ['INT(blank)', null]),
  },
  {
    ...toMultiple({
      run: (rest, step) => (rest > 0n ? step : 0n),
      sql: (rest, step) => sql`case when ${rest} > 0 then ${step} else 0 end`,
    }),
    name: 'CEILING',
    aliases: ['CEIL', '向上取整到', '向上取整'],
    doc: doc(
      '不小于该数的最小倍数（不写倍数则取整）；倍数为零时为空。',
      'The least multiple that is not less (a whole number if none is given); blank for a multiple of zero.',
    ),
    examples: examples(
      ['CEILING(23, 5)', '25'],
      ['CEILING(2.1)', '3'],
      ['CEILING(-2.5, 2)', '-2'],
      ['CEILING(0.11, 0.05)', '0.15'],
      ['CEILING(1, 0)', null],
      ['CEILING(blank, 5)', null],
    ),
  },
  {
    ...toMultiple({
      run: (rest, step) => (rest < 0n ? -step : 0n),
      sql: (rest, step) => sql`case when ${rest} < 0 then - ${step} else 0 end`,
    }),
    name: 'FLOOR',
    aliases: ['向下取整到', '向下取整'],
    doc: doc(
      '不大于该数的最大倍数（不写倍数则取整）；倍数为零时为空。',
      'The greatest multiple that is not greater (a whole number if none is given); blank for a multiple of zero.',
    ),
    examples: examples(
      ['FLOOR(23, 5)', '20'],
      ['FLOOR(-2.5, 2)', '-4'],
      ['FLOOR(2.9)', '2'],
      ['FLOOR(1, 0)', null],
      ['FLOOR(blank, 5)', null],
    ),
  },
  {
    ...toMultiple({
      run: (rest, step) => (2n * magnitude(rest) >= step ? ofSign(rest, step) : 0n),
      sql: (rest, step) => sql`case when abs(${rest}) * 2 >= ${step} then sign(${rest}) * ${step} else 0 end`,
    }),
    name: 'MROUND',
    aliases: ['舍入到倍数'],
    doc: doc(
      '最近的倍数，一半时向远离零的方向进位；倍数为零时为空。',
      'The nearest multiple, halves away from zero; blank for a multiple of zero.',
    ),
    examples: examples(
      ['MROUND(22.5, 5)', '25'],
      ['MROUND(-7, 5)', '-5'],
      ['MROUND(1.3, 0.2)', '1.4'],
      ['MROUND(1, 0)', null],
      ['MROUND(blank, 5)', null],
    ),
  },
  {
    ...unary,
    name: 'EVEN',
    aliases: ['进到偶数'],
    run: given(['number'], (value) => within(ofSign(value, evenAbove(magnitude(value))))),
    sql: values((value) => once([value], (v) => numberWithin(sql`sign(${v}) * ceil(abs(${v}) * 0.5) * 2`))),
    doc: doc('向远离零的方向进到偶数。', 'Rounds away from zero to an even number.'),
    examples: examples(['EVEN(1.5)', '2'], ['EVEN(3)', '4'], ['EVEN(-1)', '-2'], ['EVEN(blank)', null]),
  },
  {
    ...unary,
    name: 'ODD',
    aliases: ['进到奇数'],
    run: given(['number'], (value) => within(ofSign(value, evenAbove(magnitude(value) + unit) - unit))),
    sql: values((value) =>
      once([value], (v) =>
        numberWithin(sql`case when ${v} < 0 then -1 else 1 end * (ceil((abs(${v}) + 1) * 0.5) * 2 - 1)`),
      ),
    ),
    doc: doc('向远离零的方向进到奇数；零进到 1。', 'Rounds away from zero to an odd number; zero becomes 1.'),
    examples: examples(['ODD(1.5)', '3'], ['ODD(0)', '1'], ['ODD(-2)', '-3'], ['ODD(blank)', null]),
  },
]

/** The least even number that is not less than a number that is not negative. */
const evenAbove = (value: bigint): bigint => {
  const rest = value % (2n * unit)
  return rest === 0n ? value : value - rest + 2n * unit
}
