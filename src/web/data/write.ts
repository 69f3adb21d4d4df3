// The one way in which the browser changes anything, and changes that are shown before they are confirmed.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Change } from '#kernel/records'
import type { Row, Value } from '#kernel/schema'
import { isSameValue } from './clash.ts'
import { showSecretOf } from './made-secret.ts'
import { type Merged, type Seen, sendMerged } from './merge.ts'
import { sendChanges } from './send.ts'

/** Writes, then reads again what is on the page: one write may move records far away through reactions. */
export function useWrite() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ changes, reason }: { changes: readonly Change[]; reason?: string }) =>
      sendChanges(changes, reason),
    onSuccess: (answer) => {
      if (!answer.ok) return
      showSecretOf(answer.value)
      void queries.invalidateQueries({ queryKey: ['records'] })
    },
  })
}

/** The same on top of what others wrote meanwhile; where both wrote the same field, what there is to choose from. */
export function useMergedWrite() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ changes, seen }: { changes: readonly Change[]; seen?: Seen }) => sendMerged(changes, seen),
    onSuccess: ({ answer }) => {
      if (!answer.ok) return
      showSecretOf(answer.value)
      void queries.invalidateQueries({ queryKey: ['records'] })
    },
  })
}

export type FieldChange = {
  readonly object: string
  readonly row: Row
  readonly field: string
  readonly value: Value
  /** The shown name of a reference. */
  readonly title?: string
}

const turns = new Map<string, Promise<unknown>>()

/** Changes of one record, or of anything else that `id` names, are sent one after the other, however quickly they are made. */
export function inTurn<T>(id: string, send: () => Promise<T>): Promise<T> {
  const turn = (turns.get(id) ?? Promise.resolve()).then(send, send)
  turns.set(id, turn)
  return turn
}

const ownVersions = new Map<string, number>()

/** What this page itself has just written is no conflict with what it writes next. */
async function sendField({ object, row, field, value }: FieldChange): Promise<Merged> {
  const id = String(row.id)
  const version =
    typeof row.version === 'number' ? Math.max(row.version, ownVersions.get(id) ?? 0) : undefined
  const merged = await sendMerged([
    { kind: 'update', object, id, values: { [field]: value }, ...(version ? { version } : {}) },
  ])
  const { answer, isMerged } = merged
  const next = answer.ok ? answer.value.records.find((record) => record.id === id)?.version : undefined
  // What lies between was somebody else's and has not been seen here yet.
  if (typeof next === 'number' && !isMerged) ownVersions.set(id, next)
  return merged
}

/**
 * Changes one field of one record at once on the page. When the server refuses, what was there comes back wherever the refused value
 * still stands: what was read meanwhile is newer than either.
 */
export function useFieldWrite() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: FieldChange) => inTurn(String(change.row.id), () => sendField(change)),
    onMutate: async ({ object, row, field, value, title }) => {
      await queries.cancelQueries({ queryKey: ['records', object] })
      const before = queries.getQueriesData({ queryKey: ['records', object] })
      const changed = title === undefined ? { [field]: value } : { [field]: value, [`${field}$title`]: title }
      for (const [key] of before)
        queries.setQueryData(key, (shown: unknown) =>
          withRow(shown, String(row.id), (one) => ({ ...one, ...changed })),
        )
      return { before }
    },
    onSuccess: ({ answer }, { row, field, value }, { before }) => {
      if (!answer.ok)
        for (const [key, was] of before)
          queries.setQueryData(key, (shown: unknown) =>
            withoutValue(shown, was, String(row.id), field, value),
          )
      void queries.invalidateQueries({ queryKey: ['records'] })
    },
  })
}

/** An answer with a refused value of one row taken back to what was there; a row that was read anew is left as it is. */
export function withoutValue(
  shown: unknown,
  was: unknown,
  id: string,
  field: string,
  refused: Value,
): unknown {
  const named = `${field}$title`
  let before: Row = {}
  withRow(was, id, (row) => {
    before = { [field]: row[field] ?? null, ...(row[named] === undefined ? {} : { [named]: row[named] }) }
    return row
  })
  return withRow(shown, id, (row) => {
    if (!isSameValue(row[field], refused)) return row
    const { [named]: _, ...others } = row
    return { ...others, ...before }
  })
}

/** The same answer (a row, a page, or pages) with one row replaced; anything else is left as it is. */
export function withRow(value: unknown, id: string, changed: (row: Row) => Row): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('pages' in value && Array.isArray(value.pages))
    return { ...value, pages: value.pages.map((page) => withRow(page, id, changed)) }
  if ('rows' in value && Array.isArray(value.rows))
    return { ...value, rows: value.rows.map((row) => withRow(row, id, changed)) }
  return 'id' in value && value.id === id ? changed(value as Row) : value
}
