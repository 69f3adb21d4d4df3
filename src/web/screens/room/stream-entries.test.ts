import { expect, test } from 'vitest'
import { mentionedIn, missedIn } from './mentions.ts'
import { sharesOf } from './shares.ts'
import { streamEntries } from './stream-entries.ts'

test('comments and hand-overs stand in one stream, the newest first', () => {
  const task = {
    id: 't',
    status: 'returned',
    askedAt: '2026-11-01T00:00:00.000Z',
    acceptedAt: '2026-11-02T00:00:00.000Z',
    deliveredAt: null,
    closedAt: '2026-11-04T00:00:00.000Z',
  }
  const comment = { id: 'c', createdAt: '2026-11-03T00:00:00.000Z' }
  expect(streamEntries([], [comment], [task]).map(({ key }) => key)).toEqual([
    't-returned',
    'c',
    't-accepted',
    't-asked',
  ])
})

test('a bar never counts the same goods twice and never passes its end', () => {
  const parts = [
    { value: '300', label: 'shipped' },
    { value: '500', label: 'made' },
    { value: '2000', label: 'reserved' },
  ]
  expect(sharesOf('1000', parts).map(({ share }) => share)).toEqual([0.3, 0.2, 0.5])
  expect(sharesOf('0', parts)).toEqual([])
  expect(sharesOf(null, parts)).toEqual([])
})

test('a name inside a longer name is not called', () => {
  const people = [
    { id: '1', name: '李娜' },
    { id: '2', name: '李娜娜' },
  ]
  expect(mentionedIn('@李娜娜 看一下', people)).toEqual(['2'])
  expect(mentionedIn('@李娜 @李娜娜', people).toSorted()).toEqual(['1', '2'])
  expect(mentionedIn('没有人', people)).toEqual([])
})

test('who was mentioned and cannot see the record is read out of what the write answered', () => {
  const warning = { code: 'notify.mention-missed', params: { person: '周杰' } }
  expect(missedIn([{ warning }, { warning: { code: 'other', params: {} } }, 'text', null])).toEqual(['周杰'])
})
