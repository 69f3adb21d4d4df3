// Doing something to many records: what it would change, how far it is, what came of it, and taking it back.
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row, Value } from '#kernel/schema'
import { changeMany, nothingYet, type Outcome, type RecordChange, type Send } from '../data/bulk.ts'
import { fieldsToAsk } from '../data/catalog.ts'
import { sendMerged } from '../data/merge.ts'
import { askPage } from '../data/records.ts'
import { toast } from '../ui/toast.tsx'

const pageSize = 500

/** The records of these ids as the reader may see them, in no order. */
export async function askRows(
  object: ObjectMetadata,
  ids: readonly string[],
  fields: readonly string[],
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let at = 0; at < ids.length; at += pageSize) {
    const filter = { field: 'id', is: 'in', value: ids.slice(at, at + pageSize) } as const
    const asked = { object: object.name, fields: fieldsToAsk(object, fields), filter, limit: pageSize }
    rows.push(...(await askPage(asked)).rows)
  }
  return rows
}

const versionOf = ({ version }: Row) => (typeof version === 'number' ? { version } : {})

export const updateOf = (object: string, row: Row, field: string, value: Value): RecordChange => ({
  ...{ kind: 'update', object, id: String(row.id), values: { [field]: value } },
  ...versionOf(row),
})

export const removalOf = (object: string, row: Row): RecordChange => ({
  ...{ kind: 'remove', object, id: String(row.id) },
  ...versionOf(row),
})

export const sameValue = (left: Value | undefined, right: Value): boolean =>
  JSON.stringify(left ?? null) === JSON.stringify(right)

export type Bulk = {
  readonly stage: 'asked' | 'running' | 'done'
  readonly total: number
  readonly outcome: Outcome
  /** Carries the changes out and answers what came of them. */
  readonly run: (changes: readonly RecordChange[], undo: Undo) => Promise<Outcome>
  readonly stop: () => void
  /** Takes it back; null where there is nothing to take back. */
  readonly undo: (() => void) | null
}

/** The changes that take back what was done, by the new versions of the records. */
export type Undo = (done: Outcome['done']) => readonly RecordChange[]

/** What others have done to other fields meanwhile is no reason to refuse. */
const send: Send = async (changes) => (await sendMerged(changes)).answer

/** What takes records back to what they were: the one field that was changed, or all of it where they were removed. */
export const undoOf =
  (object: string, field: FieldMetadata | null, before: readonly Row[]): Undo =>
  (done) =>
    before
      .filter(({ id }) => done.has(String(id)))
      .map((row) =>
        field === null
          ? { kind: 'restore', object, id: String(row.id) }
          : updateOf(
              object,
              { ...row, version: done.get(String(row.id)) ?? null },
              field.name,
              row[field.name] ?? null,
            ),
      )

/** The toast, the key and the button take it back together once. */
function once(run: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) run()
    isDone = true
  }
}

export function useBulk(): Bulk {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [stage, setStage] = useState<Bulk['stage']>('asked')
  const [total, setTotal] = useState(0)
  const [outcome, setOutcome] = useState(nothingYet)
  const [undo, setUndo] = useState<{ readonly run: () => void } | null>(null)
  const isStopped = useRef(false)
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['records'] })

  const takeBack = async (changes: readonly RecordChange[]): Promise<void> => {
    setUndo(null)
    const result = await changeMany(
      changes,
      send,
      () => undefined,
      () => false,
    )
    await refresh()
    toast({
      ...(result.refused.length > 0 ? { kind: 'bad' as const } : {}),
      text: t('bulk.undone', { count: result.done.size, refused: result.refused.length }),
    })
  }

  const run: Bulk['run'] = async (changes, undoing) => {
    isStopped.current = false
    setStage('running')
    setTotal(changes.length)
    setOutcome(nothingYet)
    const result = await changeMany(changes, send, setOutcome, () => isStopped.current)
    await refresh()
    setStage('done')
    if (result.done.size === 0) return result
    const back = once(() => void takeBack(undoing(result.done)))
    setUndo({ run: back })
    toast({ text: t('bulk.done', { count: result.done.size }), action: { label: t('undo'), run: back } })
    return result
  }
  return {
    ...{ stage, total, outcome, run },
    stop: () => {
      isStopped.current = true
    },
    undo: undo === null ? null : undo.run,
  }
}
