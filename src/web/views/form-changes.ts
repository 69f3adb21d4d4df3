// From what was typed to what is wished, and from what is wrong back to where it was typed. Pure.
import type { ObjectMetadata } from '#kernel/module'
import type { Change } from '#kernel/records'
import type { Row } from '#kernel/schema'
import type { SaidProblem } from '../data/api.ts'
import type { Draft, DraftLine } from '../data/drafts.ts'

/** Values without the shown names that travel beside references. */
export const plainValues = (values: Row): Row =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !name.includes('$')))

/** The changes that save a draft: the record first, then its lines in the order of the form. */
export function changesOf(object: ObjectMetadata, draft: Draft, isNew: boolean): readonly Change[] {
  const values = plainValues(draft.values)
  const own: readonly Change[] = isNew
    ? [{ kind: 'create', object: object.name, id: draft.id, values }]
    : Object.keys(values).length > 0
      ? [{ kind: 'update', object: object.name, id: draft.id, values, ...versionOf(draft) }]
      : []
  const lines = object.fields.flatMap((field) =>
    field.type === 'lines'
      ? (draft.lines[field.name] ?? []).flatMap((line) => lineChange(field.object, field.by, draft.id, line))
      : [],
  )
  return [...own, ...lines]
}

const versionOf = ({ version }: Draft): { version?: number } => (version === null ? {} : { version })

function lineChange(object: string, by: string, owner: string, line: DraftLine): readonly Change[] {
  const { id, isNew, isRemoved, isRestored } = line
  const values = plainValues(line.values)
  const version = line.version === undefined ? {} : { version: line.version }
  if (isRemoved) return isNew ? [] : [{ kind: 'remove', object, id, ...version }]
  if (isNew)
    return isBlank(values) ? [] : [{ kind: 'create', object, id, values: { ...values, [by]: owner } }]
  if (isRestored)
    return [
      { kind: 'restore', object, id },
      { kind: 'update', object, id, values },
    ]
  return Object.keys(values).length > 0 ? [{ kind: 'update', object, id, values, ...version }] : []
}

const isBlank = (values: Row): boolean =>
  Object.values(values).every((value) => value === null || value === '')

export type PlacedProblems = {
  /** By field of the record. */
  readonly record: Readonly<Record<string, string>>
  /** By id of the line, then by field; the empty name is the line as a whole. */
  readonly lines: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Sentences that belong to no field on the form. */
  readonly rest: readonly string[]
}

export const noProblems: PlacedProblems = { record: {}, lines: {}, rest: [] }

/** Puts every problem where it belongs: `path` is the change's index and then the field. */
export function placeProblems(
  problems: readonly SaidProblem[],
  changes: readonly Change[],
  draft: Draft,
  say: (problem: SaidProblem) => string,
): PlacedProblems {
  const record: Record<string, string> = {}
  const lines: Record<string, Record<string, string>> = {}
  const rest: string[] = []
  for (const problem of problems) {
    const [index = '', field = ''] = problem.path
    const id = changes[Number(index)]?.id ?? null
    const message = say(problem)
    if (id === null || index === '') rest.push(message)
    else if (id !== draft.id) lines[id] = { ...lines[id], [field]: message }
    else if (field === '') rest.push(message)
    else record[field] ??= message
  }
  return { record, lines, rest }
}

/** The problems that are left once something else was typed into lines: what was said of a cell is over. */
export function stillWrong(
  problems: PlacedProblems,
  before: readonly DraftLine[],
  after: readonly DraftLine[],
): PlacedProblems {
  const { lines } = problems
  if (Object.keys(lines).length === 0) return problems
  const was = new Map(before.map((line) => [line.id, line.values]))
  const typed = new Map(after.map((line) => [line.id, line.values]))
  const left = Object.entries(lines).flatMap(([id, of]) => {
    const fields = Object.entries(of).filter(
      ([name]) => !typed.has(id) || typed.get(id)?.[name] === was.get(id)?.[name],
    )
    return fields.length > 0 ? [[id, Object.fromEntries(fields)]] : []
  })
  return { ...problems, lines: Object.fromEntries(left) }
}

/** Whether anything is wrong that was not before. */
export function isWorse(before: PlacedProblems, after: PlacedProblems): boolean {
  const places = ({ record, lines }: PlacedProblems): readonly string[] => [
    ...Object.keys(record),
    ...Object.entries(lines).flatMap(([id, of]) => Object.keys(of).map((field) => `${id} ${field}`)),
  ]
  const known = new Set(places(before))
  return places(after).some((place) => !known.has(place))
}
