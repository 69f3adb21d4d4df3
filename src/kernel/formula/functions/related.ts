// Sums, counts and extremes over the records that refer to the record: its lines, its orders, its visits.

import { sql } from '#base/sql'
import { comparable, doc, examples, type FunctionEntry, like, one } from '../function.ts'
import { averageOf, countOf, firstOf, type Gather, greatestOf, lastOf, leastOf, sumOf } from '../gather.ts'

/** An entry says only how it gathers: where the records come from, each interpreter knows. */
const gathering = (name: string, gather: Gather) =>
  ({
    name,
    group: 'list',
    gather,
    gathers: name,
    repeat: [one('boolean', 'condition')],
    run: () => () => null,
    sql: () => sql`null`,
  }) as const

const extreme = { fixed: [like('T', 'value', ['number', 'date', 'datetime'])], result: 'T' } as const
const ordered = {
  fixed: [like('T', 'value', comparable), { name: 'date', kinds: ['date', 'datetime', 'number'] }],
  result: 'T',
} as const

export const relatedEntries: readonly FunctionEntry[] = [
  {
    ...gathering('SUMIF', sumOf),
    aliases: ['SUMIFS', '条件求和'],
    fixed: [one('number', 'value')],
    result: 'number',
    doc: doc(
      '把明细或相关记录里满足条件的加起来：先写加什么，再写条件，几个条件都要满足，不写条件就全加。可以加一个字段，也可以加算式。没有满足的为 0。',
      'The sum over the lines or related records that meet the conditions: first what is added, a field or an arithmetic of them, then the conditions, all of which must hold; without any everything is added. None gives 0.',
    ),
    examples: examples(
      ["SUMIF(明细.数量, 明细.类别 = '备件')", '7'],
      ["SUMIF(明细.数量 * 明细.单价, 明细.类别 = '备件', 明细.数量 > 2)", '40'],
      ['SUMIF(明细.数量, 明细.数量 > 10)', '0'],
      ['SUM(明细.数量)', '8'],
    ),
  },
  {
    ...gathering('COUNTIF', countOf),
    aliases: ['COUNTIFS', '条件计数'],
    fixed: [{ name: 'value', kinds: comparable }],
    result: 'number',
    doc: doc(
      '明细或相关记录里满足条件的有几条；写到字段时只数这个字段不空的。',
      'How many lines or related records meet the conditions; where a field is named, those in which it is not blank.',
    ),
    examples: examples(
      ["COUNTIF(明细, 明细.类别 = '备件')", '3'],
      ['COUNTIF(明细.数量)', '3'],
      ['COUNTIF(明细, ISBLANK(明细.数量))', '1'],
      ['COUNTIF(明细, 明细.数量 > 10)', '0'],
      ['COUNT(明细)', '4'],
    ),
  },
  {
    ...gathering('AVERAGEIF', averageOf),
    aliases: ['AVERAGEIFS', '条件平均'],
    fixed: [one('number', 'value')],
    result: 'number',
    doc: doc(
      '明细或相关记录里满足条件的平均值；空值不计，没有满足的为空。',
      'The average over the lines or related records that meet the conditions; blanks are left out, none gives blank.',
    ),
    examples: examples(
      ["AVERAGEIF(明细.单价, 明细.类别 = '备件')", '9'],
      ['AVERAGE(明细.数量)', '2.66666666666666666667'],
      ['AVERAGEIF(明细.单价, 明细.数量 > 10)', null],
    ),
  },
  {
    ...gathering('MINIF', leastOf),
    ...extreme,
    aliases: ['MINIFS', '条件最小'],
    doc: doc(
      '明细或相关记录里满足条件的最小的数，或最早的日期；没有满足的为空。',
      'The least number or the earliest date over the lines or related records that meet the conditions; none gives blank.',
    ),
    examples: examples(
      ["MINIF(明细.日期, 明细.类别 = '备件')", '2026-03-01'],
      ['MIN(明细.单价)', '8'],
      ['MINIF(明细.单价, 明细.数量 > 10)', null],
    ),
  },
  {
    ...gathering('MAXIF', greatestOf),
    ...extreme,
    aliases: ['MAXIFS', '条件最大'],
    doc: doc(
      '明细或相关记录里满足条件的最大的数，或最晚的日期；没有满足的为空。',
      'The greatest number or the latest date over the lines or related records that meet the conditions; none gives blank.',
    ),
    examples: examples(
      ["MAXIF(明细.单价, 明细.类别 = '备件')", '10'],
      ['MAX(明细.日期)', '2026-03-20'],
      ['MAXIF(明细.单价, 明细.数量 > 10)', null],
    ),
  },
  {
    ...gathering('FIRSTOF', firstOf),
    ...ordered,
    aliases: ['最早一条'],
    doc: doc(
      '明细或相关记录里日期最早（或数字最小）的那一条的值，可以再写条件；没有日期的不算，没有满足的为空。',
      'The value of the line or related record whose date is the earliest, or whose number is the least, among those that meet the conditions; those without a date do not count, none gives blank.',
    ),
    examples: examples(
      ['FIRSTOF(明细.单价, 明细.日期)', '10'],
      ["FIRSTOF(明细.数量, 明细.日期, 明细.类别 = '工具')", '1'],
      ['FIRSTOF(明细.单价, 明细.日期, 明细.数量 > 10)', null],
    ),
  },
  {
    ...gathering('LASTOF', lastOf),
    ...ordered,
    aliases: ['最近一条'],
    doc: doc(
      '明细或相关记录里日期最晚（或数字最大）的那一条的值，可以再写条件；没有日期的不算，没有满足的为空。',
      'The value of the line or related record whose date is the latest, or whose number is the greatest, among those that meet the conditions; those without a date do not count, none gives blank.',
    ),
    examples: examples(
      ['LASTOF(明细.单价, 明细.日期)', '100'],
      ["LASTOF(明细.单价, 明细.日期, 明细.类别 = '备件')", '8'],
      ['LASTOF(明细.单价, 明细.日期, 明细.数量 > 10)', null],
    ),
  },
]
