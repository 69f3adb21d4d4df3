// Codes and identities: digits, masks, the numbers of persons and of companies with their check characters.
import { raw, type Sql, sql } from '#base/sql'
import { creditCharacters, creditPattern, creditWeights, isCreditCode } from '#base/values/credit-code'
import { bornOn, personPattern } from '#base/values/person-number'
import * as points from '../code-points.ts'
import { countOf, cut, dateFrom, once, trimmed } from '../expression.ts'
import { doc, examples, type FunctionEntry, given, one, values } from '../function.ts'
import { maxOutput } from '../limits.ts'
import { count, one as unit, wholeOf } from '../number.ts'

const ofText = { group: 'text', fixed: [one('text', 'text')], result: 'text' } as const
const test = { group: 'text', fixed: [one('text', 'text')], result: 'boolean', predicate: true } as const

/** A pattern that both interpreters read alike, matched against the whole trimmed text. */
const shaped = (
  pattern: string,
): Pick<FunctionEntry, 'group' | 'fixed' | 'result' | 'predicate' | 'run' | 'sql'> => {
  const matches = new RegExp(pattern)
  return {
    ...test,
    run: given(['text'], (text) => matches.test(points.trim(text))),
    sql: values((text) => sql`(${trimmed(text)} ~ ${raw(`'${pattern}'`)})`),
  }
}

function masked(text: string, first: bigint, last: bigint): string | null {
  const whole = points.left(text, maxOutput)
  const [before, after] = [count(first), count(last)]
  if (before === null || after === null) return null
  const length = points.length(whole)
  if (before + after >= length) return '*'.repeat(length)
  return points.left(whole, before) + '*'.repeat(length - before - after) + points.right(whole, after)
}

const birthday = (text: string): string | null => bornOn(points.trim(text)) ?? null

/** What `write` makes of the number and its birthday, which is blank when it is no number of a person. */
const person = (text: Sql, write: (number: Sql, birthday: Sql) => Sql): Sql =>
  once([sql`substring(${trimmed(text)} from ${raw(`'${personPattern}'`)})`], (number) =>
    once([number, birthdaySql(number)], write),
  )

const birthdaySql = (
  number: Sql,
): Sql => sql`case when (select sum((case when substr(${number}, n, 1) in ('X', 'x')
  then 10 else substr(${number}, n, 1)::int end) << (18 - n)) from generate_series(1, 18) as fm_digit(n)) % 11 = 1
  then ${dateFrom(
    sql`substr(${number}, 7, 4)::int`,
    sql`substr(${number}, 11, 2)::int`,
    sql`substr(${number}, 13, 2)::int`,
  )} end`

const creditCodeSql = (text: Sql): Sql =>
  once(
    [sql`substring(${trimmed(text)} from ${raw(`'${creditPattern}'`)})`],
    (code) => sql`((select sum((strpos(${raw(`'${creditCharacters}'`)}, substr(${code}, n, 1)) - 1)
      * (array[${raw(creditWeights.join(', '))}])[n]) from generate_series(1, 18) as fm_digit(n)) % 31 = 0)`,
  )

export const codeEntries: readonly FunctionEntry[] = [
  {
    ...ofText,
    name: 'DIGITS',
    aliases: ['提取数字'],
    run: given(['text'], (text) => points.left(text.replace(/[^0-9]+/g, ''), maxOutput)),
    sql: values((text) => cut(sql`regexp_replace(${text}, '[^0-9]+', '', 'g')`)),
    doc: doc('只留下数字 0–9。', 'Keeps the digits 0–9 alone.'),
    examples: examples(["DIGITS('电话 010-8888')", '0108888'], ["DIGITS('无')", ''], ['DIGITS(blank)', null]),
  },
  {
    name: 'MASK',
    aliases: ['打码'],
    group: 'text',
    fixed: [one('text', 'text'), one('number', 'first'), one('number', 'last')],
    result: 'text',
    run: given(['text', 'number', 'number'], masked),
    sql: values((text, first, last) =>
      once(
        [cut(text), countOf(first), countOf(last)],
        (t, before, after) =>
          sql`case when ${before} + ${after} >= length(${t}) then repeat('*', length(${t}))
          when ${before} + ${after} < length(${t}) then left(${t}, ${before})
            || repeat('*', length(${t}) - ${before} - ${after}) || right(${t}, ${after}) end`,
      ),
    ),
    doc: doc(
      '留下开头和末尾的若干个字，其余换成 *；没有可遮的字时全部遮住。',
      'Keeps so many characters at either end and turns the others into *; all of them when none would be hidden.',
    ),
    examples: examples(
      ["MASK('13812345678', 3, 4)", '138****5678'],
      ["MASK('张三丰', 1, 0)", '张**'],
      ["MASK('张三', 1, 1)", '**'],
      ["MASK('abc', -1, 0)", null],
      ['MASK(blank, 1, 1)', null],
    ),
  },
  {
    ...ofText,
    name: 'UNICHAR',
    aliases: ['CHAR', '字符'],
    fixed: [one('number', 'code')],
    run: given(['number'], (units) => {
      const code = wholeOf(units)
      const isCharacter = (code > 0 && code < 0xd800) || (code > 0xdfff && code <= 0x10ffff)
      return isCharacter ? String.fromCodePoint(code) : null
    }),
    sql: values((code) =>
      once(
        [sql`trunc(${code})`],
        (c) =>
          sql`chr(case when ${c} between 1 and 55295 or ${c} between 57344 and 1114111 then ${c}::int end)`,
      ),
    ),
    doc: doc(
      '编码（Unicode）对应的字，例如 10 是换行；没有这个字时为空。',
      'The character of a Unicode number, 10 being the line end; blank when there is none.',
    ),
    examples: examples(
      ['UNICHAR(65)', 'A'],
      ['UNICHAR(128512)', '😀'],
      ['UNICHAR(0)', null],
      ['UNICHAR(55296)', null],
      ['UNICHAR(blank)', null],
    ),
  },
  {
    ...ofText,
    name: 'UNICODE',
    aliases: ['CODE', '字符编码'],
    result: 'number',
    run: given(['text'], (text) => {
      const code = text.codePointAt(0)
      return code === undefined ? null : BigInt(code) * unit
    }),
    sql: values((text) => sql`nullif(ascii(${text}), 0)::numeric`),
    doc: doc(
      '第一个字的编码（Unicode）；没有字时为空。',
      'The Unicode number of the first character; blank for no text.',
    ),
    examples: examples(
      ["UNICODE('A')", '65'],
      ["UNICODE('😀a')", '128512'],
      ["UNICODE('')", null],
      ['UNICODE(blank)', null],
    ),
  },
  {
    ...test,
    name: 'ISIDCARD',
    aliases: ['是身份证号'],
    run: given(['text'], (text) => birthday(text) !== null),
    sql: values((text) => person(text, (_, birthday) => sql`(${birthday} is not null)`)),
    doc: doc(
      '是否 18 位身份证号：日期存在，校验码正确。',
      'Whether a text is an 18-digit Chinese identity number: its day exists and its check character is right.',
    ),
    examples: examples(
      ["ISIDCARD('11010519491231002X')", true],
      ["ISIDCARD('110105194912310021')", false],
      ["ISIDCARD('11010519490231002X')", false],
      ['ISIDCARD(blank)', false],
    ),
  },
  {
    ...ofText,
    name: 'IDBIRTHDAY',
    aliases: ['身份证生日'],
    result: 'date',
    run: given(['text'], birthday),
    sql: values((text) => person(text, (_, birthday) => birthday)),
    doc: doc(
      '18 位身份证号里的出生日期；号码不对时为空。',
      'The birthday in an 18-digit Chinese identity number; blank when the number is wrong.',
    ),
    examples: examples(
      ["IDBIRTHDAY('11010519491231002X')", '1949-12-31'],
      ["IDBIRTHDAY('440524188001010014')", null],
      ["IDBIRTHDAY('110105194912310021')", null],
      ['IDBIRTHDAY(blank)', null],
    ),
  },
  {
    ...ofText,
    name: 'IDGENDER',
    aliases: ['身份证性别'],
    run: given(['text'], (text) =>
      birthday(text) === null ? null : Number(points.trim(text)[16]) % 2 === 1 ? '男' : '女',
    ),
    sql: values((text) =>
      person(
        text,
        (number, birthday) =>
          sql`case when ${birthday} is not null then substr('女男', substr(${number}, 17, 1)::int % 2 + 1, 1) end`,
      ),
    ),
    doc: doc(
      '18 位身份证号里的性别（男或女）；号码不对时为空。',
      'The sex (男 or 女) in an 18-digit Chinese identity number; blank when the number is wrong.',
    ),
    examples: examples(
      ["IDGENDER('11010519491231002X')", '女'],
      ["IDGENDER('11010519900307781X')", null],
      ["IDGENDER('110105199003077817')", '男'],
      ['IDGENDER(blank)', null],
    ),
  },
  {
    ...test,
    name: 'ISUSCC',
    aliases: ['是信用代码'],
    run: given(['text'], (text) => isCreditCode(points.trim(text))),
    sql: values(creditCodeSql),
    doc: doc(
      '是否统一社会信用代码：18 位，校验码正确（GB 32100-2015）。',
      'Whether a text is a unified social credit code of China: 18 characters with the right check character.',
    ),
    examples: examples(
      ["ISUSCC('91350100M000100Y43')", true],
      ["ISUSCC('91350100M000100Y44')", false],
      ["ISUSCC('91350100m000100y43')", false],
      ['ISUSCC(blank)', false],
    ),
  },
  {
    ...shaped('^1[3-9][0-9]{9}$'),
    name: 'ISMOBILE',
    aliases: ['ISPHONE', '是手机号'],
    doc: doc(
      '是否中国大陆手机号：11 位数字。',
      'Whether a text is a mobile number of mainland China: 11 digits.',
    ),
    examples: examples(
      ["ISMOBILE('13812345678')", true],
      ["ISMOBILE(' 13812345678 ')", true],
      ["ISMOBILE('12812345678')", false],
      ['ISMOBILE(blank)', false],
    ),
  },
  {
    ...shaped('^(?=.{6,254}$)[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+[.])+[A-Za-z]{2,}$'),
    name: 'ISEMAIL',
    aliases: ['是邮箱'],
    doc: doc(
      '是否写得像一个邮箱地址；地址是否真的存在无从知道。',
      'Whether a text is written as an e-mail address is; whether it exists cannot be known.',
    ),
    examples: examples(
      ["ISEMAIL('li.lei@baton.com.cn')", true],
      ["ISEMAIL('li.lei@baton')", false],
      ["ISEMAIL('李雷@baton.cn')", false],
      ['ISEMAIL(blank)', false],
    ),
  },
]
