// A form's memory: what was typed survives an error, an expired session and a reload, and is sent as one write.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Change, Written } from '#kernel/records'
import type { Row, Value } from '#kernel/schema'
import { type Clash, clashKey } from '../data/clash.ts'
import { type Draft, type DraftLine, isTyped } from '../data/drafts.ts'
import { useLabel } from '../data/metadata.ts'
import { newId } from '../data/new-id.ts'
import { keepLetter } from '../data/offline/outbox.ts'
import { problemText } from '../data/problem-text.ts'
import { linesOf } from '../data/records.ts'
import { judgeChanges } from '../data/send.ts'
import { useMergedWrite } from '../data/write.ts'
import { changesOf, noProblems, type PlacedProblems, placeProblems, stillWrong } from './form-changes.ts'
import { type Choice, type Choices, choiceOf, settled } from './form-clashes.ts'
import { useDraft } from './use-draft.ts'
import { type Live, useLive } from './use-live.ts'

export type Form = {
  readonly object: ObjectMetadata
  readonly isNew: boolean
  /** As it stands on the server; null for a new one. */
  readonly record: Row | null
  readonly draft: Draft
  /** The record with what was typed over it. */
  readonly shown: Row
  readonly problems: PlacedProblems
  /** What the record and its lines come to as typed, and what the objects' own sentences say of it. */
  readonly live: Live
  /** What somebody else wrote meanwhile into what was typed here, to be chosen before it is saved. */
  readonly clashes: readonly Clash[]
  readonly choices: Choices
  readonly choose: (clash: Clash, whose: Choice) => void
  /** A line as it was seen last, also when it is gone by now. */
  readonly lineOf: (id: string) => Row | undefined
  readonly isDirty: boolean
  readonly isSaving: boolean
  /** True when the draft was found in this browser rather than typed just now. */
  readonly isRestored: boolean
  readonly set: (field: string, value: Value, title?: string) => void
  readonly setLines: (field: string, lines: readonly DraftLine[]) => void
  readonly discard: () => void
  /** What was written; `waiting` when it is kept on this device until somebody answers; null when it was refused. */
  readonly save: () => Promise<Written | 'waiting' | null>
}

/** What a form begins with that was taken over of another record; `place` keeps its draft apart from others. */
export type Begun = Pick<Draft, 'values' | 'lines'> & { readonly place: string }

const emptyDraft = (record: Row | null, preset: Row, lines: Draft['lines'] = {}): Draft => ({
  id: record === null ? newId() : String(record.id),
  version: typeof record?.version === 'number' ? record.version : null,
  values: preset,
  lines,
  at: Date.now(),
})

/**
 * `record` is null for a new one; `preset` are values that the address or a button brings. What was `begun` from another record is
 * judged at once: what would be refused of it today is said where it stands.
 */
export function useForm(object: ObjectMetadata, record: Row | null, preset: Row = {}, begun?: Begun): Form {
  const place = record === null ? (begun?.place ?? 'new') : String(record.id)
  const kept = useDraft(object.name, place, () =>
    emptyDraft(record, { ...begun?.values, ...preset }, begun?.lines),
  )
  const { draft, change } = kept
  const [problems, setProblems] = useState<PlacedProblems>(noProblems)
  const [clashes, setClashes] = useState<readonly Clash[]>([])
  const [choices, setChoices] = useState<Choices>({})
  useJudgedBeginning(object, kept.wasKept ? undefined : begun, draft, setProblems)
  const lineOf = useLines(object, record)
  const decide = (key: string, whose: Choice): void => setChoices((before) => ({ ...before, [key]: whose }))
  const restart = (next: Draft): void => {
    kept.restart(next)
    setProblems(noProblems)
    setClashes([])
    setChoices({})
  }
  const discard = (): void => restart(emptyDraft(record, begun?.values ?? {}, begun?.lines))
  const shown = useMemo(
    () => ({ ...record, ...draft.values, id: draft.id, $object: object.name }),
    [record, draft, object],
  )
  const live = useLive(object, draft, shown, record, lineOf)
  const { save, isSaving } = useSave({
    ...{ object, draft, clashes, choices, setProblems, setChoices, setClashes },
    missing: live.missing,
    isNew: record === null,
    title: String(draft.values[object.title] ?? record?.[object.title] ?? ''),
    settle: (next) => change(() => next),
    forget: () => restart(emptyDraft(record, {})),
  })
  return {
    ...{ object, draft, problems, live, clashes, choices, lineOf, discard, save, isSaving, shown },
    record,
    isNew: record === null,
    isDirty: isTyped(draft),
    isRestored: kept.wasKept,
    choose: (clash, whose) => decide(clashKey(clash), whose),
    set: (field, value, title) => {
      setProblems((before) => without(before, field))
      // Typing on after a clash is a third answer: it counts as mine.
      if (clashes.length > 0) decide(clashKey({ kind: 'value', id: draft.id, field }), 'mine')
      change((before) => ({
        ...before,
        values: { ...before.values, [field]: value, ...titled(field, title) },
        seen: { [field]: Number(record?.version ?? 0), ...before.seen },
      }))
    },
    setLines: (field, lines) => {
      setProblems((before) => stillWrong(before, draft.lines[field] ?? [], lines))
      change((before) => ({
        ...before,
        lines: { ...before.lines, [field]: lines.map((line) => touched(line, lineOf(line.id))) },
      }))
    },
  }
}

/** Tells of what was taken over whatever the server would refuse now; what is still to be typed is not missed yet. */
function useJudgedBeginning(
  object: ObjectMetadata,
  begun: Begun | undefined,
  draft: Draft,
  tell: (problems: PlacedProblems) => void,
): void {
  const { t } = useTranslation()
  const isAsked = useRef(false)
  useEffect(() => {
    if (begun === undefined || isAsked.current) return
    isAsked.current = true
    const changes = changesOf(object, draft, true)
    void judgeChanges(changes).then((answer) => {
      if (answer.ok) return
      const placed = placeProblems(answer.problems, changes, draft, (one) => problemText([one], t))
      const taken = Object.entries(placed.record).filter(([field]) => field in begun.values)
      tell({ ...noProblems, lines: placed.lines, record: Object.fromEntries(taken) })
    })
  }, [object, begun, draft, tell, t])
}

/** A stored line that is touched for the first time remembers as which version it was seen. */
const touched = (line: DraftLine, seen: Row | undefined): DraftLine =>
  line.isNew || line.version !== undefined || typeof seen?.version !== 'number'
    ? line
    : { ...line, version: seen.version }

/** The record's lines as they were seen last, also those that are gone by now. */
function useLines({ fields }: ObjectMetadata, record: Row | null): (id: string) => Row | undefined {
  const known = useRef(new Map<string, Row>())
  if (record !== null)
    for (const { type, name } of fields)
      if (type === 'lines') for (const line of linesOf(record, name)) known.current.set(String(line.id), line)
  return (id) => known.current.get(id)
}

const titled = (field: string, title: string | undefined): Row =>
  title === undefined ? {} : { [`${field}$title`]: title }

function without(problems: PlacedProblems, field: string): PlacedProblems {
  const { [field]: _gone, ...record } = problems.record
  return { ...problems, record }
}

/** By line and field. */
const saidOf = (missing: Live['missing'], say: (field: FieldMetadata) => string): PlacedProblems['lines'] =>
  Object.fromEntries(
    Object.entries(missing).map(([id, fields]) => [
      id,
      Object.fromEntries(fields.map((field) => [field.name, say(field)])),
    ]),
  )

type Saving = {
  readonly object: ObjectMetadata
  readonly isNew: boolean
  readonly draft: Draft
  readonly title: string
  readonly clashes: readonly Clash[]
  readonly choices: Choices
  readonly missing: Live['missing']
  readonly setProblems: (problems: PlacedProblems) => void
  readonly setClashes: (clashes: readonly Clash[]) => void
  readonly setChoices: (choices: Choices) => void
  readonly settle: (draft: Draft) => void
  readonly forget: () => void
}

function useSave({ object, isNew, draft, title, clashes, choices, missing, ...to }: Saving) {
  const { t } = useTranslation()
  const label = useLabel()
  const write = useMergedWrite()
  const queries = useQueryClient()
  const waits = (changes: readonly Change[]): Promise<boolean> =>
    keepLetter({ object: object.name, record: draft.id, title, isNew, draft, changes })
  const save = async (): Promise<Written | 'waiting' | null> => {
    if (clashes.some((clash) => choiceOf(choices, clash) === undefined)) {
      to.setProblems({ ...noProblems, rest: [t('conflict.chooseAll')] })
      return null
    }
    if (Object.keys(missing).length > 0) {
      to.setProblems({
        ...noProblems,
        lines: saidOf(missing, (field) => t('lines.required', { field: label(field.label) })),
      })
      return null
    }
    const chosen = settled(draft, clashes, choices)
    if (clashes.length > 0) to.settle(chosen)
    const changes = changesOf(object, chosen, isNew)
    const seen = (id: string, field: string) => (id === draft.id ? chosen.seen?.[field] : undefined)
    const { answer, sent, clashes: found } = await write.mutateAsync({ changes, seen })
    if (answer.ok) {
      to.forget()
      return answer.value
    }
    if (answer.status === 0 && (await waits(changes))) {
      to.forget()
      return 'waiting'
    }
    to.setChoices({})
    to.setClashes(found)
    to.setProblems(
      found.length > 0
        ? noProblems
        : placeProblems(answer.problems, sent, chosen, (problem) => problemText([problem], t)),
    )
    if (found.length > 0) void queries.invalidateQueries({ queryKey: ['records', object.name] })
    return null
  }
  return { save, isSaving: write.isPending }
}
