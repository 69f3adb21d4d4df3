// What each key does in a grid of lines: it goes to cells that can be typed into, in the line where it arrives.
import type { KeyboardEvent } from 'react'
import type { FieldMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import type { DraftLine } from '../data/drafts.ts'
import type { Judgement } from './judging.ts'
import { canType, cellOf, type DrawnLine, movedLine, withoutLine } from './line-grid-state.ts'
import type { LineHistory } from './line-history.ts'
import { commandOf, type GridCommand } from './line-keys.ts'
import { isBlankLine, leadColumn, newLine } from './line-start.ts'

export type Focus = (row: number, column: number) => void

export type Place = {
  readonly fields: readonly FieldMetadata[]
  readonly drawn: readonly DrawnLine[]
  readonly lines: readonly DraftLine[]
  readonly history: LineHistory
  readonly focus: Focus
  readonly judge: (line: DrawnLine) => Judgement
  /** Puts values into a line, as far as they may stand there. */
  readonly put: (line: DrawnLine, values: Row) => void
}

type Step = (place: Place, row: number, column: number) => boolean

/** The next column to type in on one side; -1 when there is none. */
function beside({ fields, drawn, judge }: Place, row: number, column: number, by: -1 | 1): number {
  const line = drawn[row]
  const judgement = line && judge(line)
  for (let at = column + by; at >= 0 && at < fields.length; at += by)
    if (judgement && canType(fields[at], judgement)) return at
  return -1
}

/** The next line up or down in which the column is typed into; -1 when there is none. */
function along({ fields, drawn, judge }: Place, row: number, column: number, by: -1 | 1): number {
  for (let at = row + by; at >= 0 && at < drawn.length; at += by) {
    const line = drawn[at]
    if (line && canType(fields[column], judge(line))) return at
  }
  return -1
}

const toRow =
  (by: -1 | 1): Step =>
  (place, row, column) => {
    const to = along(place, row, column, by)
    if (to >= 0) place.focus(to, column)
    return true
  }

export const toSide =
  (by: -1 | 1): Step =>
  (place, row, column) => {
    const to = beside(place, row, column, by)
    if (to >= 0) place.focus(row, to)
    return to >= 0
  }

const addBelow: Step = ({ lines, drawn, fields, history, focus }) => {
  history.change([...lines, newLine()])
  focus(drawn.length, leadColumn(fields))
  return true
}

const moved =
  (by: -1 | 1): Step =>
  ({ lines, drawn, history, focus }, row, column) => {
    const next = movedLine(lines, drawn[row]?.id ?? '', by)
    if (next !== lines) {
      history.change(next)
      focus(row + by, column)
    }
    return true
  }

/** Each key's deed; false leaves the key to the browser. */
const steps: Readonly<Record<GridCommand, Step>> = {
  up: toRow(-1),
  down: toRow(1),
  left: toSide(-1),
  right: toSide(1),
  next: (place, row, column) => (along(place, row, column, 1) < 0 ? addBelow : toRow(1))(place, row, column),
  tab: (place, row, column) => {
    const isLast = row + 1 === place.drawn.length && beside(place, row, column, 1) < 0
    return isLast && !isBlankLine(place.drawn[row]) ? addBelow(place, row, column) : false
  },
  fill: ({ drawn, fields, put, focus }, row, column) => {
    const [above, line, field] = [drawn[row - 1], drawn[row], fields[column]]
    if (above === undefined || line === undefined || field === undefined) return true
    put(line, cellOf(above.shown, field.name))
    focus(row, column)
    return true
  },
  remove: ({ lines, drawn, history, focus }, row, column) => {
    history.change(withoutLine(lines, drawn[row]?.id ?? ''))
    if (drawn.length > 1) focus(Math.min(row, drawn.length - 2), column)
    return true
  },
  moveUp: moved(-1),
  moveDown: moved(1),
  undo: ({ history, focus }, row, column) => {
    if (history.undo()) focus(row, column)
    return true
  },
}

export function press(event: KeyboardEvent, place: Place, row: number, column: number): void {
  const command = commandOf(event)
  if (command === undefined || !steps[command](place, row, column)) return
  event.preventDefault()
  event.stopPropagation()
}
