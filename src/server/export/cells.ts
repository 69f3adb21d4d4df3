// Values of records as cells of a table: what can be reckoned with stays so, all else is written as screens write it.
import { wallTime } from '#base/values/date'
import type { ExportColumn } from '#kernel/module'
import { said } from '#kernel/print'
import type { Label, Row, Value } from '#kernel/schema'

/** Numbers are exact decimal texts, instants the time on the wall of the workspace: `2026-03-09 14:05:00`. */
export type Cell = {
  readonly kind: 'text' | 'number' | 'percent' | 'date' | 'datetime'
  readonly text: string
} | null

export type Saying = { readonly language: keyof Label; readonly zone: string }

const kinds: Readonly<Record<string, 'number' | 'percent' | 'date' | 'datetime'>> = {
  number: 'number',
  decimal: 'number',
  money: 'number',
  percent: 'percent',
  date: 'date',
  datetime: 'datetime',
}

export function cellOf({ path, field }: ExportColumn, row: Row, saying: Saying): Cell {
  const value = row[path] ?? null
  if (value === null || value === '') return null
  const kind = kinds[typeOf(path, field)]
  if (kind === undefined || isSpan(field)) return text(path, field, value, row, saying)
  return { kind, text: kind === 'datetime' ? onTheWall(String(value), saying.zone) : String(value) }
}

function text(path: string, field: ExportColumn['field'], value: Value, row: Row, saying: Saying): Cell {
  const found = said({ path, field, formula: null }, value, row, saying)
  return found === '' ? null : { kind: 'text', text: found }
}

function typeOf(path: string, field: ExportColumn['field']): string {
  if (field !== null) return 'result' in field ? field.result : field.type
  return path.endsWith('At') ? 'datetime' : 'text'
}

const isSpan = (field: ExportColumn['field']): boolean =>
  field?.type === 'number' && field.shownAs === 'duration'

function onTheWall(instant: string, zone: string): string {
  const wall = wallTime(instant, zone)
  if (wall === undefined) return instant
  const two = (count: number): string => String(count).padStart(2, '0')
  return `${wall.date} ${two(Math.floor(wall.minutes / 60))}:${two(wall.minutes % 60)}:${instant.slice(17, 19)}`
}
