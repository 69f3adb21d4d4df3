import { describe, expect, test } from 'vitest'
import { gap, inOrder, movedBefore, type Placed } from './places.ts'

const list = (...ids: readonly string[]): readonly Placed[] =>
  ids.map((id, index) => ({ id, place: (index + 1) * gap }))
const applied = (all: readonly Placed[], changed: readonly Placed[]): readonly string[] =>
  all
    .map((one) => changed.find(({ id }) => id === one.id) ?? one)
    .toSorted((a, b) => a.place - b.place)
    .map(({ id }) => id)

describe('places in a list', () => {
  test('moving one changes one, wherever it goes', () => {
    const all = list('a', 'b', 'c', 'd')
    for (const [moved, before, want] of [
      ['d', 'a', 'dabc'],
      ['d', 'b', 'adbc'],
      ['a', null, 'bcda'],
      ['a', 'd', 'bcad'],
    ] as const) {
      const changed = movedBefore(all, moved, before)
      expect(changed).toHaveLength(1)
      expect(applied(all, changed).join('')).toBe(want)
    }
  })

  test('where it stands already nothing changes', () => {
    const all = list('a', 'b', 'c')
    expect(movedBefore(all, 'a', 'b')).toEqual([])
    expect(movedBefore(all, 'c', null)).toEqual([])
    expect(movedBefore(all, 'b', 'b')).toEqual([])
  })

  test('without room between neighbours all get new places, in the order wished', () => {
    const all = [
      { id: 'a', place: 1 },
      { id: 'b', place: 2 },
      { id: 'c', place: 3 },
    ]
    expect(applied(all, movedBefore(all, 'c', 'b')).join('')).toBe('acb')
  })

  test('before one that is gone it comes last', () => {
    const all = list('a', 'b')
    expect(applied(all, movedBefore(all, 'a', 'gone')).join('')).toBe('ba')
  })

  test('in a given order only what differs changes', () => {
    expect(inOrder(['a', 'b'], list('a', 'b'))).toEqual([])
    expect(inOrder(['b', 'a'], list('a', 'b')).map(({ id }) => id)).toEqual(['b', 'a'])
  })
})
