import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, fromUnits } from './decimal.ts'
import { rmbCapital } from './rmb-capital.ts'

const seed = { seed: 20260214, numRuns: 3000 }
const d = (text: string): Decimal => new Decimal(text)

describe('capital numerals', () => {
  // The amounts of the rule's own examples, in the variant our choices give, then ours.
  test.each([
    ['1409.50', '壹仟肆佰零玖元伍角'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
    ['107000.53', '壹拾万零柒仟元伍角叁分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '叁佰贰拾伍元零肆分'],
    ['1234.50', '壹仟贰佰叁拾肆元伍角'],
    ['0', '零元整'],
    ['-0', '零元整'],
    ['0.50', '伍角'],
    ['0.05', '伍分'],
    ['0.55', '伍角伍分'],
    ['10', '壹拾元整'],
    ['10.05', '壹拾元零伍分'],
    ['100', '壹佰元整'],
    ['101', '壹佰零壹元整'],
    ['1001', '壹仟零壹元整'],
    ['10000', '壹万元整'],
    ['10001', '壹万零壹元整'],
    ['100000', '壹拾万元整'],
    ['1001000', '壹佰万零壹仟元整'],
    ['10100000', '壹仟零壹拾万元整'],
    ['100000000', '壹亿元整'],
    ['100000001', '壹亿零壹元整'],
    ['100010000', '壹亿零壹万元整'],
    ['1000000000000', '壹万亿元整'],
    ['1000100000000', '壹万零壹亿元整'],
    ['9999999999999999.99', '玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    ['-1234.5', '负壹仟贰佰叁拾肆元伍角'],
  ])('%s is %s', (amount, words) => {
    expect(rmbCapital(amount)).toBe(words)
    expect(rmbCapital(d(amount))).toBe(words)
  })

  test.each(['', 'x', '1.234', '1e3', '10000000000000000', '+1', '1,000'])('%j has none', (text) => {
    expect(rmbCapital(text)).toBeUndefined()
  })

  test('no number has none', () => {
    expect(rmbCapital(d('NaN'))).toBeUndefined()
    expect(rmbCapital(d('Infinity'))).toBeUndefined()
  })

  test('the words say the amount: reading them aloud gives it back', () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 18n - 1n })
    fc.assert(
      fc.property(amount, (units) => {
        expect(centsOf(rmbCapital(fromUnits({ units, scale: 2 })) ?? '')).toBe(units)
      }),
      seed,
    )
  })
})

/** Reads capital numerals back, by the grammar of Chinese numbers rather than by our way of writing them. */
function centsOf(words: string): bigint {
  expect(words).not.toMatch(/零零|零[元万亿角]|^零[^元]/)
  const [yuan = '', rest = ''] = words.includes('元') ? words.split('元') : ['', words]
  const digit = (character: string | undefined): bigint =>
    BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(character ?? '零'))
  const jiao = digit(/(.)角/.exec(rest)?.[1])
  const fen = digit(/(.)分/.exec(rest)?.[1])
  return integerOf(yuan) * 100n + jiao * 10n + fen
}

function integerOf(words: string): bigint {
  for (const [unit, size] of [
    ['亿', 10n ** 8n],
    ['万', 10n ** 4n],
    ['仟', 1000n],
    ['佰', 100n],
    ['拾', 10n],
  ] as const) {
    const at = words.lastIndexOf(unit)
    if (at >= 0) return integerOf(words.slice(0, at)) * size + integerOf(words.slice(at + 1))
  }
  const digits = words.replaceAll('零', '')
  return BigInt(digits === '' ? 0 : '零壹贰叁肆伍陆柒捌玖'.indexOf(digits))
}
