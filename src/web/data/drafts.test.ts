import { describe, expect, test } from 'vitest'
import { type Draft, keepDraft, readDraft } from './drafts.ts'
import type { Store } from './stored.ts'

function memory(limit = 1_000_000): Store & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > limit) throw new DOMException('full')
      kept.set(key, value)
    },
    removeItem: (key) => void kept.delete(key),
  }
}

const draft: Draft = {
  id: 'a',
  version: 3,
  values: { name: '深圳' },
  lines: { lines: [{ id: 'l', values: { quantity: '5' }, isNew: true }] },
  at: 1000,
}

describe('what was typed', () => {
  test('comes back as it was, lines included', () => {
    const store = memory()
    keepDraft(store, 'me', 'x.order', 'new', draft)
    expect(readDraft(store, 'me', 'x.order', 'new', 2000)).toEqual(draft)
  })

  test('belongs to one person, one object and one record', () => {
    const store = memory()
    keepDraft(store, 'me', 'x.order', 'new', draft)
    expect(readDraft(store, 'you', 'x.order', 'new', 2000)).toBeNull()
    expect(readDraft(store, 'me', 'x.item', 'new', 2000)).toBeNull()
    expect(readDraft(store, 'me', 'x.order', 'a', 2000)).toBeNull()
  })

  test('is gone after it was saved, and after thirty days', () => {
    const store = memory()
    keepDraft(store, 'me', 'x.order', 'new', draft)
    expect(readDraft(store, 'me', 'x.order', 'new', 1000 + 31 * 86_400_000)).toBeNull()
    keepDraft(store, 'me', 'x.order', 'new', null)
    expect(store.kept.size).toBe(0)
  })

  test('a full, broken or missing storage never breaks the page', () => {
    expect(keepDraft(memory(10), 'me', 'x.order', 'new', draft)).toBe(false)
    expect(keepDraft(undefined, 'me', 'x.order', 'new', draft)).toBe(false)
    const store = memory()
    store.kept.set('baton.draft.me.x.order.new', '{"id":')
    expect(readDraft(store, 'me', 'x.order', 'new', 0)).toBeNull()
    store.kept.set('baton.draft.me.x.order.new', '{"id":1}')
    expect(readDraft(store, 'me', 'x.order', 'new', 0)).toBeNull()
  })
})
