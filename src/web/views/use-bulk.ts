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
  /** Carries the changes out. */
  readonly run: (changes: readonly RecordChange[], undo: Undo) => Promise<void>
  readonly stop: () => void
  /** Takes it back; null where there is nothing to take back. */
  readonly undo: (() => void) | null
}

/** The rows as they were, and the field that is changed; null where they are removed. */
export type Undo = { readonly field: FieldMetadata | null; readonly before: readonly Row[] }

/** What others have done to other fields meanwhile is no reason to refuse. */
const send: Send = async (changes) => (await sendMerged(changes)).answer

/** What takes one record back to what it was, for those that were done. */
function undoOf(object: string, { field, before }: Undo, { done }: Outcome): readonly RecordChange[] {
  const changed = before.filter(({ id }) => done.has(String(id)))
  return changed.map((row) =>
    field === null
      ? { kind: 'restore', object, id: String(row.id) }
      : updateOf(
          object,
          { ...row, version: done.get(String(row.id)) ?? null },
          field.name,
          row[field.name] ?? null,
        ),
  )
}

export function useBulk(object: ObjectMetadata): Bulk {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [stage, setStage] = useState<Bulk['stage']>('asked')
  const [total, setTotal] = useState(0)
  const [outcome, setOutcome] = useState(nothingYet)
  const [undo, setUndo] = useState<{ readonly run: () => void } | null>(null)
  const isStopped = useRef(false)
  const isUndone = useRef(false)
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: ['records'] })

  const takeBack = async (back: Undo, outcome: Outcome): Promise<void> => {
    if (isUndone.current) return
    isUndone.current = true
    setUndo(null)
    const changes = undoOf(object.name, back, outcome)
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

  const run: Bulk['run'] = async (changes, back) => {
    setStage('running')
    setTotal(changes.length)
    const result = await changeMany(changes, send, setOutcome, () => isStopped.current)
    await refresh()
    setStage('done')
    if (result.done.size === 0) return
    const text = t('bulk.done', { count: result.done.size })
    const run = (): void => void takeBack(back, result)
    setUndo({ run })
    toast({ text, action: { label: t('undo'), run } })
  }
  return {
    ...{ stage, total, outcome, run },
    stop: () => {
      isStopped.current = true
    },
    undo: undo === null ? null : undo.run,
  }
}
