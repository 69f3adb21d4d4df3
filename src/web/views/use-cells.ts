// The cell that the keyboard is at: arrows move it, Enter or F2 edits it, Tab goes on to the next that can be edited.
import { type KeyboardEvent, useState } from 'react'
import type { Column } from './list-layout.ts'

export type Cell = { readonly row: number; readonly column: number }

export type Cells = {
  /** `column` is -1 while only the row was reached. */
  readonly at: Cell
  readonly isEditing: boolean
  readonly point: (cell: Cell) => void
  readonly edit: (cell: Cell) => void
  /** Ends editing; a step goes on to the next or the last cell that can be edited. */
  readonly done: (step?: number) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const nowhere: Cell = { row: -1, column: -1 }

type Asked = {
  readonly columns: readonly Column[]
  readonly rows: number
  /** False for rows that hold no record. */
  readonly isRecord: (row: number) => boolean
  readonly show: (row: number) => void
  readonly open: (row: number) => void
  readonly mark: (row: number) => void
  readonly markAll: () => void
}

export function useCells(asked: Asked): Cells {
  const { columns, rows, isRecord, show, open, mark, markAll } = asked
  const [at, setAt] = useState(nowhere)
  const [isEditing, setEditing] = useState(false)
  const go = (row: number, column: number): void => {
    const found = nearest(row, row >= at.row ? 1 : -1, rows, isRecord)
    if (found === null) return
    setAt({ row: found, column: Math.max(0, Math.min(columns.length - 1, column)) })
    show(found)
  }
  const edit = (cell: Cell): void => {
    setAt(cell)
    setEditing(columns[cell.column]?.canEdit === true && isRecord(cell.row))
  }
  const done = (step = 0): void => {
    const next = step === 0 ? null : nextEditable(columns, at, step, rows, isRecord)
    setEditing(next !== null)
    if (next === null) return
    setAt(next)
    show(next.row)
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(at.row + 1, Math.max(0, at.column)),
    ArrowUp: () => go(at.row - 1, Math.max(0, at.column)),
    ArrowRight: () => go(Math.max(0, at.row), at.column + 1),
    ArrowLeft: () => go(Math.max(0, at.row), at.column - 1),
    Home: () => go(Math.max(0, at.row), 0),
    End: () => go(Math.max(0, at.row), columns.length - 1),
    Enter: () => (columns[at.column]?.canEdit ? edit(at) : open(at.row)),
    F2: () => edit(at),
    ' ': () => mark(at.row),
    Escape: () => setAt(nowhere),
    'mod+a': markAll,
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // What is typed into an input, or pressed on a button of a row, is its own.
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing || event.altKey) return
    const run = keys[event.ctrlKey || event.metaKey ? `mod+${event.key.toLowerCase()}` : event.key]
    if (run === undefined || (event.key === 'Enter' && at.row < 0)) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }
  const point = (cell: Cell): void => {
    setAt(cell)
    if (isEditing && (cell.row !== at.row || cell.column !== at.column)) setEditing(false)
  }
  return { at, isEditing, point, edit, done, onKeyDown }
}

function nearest(
  from: number,
  step: number,
  rows: number,
  isRecord: (row: number) => boolean,
): number | null {
  for (let row = Math.max(0, Math.min(rows - 1, from)); row >= 0 && row < rows; row += step)
    if (isRecord(row)) return row
  return null
}

function nextEditable(
  columns: readonly Column[],
  at: Cell,
  step: number,
  rows: number,
  isRecord: (row: number) => boolean,
): Cell | null {
  if (!columns.some(({ canEdit }) => canEdit)) return null
  let { row, column } = at
  for (;;) {
    column += step
    if (column < 0 || column >= columns.length) {
      row += step
      column = step > 0 ? 0 : columns.length - 1
      if (row < 0 || row >= rows) return null
      if (!isRecord(row)) column = step > 0 ? columns.length - 1 : 0
    }
    if (isRecord(row) && columns[column]?.canEdit) return { row, column }
  }
}
