import { describe, expect, test } from 'vitest'
import type { ObjectMetadata } from '#kernel/module'
import { titleNames, titleOf } from '../data/catalog.ts'
import { aroundEntry, type Feed, handOvers, mergeFeeds, type StreamEntry, untilOf } from './stream-entries.ts'
import type { Source } from './stream-sources.ts'

const said = (at: string): StreamEntry => ({
  kind: 'comment',
  key: at,
  at,
  thread: { root: {}, replies: [] },
})
const feed = (until: string | null, ...at: readonly string[]): Feed => ({ entries: at.map(said), until })
const keys = (feeds: readonly Feed[]) => mergeFeeds(feeds).entries.map(({ key }) => key)

const source: Source = {
  key: 'shop.order',
  label: { 'zh-CN': '订单', en: 'Order' },
  object: { name: 'shop.order' } as unknown as ObjectMetadata,
  at: 'on',
  who: 'createdBy',
  facts: [],
  text: undefined,
  query: { object: 'shop.order' },
}
const zone = 'Asia/Shanghai'
const toldAt = (row: Parameters<typeof aroundEntry>[1]) => aroundEntry(source, row, zone).map(({ at }) => at)

describe('several sources as one stream', () => {
  test('stand in order, and nothing is told that something unread may come before', () => {
    expect(keys([feed(null, '5', '2'), feed('3', '4', '3')])).toEqual(['5', '4', '3'])
    expect(mergeFeeds([feed(null, '5', '2'), feed('3', '4', '3')]).behind).toEqual([1])
    expect(keys([feed(null, '5', '2'), feed(null, '4', '3')])).toEqual(['5', '4', '3', '2'])
  })

  test('the one that is least far is read on first', () => {
    expect(mergeFeeds([feed('1', '9', '1'), feed('6', '8', '6'), feed(null)]).behind).toEqual([1])
    expect(mergeFeeds([feed('6', '6'), feed('6', '7', '6')]).behind).toEqual([0, 1])
    expect(mergeFeeds([feed(null), feed(null)])).toEqual({ entries: [], behind: [] })
  })

  test('a day is told when its record was made if that was the same day, else at its beginning', () => {
    const made = '2026-06-15T09:30:00.000Z'
    expect(toldAt({ id: '1', on: '2026-06-15', createdAt: made })).toEqual([made])
    expect(toldAt({ id: '1', on: '2026-06-01', createdAt: made })).toEqual(['2026-05-31T16:00:00.000Z'])
    expect(toldAt({ id: '1', on: made, createdAt: '2026-06-15T10:00:00.000Z' })).toEqual([made])
    expect(toldAt({ id: '1', on: null, createdAt: made })).toEqual([])
  })

  test('whatever follows in a source told by days may still be of that day', () => {
    expect(untilOf(source, { id: '1', on: '2026-06-15' }, zone)).toBe('2026-06-15T16:00:00.000Z')
    expect(untilOf(source, { id: '1', on: '2026-06-15T01:00:00.000Z' }, zone)).toBe(
      '2026-06-15T01:00:00.000Z',
    )
    expect(untilOf(source, undefined, zone)).toBe('')
  })

  test('a task that came back was asked, accepted and returned', () => {
    const task = {
      id: 't',
      status: 'returned',
      askedAt: '2026-11-01T00:00:00.000Z',
      acceptedAt: '2026-11-02T00:00:00.000Z',
      deliveredAt: null,
      closedAt: '2026-11-04T00:00:00.000Z',
    }
    expect(handOvers(task).map(({ key }) => key)).toEqual(['t-asked', 't-accepted', 't-returned'])
  })
})

test('a record whose name is another record is called as that is, not by its id', () => {
  const balance = {
    ...{ name: 'shop.balance', title: 'item' },
    fields: [{ type: 'reference', name: 'item', to: 'shop.item' }],
  } as unknown as ObjectMetadata
  expect(titleNames(balance)).toEqual(['item', 'item$title'])
  expect(titleOf(balance, { item: '0190-1', item$title: '电机' })).toBe('电机')
  const item = { name: 'shop.item', title: 'name', fields: [{ type: 'text', name: 'name' }] }
  expect(titleNames(item as unknown as ObjectMetadata)).toEqual(['name'])
  expect(titleOf(item as unknown as ObjectMetadata, { name: '电机' })).toBe('电机')
})
