// The cell that the keyboard is at: arrows move it, Enter or F2 edits it, Tab goes on to the next that can be edited.
import type { KeyboardEvent } from 'react'
import type { Column } from './list-layout.ts'
import { useLeft } from './use-left.ts'

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

/** Where the keyboard is in a list, left there under `at`. */
export type Anchor = { readonly id: string | null; readonly column: number }

type Asked = {
  /** Tells lists apart: each is found again where it was left. */
  readonly list: string
  readonly columns: readonly Column[]
  /** The records row by row; null for a row that holds none. */
  readonly ids: readonly (string | null)[]
  readonly isEditing: boolean
  readonly setEditing: (isEditing: boolean) => void
  readonly show: (row: number) => void
  readonly open: (row: number) => void
  readonly mark: (row: number) => void
  readonly markAll: () => void
}

export function useCells(asked: Asked): Cells {
  const { columns, ids, isEditing, setEditing, show, open, mark, markAll } = asked
  // The record is remembered and not the row, so that nobody ends up elsewhere when the list changes.
  const [anchor, setAnchor] = useLeft<Anchor>('at', asked.list, nowhere)
  const at: Cell = { row: anchor.id === null ? -1 : ids.indexOf(anchor.id), column: anchor.column }
  const setAt = ({ row, column }: Cell): void => setAnchor({ id: ids[row] ?? null, column })
  const go = (row: number, column: number): void => {
    const found = nearest(row, row >= at.row ? 1 : -1, ids)
    if (found === null) return
    setAt({ row: found, column: Math.max(0, Math.min(columns.length - 1, column)) })
    show(found)
  }
  const edit = (cell: Cell): void => {
    setAt(cell)
    setEditing(columns[cell.column]?.canEdit === true && isRecord(ids, cell.row))
  }
  const done = (step = 0): void => {
    const next = step === 0 ? null : nextEditable(columns, at, step, ids)
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
    Escape: () => setAnchor(nowhere),
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

const nowhere: Anchor = { id: null, column: -1 }

const isRecord = (ids: Asked['ids'], row: number): boolean => (ids[row] ?? null) !== null

function nearest(from: number, step: number, ids: Asked['ids']): number | null {
  for (let row = Math.max(0, Math.min(ids.length - 1, from)); row >= 0 && row < ids.length; row += step)
    if (isRecord(ids, row)) return row
  return null
}

/** Along the row, then along the rows that follow. */
function nextEditable(columns: readonly Column[], at: Cell, step: number, ids: Asked['ids']): Cell | null {
  const last = columns.length
  for (let place = at.row * last + at.column + step; place >= 0 && place < ids.length * last; place += step) {
    const cell = { row: Math.floor(place / last), column: place % last }
    if (columns[cell.column]?.canEdit && isRecord(ids, cell.row)) return cell
  }
  return null
}
