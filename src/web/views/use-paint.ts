// The colours of rows: the server says which of those that are drawn each rule finds, as exactly as it filters.
import { useMemo } from 'react'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { usePageOfEach } from '../data/records.ts'
import { meaningOf } from './filter-tree.ts'
import type { Paint, PaintRule } from './paint.ts'
import { useReader } from './use-list-state.ts'

/** So many rows are asked about at once. */
const chunk = 400

/** The colour of each row that a rule finds, by its id. */
export function usePaint(
  object: ObjectMetadata,
  rules: readonly PaintRule[],
  rows: readonly Row[],
): ReadonlyMap<string, Paint> {
  const reader = useReader()
  const ids = rules.length === 0 ? '' : rows.map(({ id }) => String(id)).join()
  const asked = useMemo(() => {
    const all = ids.split(',').filter(Boolean)
    const chunks = Array.from({ length: Math.ceil(all.length / chunk) }, (_, at) =>
      all.slice(at * chunk, (at + 1) * chunk),
    )
    return rules.flatMap(({ color, where }) => {
      const meaning = meaningOf(where, object.fields, reader)
      // A condition that is still being filled in asks nothing, and paints nothing.
      if (meaning === undefined) return []
      return chunks.map((some): { readonly color: Paint; readonly query: Query } => ({
        color,
        query: {
          object: object.name,
          fields: ['id'],
          filter: { and: [{ field: 'id', is: 'in', value: some }, meaning] },
          limit: chunk,
        },
      }))
    })
  }, [ids, rules, object, reader])
  const found = usePageOfEach(
    asked.map(({ query }) => query),
    'paint',
  )
  const colors = new Map<string, Paint>()
  for (const [index, { color }] of asked.entries())
    for (const { id } of found[index]?.data?.rows ?? [])
      if (!colors.has(String(id))) colors.set(String(id), color)
  return colors
}
