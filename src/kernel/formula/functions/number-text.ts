// Numbers written as text, and read from it.
import { raw, type Sql, sql } from '#base/sql'
import { rmbCapital } from '#base/values/rmb-capital'
import { trim } from '../code-points.ts'
import { once, trimmed } from '../expression.ts'
import {
  doc,
  examples,
  type FunctionEntry,
  given,
  one,
  printed,
  values,
  whole,
  writtenOut,
} from '../function.ts'
import { readNumber, one as unit, wholeOf, writeNumber } from '../number.ts'

/** How a number is written in a text, in both interpreters. */
const decimal = '^-?[0-9]{1,30}(?:\\.[0-9]{1,20})?$'
const isDecimal = new RegExp(decimal)

function withCommas(text: string): string {
  const [whole = '', ...fraction] = text.split('.')
  return [whole.replace(/(?<=[0-9])(?=(?:[0-9]{3})+$)/g, ','), ...fraction].join('.')
}

export const numberTextEntries: readonly FunctionEntry[] = [
  {
    name: 'TEXT',
    aliases: ['转文字'],
    group: 'text',
    fixed: [one('number', 'value'), whole('digits', 0, 20)],
    result: 'text',
    run: given(['number', 'number'], (value, digits) => writeNumber(value, wholeOf(digits))),
    sql: ([value, digits]) =>
      sql`round(${value?.value() ?? sql`null`}, ${raw(writtenOut(digits, '0'))})::text`,
    doc: doc('把数字写成文字，小数位数固定。', 'A number as text with so many fraction digits.'),
    examples: examples(
      ['TEXT(1234.5, 2)', '1234.50'],
      ['TEXT(-0.001, 2)', '0.00'],
      ['TEXT(2.5, 0)', '3'],
      ['TEXT(blank, 2)', null],
    ),
  },
  {
    name: 'FIXED',
    aliases: ['千分位'],
    group: 'text',
    fixed: [one('number', 'value')],
    optional: [whole('digits', 0, 20)],
    result: 'text',
    run: given(['number', 'number'], (value, digits = 2n * unit) =>
      withCommas(writeNumber(value, wholeOf(digits))),
    ),
    sql: ([value, digits]) =>
      once(
        [sql`round(${value?.value() ?? sql`null`}, ${raw(writtenOut(digits, '2'))})::text`],
        (
          text,
        ) => sql`(reverse(regexp_replace(reverse(split_part(${text}, '.', 1)), '([0-9]{3})(?=[0-9])', '\\1,', 'g'))
          || coalesce(substring(${text} from '\\..*'), ''))`,
      ),
    doc: doc(
      '把数字写成带千分位逗号的文字；不写小数位数时为两位。',
      'A number as text with commas between thousands; two fraction digits if none are given.',
    ),
    examples: examples(
      ['FIXED(1234567.891, 2)', '1,234,567.89'],
      ['FIXED(-999.995)', '-1,000.00'],
      ['FIXED(123456, 0)', '123,456'],
      ['FIXED(blank)', null],
    ),
  },
  {
    name: 'RMBCAPITAL',
    aliases: ['人民币大写', 'RMB大写', '大写金额'],
    group: 'text',
    fixed: [one('number', 'amount')],
    result: 'text',
    run: given(['number'], (amount) => rmbCapital(writeNumber(amount)) ?? null),
    sql: values((amount) => capital(amount)),
    doc: doc(
      '金额的中文大写。金额最多两位小数、16 位整数，否则为空：先用 ROUND(金额, 2)。',
      'An amount in Chinese capital numerals. With more than two fraction digits or 16 before the point it is blank: round it first.',
    ),
    examples: examples(
      ['RMBCAPITAL(10600.05)', '壹万零陆佰元零伍分'],
      ['RMBCAPITAL(-3.2)', '负叁元贰角'],
      ['RMBCAPITAL(0)', '零元整'],
      ['RMBCAPITAL(100000000)', '壹亿元整'],
      ['RMBCAPITAL(0.001)', null],
      ['RMBCAPITAL(blank)', null],
    ),
  },
  {
    name: 'VALUE',
    aliases: ['转数字'],
    group: 'text',
    fixed: [one('text', 'text')],
    result: 'number',
    run: given(['text'], (text) => {
      const number = trim(text)
      return isDecimal.test(number) ? readNumber(number) : null
    }),
    sql: values((text) => sql`substring(${trimmed(text)} from ${raw(`'${decimal}'`)})::numeric`),
    doc: doc('把文字读成数字；读不成时为空。', 'Reads a text as a number; blank when it is none.'),
    examples: examples(
      ["VALUE(' 12.50 ')", '12.5'],
      ["VALUE('1e5')", null],
      ["VALUE('12元')", null],
      ['VALUE(blank)', null],
    ),
  },
  {
    name: 'ISNUMBER',
    aliases: ['是数字'],
    group: 'text',
    fixed: [printed('text')],
    result: 'boolean',
    predicate: true,
    run: given(['text'], (text) => isDecimal.test(trim(text))),
    sql: values((text) => sql`(${trimmed(text)} ~ ${raw(`'${decimal}'`)})`),
    doc: doc(
      '文字能否读成数字（VALUE 读得出来）。',
      'Whether a text reads as a number, as VALUE would read it.',
    ),
    examples: examples(
      ["ISNUMBER(' 12.50 ')", true],
      ['ISNUMBER(3)', true],
      ["ISNUMBER('12元')", false],
      ['ISNUMBER(blank)', false],
    ),
  },
]

/** The words of `rmbCapital`: eighteen digits down to the fen, each with its place, then the zeros put in order. */
const capital = (amount: Sql): Sql =>
  once([amount], (value) =>
    once(
      [
        sql`case when ${value} = round(${value}, 2) and abs(${value}) < 1e16
          then lpad(trunc(abs(${value}) * 100)::text, 18, '0') end`,
        sql`case when ${value} < 0 then '负' else '' end`,
      ],
      (digits, sign) => sql`(${sign} || ${inOrder(placed(digits))})`,
    ),
  )

/** Zeros move behind 万 and 亿 and fall away before 元; of a run one stays, and none at either end. */
const inOrder = (text: Sql): Sql =>
  [
    ['零*万零*亿', '万亿零'],
    ['(零+)([万亿])', '\\2零'],
    ['零*元', '元'],
    ['零+', '零'],
    ['^元零?|^零', ''],
    ['零$', ''],
    ['^$', '零元'],
    ['元$', '元整'],
  ].reduce((all, [pattern, by]) => sql`regexp_replace(${all}, ${raw(`'${pattern}', '${by}'`)}, 'g')`, text)

const placed = (digits: Sql): Sql => sql`(select string_agg(
  case substr(${digits}, n, 1) when '0' then '零'
    else translate(substr(${digits}, n, 1), '123456789', '壹贰叁肆伍陆柒捌玖')
      || btrim(substr('仟佰拾 仟佰拾 仟佰拾 仟佰拾 角分', n, 1)) end
  || case n when 4 then case when substr(${digits}, 1, 4) <> '0000' then '万' else '' end
    when 8 then case when substr(${digits}, 1, 8) <> '00000000' then '亿' else '' end
    when 12 then case when substr(${digits}, 9, 4) <> '0000' then '万' else '' end
    when 16 then '元' else '' end, '' order by n) from generate_series(1, 18) as fm_digit(n))`
