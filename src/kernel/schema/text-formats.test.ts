import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Field } from './definition.ts'
import { boundsOf, starsOf } from './shapes.ts'
import { type TextFormat, textFormat, textFormatNames } from './text-formats.ts'

/** What is stored for what was typed; undefined where it is refused. */
function stored(format: TextFormat, typed: string): string | undefined {
  const { normalise, holds } = textFormat(format)
  const text = normalise(typed)
  return holds(text) ? text : undefined
}

const accepted: readonly (readonly [TextFormat, string, string])[] = [
  ['phone', ' 0571-8800 1234 ', '0571-8800 1234'],
  ['phone', '（０５７１）８８００１２３４', '(0571)88001234'],
  ['email', ' li.lei@baton.com.cn', 'li.lei@baton.com.cn'],
  ['url', 'https://example.com/路径?a=1', 'https://example.com/路径?a=1'],
  ['uscc', '91350100M000100Y43', '91350100M000100Y43'],
  ['uscc', ' 9135 0100 m000 100y43 ', '91350100M000100Y43'],
  ['uscc', '９１３５０１００ｍ０００１００Ｙ４３', '91350100M000100Y43'],
  ['bankAccount', '6222 0212-3456　7890 123', '6222021234567890123'],
  ['bankAccount', '１２３４５６７８', '12345678'],
  ['idCard', '11010519491231002x', '11010519491231002X'],
  ['idCard', '１１０１０５ 19491231 ００２ｘ', '11010519491231002X'],
  ['postcode', '３１０ 000', '310000'],
  ['plate', '浙a·12345', '浙A12345'],
  ['plate', '京Ａ－Ｄ１２３４５'.replace('－', ' '), '京AD12345'],
  ['plate', '沪AD12345', '沪AD12345'],
  ['plate', '粤B12345D', '粤B12345D'],
  ['plate', '苏E1234挂', '苏E1234挂'],
  ['plate', '123456使', '123456使'],
  ['barcode', ' ＳＮ－2026 a ', 'SN-2026 a'],
  ['qr', ' 设备 A-017 ', '设备 A-017'],
]

test.each(accepted)('[S15] as %s, %j is stored as %j', (format, typed, text) => {
  expect(stored(format, typed)).toBe(text)
})

const refused: readonly (readonly [TextFormat, string])[] = [
  ['phone', '电话'],
  ['phone', '12'],
  ['email', 'li@baton'],
  ['url', 'javascript:alert(1)'],
  ['url', 'example.com'],
  ['uscc', '91350100M000100Y44'],
  ['uscc', '91350100M000100Y4'],
  ['uscc', '9135010OM000100Y43'],
  ['bankAccount', '1234567'],
  ['bankAccount', '1'.repeat(31)],
  ['bankAccount', '6222O21234567890123'],
  ['idCard', '110105194912310021'],
  ['idCard', '11010519490231002X'],
  ['idCard', '1101051949123100X2'],
  ['idCard', '110105491231002'],
  ['postcode', '31000'],
  ['postcode', '3100000'],
  ['plate', '浙A1234'],
  ['plate', '浙AI2345'],
  ['plate', '浙12345A'],
  ['plate', '浙A123456'],
  ['plate', '国A12345'],
  ['barcode', '设备A'],
  ['barcode', 'A\tB'],
  ['barcode', 'A'.repeat(49)],
  ['qr', 'A\nB'],
  ['qr', '码'.repeat(301)],
]

test.each(refused)('[S15] as %s, %j is refused', (format, typed) => {
  expect(stored(format, typed)).toBeUndefined()
})

/** Every other last character of a number whose check character is right makes it wrong. */
test.each([
  ['uscc', '91350100M000100Y43', '0123456789ABCDEFGHJKLMNPQRTUWXY'],
  ['idCard', '11010519491231002X', '0123456789X'],
] as const)('[S15] exactly one check character fits a %s', (format, text, characters) => {
  const fitting = [...characters].filter((last) => stored(format, text.slice(0, -1) + last) !== undefined)
  expect(fitting).toEqual([text.slice(-1)])
})

test.each(textFormatNames)('[S15] %s: its example holds, and whatever holds is stored as it is', (format) => {
  const { example, normalise } = textFormat(format)
  expect(stored(format, example)).toBe(normalise(example))
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ maxLength: 2000 }),
    fc.constantFrom(
      '',
      ' ',
      '\u0000',
      '😀'.repeat(9),
      '𝟏'.repeat(18),
      '1'.repeat(100_000),
      `a@${'.'.repeat(5000)}`,
    ),
    fc
      .tuple(fc.constantFrom('', ' ', '-', '😀', '１'), fc.constantFrom('', '\n', '　', 'x'))
      .map(([before, after]) => before + example + after),
  )
  fc.assert(
    fc.property(hostile, (typed) => {
      const text = stored(format, typed)
      if (text !== undefined) expect(stored(format, text)).toBe(text)
      if (typed.includes('😀'))
        expect(text === undefined || ['url', 'email', 'address', 'qr'].includes(format)).toBe(true)
    }),
    { seed: 15, numRuns: 300 },
  )
})

test('a bank account is shown in groups of four; telephones, mail and pages are links', () => {
  expect(textFormat('bankAccount').shown?.('6222021234567890123')).toBe('6222 0212 3456 7890 123')
  expect(textFormat('bankAccount').shown?.('12345678')).toBe('1234 5678')
  expect(textFormat('phone').link?.('+86 (571) 8800-1234')).toBe('tel:+8657188001234')
  expect(textFormat('url').link?.('javascript:alert(1)')).toBeUndefined()
})

test('[S15] a rating has from one to ten stars, five unless it says so', () => {
  expect([undefined, '3', '4.9', '0', '-2', '1000'].map((max) => starsOf(max ? { max } : {}))).toEqual([
    5, 3, 4, 1, 1, 10,
  ])
  const rating: Field = { type: 'number', name: 'mood', label: { 'zh-CN': '', en: '' }, shownAs: 'rating' }
  expect(boundsOf(rating)).toEqual({ min: '0', max: '5' })
  expect(boundsOf({ ...rating, min: '1', max: '3' })).toEqual({ min: '1', max: '3' })
})
