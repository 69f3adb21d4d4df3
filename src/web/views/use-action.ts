// Running an action from what somebody fills in: its inputs kept like a form's, its faults where they belong.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionMetadata, ObjectMetadata } from '#kernel/module'
import { type ActionInput, type Change, isLinesInput, type LinesInput } from '#kernel/records'
import type { Row, Value } from '#kernel/schema'
import { type Draft, type DraftLine, isTyped } from '../data/drafts.ts'
import { useCatalog } from '../data/metadata.ts'
import { newId } from '../data/new-id.ts'
import { problemText } from '../data/problem-text.ts'
import { linesOf, useRecord } from '../data/records.ts'
import { useWrite } from '../data/write.ts'
import {
  askedInputs,
  inputOf,
  missingInputs,
  noFaults,
  type PlacedFaults,
  placeFaults,
} from './action-input.ts'
import { useTellDone } from './actions.tsx'
import { useDraft } from './use-draft.ts'

export type ActionForm = {
  readonly asked: readonly ActionInput[]
  readonly values: Row
  readonly typedLines: (input: LinesInput) => readonly DraftLine[]
  /** The record's lines; undefined while they are on their way. */
  readonly rows: (input: LinesInput) => readonly Row[] | undefined
  readonly faults: PlacedFaults
  readonly isRestored: boolean
  readonly isRunning: boolean
  readonly set: (name: string, value: Value, title?: string) => void
  readonly setLines: (input: LinesInput, lines: readonly DraftLine[]) => void
  readonly discard: () => void
  /** True once it is done. */
  readonly run: () => Promise<boolean>
}

/** What a dialog is opened with, and what is done in the same write. */
export type Beginning = { readonly values?: Row; readonly also?: readonly Change[] }

const emptyDraft = (row: Row | null, values: Row = {}): Draft => ({
  id: String(row?.id ?? newId()),
  version: null,
  values,
  lines: {},
  at: Date.now(),
})

/** `row` is null for an action on no record. */
export function useAction(
  object: ObjectMetadata,
  row: Row | null,
  action: ActionMetadata,
  begin: Beginning = {},
): ActionForm {
  const { t } = useTranslation()
  const asked = askedInputs(
    object,
    row === null ? action.input.filter((one) => !isLinesInput(one)) : action.input,
    useCatalog().object,
  )
  const kept = useDraft(object.name, `${row?.id ?? ''}.${action.name}`, () => emptyDraft(row, begin.values))
  const { draft, change } = kept
  const picks = asked.filter(isLinesInput)
  const record = useRecord(
    object.name,
    String(row?.id ?? ''),
    Object.fromEntries(picks.map(({ pick }) => [pick.lines, {}])),
    picks.length > 0,
  )
  const [faults, setFaults] = useState<PlacedFaults>(noFaults)
  const write = useWrite()
  const tell = useTellDone()
  const rowsOf = (field: string): readonly Row[] => (record.data ? linesOf(record.data, field) : [])
  const discard = (): void => {
    kept.restart(emptyDraft(row, begin.values))
    setFaults(noFaults)
  }
  const run = async (): Promise<boolean> => {
    const input = inputOf(asked, draft, rowsOf)
    const missing = missingInputs(asked, input)
    if (missing.length > 0) {
      const sentence = (one: ActionInput): string =>
        t(isLinesInput(one) ? 'action.takeSome' : 'form.required')
      setFaults({ ...noFaults, inputs: Object.fromEntries(missing.map((one) => [one.name, sentence(one)])) })
      return false
    }
    const id = row === null ? null : String(row.id)
    const answer = await write.mutateAsync({
      changes: [{ kind: 'act', object: object.name, id, action: action.name, input }, ...(begin.also ?? [])],
    })
    if (!answer.ok) {
      setFaults(placeFaults(input, asked, answer.problems, (problem) => problemText([problem], t)))
      return false
    }
    kept.restart(emptyDraft(row))
    tell(action, answer.value)
    return true
  }
  return {
    asked,
    values: draft.values,
    typedLines: ({ name }) => draft.lines[name] ?? [],
    rows: ({ pick }) => (record.isPending ? undefined : rowsOf(pick.lines)),
    faults,
    isRestored: kept.wasKept && isTyped(draft),
    isRunning: write.isPending,
    set: (name, value, title) =>
      change((before) => ({
        ...before,
        values: {
          ...before.values,
          [name]: value,
          ...(title === undefined ? {} : { [`${name}$title`]: title }),
        },
      })),
    setLines: ({ name }, lines) =>
      change((before) => ({ ...before, lines: { ...before.lines, [name]: lines } })),
    discard,
    run,
  }
}
