// What nobody would call a field, fill in or reckon, and what people do: labels, formulas and values for the lab of hostile definitions.
import type { Field, Label, Value } from '#kernel/schema'
import type { Random } from './random.ts'

const words = [
  '金额',
  '金額',
  'Ａｍｏｕｎｔ',
  'amount',
  'AMOUNT',
  '𠮷野家𝒳🧾',
  '\u202Eevil\u202C',
  'שלום\u200F',
  `O'Neil "quoted" \\`,
  'select * from log; drop table w_test.log; --',
  '{{name}} {1 + 1}',
  '<script>alert(1)</script>',
  'order',
  'null',
  '__proto__',
  ' ',
  '',
  'a\u0301\u0308',
  '很'.repeat(200),
  '\t\n',
]

export const anyLabel = (random: Random): Label => ({ 'zh-CN': random.pick(words), en: random.pick(words) })

/** Names that must be refused, or that press against a bound. */
export const badNames: readonly string[] = [
  'id',
  'version',
  'createdAt',
  'searchTokens',
  'A',
  '_x',
  'a_b',
  'x'.repeat(40),
  'x'.repeat(41),
  'x'.repeat(63),
  'x'.repeat(64),
  'aBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB',
  'constructor',
  'toString',
  'hasOwnProperty',
  '名',
  'a b',
  "a'b",
  'a$b',
  '',
]

/** Formulas over fields that may be there or not: sound ones, and such as must be refused or come to nothing. */
export function anyFormula(random: Random, names: readonly string[]): string {
  const field = (): string => (names.length === 0 ? 'nothing' : random.pick(names))
  const shapes: readonly (() => string)[] = [
    () => `${field()} / 0`,
    () => `${field()} / ${field()}`,
    () => `${field()} * 99999999999999999999 * 99999999999999999999`,
    () => `CONCAT(${field()}, ${field()})`,
    () => `IF(ISBLANK(${field()}), 1, 0)`,
    () => `LEN(${field()})`,
    () => `ROUND(${field()}, 2) + 1`,
    () => `IF(${field()} > 0, ${field()}, 0)`,
    () => `${field()} + ${field()}`,
    () => `LEFT(${field()}, 3)`,
    () => `UPPER(${field()})`,
    () => `IF(${field()} = 'a', '甲', '乙')`,
    () => `${field()} = ${field()}`,
    () => `NOT(ISBLANK(${field()}))`,
    () => `DATEDIF(${field()}, ${field()}, 'D')`,
    () => `TEXT(${field()}, '0.00')`,
    () => `YEAR(${field()})`,
    () => '('.repeat(200) + field() + ')'.repeat(200),
    () => [...Array.from({ length: 70 }, () => `IF(true, ${field()}, `), '1', ')'.repeat(70)].join(''),
    () => `${field()} +`,
    () => `'${'x'.repeat(9000)}'`,
    () => `NOSUCH(${field()})`,
    () => `me.name`,
    () => `NOW()`,
    () => `${field()}.${field()}.${field()}`,
    () => `1e400`,
    () => `-${'-'.repeat(100)}1`,
    () => `"';drop table log;--"`,
    () => '',
  ]
  return random.pick(shapes)()
}

const texts = [
  'a',
  '甲乙丙',
  '12.5',
  '1,200.567',
  '约 100',
  '13%',
  '2026-03-01',
  '2026年2月30日',
  '高',
  'low',
  '低、高',
  '是',
  '否',
  '𠮷🧾',
  '\u202Eabc',
  "'; drop table log; --",
  '=1+1',
  '99999999999999999999999999',
  ' 两边 ',
  'line\nbreak',
  '0',
  '-0.005',
]
const numbers = [
  '0',
  '1',
  '-1',
  '12.5',
  '0.005',
  '-2.345',
  '99999999999999999999',
  '12345678901234567890.1234567891',
  '1000000',
  '3',
]
const dates = ['2026-02-28', '2024-02-29', '0001-01-01', '9999-12-31', '2026-03-08', '1900-01-01']
const instants = [
  '2026-02-28T16:00:00.000Z',
  '2026-03-08T10:30:00.000Z',
  '1970-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
]
const wrong: readonly Value[] = ['nonsense', true, 7, ['a', 'b'], { a: [1] }, '\u0001', 'x'.repeat(9000)]

/** Whom a value may name. */
export type Around = {
  readonly people: readonly string[]
  /** Records of an object that are there, as far as is known. */
  readonly recordsOf: (object: string) => readonly string[]
}

const optionKeys = (field: Field): readonly string[] =>
  'options' in field && field.options ? field.options.map(({ key }) => key) : []

/** A list without repetition. */
const some = (random: Random, all: readonly string[]): readonly string[] =>
  all.length === 0 ? [] : [...new Set([random.pick(all), random.pick(all)])]

const likely: Partial<Record<Field['type'], (random: Random, field: Field, around: Around) => Value>> = {
  text: (random) => random.pick(texts).replace('\n', ' '),
  longText: (random) => random.pick(texts),
  number: (random) => random.pick(numbers),
  decimal: (random) => random.pick(numbers),
  money: (random) => random.pick(numbers),
  percent: (random) => random.pick(numbers),
  boolean: (random) => random.chance(0.5),
  date: (random) => random.pick(dates),
  datetime: (random) => random.pick(instants),
  select: (random, field) => random.pick([...optionKeys(field), null]),
  multiSelect: (random, field) => some(random, optionKeys(field)),
  tags: (random) => some(random, ['急', '𠮷', 'a', 'A', "o'neil"]),
  person: (random, _, { people }) => random.pick(people),
  persons: (random, _, { people }) => some(random, people),
  reference: (random, field, { recordsOf }) =>
    field.type === 'reference' ? random.pick([...recordsOf(field.to), null]) : null,
  references: (random, field, { recordsOf }) =>
    field.type === 'references' ? some(random, recordsOf(field.to)) : null,
  anyReference: (random, field, { recordsOf }) =>
    field.type === 'anyReference'
      ? random.pick([...field.to.flatMap((to) => recordsOf(to).map((id) => `${to}/${id}`)), null])
      : null,
  json: (random) => random.pick<Value>([{ a: [1, '𠮷', null] }, 7, 'text', [], false]),
}

export const isTyped = (field: Field): boolean => likely[field.type] !== undefined && field.readOnly !== true

/** A value that belongs there, at times blank, at times one that does not. */
export function anyValue(random: Random, field: Field, around: Around): Value {
  if (random.chance(0.1)) return null
  if (random.chance(0.03)) return random.pick(wrong)
  return likely[field.type]?.(random, field, around) ?? null
}
