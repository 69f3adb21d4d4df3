// Text: parts, lengths, changes. Characters are code points.
import { join, raw, type Sql, sql } from '#base/sql'
import * as points from '../code-points.ts'
import { countOf, cut, once, trimmed } from '../expression.ts'
import { doc, examples, type FunctionEntry, given, one, printed, valueList, values } from '../function.ts'
import type { Run } from '../inner.ts'
import { maxOutput, maxReplacement } from '../limits.ts'
import { count, one as unit, wholeOf } from '../number.ts'

const ofText = { group: 'text', fixed: [one('text', 'text')], result: 'text' } as const
const part = { group: 'text', fixed: [one('text', 'text'), one('number', 'count')], result: 'text' } as const
const padding = {
  group: 'text',
  fixed: [printed('value'), one('number', 'length'), one('text', 'pad')],
  result: 'text',
} as const

const upper = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

function substitute(text: string, part: string, replacement: string): string {
  if (part === '') return points.left(text, maxOutput)
  const whole = points.left(text, maxOutput)
  return points.left(whole.split(part).join(points.left(replacement, maxReplacement)), maxOutput)
}

/** A start as MID takes it: 1 to just beyond what a formula may make. */
const startOf = (units: bigint): number | null => {
  const first = Math.min(wholeOf(units), maxOutput + 1)
  return first < 1 ? null : first
}

const startSql = (start: Sql): Sql =>
  sql`nullif(least(greatest(trunc(${start}), 0), ${raw(String(maxOutput + 1))}), 0)::int`

function replaced(text: string, start: bigint, units: bigint, replacement: string): string | null {
  const [first, length] = [startOf(start), count(units)]
  if (first === null || length === null) return null
  const rest = points.middle(text, first + length, maxOutput)
  return points.left(points.left(text, first - 1) + points.left(replacement, maxOutput) + rest, maxOutput)
}

function repeated(text: string, units: bigint): string | null {
  const times = count(units)
  const whole = points.left(text, maxOutput)
  if (times === null || whole === '') return times === null ? null : ''
  const enough = Math.floor(maxOutput / points.length(whole)) + 1
  return points.left(whole.repeat(Math.min(times, enough)), maxOutput)
}

/** What is missing up to a length, out of a text that is repeated. */
function filling(text: string, units: bigint, pad: string): string | null {
  const length = count(units)
  if (length === null) return null
  const missing = Math.max(length - points.length(text), 0)
  return pad === '' ? '' : points.left(pad.repeat(Math.ceil(missing / points.length(pad))), missing)
}

const padded =
  (place: (text: string, fill: string) => string): FunctionEntry['run'] =>
  (args) =>
    given(['text', 'number', 'text'], (text, length, pad) => {
      const fill = filling(text, length, pad)
      return fill === null ? null : points.left(place(text, fill), maxOutput)
    })(args, [])

const padSql = (side: 'lpad' | 'rpad'): FunctionEntry['sql'] =>
  values((text, length, pad) =>
    once([text, countOf(length)], (t, n) =>
      cut(sql`${raw(side)}(${t}, ${n} + greatest(length(${t}) - ${n}, 0), ${pad})`),
    ),
  )

/** Texts one after another, no longer than a formula may make; blank ones are left out. */
function joined(args: readonly Run[], separator: string): Run {
  return (environment) => {
    let text = ''
    let isFirst = true
    for (const arg of args) {
      const value = arg(environment)
      if (typeof value !== 'string' || value === '' || text.length >= 2 * maxOutput) continue
      text += (isFirst ? '' : separator) + points.left(value, maxOutput)
      isFirst = false
    }
    return points.left(text, maxOutput)
  }
}

const textJoin: FunctionEntry['run'] =
  ([separator, ...args]) =>
  (environment) => {
    const between = separator?.(environment)
    return joined(args, typeof between === 'string' ? points.left(between, maxReplacement) : '')(environment)
  }

// As the regular expressions of both interpreters read it.
const control = '[\\u0001-\\u001f\\u007f]'
const controls = new RegExp(control, 'g')

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
      const [first, length] = [startOf(start), count(units)]
      return length === null || first === null ? null : points.middle(text, first, length)
    }),
    sql: values((text, start, length) => sql`substr(${text}, ${startSql(start)}, ${countOf(length)})`),
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
    run: given(['text'], upper),
    sql: values((text) => sql`upper(${text} collate "C")`),
    doc: doc('英文字母 a–z 变为大写，其他文字不变。', 'Letters a–z in capitals; everything else stays.'),
    examples: examples(["UPPER('so-1 é')", 'SO-1 é'], ["UPPER('')", ''], ['UPPER(blank)', null]),
  },
  {
    ...ofText,
    name: 'LOWER',
    aliases: ['小写'],
    run: given(['text'], lower),
    sql: values((text) => sql`lower(${text} collate "C")`),
    doc: doc('英文字母 A–Z 变为小写，其他文字不变。', 'Letters A–Z in small letters; everything else stays.'),
    examples: examples(["LOWER('SO-1 É')", 'so-1 É'], ["LOWER('')", ''], ['LOWER(blank)', null]),
  },
  {
    ...ofText,
    name: 'PROPER',
    aliases: ['首字母大写'],
    run: given(['text'], (text) =>
      text.replace(/[A-Za-z0-9]+/g, (word) => upper(word.slice(0, 1)) + lower(word.slice(1))),
    ),
    sql: values((text) => sql`initcap(${text} collate "C")`),
    doc: doc(
      '每个英文单词的首字母大写，其余小写；其他文字不变。',
      'The first letter of each word of a–z in capitals, the rest in small letters.',
    ),
    examples: examples(
      ["PROPER('hello WORLD')", 'Hello World'],
      ["PROPER('接力baton-3d')", '接力Baton-3d'],
      ['PROPER(blank)', null],
    ),
  },
  {
    ...ofText,
    name: 'TRIM',
    aliases: ['去空格'],
    run: given(['text'], points.trim),
    sql: values(trimmed),
    doc: doc(
      '去掉首尾的空格、全角空格和换行。',
      'Takes away spaces (full-width ones too) and line ends at both ends.',
    ),
    examples: examples(["TRIM('  a b　')", 'a b'], ["TRIM('   ')", ''], ['TRIM(blank)', null]),
  },
  {
    ...ofText,
    name: 'CLEAN',
    aliases: ['去控制符'],
    run: given(['text'], (text) => text.replace(controls, '')),
    sql: values((text) => sql`regexp_replace(${text}, ${raw(`'${control}'`)}, '', 'g')`),
    doc: doc(
      '去掉换行、制表符等看不见的控制字符。',
      'Takes away line ends, tabs and other control characters.',
    ),
    examples: examples(["CLEAN('a\tb\nc')", 'abc'], ["CLEAN('接 力')", '接 力'], ['CLEAN(blank)', null]),
  },
  {
    name: 'CONCAT',
    aliases: ['连接'],
    group: 'text',
    fixed: [printed('value')],
    repeat: [printed('value')],
    result: 'text',
    run: (args) => joined(args, ''),
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
    name: 'TEXTJOIN',
    aliases: ['分隔连接'],
    group: 'text',
    fixed: [one('text', 'separator'), printed('value')],
    repeat: [printed('value')],
    result: 'text',
    run: textJoin,
    sql: valueList(([separator = sql`null`, ...all]) =>
      cut(
        sql`concat_ws(coalesce(left(${separator}, ${raw(String(maxReplacement))}), ''), ${join(
          all.map((value) => sql`nullif(${cut(value)}, '')`),
        )})`,
      ),
    ),
    doc: doc(
      '用分隔文字连接各段；空值和没有字的文字不计。',
      'Joins texts with a separator between them; blanks and empty texts are left out.',
    ),
    examples: examples(
      ["TEXTJOIN('-', '华东', blank, 'A', 3)", '华东-A-3'],
      ["TEXTJOIN(blank, 'a', 'b')", 'ab'],
      ["TEXTJOIN('、', '', blank)", ''],
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
    name: 'REPLACE',
    aliases: ['替换位置'],
    group: 'text',
    fixed: [one('text', 'text'), one('number', 'start'), one('number', 'count'), one('text', 'replacement')],
    result: 'text',
    run: given(['text', 'number', 'number', 'text'], replaced),
    sql: values((text, start, length, replacement) =>
      once([text, startSql(start), countOf(length)], (t, from, n) =>
        cut(
          sql`left(${t}, ${from} - 1) || ${cut(replacement)} || substr(${t}, ${from} + ${n}, ${raw(String(maxOutput))})`,
        ),
      ),
    ),
    doc: doc(
      '把从第几个字开始的若干个字换成另一段；第一个字是 1。',
      'Puts another text in the place of characters from a place on; the first is 1.',
    ),
    examples: examples(
      ["REPLACE('13812345678', 4, 4, '****')", '138****5678'],
      ["REPLACE('😀bc', 2, 0, 'x')", '😀xbc'],
      ["REPLACE('abc', 9, 1, 'x')", 'abcx'],
      ["REPLACE('abc', 0, 1, 'x')", null],
      ["REPLACE('abc', blank, 1, 'x')", null],
    ),
  },
  {
    ...part,
    name: 'REPT',
    aliases: ['重复'],
    run: given(['text', 'number'], repeated),
    sql: values((text, times) =>
      once([cut(text), countOf(times)], (t, n) =>
        cut(sql`repeat(${t}, case when ${n} * length(${t}) > ${raw(String(maxOutput))}
          then ${raw(String(maxOutput))} / length(${t}) + 1 else ${n} end)`),
      ),
    ),
    doc: doc(
      '把一段文字重复若干遍；遍数为负时为空。',
      'A text so many times over; a negative count gives blank.',
    ),
    examples: examples(
      ["REPT('★', 3)", '★★★'],
      ["REPT('ab', 0)", ''],
      ["REPT('ab', -1)", null],
      ["REPT('ab', blank)", null],
    ),
  },
  {
    ...padding,
    name: 'PADLEFT',
    aliases: ['左补齐'],
    run: padded((text, fill) => fill + text),
    sql: padSql('lpad'),
    doc: doc(
      '在左边补字，补到指定的字数；够长的不变。',
      'Fills up on the left to so many characters; a text that is long enough stays.',
    ),
    examples: examples(
      ["PADLEFT(7, 3, '0')", '007'],
      ["PADLEFT('abc', 6, 'xy')", 'xyxabc'],
      ["PADLEFT('abcd', 2, '0')", 'abcd'],
      ["PADLEFT('a', 3, '')", 'a'],
      ["PADLEFT(blank, 3, '0')", null],
    ),
  },
  {
    ...padding,
    name: 'PADRIGHT',
    aliases: ['右补齐'],
    run: padded((text, fill) => text + fill),
    sql: padSql('rpad'),
    doc: doc(
      '在右边补字，补到指定的字数；够长的不变。',
      'Fills up on the right to so many characters; a text that is long enough stays.',
    ),
    examples: examples(
      ["PADRIGHT('A', 3, '-')", 'A--'],
      ["PADRIGHT('😀', 2, '0')", '😀0'],
      ["PADRIGHT('abcd', 2, '0')", 'abcd'],
      ["PADRIGHT('a', blank, '0')", null],
    ),
  },
]
