// Deciding: conditions, choices, blanks.
import { join, raw, type Sql, sql } from '#base/sql'
import { blankIfEmpty, isBlank } from '../blanks.ts'
import { constant, once } from '../expression.ts'
import {
  doc,
  examples,
  type FunctionEntry,
  given,
  like,
  one,
  orderable,
  type SqlArgument,
} from '../function.ts'
import { order, type Run } from '../inner.ts'
import { wholeOf } from '../number.ts'

const isTrue =
  (run: Run | undefined): Run =>
  (environment) =>
    run?.(environment) === true

const logical = { group: 'logic', repeat: [one('boolean', 'condition')], result: 'boolean' } as const

/** Pairs of condition and value, and the value when no condition holds. */
function pairs<T>(args: readonly T[]): { pairs: readonly (readonly [T, T])[]; otherwise: T | undefined } {
  const found: [T, T][] = []
  for (let at = 0; at + 1 < args.length; at += 2) {
    const [condition, value] = [args[at], args[at + 1]]
    if (condition !== undefined && value !== undefined) found.push([condition, value])
  }
  return { pairs: found, otherwise: args.length % 2 === 1 ? args.at(-1) : undefined }
}

function choose(args: readonly Run[]): Run {
  const { pairs: cases, otherwise } = pairs(args)
  return (environment) => {
    for (const [condition, value] of cases) if (condition(environment) === true) return value(environment)
    return otherwise?.(environment) ?? null
  }
}

function chooseSql(args: readonly SqlArgument[]): Sql {
  const { pairs: cases, otherwise } = pairs(args)
  const whens = cases.map(([when, then]) => sql`when ${when.condition()} then ${then.value()}`)
  return sql`(case ${join(whens, ' ')}${otherwise ? sql` else ${otherwise.value()}` : sql``} end)`
}

function match([subject, ...rest]: readonly Run[]): Run {
  const { pairs: cases, otherwise } = pairs(rest)
  return (environment) => {
    const value = subject?.(environment) ?? null
    if (value !== null)
      for (const [key, then] of cases) if (key(environment) === value) return then(environment)
    return otherwise?.(environment) ?? null
  }
}

function matchSql([subject, ...rest]: readonly SqlArgument[]): Sql {
  const { pairs: cases, otherwise } = pairs(rest)
  const whens = cases.map(([key, then]) => sql`when ${key.value()} then ${then.value()}`)
  const last = otherwise ? sql` else ${otherwise.value()}` : sql``
  return sql`(case ${subject?.value() ?? sql`null`} ${join(whens, ' ')}${last} end)`
}

/** A text is ordered by code point; a column between two parameters stays plain, so that an index serves it. */
function between([value, least, most]: readonly SqlArgument[]): Sql {
  const bound = (arg: SqlArgument | undefined): Sql =>
    arg?.node.kind === 'text' ? sql`(${arg.value()} collate "C")` : (arg?.value() ?? sql`null`)
  return once([value?.value() ?? sql`null`], (v) => sql`(${v} between ${bound(least)} and ${bound(most)})`)
}

const isBetween: FunctionEntry['run'] = (args) => (environment) => {
  const [value = null, least = null, most = null] = args.map((arg) => arg(environment))
  if (value === null || least === null || most === null) return false
  return order(least, value) <= 0 && order(value, most) <= 0
}

export const logicEntries: readonly FunctionEntry[] = [
  {
    name: 'IF',
    aliases: ['如果'],
    group: 'logic',
    fixed: [one('boolean', 'condition'), like('T', 'then')],
    optional: [like('T', 'otherwise')],
    result: 'T',
    run: choose,
    sql: chooseSql,
    doc: doc(
      '条件成立时取第一个值，否则取第二个值（不写则为空）。条件为空视为不成立。',
      'The first value when the condition holds, else the second (blank if absent). A blank condition does not hold.',
    ),
    examples: examples(
      ["IF(2 > 1, '大', '小')", '大'],
      ['IF(blank, 1, 2)', '2'],
      ['IF(false, 1)', null],
      ['IF(true, blank, 2)', null],
    ),
  },
  {
    name: 'IFS',
    aliases: ['多条件'],
    group: 'logic',
    fixed: [one('boolean', 'condition'), like('T', 'then')],
    repeat: [one('boolean', 'condition'), like('T', 'then')],
    optional: [like('T', 'otherwise')],
    result: 'T',
    run: choose,
    sql: chooseSql,
    doc: doc(
      '依次判断，取第一个成立的条件后面的值；都不成立时取最后单独的值，没有则为空。',
      'The value after the first condition that holds; the lone last value when none does, else blank.',
    ),
    examples: examples(
      ["IFS(5 > 9, 'A', 5 > 3, 'B', 'C')", 'B'],
      ["IFS(5 > 9, 'A', 'C')", 'C'],
      ["IFS(blank, 'A', 1 = 2, 'B')", null],
    ),
  },
  {
    name: 'SWITCH',
    aliases: ['匹配'],
    group: 'logic',
    fixed: [
      like('T', 'value', ['text', 'number', 'date', 'datetime', 'boolean', 'record']),
      like('T', 'match'),
      like('U', 'result'),
    ],
    repeat: [like('T', 'match'), like('U', 'result')],
    optional: [like('U', 'otherwise')],
    result: 'U',
    run: match,
    sql: matchSql,
    doc: doc(
      '把第一个值依次与各个选项比较，取相等选项后面的值；都不相等时取最后单独的值，没有则为空。',
      'Compares the first value with each choice and gives the value after the equal one; the lone last value when none is equal, else blank.',
    ),
    examples: examples(
      ["SWITCH('B', 'A', 1, 'B', 2, 0)", '2'],
      ["SWITCH(3, 1, 'x', 2, 'y')", null],
      ["SWITCH(blank, 1, 'x', 'y')", 'y'],
    ),
  },
  {
    ...logical,
    name: 'AND',
    aliases: ['全部成立'],
    fixed: [one('boolean', 'condition')],
    predicate: true,
    run: (args) => (environment) => args.every((arg) => arg(environment) === true),
    sql: (args) =>
      sql`(${join(
        args.map((arg) => arg.condition()),
        ' and ',
      )})`,
    doc: doc(
      '全部条件都成立才成立；空值视为不成立。也可写作 甲 且 乙、a and b。',
      'True when every condition holds; a blank does not hold. Also written a and b.',
    ),
    examples: examples(['AND(true, 1 < 2)', true], ['true 且 false', false], ['true and blank', false]),
  },
  {
    ...logical,
    name: 'OR',
    aliases: ['任一成立'],
    fixed: [one('boolean', 'condition')],
    predicate: true,
    run: (args) => (environment) => args.some((arg) => arg(environment) === true),
    sql: (args) =>
      sql`(${join(
        args.map((arg) => arg.condition()),
        ' or ',
      )})`,
    doc: doc(
      '任一条件成立即成立；空值视为不成立。也可写作 甲 或 乙、a or b。',
      'True when any condition holds; a blank does not hold. Also written a or b.',
    ),
    examples: examples(['OR(false, 1 < 2)', true], ['blank 或 true', true], ['blank or false', false]),
  },
  {
    name: 'NOT',
    aliases: ['不成立'],
    group: 'logic',
    fixed: [one('boolean', 'condition')],
    result: 'boolean',
    run: ([arg]) => {
      const holds = isTrue(arg)
      return (environment) => !holds(environment)
    },
    sql: ([arg]) => sql`((${arg?.condition() ?? sql`null`}) is not true)`,
    doc: doc(
      '条件不成立时为是；空值视为不成立，所以 NOT(空) 为是。',
      'True when the condition does not hold; a blank does not hold, so NOT(blank) is true.',
    ),
    examples: examples(['NOT(1 = 2)', true], ['not true', false], ['NOT(blank)', true]),
  },
  {
    ...logical,
    name: 'XOR',
    aliases: ['异或'],
    fixed: [one('boolean', 'condition')],
    run: (args) => (environment) => args.filter((arg) => arg(environment) === true).length % 2 === 1,
    sql: (args) =>
      args
        .map((arg) => sql`((${arg.condition()}) is true)`)
        .reduce((all, condition) => sql`(${all} <> ${condition})`),
    doc: doc(
      '成立的条件是单数个时为是；两个条件时，即恰有一个成立。空值视为不成立。',
      'True when an odd number of conditions hold, of two exactly one; a blank does not hold.',
    ),
    examples: examples(
      ['XOR(true, 1 > 2)', true],
      ['XOR(true, true)', false],
      ['XOR(true, true, true)', true],
      ['XOR(blank, false)', false],
    ),
  },
  {
    name: 'BETWEEN',
    aliases: ['介于'],
    group: 'logic',
    fixed: [like('T', 'value', orderable), like('T', 'least', orderable), like('T', 'most', orderable)],
    result: 'boolean',
    predicate: true,
    run: isBetween,
    sql: between,
    doc: doc(
      '值是否不小于最小值、不大于最大值；任一为空时为否。',
      'Whether a value lies between a least and a most, these included; false if any is blank.',
    ),
    examples: examples(
      ['BETWEEN(5, 1, 5)', true],
      ['BETWEEN(TODAY(), DATE(2026, 1, 1), DATE(2026, 3, 31))', false],
      ["BETWEEN('b', 'a', 'c')", true],
      ['BETWEEN(5, 1, blank)', false],
    ),
  },
  {
    name: 'CHOOSE',
    aliases: ['选择'],
    group: 'logic',
    fixed: [one('number', 'number'), like('T', 'value')],
    repeat: [like('T', 'value')],
    result: 'T',
    run: ([number, ...args]) => {
      const at = given(['number'], (value) => value)(number ? [number] : [], [])
      return (environment) => {
        const chosen = at(environment)
        return typeof chosen === 'bigint' ? (args[wholeOf(chosen) - 1]?.(environment) ?? null) : null
      }
    },
    sql: ([number, ...args]) =>
      sql`(case trunc(${number?.value() ?? sql`null`}) ${join(
        args.map((arg, at) => sql`when ${raw(String(at + 1))} then ${arg.value()}`),
        ' ',
      )} end)`,
    doc: doc(
      '取第几个值：先写序号，再写各个值；没有这一个时为空。',
      'The value that stands at a place: the place first, then the values; blank when there is none.',
    ),
    examples: examples(
      ["CHOOSE(2, '低', '中', '高')", '中'],
      ['CHOOSE(QUARTER(TODAY()), 10, 20, 30, 40)', '20'],
      ["CHOOSE(4, 'a', 'b')", null],
      ["CHOOSE(blank, 'a')", null],
    ),
  },
  {
    name: 'ISBLANK',
    aliases: ['为空', '是否为空'],
    group: 'logic',
    fixed: [like('T', 'value')],
    result: 'boolean',
    run:
      ([arg]) =>
      (environment) =>
        isBlank(arg?.(environment) ?? null),
    sql: ([arg]) => sql`(${arg ? blankIfEmpty(arg) : sql`null`} is null)`,
    doc: doc(
      '值为空时为是；没有字的文字和空列表也算空。',
      'True when the value is blank; an empty text and an empty list count as blank.',
    ),
    examples: examples(
      ['ISBLANK(blank)', true],
      ["ISBLANK('')", true],
      ['ISBLANK(0)', false],
      ['ISBLANK(false)', false],
    ),
  },
  {
    name: 'NOTBLANK',
    aliases: ['非空', '不为空'],
    group: 'logic',
    fixed: [like('T', 'value')],
    result: 'boolean',
    run:
      ([arg]) =>
      (environment) =>
        !isBlank(arg?.(environment) ?? null),
    sql: ([arg]) => sql`(${arg ? blankIfEmpty(arg) : sql`null`} is not null)`,
    doc: doc(
      '值不为空时为是；没有字的文字和空列表也算空。',
      'True when the value is not blank; an empty text and an empty list count as blank.',
    ),
    examples: examples(
      ['NOTBLANK(0)', true],
      ["NOTBLANK('')", false],
      ['非空(me.headed)', false],
      ['NOTBLANK(blank)', false],
    ),
  },
  {
    name: 'COALESCE',
    aliases: ['IFBLANK', 'IFNULL', '首个非空', '为空则'],
    group: 'logic',
    fixed: [like('T', 'value')],
    repeat: [like('T', 'value')],
    result: 'T',
    run: (args) => (environment) => {
      for (const arg of args) {
        const value = arg(environment)
        if (!isBlank(value)) return value
      }
      return null
    },
    sql: (args) => sql`coalesce(${join(args.map(blankIfEmpty))})`,
    doc: doc(
      '取第一个不为空的值；没有字的文字和空列表也算空。',
      'The first value that is not blank; an empty text and an empty list count as blank.',
    ),
    examples: examples(
      ['COALESCE(blank, 3, 4)', '3'],
      ['IFBLANK(0, 5)', '0'],
      ["COALESCE('', '无')", '无'],
      ['COALESCE(blank, blank)', null],
    ),
  },
  {
    name: 'BLANK',
    aliases: [],
    group: 'logic',
    fixed: [],
    result: 'blank',
    run: () => () => null,
    sql: () => constant(null, 'text'),
    doc: doc('空值，与写 blank 或 空 相同。', 'The blank value, the same as writing blank.'),
    examples: examples(['BLANK()', null], ['ISBLANK(BLANK())', true], ["BLANK() & 'a'", 'a']),
  },
]
