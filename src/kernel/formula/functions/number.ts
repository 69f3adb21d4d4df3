// Numbers: rounding, choosing, adding up.
import { join, raw, type Sql, sql } from '#base/sql'
import { compare } from '../code-points.ts'
import { numberWithin, once } from '../expression.ts'
import {
  doc,
  examples,
  type FunctionEntry,
  given,
  like,
  one,
  type SqlArgument,
  valueList,
  values,
  whole,
} from '../function.ts'
import type { Inner, Run } from '../inner.ts'
import { type Rounding, round, one as unit, wholeOf, within } from '../number.ts'

const unary = { group: 'number', fixed: [one('number', 'value')], result: 'number' } as const

const rounding = (
  kind: Rounding,
  write: (value: Sql, digits: number) => Sql,
): Pick<FunctionEntry, 'group' | 'fixed' | 'optional' | 'result' | 'run' | 'sql'> => ({
  group: 'number',
  fixed: [one('number', 'value')],
  optional: [whole('digits', -15, 20)],
  result: 'number',
  run: (args) =>
    args.length === 1
      ? given(['number'], (value) => within(round(value, 0, kind)))(args, [])
      : given(['number', 'number'], (value, digits) => within(round(value, wholeOf(digits), kind)))(args, []),
  sql: ([value, digits]) => numberWithin(write(value?.value() ?? sql`null`, digitsOf(digits))),
})

/** Digits are written out in the formula, so they are known here. */
const digitsOf = (argument: SqlArgument | undefined): number =>
  argument?.node.op === 'literal' ? Number(argument.node.value) : 0

/** Ten to a power, written out as a decimal: 100, 0.01. */
const tens = (exponent: number): Sql =>
  raw(exponent >= 0 ? `1${'0'.repeat(exponent)}.` : `0.${'0'.repeat(-exponent - 1)}1`)

const upwards = (value: Sql, digits: number): Sql =>
  once([value], (v = value) => sql`(sign(${v}) * ceil(abs(${v}) * ${tens(digits)}) * ${tens(-digits)})`)

const isBefore = (left: Inner, right: Inner): boolean =>
  typeof left === 'bigint' && typeof right === 'bigint'
    ? left < right
    : typeof left === 'string' && typeof right === 'string' && compare(left, right) < 0

/** The value that stands before (or after) all others, blanks left out. */
const extreme =
  (wins: (value: Inner, best: Inner) => boolean): FunctionEntry['run'] =>
  (args: readonly Run[]) =>
  (environment) => {
    let best: Inner = null
    for (const arg of args) {
      const value = arg(environment)
      if (value !== null && (best === null || wins(value, best))) best = value
    }
    return best
  }

const several = {
  group: 'number',
  fixed: [like('T', 'value', ['number', 'date', 'datetime'])],
  repeat: [like('T', 'value', ['number', 'date', 'datetime'])],
  result: 'T',
} as const

export const numberEntries: readonly FunctionEntry[] = [
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
    aliases: ['向下舍入'],
    doc: doc('向零的方向舍去到指定的小数位数。', 'Rounds towards zero to so many fraction digits.'),
    examples: examples(['ROUNDDOWN(2.39, 1)', '2.3'], ['ROUNDDOWN(-2.9)', '-2'], ['ROUNDDOWN(blank)', null]),
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
    ...several,
    name: 'MIN',
    aliases: ['最小值'],
    run: extreme(isBefore),
    sql: valueList((all) => sql`least(${join(all)})`),
    doc: doc(
      '最小的数，或最早的日期；空值不计，全空时为空。',
      'The least number or the earliest date; blanks are left out, all blank gives blank.',
    ),
    examples: examples(
      ['MIN(3, 1, 2)', '1'],
      ['MIN(blank, 5)', '5'],
      ['MIN(DATE(2026, 2, 1), DATE(2026, 1, 31))', '2026-01-31'],
      ['MIN(blank)', null],
    ),
  },
  {
    ...several,
    name: 'MAX',
    aliases: ['最大值'],
    run: extreme((value, best) => isBefore(best, value)),
    sql: valueList((all) => sql`greatest(${join(all)})`),
    doc: doc(
      '最大的数，或最晚的日期；空值不计，全空时为空。',
      'The greatest number or the latest date; blanks are left out, all blank gives blank.',
    ),
    examples: examples(['MAX(3, 1, 2)', '3'], ['MAX(0, blank)', '0'], ['MAX(blank, blank)', null]),
  },
  {
    name: 'SUM',
    aliases: ['求和', '合计'],
    group: 'number',
    fixed: [one('number', 'value')],
    repeat: [one('number', 'value')],
    result: 'number',
    run: (args) => (environment) => {
      let total = 0n
      for (const arg of args) {
        const value = arg(environment)
        if (typeof value === 'bigint') total += value
      }
      return within(total)
    },
    sql: valueList((all) =>
      numberWithin(
        join(
          all.map((value) => sql`coalesce(${value}, 0)`),
          ' + ',
        ),
      ),
    ),
    doc: doc('各数之和；空值不计，全空时为 0。', 'The sum; blanks are left out, so all blank gives 0.'),
    examples: examples(['SUM(1, 2.5, 3)', '6.5'], ['SUM(1, blank)', '1'], ['SUM(blank)', '0']),
  },
]
