// The state of the list that the address describes.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import { fieldsToAsk } from '../data/catalog.ts'
import { useMe } from '../data/session.ts'
import { useFormat } from '../ui/format-context.tsx'
import { type AddressSearch, addressOf, type ListState, listStateOf, queryOf } from './list-state.ts'

export type UsedListState = {
  readonly state: ListState
  readonly query: Query
  readonly setState: (changed: Partial<ListState>) => void
  /** The address parameters, to be carried along to a record and back. */
  readonly address: Readonly<Record<string, string>>
}

export function useListState(object: ObjectMetadata): UsedListState {
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const me = useMe()
  const { today } = useFormat()
  return useMemo(() => {
    const state = listStateOf(search, object)
    const query = {
      ...queryOf(state, object, { id: me.id, department: me.department, today }),
      fields: fieldsToAsk(object, listColumns(object)),
    }
    const setState = (changed: Partial<ListState>): void =>
      void navigate({
        to: '.',
        // How a board is drawn stays as it is, whatever is filtered.
        search: ({ by, fold }: AddressSearch) => ({ ...addressOf({ ...state, ...changed }), by, fold }),
        replace: true,
      })
    return { state, query, setState, address: addressOf(state) }
  }, [search, navigate, object, me.id, me.department, today])
}

/** The columns of a generic list: those of the definition, else the first eight that are drawn. */
export function listColumns(object: ObjectMetadata): readonly string[] {
  const drawn = new Set(object.fields.map(({ name }) => name))
  const named = object.list?.columns.filter((name) => drawn.has(name)) ?? []
  if (named.length > 0) return named
  return object.fields
    .filter(({ hidden, type }) => !hidden && !['lines', 'json', 'longText', 'file'].includes(type))
    .map(({ name }) => name)
    .slice(0, 8)
}
