// The records before and after one in the list it was opened from: J and K go there, the list's filter and order and the page's tab stay.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { type Ahead, readAhead, usePages } from '../data/records.ts'
import { goesOn } from '../data/together.ts'
import { useShortcut } from '../ui/shortcuts.ts'
import { leave, listKey } from './use-left.ts'
import { useListState } from './use-list-state.ts'
import './neighbours.css'

export type Neighbours = {
  readonly previous: (() => void) | undefined
  readonly next: (() => void) | undefined
  /** Place in the list as far as it is loaded, from 1; null when the record is not in it. */
  readonly place: number | null
}

/** So many rows before the end of what is loaded the next page is asked for. */
const ahead = 3

const addresses = { record: '/o/$object/$id', room: '/room/$object/$id' } as const

/** Which way the records of a list were gone through last: 1 down, -1 up, 0 not yet. */
let way = 0

/** `aheadOf` says what the page asks for first about a record: whoever goes through a list finds the next ones read. */
export function useNeighbours(
  object: ObjectMetadata,
  id: string,
  page: keyof typeof addresses,
  aheadOf: (id: string) => Ahead,
): Neighbours {
  const { t } = useTranslation()
  const { query } = useListState(object)
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const pages = usePages({ ...query, limit: 100 }, true, 'abilities')
  const idsIn = (data: typeof pages.data): readonly string[] =>
    data?.pages.flatMap(({ rows }) => rows.map((row) => String(row.id))) ?? []
  const ids = idsIn(pages.data)
  const at = ids.indexOf(id)
  const more = () => pages.fetchNextPage({ cancelRefetch: false })
  const open = (other: string, by: number): void => {
    way = by
    goesOn()
    // The list is found again at the record that was looked at last.
    leave(queries, 'at', listKey(query), { id: other, column: -1 })
    const to = addresses[page]
    void navigate({ to, params: { object: object.name, id: other }, search, replace: true })
  }
  const beyond = async (): Promise<void> => {
    const first = idsIn((await more()).data)[ids.length]
    if (first !== undefined) open(first, 1)
  }
  const go = (by: number): (() => void) | undefined => {
    const index = at + by
    const other = at < 0 || index < 0 ? undefined : ids[index]
    if (other === undefined)
      return at >= 0 && index >= ids.length && pages.hasNextPage ? () => void beyond() : undefined
    return () => {
      if (index >= ids.length - ahead && pages.hasNextPage) void more()
      open(other, by)
    }
  }
  const next = go(1)
  const previous = go(-1)
  // Two of them, so that the next is there for whoever does not stop: each step asks for one more.
  const coming = way === 0 || at < 0 ? [] : [1, 2].flatMap((step) => ids[at + way * step] ?? [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when it is clear which ones they will be
  useEffect(() => {
    for (const other of coming) readAhead(queries, aheadOf(other))
  }, [coming.join()])
  useShortcut('j', t('keys.nextRecord'), next)
  useShortcut('k', t('keys.previousRecord'), previous)
  return { previous, next, place: at < 0 ? null : at + 1 }
}

/** To the record before and after, for the hand; drawn where the record stands in a list. */
export function Steps({ previous, next, place }: Neighbours) {
  const { t } = useTranslation()
  if (place === null) return null
  return (
    <span className="steps">
      <Button aria-label={t('keys.previousRecord')} disabled={previous === undefined} onClick={previous}>
        ↑
      </Button>
      <Button aria-label={t('keys.nextRecord')} disabled={next === undefined} onClick={next}>
        ↓
      </Button>
    </span>
  )
}
