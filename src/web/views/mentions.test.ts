import { expect, test } from 'vitest'
import { mentionedIn, missedIn, namesAfterAt } from './mentions.ts'

test('a name inside a longer name is not called', () => {
  const people = [
    { id: '1', name: '李娜' },
    { id: '2', name: '李娜娜' },
  ]
  expect(mentionedIn('@李娜娜 看一下', people)).toEqual(['2'])
  expect(mentionedIn('@李娜 @李娜娜', people).toSorted()).toEqual(['1', '2'])
  expect(mentionedIn('没有人', people)).toEqual([])
})

test('what stands behind an @ may be a name at every length, within the line and without a blank at its end', () => {
  expect(namesAfterAt('请 @Ann Lee 看\n明天 @李')).toEqual([
    'A',
    'An',
    'Ann',
    'Ann L',
    'Ann Le',
    'Ann Lee',
    'Ann Lee 看',
    '李',
  ])
  expect(namesAfterAt('没有人')).toEqual([])
  expect(namesAfterAt(`@${'😀'.repeat(100)}`.repeat(100)).length).toBeLessThanOrEqual(1000)
})

test('who was mentioned and cannot see the record is read out of what the write answered', () => {
  const warning = { code: 'notify.mention-missed', params: { person: '周杰' } }
  expect(missedIn([{ warning }, { warning: { code: 'other', params: {} } }, 'text', null])).toEqual(['周杰'])
})
