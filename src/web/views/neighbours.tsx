// The records before and after one in the list it was opened from: J and K go there, the list's filter and order stay.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { usePages } from '../data/records.ts'
import { useShortcut } from '../ui/shortcuts.ts'
import { useListState } from './use-list-state.ts'

export type Neighbours = {
  readonly previous: (() => void) | undefined
  readonly next: (() => void) | undefined
  /** Place in the list as far as it is loaded, from 1; null when the record is not in it. */
  readonly place: number | null
}

export function useNeighbours(object: ObjectMetadata, id: string, page: 'record' | 'room'): Neighbours {
  const { t } = useTranslation()
  const { query } = useListState(object)
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const pages = usePages({ ...query, limit: 100 })
  const ids = pages.data?.pages.flatMap(({ rows }) => rows.map((row) => String(row.id))) ?? []
  const at = ids.indexOf(id)
  const to = page === 'room' ? '/room/$object/$id' : '/o/$object/$id'
  const go = (index: number): (() => void) | undefined => {
    const other = at < 0 ? undefined : ids[index]
    if (other === undefined || index < 0) return undefined
    return () => {
      if (index >= ids.length - 3 && pages.hasNextPage) void pages.fetchNextPage()
      void navigate({ to, params: { object: object.name, id: other }, search, replace: true })
    }
  }
  const [previous, next] = [go(at - 1), go(at + 1)]
  useShortcut('j', t('keys.nextRecord'), next)
  useShortcut('k', t('keys.previousRecord'), previous)
  return { previous, next, place: at < 0 ? null : at + 1 }
}
