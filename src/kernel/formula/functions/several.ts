// One number out of several: sums, averages, extremes. Blanks are left out.
import { join, type Sql, sql } from '#base/sql'
import { blankIfEmpty, isBlank } from '../blanks.ts'
import { numberWithin, once, placeFromOne } from '../expression.ts'
import { anything, doc, examples, type FunctionEntry, given, like, one, valueList } from '../function.ts'
import { type Inner, order, type Run } from '../inner.ts'
import { divideUnits, place, one as unit, within } from '../number.ts'

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

const extremes = {
  group: 'number',
  fixed: [like('T', 'value', ['number', 'date', 'datetime'])],
  repeat: [like('T', 'value', ['number', 'date', 'datetime'])],
  result: 'T',
} as const

const numbers = {
  group: 'number',
  fixed: [one('number', 'value')],
  repeat: [one('number', 'value')],
  result: 'number',
} as const

/** What `compute` makes of the numbers that are not blank. */
const present =
  (compute: (values: readonly bigint[]) => Inner): FunctionEntry['run'] =>
  (args) =>
  (environment) =>
    compute(args.map((arg) => arg(environment)).filter((value) => typeof value === 'bigint'))

const total = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n)

const sum = (all: readonly Sql[]): Sql =>
  join(
    all.map((value) => sql`coalesce(${value}, 0)`),
    ' + ',
  )

const ascending = (values: readonly bigint[]): readonly bigint[] => values.toSorted(order)

/** The numbers that are not blank as an array, the least first. */
const sorted = (
  all: readonly Sql[],
): Sql => sql`array(select fm_value.v from unnest(array[${join(all)}]::numeric[])
  as fm_value(v) where fm_value.v is not null order by fm_value.v)`

function median(values: readonly bigint[]): bigint | null {
  const all = ascending(values)
  const [low, high] = [all[Math.floor((all.length - 1) / 2)], all[Math.floor(all.length / 2)]]
  return low === undefined || high === undefined ? null : divideUnits(low + high, 2n)
}

/** The number at a place of the sorted ones, counted from either end. */
const ranked = (
  run: (all: readonly bigint[], rank: number) => bigint | undefined,
  index: (all: Sql, rank: Sql) => Sql,
): Pick<FunctionEntry, 'group' | 'fixed' | 'repeat' | 'result' | 'run' | 'sql'> => ({
  ...numbers,
  fixed: [one('number', 'rank'), one('number', 'value')],
  run: ([rank, ...args]) => {
    const at = given(['number'], (value) => value)(rank ? [rank] : [], [])
    return (environment) => {
      const wanted = at(environment)
      const counted = typeof wanted === 'bigint' ? place(wanted) : null
      if (counted === null) return null
      return present((values) => run(ascending(values), counted) ?? null)(args, [])(environment)
    }
  },
  sql: valueList(([rank = sql`null`, ...all]) =>
    once([sorted(all), placeFromOne(rank)], (list, at) => sql`(${list})[${index(list, at)}]`),
  ),
})

export const severalEntries: readonly FunctionEntry[] = [
  {
    ...extremes,
    name: 'MIN',
    gathers: 'MINIF',
    aliases: ['最小值'],
    run: extreme((value, best) => order(value, best) < 0),
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
    ...extremes,
    name: 'MAX',
    gathers: 'MAXIF',
    aliases: ['最大值'],
    run: extreme((value, best) => order(value, best) > 0),
    sql: valueList((all) => sql`greatest(${join(all)})`),
    doc: doc(
      '最大的数，或最晚的日期；空值不计，全空时为空。',
      'The greatest number or the latest date; blanks are left out, all blank gives blank.',
    ),
    examples: examples(['MAX(3, 1, 2)', '3'], ['MAX(0, blank)', '0'], ['MAX(blank, blank)', null]),
  },
  {
    ...numbers,
    name: 'SUM',
    gathers: 'SUMIF',
    aliases: ['求和', '合计'],
    run: present((values) => within(total(values))),
    sql: valueList((all) => numberWithin(sum(all))),
    doc: doc('各数之和；空值不计，全空时为 0。', 'The sum; blanks are left out, so all blank gives 0.'),
    examples: examples(['SUM(1, 2.5, 3)', '6.5'], ['SUM(1, blank)', '1'], ['SUM(blank)', '0']),
  },
  {
    ...numbers,
    name: 'AVERAGE',
    gathers: 'AVERAGEIF',
    aliases: ['平均值'],
    run: present((values) =>
      values.length === 0 ? null : within(divideUnits(total(values), BigInt(values.length))),
    ),
    sql: valueList((all) =>
      once(all, (...each) =>
        numberWithin(sql`round(round(${sum(each)}, 72) / nullif(num_nonnulls(${join(each)}), 0), 20)`),
      ),
    ),
    doc: doc('平均值；空值不计，全空时为空。', 'The average; blanks are left out, all blank gives blank.'),
    examples: examples(
      ['AVERAGE(1, 2, 6)', '3'],
      ['AVERAGE(1, blank, 2)', '1.5'],
      ['AVERAGE(1, 0, 0)', '0.33333333333333333333'],
      ['AVERAGE(blank)', null],
    ),
  },
  {
    ...numbers,
    name: 'MEDIAN',
    aliases: ['中位数'],
    run: present(median),
    sql: valueList((all) =>
      once(
        [sorted(all)],
        (list) =>
          sql`round(((${list})[(cardinality(${list}) + 1) / 2] + (${list})[cardinality(${list}) / 2 + 1]) * 0.5, 20)`,
      ),
    ),
    doc: doc(
      '排在中间的数（个数为偶数时取中间两个的平均）；空值不计。',
      'The number in the middle (the average of two where their count is even); blanks are left out.',
    ),
    examples: examples(
      ['MEDIAN(9, 1, 3)', '3'],
      ['MEDIAN(1, 4, blank, 2, 3)', '2.5'],
      ['MEDIAN(blank, blank)', null],
    ),
  },
  {
    ...numbers,
    name: 'PRODUCT',
    aliases: ['乘积'],
    run: present(product),
    sql: valueList((all) =>
      once(
        all,
        (...each) =>
          sql`case when num_nonnulls(${join(each)}) > 0 then ${numberWithin(
            sql`round(${join(
              each.map((value) => sql`coalesce(${value}, 1)`),
              ' * ',
            )}, 20)`,
          )} end`,
      ),
    ),
    doc: doc(
      '各数之积，结果保留 20 位小数；空值不计，全空时为空。',
      'The product, rounded once to 20 fraction digits; blanks are left out, all blank gives blank.',
    ),
    examples: examples(['PRODUCT(2, 3, 4)', '24'], ['PRODUCT(2.5, blank, 2)', '5'], ['PRODUCT(blank)', null]),
  },
  {
    ...ranked(
      (all, rank) => all[all.length - rank],
      (list, rank) => sql`cardinality(${list}) + 1 - ${rank}`,
    ),
    name: 'LARGE',
    aliases: ['第几大'],
    doc: doc(
      '第几大的数：先写名次，再写各数；空值不计，没有这一名次时为空。',
      'The number that ranks so high: the rank first, then the numbers; blanks are left out, no such rank gives blank.',
    ),
    examples: examples(['LARGE(2, 5, 9, 7)', '7'], ['LARGE(1, blank, 3)', '3'], ['LARGE(3, 1, 2)', null]),
  },
  {
    ...ranked(
      (all, rank) => all[rank - 1],
      (_, rank) => rank,
    ),
    name: 'SMALL',
    aliases: ['第几小'],
    doc: doc(
      '第几小的数：先写名次，再写各数；空值不计，没有这一名次时为空。',
      'The number that ranks so low: the rank first, then the numbers; blanks are left out, no such rank gives blank.',
    ),
    examples: examples(['SMALL(2, 5, 9, 7)', '7'], ['SMALL(1, blank, 3)', '3'], ['SMALL(0, 1, 2)', null]),
  },
  {
    name: 'COUNTA',
    aliases: ['非空个数'],
    group: 'number',
    fixed: [{ name: 'value', kinds: anything }],
    repeat: [{ name: 'value', kinds: anything }],
    result: 'number',
    run: (args) => (environment) => BigInt(args.filter((arg) => !isBlank(arg(environment))).length) * unit,
    sql: (args) => sql`num_nonnulls(${join(args.map(blankIfEmpty))})::numeric`,
    doc: doc(
      '不为空的有几个；没有字的文字和空列表也算空。',
      'How many are not blank; an empty text and an empty list count as blank.',
    ),
    examples: examples(["COUNTA(1, blank, 'a')", '2'], ["COUNTA('', 0, false)", '2'], ['COUNTA(blank)', '0']),
  },
]

/** The exact product, rounded once. */
function product(values: readonly bigint[]): bigint | null {
  if (values.length === 0) return null
  const exact = values.reduce((all, value) => all * value, 1n)
  return within(divideUnits(exact, unit ** BigInt(values.length - 1)))
}
