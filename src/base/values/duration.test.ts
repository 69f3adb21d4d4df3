import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDuration, maxDurationMinutes, parseDuration } from './duration.ts'

const seed = { seed: 20260920, numRuns: 500 }

test.each([
  [630, '1天2小时30分钟', '1d 2h 30m'],
  [480, '1天', '1d'],
  [60, '1小时', '1h'],
  [1, '1分钟', '1m'],
  [0, '0分钟', '0m'],
  [-0, '0分钟', '0m'],
  [-510, '-1天30分钟', '-1d 30m'],
])('%i minutes is %s or %s', (minutes, chinese, english) => {
  expect(formatDuration(minutes, 480, 'zh-CN')).toBe(chinese)
  expect(formatDuration(minutes, 480, 'en')).toBe(english)
})

test.each([
  ['1天2小时', 600],
  ['1d 2h', 600],
  ['1d2h', 600],
  [' 1 Day  2 HOURS ', 600],
  ['2个工作日', 960],
  ['3工作日4个小时5分', 1685],
  ['90分钟', 90],
  ['90min', 90],
  ['1.5h', 90],
  ['0.25天', 120],
  ['- 1h', -60],
  ['0m', 0],
  ['-0m', 0],
  ['90', 90],
  ['-5', -5],
  ['1h30', 90],
  ['1小时 30', 90],
  ['1d 2h 5', 605],
])('%j is %i minutes', (text, minutes) => {
  expect(parseDuration(text, 480)).toBe(minutes)
})

test.each([
  '',
  ' ',
  '-',
  '5 5',
  '1.5',
  '.',
  'h',
  '1x',
  '2h 1d',
  '1h 1h',
  '1小时1时',
  '1d 2',
  '1..5h',
  '.5h',
  '01h',
  '1e3m',
  '+1h',
  '--1h',
  '1h-2m',
  '0.1m',
  '1.55555h',
  '１h',
  '1h,2m',
  '999999999999d',
  `${'9'.repeat(61)}m`,
  '1h\u0000',
  '1 h 2 m 3',
  'NaNh',
  '1constructor',
])('%j is no duration', (text) => {
  expect(parseDuration(text, 480)).toBeUndefined()
})

test('what is written is read back, whatever the length of the day', () => {
  const minutes = fc.integer({ min: -maxDurationMinutes, max: maxDurationMinutes })
  fc.assert(
    fc.property(
      minutes,
      fc.integer({ min: 1, max: 1440 }),
      fc.constantFrom('zh-CN' as const, 'en' as const),
      (m, day, locale) => {
        expect(parseDuration(formatDuration(m, day, locale), day)).toBe(m)
      },
    ),
    seed,
  )
})

test('any text is read or refused, and never breaks', () => {
  const unit = fc.constantFrom(...'0123456789.- dhm天小时分钟\n')
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 80 }), (text) => {
      const minutes = parseDuration(text, 450)
      if (minutes !== undefined) expect(Number.isSafeInteger(minutes)).toBe(true)
    }),
    { ...seed, numRuns: 5000 },
  )
})

test('no duration and no day are bugs', () => {
  for (const bad of [0.5, Number.NaN, maxDurationMinutes + 1])
    expect(() => formatDuration(bad, 480, 'en')).toThrow(RangeError)
  for (const bad of [0, 1441, 7.5, Number.NaN]) expect(() => formatDuration(1, bad, 'en')).toThrow(RangeError)
  expect(() => parseDuration('1h', 0)).toThrow(RangeError)
})
