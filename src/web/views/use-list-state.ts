// The state of the list that the address describes.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import { fieldsToAsk } from '../data/catalog.ts'
import { useCatalog, useWorking } from '../data/metadata.ts'
import { useListLayout } from '../data/preferences.ts'
import { useMe } from '../data/session.ts'
import { useFormat } from '../ui/format-context.tsx'
import type { Reader } from './filter-tree.ts'
import { groupSort } from './groups.ts'
import { listColumns } from './list-columns.ts'
import { type AddressSearch, addressOf, type ListState, listStateOf, queryOf } from './list-state.ts'

export type UsedListState = {
  readonly state: ListState
  readonly query: Query
  /** Two changes that come quickly after each other both stand: what depends on what is shown is said as a function of it. */
  readonly setState: (changed: Partial<ListState> | ((now: ListState) => Partial<ListState>)) => void
  /** Shows something else, so that "back" leads here. */
  readonly open: (state: ListState) => void
  /** The columns that are drawn, in order. */
  readonly columns: readonly string[]
  /** The address parameters, to be carried along to a record and back. */
  readonly address: Readonly<Record<string, string>>
}

/** A question sorts by no more. */
const mostKeys = 5

/** Who asks, from which day and in which zone. */
export function useReader(): Reader {
  const { id, department } = useMe()
  const { today, zone } = useFormat()
  const working = useWorking()?.time ?? null
  return useMemo(() => ({ id, department, today, zone, working }), [id, department, today, zone, working])
}

export function useListState(object: ObjectMetadata): UsedListState {
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const reader = useReader()
  const catalog = useCatalog()
  const chosen = useListLayout(object.name).columns
  return useMemo(() => {
    const state = listStateOf(search, object)
    const columns = columnsOf(object, state.columns, chosen)
    const asked = queryOf(state, object, reader)
    const gathered = groupSort(
      object.fields.find(({ name }) => name === state.group),
      (to) => catalog.object(to)?.title ?? 'name',
    )
    const query = {
      ...asked,
      ...(gathered.length > 0 ? { sort: [...gathered, ...(asked.sort ?? [])].slice(0, mostKeys) } : {}),
      fields: fieldsToAsk(object, state.group === '' ? columns : [...columns, state.group]),
    }
    const setState: UsedListState['setState'] = (changed) =>
      void navigate({
        to: '.',
        search: (before: AddressSearch) => {
          const now = listStateOf(before, object)
          return addressOf({ ...now, ...(typeof changed === 'function' ? changed(now) : changed) })
        },
        replace: true,
      })
    const open = (next: ListState): void => void navigate({ to: '.', search: addressOf(next) })
    return { state, query, setState, open, columns, address: addressOf(state) }
  }, [search, navigate, object, reader, chosen, catalog])
}

/** What an address names goes before what the reader has chosen, and that before what the definition says. */
function columnsOf(
  object: ObjectMetadata,
  named: readonly string[],
  chosen: readonly string[] | undefined,
): readonly string[] {
  const drawn = new Set(object.fields.map(({ name }) => name))
  const own = (named.length > 0 ? named : (chosen ?? [])).filter((name) => drawn.has(name))
  return own.length > 0 ? own : listColumns(object)
}
