// A form's memory: what was typed survives an error, an expired session and a reload, and is sent as one write.
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Change, Written } from '#kernel/records'
import type { Row, Value } from '#kernel/schema'
import { type Draft, type DraftLine, isTyped } from '../data/drafts.ts'
import { newId } from '../data/new-id.ts'
import { keepLetter } from '../data/offline/outbox.ts'
import { problemText } from '../data/problem-text.ts'
import { askPage } from '../data/records.ts'
import { useWrite } from '../data/write.ts'
import { changesOf, conflictsOf, noProblems, type PlacedProblems, placeProblems } from './form-changes.ts'
import { useDraft } from './use-draft.ts'

export type Form = {
  readonly object: ObjectMetadata
  readonly isNew: boolean
  readonly draft: Draft
  /** The record with what was typed over it. */
  readonly shown: Row
  readonly problems: PlacedProblems
  /** The newer record, when somebody else saved first. */
  readonly theirs: Row | null
  readonly base: Row | null
  readonly isDirty: boolean
  readonly isSaving: boolean
  /** True when the draft was found in this browser rather than typed just now. */
  readonly isRestored: boolean
  readonly set: (field: string, value: Value, title?: string) => void
  readonly setLines: (field: string, lines: readonly DraftLine[]) => void
  /** Takes back one field to what the newer record says. */
  readonly takeTheirs: (field: string) => void
  readonly discard: () => void
  /** What was written; `waiting` when it is kept on this device until somebody answers; null when it was refused. */
  readonly save: () => Promise<Written | 'waiting' | null>
}

const emptyDraft = (record: Row | null, preset: Row): Draft => ({
  id: record === null ? newId() : String(record.id),
  version: typeof record?.version === 'number' ? record.version : null,
  values: preset,
  lines: {},
  at: Date.now(),
})

/** `record` is null for a new one; `preset` are values that the address or a button brings. */
export function useForm(object: ObjectMetadata, record: Row | null, preset: Row = {}): Form {
  const place = record === null ? 'new' : String(record.id)
  const kept = useDraft(object.name, place, () => emptyDraft(record, preset))
  const { draft, change } = kept
  const [problems, setProblems] = useState<PlacedProblems>(noProblems)
  const [theirs, setTheirs] = useState<Row | null>(null)
  const base = useRef(kept.wasKept ? null : record)
  const discard = (): void => {
    base.current = record
    kept.restart(emptyDraft(record, {}))
    setProblems(noProblems)
    setTheirs(null)
  }
  const { save, isSaving } = useSave({
    object,
    isNew: record === null,
    draft,
    title: String(draft.values[object.title] ?? record?.[object.title] ?? ''),
    setProblems,
    setTheirs,
    forget: discard,
  })
  return {
    object,
    isNew: record === null,
    draft,
    shown: { ...record, ...draft.values, id: draft.id, $object: object.name },
    problems,
    theirs: theirs !== null && conflictsOf(base.current, draft.values, theirs).length > 0 ? theirs : null,
    base: base.current,
    isDirty: isTyped(draft),
    isSaving,
    isRestored: kept.wasKept,
    set: (field, value, title) => {
      setProblems((before) => without(before, field))
      change((before) => ({
        ...before,
        values: { ...before.values, [field]: value, ...titled(field, title) },
      }))
    },
    setLines: (field, lines) =>
      change((before) => ({ ...before, lines: { ...before.lines, [field]: lines } })),
    takeTheirs: (field) =>
      change((before) => {
        const { [field]: _mine, ...values } = before.values
        return { ...before, values }
      }),
    discard,
    save,
  }
}

const titled = (field: string, title: string | undefined): Row =>
  title === undefined ? {} : { [`${field}$title`]: title }

function without(problems: PlacedProblems, field: string): PlacedProblems {
  const { [field]: _gone, ...record } = problems.record
  return { ...problems, record }
}

type Saving = {
  readonly object: ObjectMetadata
  readonly isNew: boolean
  readonly draft: Draft
  readonly title: string
  readonly setProblems: (problems: PlacedProblems) => void
  readonly setTheirs: (row: Row | null) => void
  readonly forget: () => void
}

function useSave({ object, isNew, draft, title, setProblems, setTheirs, forget }: Saving) {
  const { t } = useTranslation()
  const write = useWrite()
  const queries = useQueryClient()
  const waits = (changes: readonly Change[]): Promise<boolean> =>
    keepLetter({ object: object.name, record: draft.id, title, isNew, draft, changes })
  const save = async (): Promise<Written | 'waiting' | null> => {
    const changes = changesOf(object, draft, isNew)
    const answer = await write.mutateAsync({ changes })
    if (answer.ok) {
      forget()
      return answer.value
    }
    if (answer.status === 0 && (await waits(changes))) {
      forget()
      return 'waiting'
    }
    setProblems(placeProblems(answer.problems, changes, draft, (problem) => problemText([problem], t)))
    if (answer.problems.some(({ code }) => code === 'records.conflict')) {
      const page = await askPage({ object: object.name, filter: { field: 'id', is: 'eq', value: draft.id } })
      setTheirs(page.rows[0] ?? null)
      void queries.invalidateQueries({ queryKey: ['records', object.name] })
    }
    return null
  }
  return { save, isSaving: write.isPending }
}
