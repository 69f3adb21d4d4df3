// Which field a column fills, and what its cells look like. Pure.
import { pinyin } from 'pinyin-pro'
import type { CellKind } from '#kernel/module'
import type { Field } from '#kernel/schema'
import { dateText } from './date-text.ts'
import { numberText } from './number-text.ts'

const yesOrNo = /^(是|否|true|false|yes|no|y|n|√|×)$/i

const readers: readonly (readonly [CellKind, (cell: string) => boolean])[] = [
  ['boolean', (cell) => yesOrNo.test(cell)],
  ['date', (cell) => /\D/.test(cell) && dateText(cell) !== undefined],
  // A number that begins with 0 is a code.
  ['number', (cell) => !/^0\d/.test(cell) && numberText(cell) !== undefined],
]

/** What every sample can be read as. */
export function kindOf(samples: readonly string[]): CellKind {
  const cells = samples.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (cells.length === 0) return 'blank'
  return readers.find(([, reads]) => cells.every(reads))?.[0] ?? 'text'
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[（(].*?[）)]/g, '')
    .replace(/[\s_\-:：*/.]/g, '')

const spelled = (text: string): string => plain(pinyin(text, { toneType: 'none', separator: '' }))
const initials = (text: string): string =>
  plain(pinyin(text, { pattern: 'first', toneType: 'none', separator: '' }))

export type Named = Pick<Field, 'name' | 'label' | 'type'> & {
  readonly options?: unknown
  /** Only a column of this very name is taken for it. */
  readonly isByName?: true
}

/** How well a column's name speaks of a field, 0 for not at all. */
function likeness(column: string, { name, label, isByName }: Named): number {
  const head = plain(column)
  if (head === '') return 0
  const [chinese, english] = [plain(label['zh-CN']), plain(label.en)]
  if (head === chinese || head === english || head === plain(name)) return 5
  if (isByName) return 0
  if (head === spelled(label['zh-CN'])) return 4
  if (head.length > 1 && head === initials(label['zh-CN'])) return 3
  if (chinese.length > 1 && (head.includes(chinese) || (head.length > 1 && chinese.includes(head)))) return 2
  return english.length > 3 && head.includes(english) ? 2 : 0
}

/** Whether the cells can be what the field holds. */
function suits(kind: CellKind, field: Named, samples: readonly string[]): boolean {
  if (kind === 'blank') return true
  if (['number', 'decimal', 'money', 'percent'].includes(field.type)) return kind === 'number'
  if (field.type === 'date' || field.type === 'datetime') return kind === 'date'
  if (field.type === 'boolean') return kind === 'boolean' || samples.every((cell) => /^[01]?$/.test(cell))
  return true
}

/** Only options say so much about their field that cells alone tell it. */
function isAmongOptions(samples: readonly string[], field: Named): boolean {
  const options = Array.isArray(field.options) ? (field.options as { label: Field['label'] }[]) : []
  const known = new Set(options.flatMap(({ label }) => [label['zh-CN'], label.en]))
  const cells = samples.filter((cell) => cell.trim() !== '')
  return known.size > 0 && cells.length > 1 && cells.every((cell) => known.has(cell.trim()))
}

export type Column = { readonly name: string; readonly samples: readonly string[] }

/** Fields by column, each field once, the best fit first; `remembered` are a person's earlier choices. */
export function guessColumns(
  columns: readonly Column[],
  fields: readonly Named[],
  remembered: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const pairs = columns.flatMap((column, at) => {
    const kind = kindOf(column.samples)
    return fields.flatMap((field, order) => {
      const own = Object.hasOwn(remembered, column.name) && remembered[column.name] === field.name
      const byName = own ? 6 : likeness(column.name, field)
      const byCells = byName === 0 && isAmongOptions(column.samples, field) ? 1 : 0
      const score = own || suits(kind, field, column.samples) ? byName + byCells : byName >= 4 ? 1.5 : 0
      return score > 0 ? [{ column: column.name, field: field.name, score, at, order }] : []
    })
  })
  pairs.sort((left, right) => right.score - left.score || left.at - right.at || left.order - right.order)
  const chosen: Record<string, string> = {}
  const taken = new Set<string>()
  for (const { column, field } of pairs) {
    if (Object.hasOwn(chosen, column) || taken.has(field)) continue
    chosen[column] = field
    taken.add(field)
  }
  const inOrder = columns.flatMap(({ name }) => {
    const field = chosen[name]
    return field === undefined ? [] : [[name, field] as const]
  })
  return Object.fromEntries(inOrder)
}

/** The column that speaks best of one of these fields; null when none does. */
export function columnOf(columns: readonly Column[], fields: readonly Named[]): string | null {
  const likes = columns.map(({ name }) => Math.max(0, ...fields.map((field) => likeness(name, field))))
  const best = Math.max(0, ...likes)
  return best === 0 ? null : (columns[likes.indexOf(best)]?.name ?? null)
}

/** Place in `rows` of the row that names the columns: as wide as the widest, made of different texts, none of them a number or day. */
export function guessHeading(rows: readonly (readonly string[])[]): number {
  const filled = rows.map((cells) => cells.filter((cell) => cell.trim() !== ''))
  const widest = Math.max(0, ...filled.map((cells) => cells.length))
  const at = filled.findIndex(
    (cells) =>
      cells.length >= widest * 0.8 &&
      new Set(cells).size === cells.length &&
      cells.every((cell) => kindOf([cell]) === 'text'),
  )
  return Math.max(at, 0)
}
