// Text: parts, lengths, changes. Characters are code points.
import { join, raw, sql } from '#base/sql'
import * as points from '../code-points.ts'
import { countOf, cut } from '../expression.ts'
import {
  doc,
  examples,
  type FunctionEntry,
  given,
  one,
  printed,
  valueList,
  values,
  whole,
} from '../function.ts'
import { maxOutput, maxReplacement } from '../limits.ts'
import { readNumber, one as unit, wholeOf, writeNumber } from '../number.ts'

const ofText = { group: 'text', fixed: [one('text', 'text')], result: 'text' } as const
const part = { group: 'text', fixed: [one('text', 'text'), one('number', 'count')], result: 'text' } as const
const test = {
  group: 'text',
  fixed: [one('text', 'text'), one('text', 'part')],
  result: 'boolean',
  predicate: true,
} as const

// Space, tab, line ends, no-break space, and the full-width space of Chinese text.
const spaces = raw(`E' \\t\\n\\r\\u00A0\\u3000'`)
const leading = /^[ \t\n\r\u00a0\u3000]+/
const isSpace = /^[ \t\n\r\u00a0\u3000]$/

/** Written as a loop from the end because a pattern for the end of a long text takes quadratic time. */
function trim(text: string): string {
  const rest = text.replace(leading, '')
  let end = rest.length
  while (end > 0 && isSpace.test(rest[end - 1] ?? '')) end--
  return rest.slice(0, end)
}

/** A count as `countOf` makes it in SQL. */
const count = (units: bigint): number | null => {
  const whole = wholeOf(units)
  return units <= -unit ? null : Math.min(whole, maxOutput)
}

const decimal = /^-?[0-9]{1,30}(?:\.[0-9]{1,20})?$/

function substitute(text: string, part: string, replacement: string): string {
  if (part === '') return points.left(text, maxOutput)
  const whole = points.left(text, maxOutput)
  return points.left(whole.split(part).join(points.left(replacement, maxReplacement)), maxOutput)
}

export const textEntries: readonly FunctionEntry[] = [
  {
    ...ofText,
    name: 'LEN',
    aliases: ['字数', '长度'],
    result: 'number',
    run:
      ([text]) =>
      (environment) => {
        const value = text?.(environment)
        return typeof value === 'string' ? BigInt(points.length(value)) * unit : 0n
      },
    sql: values((text) => sql`coalesce(length(${text}), 0)::numeric`),
    doc: doc('字数；空值为 0。', 'How many characters; a blank has 0.'),
    examples: examples(["LEN('接力')", '2'], ["LEN('😀a')", '2'], ['LEN(blank)', '0']),
  },
  {
    ...part,
    name: 'LEFT',
    aliases: ['左侧'],
    run: given(['text', 'number'], (text, units) => {
      const length = count(units)
      return length === null ? null : points.left(text, length)
    }),
    sql: values((text, length) => sql`left(${text}, ${countOf(length)})`),
    doc: doc('开头的若干个字；个数为负时为空。', 'The first characters; a negative count gives blank.'),
    examples: examples(
      ["LEFT('华东大区', 2)", '华东'],
      ["LEFT('😀b', 1)", '😀'],
      ["LEFT('a', -1)", null],
      ['LEFT(blank, 1)', null],
    ),
  },
  {
    ...part,
    name: 'RIGHT',
    aliases: ['右侧'],
    run: given(['text', 'number'], (text, units) => {
      const length = count(units)
      return length === null ? null : points.right(text, length)
    }),
    sql: values((text, length) => sql`right(${text}, ${countOf(length)})`),
    doc: doc('末尾的若干个字；个数为负时为空。', 'The last characters; a negative count gives blank.'),
    examples: examples(
      ["RIGHT('SO-2026', 4)", '2026'],
      ["RIGHT('a😀', 1)", '😀'],
      ["RIGHT('abc', 0)", ''],
      ['RIGHT(blank, 1)', null],
    ),
  },
  {
    name: 'MID',
    aliases: ['中间'],
    group: 'text',
    fixed: [one('text', 'text'), one('number', 'start'), one('number', 'count')],
    result: 'text',
    run: given(['text', 'number', 'number'], (text, start, units) => {
      const length = count(units)
      const first = Math.min(wholeOf(start), maxOutput + 1)
      return length === null || first < 1 ? null : points.middle(text, first, length)
    }),
    sql: values(
      (text, start, length) =>
        sql`substr(${text}, nullif(least(greatest(trunc(${start}), 0), ${raw(String(maxOutput + 1))}), 0)::int, ${countOf(length)})`,
    ),
    doc: doc('从第几个字开始的若干个字；第一个字是 1。', 'Characters from a place on; the first is 1.'),
    examples: examples(
      ["MID('ABCDE', 2, 3)", 'BCD'],
      ["MID('😀bc', 2, 9)", 'bc'],
      ["MID('abc', 0, 1)", null],
      ["MID('abc', blank, 1)", null],
    ),
  },
  {
    ...ofText,
    name: 'UPPER',
    aliases: ['大写'],
    run: given(['text'], (text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())),
    sql: values((text) => sql`upper(${text} collate "C")`),
    doc: doc('英文字母 a–z 变为大写，其他文字不变。', 'Letters a–z in capitals; everything else stays.'),
    examples: examples(["UPPER('so-1 é')", 'SO-1 é'], ["UPPER('')", ''], ['UPPER(blank)', null]),
  },
  {
    ...ofText,
    name: 'LOWER',
    aliases: ['小写'],
    run: given(['text'], (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())),
    sql: values((text) => sql`lower(${text} collate "C")`),
    doc: doc('英文字母 A–Z 变为小写，其他文字不变。', 'Letters A–Z in small letters; everything else stays.'),
    examples: examples(["LOWER('SO-1 É')", 'so-1 É'], ["LOWER('')", ''], ['LOWER(blank)', null]),
  },
  {
    ...ofText,
    name: 'TRIM',
    aliases: ['去空格'],
    run: given(['text'], trim),
    sql: values((text) => sql`btrim(${text}, ${spaces})`),
    doc: doc(
      '去掉首尾的空格、全角空格和换行。',
      'Takes away spaces (full-width ones too) and line ends at both ends.',
    ),
    examples: examples(["TRIM('  a b　')", 'a b'], ["TRIM('   ')", ''], ['TRIM(blank)', null]),
  },
  {
    name: 'CONCAT',
    aliases: ['连接'],
    group: 'text',
    fixed: [printed('value')],
    repeat: [printed('value')],
    result: 'text',
    run: (args) => (environment) => {
      let text = ''
      for (const arg of args) {
        const value = arg(environment)
        if (typeof value === 'string' && text.length < 2 * maxOutput) text += points.left(value, maxOutput)
      }
      return points.left(text, maxOutput)
    },
    sql: valueList((all) =>
      cut(
        join(
          all.map((value) => sql`coalesce(${value}, '')`),
          ' || ',
        ),
      ),
    ),
    doc: doc(
      '连接各段文字；空值不计。数字、日期和时间会转成文字。',
      'Joins texts; blanks are left out. Numbers, dates and times are written out.',
    ),
    examples: examples(
      ["CONCAT('a', 1.50, blank, 'b')", 'a1.5b'],
      ['CONCAT(DATE(2026, 1, 5))', '2026-01-05'],
      ['CONCAT(blank)', ''],
    ),
  },
  {
    ...test,
    name: 'CONTAINS',
    aliases: ['包含'],
    run: given(['text', 'text'], (text, part) => text.includes(part)),
    sql: values((text, part) => sql`(strpos(${text}, ${part}) > 0)`),
    doc: doc(
      '文字中是否有另一段文字，区分大小写；任一为空时为否。',
      'Whether a text has another inside it, letter case counted; false if either is blank.',
    ),
    examples: examples(
      ["CONTAINS('加急订单', '加急')", true],
      ["CONTAINS('abc', 'B')", false],
      ["CONTAINS('abc', '')", true],
      ["CONTAINS(blank, 'a')", false],
    ),
  },
  {
    ...test,
    name: 'STARTSWITH',
    aliases: ['开头是'],
    run: given(['text', 'text'], (text, part) => text.startsWith(part)),
    sql: values((text, part) => sql`starts_with(${text}, ${part})`),
    doc: doc(
      '文字是否以另一段文字开头，区分大小写；任一为空时为否。',
      'Whether a text begins with another, letter case counted; false if either is blank.',
    ),
    examples: examples(
      ["STARTSWITH('SO-2026', 'SO-')", true],
      ["STARTSWITH('abc', 'bc')", false],
      ["STARTSWITH('a', blank)", false],
    ),
  },
  {
    name: 'SUBSTITUTE',
    aliases: ['替换'],
    group: 'text',
    fixed: [one('text', 'text'), one('text', 'part'), one('text', 'replacement')],
    result: 'text',
    run: given(['text', 'text', 'text'], substitute),
    sql: values((text, part, replacement) =>
      cut(sql`replace(${cut(text)}, ${part}, left(${replacement}, ${raw(String(maxReplacement))}))`),
    ),
    doc: doc('把文字中的每一处某段文字换成另一段。', 'Puts another text in every place of a part.'),
    examples: examples(
      ["SUBSTITUTE('a-b-c', '-', '/')", 'a/b/c'],
      ["SUBSTITUTE('abc', '', 'x')", 'abc'],
      ["SUBSTITUTE('abc', 'b', '')", 'ac'],
      ["SUBSTITUTE(blank, 'a', 'b')", null],
    ),
  },
  {
    name: 'TEXT',
    aliases: ['转文字'],
    group: 'text',
    fixed: [one('number', 'value'), whole('digits', 0, 20)],
    result: 'text',
    run: given(['number', 'number'], (value, digits) => writeNumber(value, wholeOf(digits))),
    sql: ([value, digits]) =>
      sql`round(${value?.value() ?? sql`null`}, ${raw(digits?.node.op === 'literal' ? String(digits.node.value) : '0')})::text`,
    doc: doc('把数字写成文字，小数位数固定。', 'A number as text with so many fraction digits.'),
    examples: examples(
      ['TEXT(1234.5, 2)', '1234.50'],
      ['TEXT(-0.001, 2)', '0.00'],
      ['TEXT(2.5, 0)', '3'],
      ['TEXT(blank, 2)', null],
    ),
  },
  {
    name: 'VALUE',
    aliases: ['转数字'],
    group: 'text',
    fixed: [one('text', 'text')],
    result: 'number',
    run: given(['text'], (text) => {
      const trimmed = trim(text)
      return decimal.test(trimmed) ? readNumber(trimmed) : null
    }),
    sql: values(
      (text) => sql`substring(btrim(${text}, ${spaces}) from '^-?[0-9]{1,30}(?:\\.[0-9]{1,20})?$')::numeric`,
    ),
    doc: doc('把文字读成数字；读不成时为空。', 'Reads a text as a number; blank when it is none.'),
    examples: examples(
      ["VALUE(' 12.50 ')", '12.5'],
      ["VALUE('1e5')", null],
      ["VALUE('12元')", null],
      ['VALUE(blank)', null],
    ),
  },
]
