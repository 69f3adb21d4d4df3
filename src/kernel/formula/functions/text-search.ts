// Looking for a text in another, and what stands before, after and between.
import { type Sql, sql } from '#base/sql'
import * as points from '../code-points.ts'
import { cut, once, placeFromOne, placeOf } from '../expression.ts'
import { doc, examples, type FunctionEntry, given, one, values } from '../function.ts'
import { maxOutput } from '../limits.ts'
import { place, one as unit } from '../number.ts'

const test = {
  group: 'text',
  fixed: [one('text', 'text'), one('text', 'part')],
  result: 'boolean',
  predicate: true,
} as const

const small = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
const smallSql = (text: Sql): Sql => sql`lower(${text} collate "C")`

const finding = (
  read: (text: string) => string,
  write: (text: Sql) => Sql,
): Pick<FunctionEntry, 'group' | 'fixed' | 'optional' | 'result' | 'run' | 'sql'> => ({
  group: 'text',
  fixed: [one('text', 'part'), one('text', 'text')],
  optional: [one('number', 'start')],
  result: 'number',
  run: given(['text', 'text', 'number'], (part, text, start = unit) => found(read(part), read(text), start)),
  sql: values((part, text, start) =>
    start === undefined
      ? sql`nullif(strpos(${write(text)}, ${write(part)}), 0)::numeric`
      : once(
          [placeFromOne(start)],
          (from) =>
            sql`(nullif(strpos(substr(${write(text)}, ${from}), ${write(part)}), 0) + ${from} - 1)::numeric`,
        ),
  ),
})

function found(part: string, text: string, start: bigint): bigint | null {
  const from = place(start)
  if (from === null || from < 0) return null
  const rest = points.middle(text, from, text.length)
  const at = rest.indexOf(part)
  return at < 0 ? null : BigInt(from + points.length(rest.slice(0, at))) * unit
}

const beside = (
  run: (text: string, at: number, separator: string) => string,
  write: (text: Sql, at: Sql, separator: Sql) => Sql,
): Pick<FunctionEntry, 'group' | 'fixed' | 'result' | 'run' | 'sql'> => ({
  group: 'text',
  fixed: [one('text', 'text'), one('text', 'separator')],
  result: 'text',
  run: given(['text', 'text'], (text, separator) => {
    const at = text.indexOf(separator)
    return at < 0 ? null : points.left(run(text, at, separator), maxOutput)
  }),
  sql: values((text, separator) =>
    once([text, separator], (t, s) =>
      once([t, sql`nullif(strpos(${t}, ${s}), 0)`, s], (whole, at, mark) => cut(write(whole, at, mark))),
    ),
  ),
})

function piece(text: string, separator: string, number: bigint): string | null {
  const at = place(number)
  if (at === null) return null
  const pieces = separator === '' ? [text] : text.split(separator)
  return points.left(pieces[at > 0 ? at - 1 : pieces.length + at] ?? '', maxOutput)
}

export const textSearchEntries: readonly FunctionEntry[] = [
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
    ...test,
    name: 'ENDSWITH',
    aliases: ['结尾是'],
    run: given(['text', 'text'], (text, part) => text.endsWith(part)),
    sql: values((text, part) => sql`starts_with(reverse(${text}), reverse(${part}))`),
    doc: doc(
      '文字是否以另一段文字结尾，区分大小写；任一为空时为否。',
      'Whether a text ends with another, letter case counted; false if either is blank.',
    ),
    examples: examples(
      ["ENDSWITH('合同.pdf', '.pdf')", true],
      ["ENDSWITH('a😀', '😀')", true],
      ["ENDSWITH('abc', 'B')", false],
      ["ENDSWITH('a', blank)", false],
    ),
  },
  {
    ...finding(
      (text) => text,
      (text) => text,
    ),
    name: 'FIND',
    aliases: ['查找'],
    doc: doc(
      '先写要找的文字，再写在哪段文字里找：它在第几个字，区分大小写；可再写从第几个字找起；找不到时为空。',
      'The place of the first text in the second, letter case counted, from a start on if one is given; blank when it is not there.',
    ),
    examples: examples(
      ["FIND('-', 'SO-2026-1')", '3'],
      ["FIND('-', 'SO-2026-1', 4)", '8'],
      ["FIND('b', '😀b')", '2'],
      ["FIND('so', 'SO')", null],
      ["FIND('a', blank)", null],
    ),
  },
  {
    ...finding(small, smallSql),
    name: 'SEARCH',
    aliases: ['搜索'],
    doc: doc(
      '与 FIND 相同，但英文字母不分大小写。',
      'The same as FIND, but letters a–z and A–Z are the same.',
    ),
    examples: examples(
      ["SEARCH('so', 'No. SO-1')", '5'],
      ["SEARCH('A', 'banana', 3)", '4'],
      ["SEARCH('x', 'abc')", null],
      ["SEARCH(blank, 'abc')", null],
    ),
  },
  {
    name: 'SPLIT',
    aliases: ['分段'],
    group: 'text',
    fixed: [one('text', 'text'), one('text', 'separator'), one('number', 'number')],
    result: 'text',
    run: given(['text', 'text', 'number'], piece),
    sql: values((text, separator, number) => cut(sql`split_part(${text}, ${separator}, ${placeOf(number)})`)),
    doc: doc(
      '用分隔文字分开后的第几段；负数从末尾数；没有这一段时是没有字的文字。',
      'One of the pieces between separators, negative ones counted from the end; an empty text when there is no such piece.',
    ),
    examples: examples(
      ["SPLIT('华东-上海-浦东', '-', 2)", '上海'],
      ["SPLIT('a/b/c', '/', -1)", 'c'],
      ["SPLIT('a/b', '/', 3)", ''],
      ["SPLIT('a/b', '/', 0)", null],
      ["SPLIT(blank, '/', 1)", null],
    ),
  },
  {
    ...beside(
      (text, at) => text.slice(0, at),
      (text, at) => sql`left(${text}, ${at} - 1)`,
    ),
    name: 'BEFORE',
    aliases: ['TEXTBEFORE', '之前'],
    doc: doc(
      '第一处分隔文字之前的文字；没有分隔文字时为空。',
      'What stands before the first separator; blank when there is none.',
    ),
    examples: examples(
      ["BEFORE('张三（采购）', '（')", '张三'],
      ["BEFORE('a-b-c', '-')", 'a'],
      ["BEFORE('abc', '-')", null],
      ["BEFORE(blank, '-')", null],
    ),
  },
  {
    ...beside(
      (text, at, separator) => text.slice(at + separator.length),
      (text, at, separator) => sql`substr(${text}, ${at} + length(${separator}))`,
    ),
    name: 'AFTER',
    aliases: ['TEXTAFTER', '之后'],
    doc: doc(
      '第一处分隔文字之后的文字；没有分隔文字时为空。',
      'What stands after the first separator; blank when there is none.',
    ),
    examples: examples(
      ["AFTER('name@baton.cn', '@')", 'baton.cn'],
      ["AFTER('a-b-c', '-')", 'b-c'],
      ["AFTER('abc', '-')", null],
      ["AFTER(blank, '-')", null],
    ),
  },
]
