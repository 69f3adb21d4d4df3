// Lines being edited: stored ones with what was typed over them, new ones, and what is done to them by key. Pure.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import type { DraftLine } from '../data/drafts.ts'
import { isTyped } from '../fields/typed.ts'
import type { Judgement } from './judging.ts'

export type DrawnLine = DraftLine & { readonly shown: Row }

/** Each line as it was drawn last: one into which nothing was typed since stays the same object. */
const drawnBefore = new WeakMap<DraftLine | Row, DrawnLine & { readonly draft: DraftLine | undefined }>()

function drawnLine(row: Row | undefined, line: DraftLine | undefined): DrawnLine {
  const key = row ?? line ?? {}
  const before = drawnBefore.get(key)
  if (before !== undefined && before.draft === line) return before
  const id = line?.id ?? String(row?.id)
  const drawn = {
    ...(line ?? { id, values: {}, isNew: false }),
    ...{ shown: { ...row, ...line?.values, id }, draft: line },
  }
  drawnBefore.set(key, drawn)
  return drawn
}

/** What is drawn: every stored line not taken out, then the new ones, in order. */
export function drawnLines(stored: readonly Row[], lines: readonly DraftLine[]): readonly DrawnLine[] {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const old = stored.map((row) => drawnLine(row, byId.get(String(row.id))))
  const fresh = lines.filter(({ isNew }) => isNew).map((line) => drawnLine(undefined, line))
  return [...old, ...fresh].filter(({ isRemoved }) => !isRemoved)
}

/** The draft with one value of one line changed; a stored line enters the draft when it is first touched. */
export function withValue(lines: readonly DraftLine[], id: string, values: Row): readonly DraftLine[] {
  if (lines.some((line) => line.id === id))
    return lines.map((line) => (line.id === id ? { ...line, values: { ...line.values, ...values } } : line))
  return [...lines, { id, values, isNew: false }]
}

export function withoutLine(lines: readonly DraftLine[], id: string): readonly DraftLine[] {
  const line = lines.find((candidate) => candidate.id === id)
  if (line?.isNew) return lines.filter((candidate) => candidate.id !== id)
  const rest = lines.filter((candidate) => candidate.id !== id)
  return [...rest, { id, values: {}, isNew: false, isRemoved: true }]
}

/** A new line one place up or down among the new ones; stored lines keep their place. */
export function movedLine(lines: readonly DraftLine[], id: string, by: -1 | 1): readonly DraftLine[] {
  const fresh = lines.filter(({ isNew }) => isNew)
  const at = fresh.findIndex((line) => line.id === id)
  const [mine, other] = [fresh[at], fresh[at + by]]
  if (mine === undefined || other === undefined) return lines
  return lines.map((line) => (line === mine ? other : line === other ? mine : line))
}

/** The value of a field with all that travels beside it: its shown name and what it was filled with. */
export function cellOf(row: Row, field: string): Row {
  const beside = Object.entries(row).filter(([name]) => name.startsWith(`${field}$`))
  return Object.fromEntries([[field, row[field] ?? null], ...beside])
}

/** What a person typed into a cell: what was pasted there and not understood is gone. */
export const typedCell = (field: string, value: Row[string], title: string | undefined): Row => ({
  [field]: value ?? null,
  [`${field}$pasted`]: null,
  ...(title === undefined ? {} : { [`${field}$title`]: title }),
})

/** What a cell is in its line: typed into, only read, read because a condition fixes it, or not asked for at all. */
export type CellState = 'typed' | 'read' | 'fixed' | 'absent'

export function cellState(field: FieldMetadata, { isShown, isFixed }: Judgement): CellState {
  if (!isShown(field.name)) return 'absent'
  if (!isTyped(field) || !field.writable) return 'read'
  return isFixed(field.name) ? 'fixed' : 'typed'
}

export const canType = (field: FieldMetadata | undefined, judgement: Judgement): boolean =>
  field !== undefined && cellState(field, judgement) === 'typed'

/** Whether a condition keeps values out of it. */
export const isWithheld = (field: FieldMetadata, judgement: Judgement): boolean =>
  ['fixed', 'absent'].includes(cellState(field, judgement))

/**
 * Of values that are put into a line at once those that may stand there: what would be fixed there, or not asked for, once the others
 * stand is left out and named.
 */
export function admitted(
  object: ObjectMetadata,
  line: DrawnLine,
  values: Row,
  judge: (line: DrawnLine) => Judgement,
): { readonly values: Row; readonly leftOut: readonly FieldMetadata[] } {
  const leftOut: FieldMetadata[] = []
  let left = values
  for (;;) {
    const judgement = judge({ ...line, shown: { ...line.shown, ...left } })
    const refused = object.fields.filter(
      (field) =>
        field.name in left &&
        isWithheld(field, judgement) &&
        (left[field.name] ?? null) !== (line.shown[field.name] ?? null),
    )
    if (refused.length === 0) return { values: left, leftOut }
    leftOut.push(...refused)
    left = Object.fromEntries(
      Object.entries(left).filter(([name]) => !refused.some((field) => field.name === name.split('$')[0])),
    )
  }
}

/** The columns of a grid: what people type first, then what is computed from it. */
export function gridFields(object: ObjectMetadata, owner: string): readonly FieldMetadata[] {
  const named = object.list?.columns ?? []
  const drawn = object.fields.filter(
    ({ name, hidden, type }) =>
      name !== owner && !hidden && !['lines', 'json', 'file', 'richText'].includes(type),
  )
  const listed = named.flatMap((name) => drawn.find((field) => field.name === name) ?? [])
  return listed.length > 0 ? listed : drawn
}
