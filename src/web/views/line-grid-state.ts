// Lines being edited: stored ones with what was typed over them, new ones, and what a paste from a spreadsheet means.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row, Value } from '#kernel/schema'
import type { DraftLine } from '../data/drafts.ts'
import { readNumber, readPercent } from '../ui/format.ts'

/** What is drawn: every stored line not taken out, then the new ones, in order. */
export function drawnLines(
  stored: readonly Row[],
  lines: readonly DraftLine[],
): readonly (DraftLine & { readonly shown: Row })[] {
  const byId = new Map(lines.map((line) => [line.id, line]))
  const old = stored.map((row): DraftLine & { shown: Row } => {
    const line = byId.get(String(row.id)) ?? { id: String(row.id), values: {}, isNew: false }
    return { ...line, shown: { ...row, ...line.values } }
  })
  const fresh = lines
    .filter(({ isNew }) => isNew)
    .map((line) => ({ ...line, shown: { ...line.values, id: line.id } }))
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

/** The columns of a grid: what people type first, then what is computed from it. */
export function gridFields(object: ObjectMetadata, owner: string): readonly FieldMetadata[] {
  const named = object.list?.columns ?? []
  const drawn = object.fields.filter(
    ({ name, hidden, type }) => name !== owner && !hidden && !['lines', 'json', 'file'].includes(type),
  )
  const listed = named.flatMap((name) => drawn.find((field) => field.name === name) ?? [])
  return listed.length > 0 ? listed : drawn
}

const maxPasted = 500

/** Cells of a copied table, by rows; at most 500 rows. One cell alone is no table. */
export function cellsOf(text: string): readonly (readonly string[])[] | null {
  const rows = text.replace(/\r/g, '').replace(/\n$/, '').split('\n').slice(0, maxPasted)
  const cells = rows.map((row) => row.split('\t').map((cell) => cell.trim()))
  return cells.length > 1 || (cells[0]?.length ?? 0) > 1 ? cells : null
}

/** What a pasted cell means for a field; undefined where text cannot say it (a reference needs to be chosen). */
export function pastedValue(field: FieldMetadata, text: string): Value | undefined {
  if (text === '') return null
  if (field.type === 'text' || field.type === 'longText') return text
  if (field.type === 'number' || field.type === 'decimal' || field.type === 'money') return readNumber(text)
  if (field.type === 'percent') return text.endsWith('%') ? readPercent(text) : readNumber(text)
  if (field.type === 'date') return readDay(text)
  if (field.type === 'select')
    return field.options.find(({ key, label }) => [key, label['zh-CN'], label.en].includes(text))?.key
  return undefined
}

function readDay(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  return year === '' ? undefined : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
