// The groups of a list as the server counts them, and which of them are folded.
import { useEffect, useMemo, useState } from 'react'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import { useSummary } from '../data/numbers.ts'
import {
  type GroupNumbers,
  isWhole,
  type Measure,
  measuresOf,
  numbersAsked,
  numbersIn,
  withoutFolded,
} from './groups.ts'
import type { UsedListState } from './use-list-state.ts'

export type Groups = {
  readonly field: FieldMetadata
  readonly groups: readonly GroupNumbers[]
  readonly folded: ReadonlySet<string | null>
  readonly fold: (key: string | null) => void
  readonly measures: readonly Measure[]
  /** Over all the records of the list. */
  readonly whole: GroupNumbers | undefined
  /** Takes the average of a field where the sum was taken, and the other way round. */
  readonly turn: (field: string) => void
}

/** `groups` is null while the rows are not gathered, or not counted yet. The question leaves out the rows of folded groups. */
export function useGroups(
  object: ObjectMetadata,
  { state, setState, query, columns }: UsedListState,
): { readonly groups: Groups | null; readonly isCounting: boolean; readonly query: Query } {
  const [folded, setFolded] = useState<ReadonlySet<string | null>>(new Set())
  const { turned } = state
  const by = state.view === 'list' ? state.group : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: other groups begin unfolded
  useEffect(() => setFolded(new Set()), [by])
  const measures = useMemo(() => measuresOf(object, columns, turned), [object, columns, turned])
  const { filter, search } = query
  const question = {
    object: object.name,
    ...(filter ? { filter } : {}),
    ...(search ? { search } : {}),
  }
  const field = object.fields.find(({ name }) => name === by)
  const summary = useSummary({ ...question, ...numbersAsked(by, measures) }, field !== undefined)
  const whole = useSummary({ ...question, ...numbersAsked(null, measures) }, field !== undefined)
  if (field === undefined || summary.data === undefined)
    return { groups: null, isCounting: field !== undefined && summary.isPending, query }
  // With more groups than are told, heads would lie: the rows are in their order without any.
  if (!isWhole(summary.data)) return { groups: null, isCounting: false, query }
  const groups: Groups = {
    ...{ field, measures, folded },
    groups: numbersIn(summary.data, by, measures),
    whole: whole.data && numbersIn(whole.data, null, measures)[0],
    fold: (key) =>
      setFolded((before) => {
        const next = new Set(before)
        if (!next.delete(key)) next.add(key)
        return next
      }),
    turn: (name) =>
      setState(({ turned: now }) => ({
        turned: now.includes(name) ? now.filter((one) => one !== name) : [...now, name],
      })),
  }
  return { groups, isCounting: false, query: withoutFolded(query, by, folded) }
}
