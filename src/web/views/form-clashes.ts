// A form whose record others have changed meanwhile: what was chosen for each clash, put into the draft. Pure.
import type { Row } from '#kernel/schema'
import { type Clash, clashKey } from '../data/clash.ts'
import type { Draft, DraftLine } from '../data/drafts.ts'

export type Choice = 'mine' | 'theirs'
export type Choices = Readonly<Record<string, Choice>>

export const choiceOf = (choices: Choices, clash: Clash): Choice | undefined => choices[clashKey(clash)]

/** The draft once everything is chosen: without what they have the last word on, and made against the versions that were looked at. */
export function settled(draft: Draft, clashes: readonly Clash[], choices: Choices): Draft {
  const own = clashes.filter(({ id }) => id === draft.id)
  const version = own[0]?.version ?? draft.version
  const values = withoutTheirs(draft.values, own, choices)
  const lines = Object.entries(draft.lines).map(([field, list]) => [
    field,
    list.flatMap((line) => settledLine(line, clashes, choices)),
  ])
  return {
    ...draft,
    version,
    values,
    seen: own.length > 0 ? {} : (draft.seen ?? {}),
    lines: Object.fromEntries(lines),
  }
}

function settledLine(line: DraftLine, clashes: readonly Clash[], choices: Choices): readonly DraftLine[] {
  const own = clashes.filter(({ id }) => id === line.id)
  const [first] = own
  if (first === undefined) return [line]
  const isTheirs = own.every((clash) => choiceOf(choices, clash) === 'theirs')
  if (first.kind === 'gone') return isTheirs ? [] : [{ ...line, isRestored: true }]
  if (first.kind === 'removal') return isTheirs ? [] : [{ ...line, version: first.version }]
  return [{ ...line, version: first.version, values: withoutTheirs(line.values, own, choices) }]
}

function withoutTheirs(values: Row, clashes: readonly Clash[], choices: Choices): Row {
  const theirs = clashes.flatMap((clash) => (choiceOf(choices, clash) === 'theirs' ? [clash.field] : []))
  const names = new Set(theirs.flatMap((name) => [name, `${name}$title`]))
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)))
}
