import { describe, expect, test } from 'vitest'
import {
  formatDay,
  formatLarge,
  formatLargeMoney,
  formatMoment,
  formatMoney,
  formatNumber,
  formatPercent,
  formatShare,
  formatShortDay,
  initialsOf,
  readNumber,
  readPercent,
  tintOf,
} from './format.ts'

describe('numbers as people read them', () => {
  test.each([
    ['0', '0', '0'],
    ['12.345', '12.35', '12.35'],
    ['999.6', '1,000', '1,000'],
    ['12345.67', '1.23万', '12.35K'],
    ['-3862000', '-386.2万', '-3.86M'],
    ['23456789012', '234.6亿', '23.46B'],
    ['x', 'x', 'x'],
  ])('%s is said as %s and %s', (stored, chinese, english) =>
    expect([formatLarge(stored, 'zh-CN'), formatLarge(stored, 'en')]).toEqual([chinese, english]),
  )

  test('a large amount keeps its sign before its symbol, a share so many digits', () => {
    expect(formatLargeMoney('-3862000', 'USD', 'en')).toBe('-$3.86M')
    expect(formatShare('0.93421')).toBe('93.4%')
    expect(formatShare('0.16', 0)).toBe('16%')
  })

  test.each([
    ['1200.000', '1,200'],
    ['0.125', '0.125'],
    ['-1234567.5', '-1,234,567.5'],
    ['12345678901234567890.12', '12,345,678,901,234,567,890.12'],
    ['not a number', 'not a number'],
  ])('%s is shown as %s', (stored, shown) => expect(formatNumber(stored)).toBe(shown))

  test('an amount has its symbol before the digits and after the sign', () => {
    expect(formatMoney('486200', 'CNY')).toBe('¥486,200.00')
    expect(formatMoney('-5.005', 'USD')).toBe('-$5.01')
    expect(formatMoney('1', 'CHF')).toBe('CHF 1.00')
    expect(formatMoney('1234', 'JPY', 0)).toBe('JPY 1,234')
  })

  test('a ratio is read and written as a percentage, exactly', () => {
    expect(formatPercent('0.13')).toBe('13%')
    expect(formatPercent('0.005')).toBe('0.5%')
    expect(readPercent('13%')).toBe('0.13')
    expect(readPercent('0.5')).toBe('0.005')
    expect(readPercent('x')).toBeUndefined()
  })
})

describe('numbers as people type and paste them', () => {
  test.each([
    ['1,234.50', '1234.5'],
    ['¥ 1,000', '1000'],
    ['１２３', '123'],
    ['3.5万', '35000'],
    ['1.2亿', '120000000'],
    ['007', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['+8', '8'],
  ])('%s is %s', (typed, stored) => expect(readNumber(typed)).toBe(stored))

  test.each(['', 'abc', '1e9', '1.2.3', '--1', '万'])('%s is no number', (typed) =>
    expect(readNumber(typed)).toBeUndefined(),
  )
})

describe('days and moments', () => {
  test('a day names its weekday, and its year when it is another', () => {
    expect(formatDay('2026-11-26', '2026-11-24', 'zh-CN')).toBe('11月26日 周四')
    expect(formatDay('2027-01-03', '2026-11-24', 'zh-CN')).toBe('2027年1月3日 周日')
    expect(formatDay('2026-11-26', '2026-11-24', 'en')).toBe('Thu 26 Nov')
  })

  test('near days go by name', () => {
    expect(formatShortDay('2026-11-23', '2026-11-24', 'zh-CN')).toBe('昨天')
    expect(formatShortDay('2026-11-25', '2026-11-24', 'en')).toBe('tomorrow')
    expect(formatShortDay('2026-11-30', '2026-11-24', 'zh-CN')).toBe('11-30')
    expect(formatShortDay('2027-11-30', '2026-11-24', 'zh-CN')).toBe('2027-11-30')
  })

  test('a moment is that of the workspace, not of the browser', () => {
    expect(
      formatMoment('2026-11-24T16:30:00.000Z', '2026-11-24T17:00:00.000Z', 'Asia/Shanghai', 'zh-CN'),
    ).toBe('今天 00:30')
    expect(formatMoment('2026-11-24T16:30:00.000Z', '2026-11-24T17:00:00.000Z', 'UTC', 'en')).toBe(
      'today 16:30',
    )
  })
})

test('a person keeps one tint and is shown by the letters people would use', () => {
  expect(tintOf('a person')).toBe(tintOf('a person'))
  expect(initialsOf('李娜')).toBe('李')
  expect(initialsOf('Ada Lovelace')).toBe('AL')
  expect(initialsOf('  ')).toBe('')
})
