// Operators: arithmetic, joining of texts, comparison.
import { type Sql, sql } from '#base/sql'
import { left } from '../code-points.ts'
import { cut, numberWithin, once } from '../expression.ts'
import {
  comparable,
  doc,
  examples,
  type FunctionEntry,
  given,
  like,
  one,
  orderable,
  printed,
  values,
  whole,
} from '../function.ts'
import { type Inner, order } from '../inner.ts'
import { maxExponent, maxOutput } from '../limits.ts'
import { divide, multiply, power, one as unit, wholeOf, within } from '../number.ts'

const arithmetic = {
  aliases: [],
  group: 'operator',
  fixed: [one('number', 'left'), one('number', 'right')],
  result: 'number',
} as const

const comparison = (
  name: string,
  kinds: typeof comparable,
  holds: (left: Inner, right: Inner) => boolean,
): Pick<FunctionEntry, 'name' | 'aliases' | 'group' | 'fixed' | 'result' | 'predicate' | 'run'> => ({
  name,
  aliases: [],
  group: 'operator',
  fixed: [like('T', 'left', kinds), like('T', 'right', kinds)],
  result: 'boolean',
  predicate: true,
  run:
    ([left, right]) =>
    (environment) => {
      const a = left?.(environment) ?? null
      const b = a === null ? null : (right?.(environment) ?? null)
      return a !== null && b !== null && holds(a, b)
    },
})

/** Text is ordered by code point; an explicit collation says so even where a column's own would not. */
const ordered =
  (write: (left: Sql, right: Sql) => Sql): FunctionEntry['sql'] =>
  ([left, right]) => {
    const a = left?.value() ?? sql`null`
    const b = right?.value() ?? sql`null`
    return write(a, left?.node.kind === 'text' ? sql`(${b} collate "C")` : b)
  }

export const operatorEntries: readonly FunctionEntry[] = [
  {
    ...arithmetic,
    name: '+',
    run: given(['number', 'number'], (a, b) => within(a + b)),
    sql: values((a, b) => numberWithin(sql`${a} + ${b}`)),
    doc: doc(
      '两数相加。任一为空时结果为空（要忽略空值请用 SUM）。',
      'Adds two numbers. Blank if either is blank (SUM ignores blanks).',
    ),
    examples: examples(
      ['0.1 + 0.2', '0.3'],
      ['1 + blank', null],
      ['999999999999999999999999999999 + 1', null],
    ),
  },
  {
    ...arithmetic,
    name: '-',
    run: given(['number', 'number'], (a, b) => within(a - b)),
    sql: values((a, b) => numberWithin(sql`${a} - ${b}`)),
    doc: doc(
      '两数相减。任一为空时结果为空。',
      'Subtracts the second number from the first. Blank if either is blank.',
    ),
    examples: examples(['5 - 7', '-2'], ['1.10 - 1.1', '0'], ['blank - 1', null]),
  },
  {
    ...arithmetic,
    name: '*',
    run: given(['number', 'number'], multiply),
    sql: values((a, b) => numberWithin(sql`round(${a} * ${b}, 20)`)),
    doc: doc(
      '两数相乘，结果保留 20 位小数（四舍五入）。',
      'Multiplies two numbers; the result keeps 20 fraction digits, rounded half away from zero.',
    ),
    examples: examples(
      ['1.5 * -3', '-4.5'],
      ['0.00000000000000000001 * 0.5', '0.00000000000000000001'],
      ['1000000000000000 * 1000000000000000', null],
      ['blank * 0', null],
    ),
  },
  {
    ...arithmetic,
    name: '/',
    run: given(['number', 'number'], divide),
    // 72 digits are enough for the second rounding never to meet a tie that the first made: operands are below 10^30 in
    // steps of 10^-20, so a quotient that is no tie at 20 digits is at least 5·10^-71 away from one.
    sql: values((a, b) => numberWithin(sql`round(round(${a}, 72) / nullif(${b}, 0), 20)`)),
    doc: doc(
      '两数相除，结果保留 20 位小数（四舍五入）；除数为零时结果为空。',
      'Divides; the result keeps 20 fraction digits, rounded half away from zero. Dividing by zero gives blank.',
    ),
    examples: examples(
      ['1 / 3', '0.33333333333333333333'],
      ['-2 / 3', '-0.66666666666666666667'],
      ['1 / 0', null],
      ['blank / 2', null],
    ),
  },
  {
    name: '^',
    aliases: ['POWER', '乘方'],
    group: 'operator',
    fixed: [one('number', 'base'), whole('exponent', 0, maxExponent)],
    result: 'number',
    run: given(['number', 'number'], (base, exponent) => power(base, wholeOf(exponent))),
    sql: (args) => raised(args),
    doc: doc(
      '乘方。指数是写在公式里的 0 到 20 的整数。',
      'Raises to a power: a whole number from 0 to 20 written in the formula.',
    ),
    examples: examples(
      ['1.05 ^ 3', '1.157625'],
      ['(-2) ^ 3', '-8'],
      ['POWER(2, 10)', '1024'],
      ['2 ^ 0', '1'],
      ['blank ^ 2', null],
    ),
  },
  {
    name: '%',
    aliases: [],
    group: 'operator',
    fixed: [one('number', 'value')],
    result: 'number',
    run: given(['number'], (value) => divide(value, unit * 100n)),
    sql: values((value) => sql`round(${value} * 0.01, 20)`),
    doc: doc('百分号：5% 就是 0.05。', 'Percent sign: 5% is 0.05.'),
    examples: examples(['5%', '0.05'], ['200 * 13%', '26'], ['blank%', null]),
  },
  {
    name: 'NEGATIVE',
    aliases: [],
    group: 'operator',
    fixed: [one('number', 'value')],
    result: 'number',
    run: given(['number'], (value) => -value),
    sql: values((value) => sql`(- ${value})`),
    doc: doc('负号。', 'The minus sign.'),
    examples: examples(['-5', '-5'], ['-2 ^ 2', '-4'], ['-(1 - 1)', '0'], ['-blank', null]),
  },
  {
    name: '&',
    aliases: [],
    group: 'operator',
    fixed: [printed('left'), printed('right')],
    result: 'text',
    run:
      ([first, second]) =>
      (environment) =>
        left(`${textOf(first?.(environment))}${textOf(second?.(environment))}`, maxOutput),
    sql: values((a, b) => cut(sql`coalesce(${a}, '') || coalesce(${b}, '')`)),
    doc: doc(
      '连接两段文字；空值当作没有文字。数字、日期和时间会转成文字。',
      'Joins two texts; a blank counts as no text. Numbers, dates and times are written out.',
    ),
    examples: examples(
      ["'第' & 3 & '批'", '第3批'],
      ["'到 ' & DATE(2026, 2, 28)", '到 2026-02-28'],
      ["blank & 'x'", 'x'],
      ['blank & blank', ''],
    ),
  },
  {
    ...comparison('=', comparable, (a, b) => a === b),
    aliases: ['EXACT', '完全相同'],
    sql: values((a, b) => sql`(${a} = ${b})`),
    doc: doc(
      '相等。与空值比较总为否；判断是否为空请用 ISBLANK。',
      'Equal. A comparison with a blank is false; ISBLANK tells whether a value is blank.',
    ),
    examples: examples(
      ['1.50 = 1.5', true],
      ["'a' = 'A'", false],
      ['blank = 1', false],
      ['not (blank = 1)', true],
    ),
  },
  {
    ...comparison('<>', comparable, (a, b) => a !== b),
    sql: values((a, b) => sql`(${a} <> ${b})`),
    doc: doc('不相等。与空值比较总为否。', 'Not equal. A comparison with a blank is false.'),
    examples: examples(['1 <> 2', true], ["'a' <> 'a'", false], ['blank <> 1', false]),
  },
  {
    ...comparison('<', orderable, (a, b) => order(a, b) < 0),
    sql: ordered((a, b) => sql`(${a} < ${b})`),
    doc: doc(
      '小于；文字按字符编码顺序比较，日期按先后比较。',
      'Less than; text in the order of code points, dates by time.',
    ),
    examples: examples(['1 < 2', true], ["'Z' < 'a'", true], ["'\uFF5E' < '😀'", true], ['blank < 1', false]),
  },
  {
    ...comparison('<=', orderable, (a, b) => order(a, b) <= 0),
    sql: ordered((a, b) => sql`(${a} <= ${b})`),
    doc: doc('小于或等于。', 'Less than or equal.'),
    examples: examples(
      ['2 <= 2.0', true],
      ['DATE(2026, 1, 2) <= DATE(2026, 1, 1)', false],
      ['1 <= blank', false],
    ),
  },
  {
    ...comparison('>', orderable, (a, b) => order(a, b) > 0),
    sql: ordered((a, b) => sql`(${a} > ${b})`),
    doc: doc('大于。', 'Greater than.'),
    examples: examples(['2 > 1', true], ["'ab' > 'a'", true], ['blank > blank', false]),
  },
  {
    ...comparison('>=', orderable, (a, b) => order(a, b) >= 0),
    sql: ordered((a, b) => sql`(${a} >= ${b})`),
    doc: doc('大于或等于。', 'Greater than or equal.'),
    examples: examples(['2 >= 2', true], ['TODAY() >= DATE(2026, 4, 2)', false], ['blank >= 0', false]),
  },
]

const textOf = (value: Inner | undefined): string => (typeof value === 'string' ? value : '')

/** An exact product, rounded once. */
function raised([base, exponent]: Parameters<FunctionEntry['sql']>[0]): Sql {
  const times = exponent?.node.op === 'literal' ? Number(exponent.node.value) : 0
  return once([base?.value() ?? sql`null::numeric`], (value = sql`null::numeric`) => {
    const product = Array.from({ length: times }).reduce<Sql>((all) => sql`${all} * ${value}`, sql`1`)
    return times === 0 ? sql`(${value} * 0 + 1)` : numberWithin(sql`round(${product}, 20)`)
  })
}
