import { expect, test } from 'vitest'
import { code128, isBarcodeText } from './code128.ts'

const symbolsOf = (text: string): readonly string[] =>
  (code128(text) ?? []).join('').match(/.{6}(?!.$)|.{7}$/g) ?? []

test('every symbol is eleven modules wide, its bars an even number of them, and none is like another', () => {
  const seen = new Set(
    Array.from({ length: 95 }, (_, at) => symbolsOf(String.fromCharCode(32 + at))[1] ?? ''),
  )
  for (const pair of Array.from({ length: 100 }, (_, at) => String(at).padStart(2, '0')))
    seen.add(symbolsOf(`00${pair}`)[2] ?? '')
  expect(seen.size).toBe(100)
  for (const symbol of seen) {
    const widths = [...symbol].map(Number)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(11)
    expect(((widths[0] ?? 0) + (widths[2] ?? 0) + (widths[4] ?? 0)) % 2).toBe(0)
  }
})

test('a text is drawn between start, check symbol and stop', () => {
  // The check symbol of "Wikipedia" is 88.
  expect(symbolsOf('Wikipedia')).toHaveLength(12)
  expect(symbolsOf('Wikipedia').at(0)).toBe('211214')
  expect(symbolsOf('Wikipedia').at(-2)).toBe('421211')
  expect(symbolsOf('Wikipedia').at(-1)).toBe('2331112')
  expect(symbolsOf('123456')).toHaveLength(6)
})

test('what a barcode cannot hold has none', () => {
  for (const text of ['', '条码', 'a\tb', 'x'.repeat(49)]) {
    expect(isBarcodeText(text)).toBe(false)
    expect(code128(text)).toBeUndefined()
  }
})
