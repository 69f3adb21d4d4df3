import { expect, test } from 'vitest'
import type { HistoryEvent } from '#kernel/module'
import { isSameValue, touchedSince } from './clash.ts'

const event = (version: number, actorName: string, before: object, after: object): HistoryEvent =>
  ({
    version,
    actorName,
    at: `at ${version}`,
    writeId: `w${version}`,
    before,
    after,
  }) as unknown as HistoryEvent

test('what others did to a field since a version: what it was at first, what it is now, who came last', () => {
  const events = [
    event(7, '韩梅', { phone: '2' }, { phone: '3' }),
    event(6, '王芳', { phone: '1', grade: null }, { phone: '2', grade: 'A' }),
    event(5, '王芳', { name: 'a' }, { name: 'b' }),
  ]
  expect([...touchedSince(events, 5, new Set())]).toEqual([
    ['phone', { before: '1', theirs: '3', by: '韩梅', at: 'at 7', version: 7 }],
    ['grade', { before: null, theirs: 'A', by: '王芳', at: 'at 6', version: 6 }],
  ])
})

test('what this page wrote itself is nobody else’s', () => {
  const events = [event(7, '我', { phone: '2' }, { phone: '3' })]
  expect(touchedSince(events, 5, new Set(['w7'])).size).toBe(0)
})

test('a number is the same however many zeros it ends with, a blank however it is said', () => {
  expect(isSameValue('12.50', '12.5')).toBe(true)
  expect(isSameValue('10', '1')).toBe(false)
  expect(isSameValue('100', '100.00')).toBe(true)
  expect(isSameValue('', null)).toBe(true)
  expect(isSameValue(['a'], ['a'])).toBe(true)
})
