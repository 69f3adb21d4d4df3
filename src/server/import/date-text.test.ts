import { expect, test } from 'vitest'
import { dateText, instantText } from './date-text.ts'

test.each([
  ['2013-07-31', undefined, '2013-07-31'],
  ['2013-07-31 00:00:00', undefined, '2013-07-31'],
  ['2014-09-12 11:15:07.263000000', undefined, '2014-09-12'],
  ['2026-1-5', undefined, '2026-01-05'],
  ['31/07/2013', 'DD/MM/YYYY', '2013-07-31'],
  ['7/4/13', 'M/D/YY', '2013-07-04'],
  ['2026年3月9日', 'YYYY年M月D日', '2026-03-09'],
  ['20260309', 'YYYYMMDD', '2026-03-09'],
])('%s by %s is %s', (text, format, expected) => expect(dateText(text, format)).toBe(expected))

test.each([
  ['2013-02-30', undefined],
  ['2013-13-01', undefined],
  ['31.07.2013', 'DD/MM/YYYY'],
  ['yesterday', undefined],
  ['', undefined],
])('"%s" by %s is no date', (text, format) => expect(dateText(text, format)).toBeUndefined())

test('days are added over the ends of months and years', () => {
  expect(dateText('2013-12-25', undefined, 12)).toBe('2014-01-06')
  expect(dateText('2024-02-28', undefined, 1)).toBe('2024-02-29')
})

test('a local time gets the offset, unless it brings its own', () => {
  expect(instantText('2014-08-08 09:30:00')).toBe('2014-08-08T09:30:00Z')
  expect(instantText('2014-08-08', undefined, '+08:00')).toBe('2014-08-08T00:00:00+08:00')
  expect(instantText('2014-08-08T09:30:00+02:00', undefined, '+08:00')).toBe('2014-08-08T09:30:00+02:00')
  expect(instantText('08.08.2014 25:00', 'DD.MM.YYYY HH:mm')).toBeUndefined()
})
