// Lines as a grid to type in, by keyboard as in a spreadsheet: what the server knows stands beside each, the sums below.
import { useVirtualizer } from '@tanstack/react-virtual'
import { Button } from 'antd'
import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useMemo, useReducer, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { AssistColumn } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { type AssistAnswers, useAssists } from '../data/assists.ts'
import type { DraftLine } from '../data/drafts.ts'
import { useCatalog, useHelp, useLabel } from '../data/metadata.ts'
import { useMe } from '../data/session.ts'
import { columnWidth, isNumeric, isTyped } from '../fields/index.tsx'
import { cellsOf, pastedValues, tableOf } from '../paste/pasted-table.ts'
import { useFormat } from '../ui/format-context.tsx'
import { helped } from '../ui/help.tsx'
import type { PlacedProblems } from './form-changes.ts'
import { LineFoot } from './line-foot.tsx'
import { cellOf, drawnLines, gridFields, movedLine, withoutLine, withValue } from './line-grid-state.ts'
import { type LineHistory, useLineHistory } from './line-history.ts'
import { commandOf, type GridCommand } from './line-keys.ts'
import { LineRow } from './line-row.tsx'
import {
  canType,
  isBlankLine,
  isChosen,
  leadColumn,
  newLine,
  useFirstCell,
  useStarted,
} from './line-start.ts'
import { computedLine, lineFormulas } from './line-sums.ts'
import './line-grid.css'

export type GridProps = {
  readonly object: ObjectMetadata
  /** The reference field that names the whole. */
  readonly owner: string
  /** The record that the lines belong to, as typed, and its definition. */
  readonly whole: Row
  readonly wholeObject: ObjectMetadata
  readonly stored: readonly Row[]
  readonly lines: readonly DraftLine[]
  readonly problems: PlacedProblems['lines']
  readonly onChange: (lines: readonly DraftLine[]) => void
  readonly label: string
  /** The typing begins here: the first cell is taken as soon as it is drawn, unless somebody types elsewhere already. */
  readonly isFirst?: boolean
}

const rowHeight = 36

export default function LineGrid(given: GridProps) {
  const { t } = useTranslation()
  const props = useStarted(given)
  const { object, owner, stored, lines } = props
  const fields = useMemo(() => gridFields(object, owner), [object, owner])
  const drawn = drawnLines(stored, lines)
  const history = useLineHistory(lines, props.onChange)
  const told = useAssists(
    object.name,
    drawn.map(({ shown }) => shown),
    props.whole,
  )
  useFilled(props, told)
  const columns = told.columns.filter(({ fills }) => fills === undefined)
  const { formulas, computed } = useComputed(object, drawn)
  const frame = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: drawn.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => drawn[index]?.id ?? index,
    overscan: 15,
    initialRect: { width: 0, height: 600 },
  })
  const focus = useCellFocus(frame, (row) => virtual.scrollToIndex(row))
  const paste = usePaste(props, fields, history)
  const items = virtual.getVirtualItems()
  const place = { fields, drawn, history, focus, lines }
  const lead = leadColumn(fields)
  const add = (): void => {
    const isReady = isBlankLine(drawn.at(-1))
    if (!isReady) history.change([...lines, newLine()])
    focus(isReady ? drawn.length - 1 : drawn.length, lead)
  }
  useFirstCell(props.isFirst === true, () => focus(0, lead))
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <>
      <div className="grid-frame" ref={frame} data-object={object.name}>
        <table className="grid" aria-label={props.label} aria-rowcount={drawn.length + 1}>
          <GridHead fields={fields} assists={columns} />
          <tbody>
            <Gap height={before} />
            {items.map(({ index }) => {
              const line = drawn[index]
              return line === undefined ? null : (
                <LineRow
                  key={line.id}
                  line={line}
                  computed={computed[index] ?? line.shown}
                  index={index}
                  fields={fields}
                  lead={lead}
                  assists={columns}
                  told={told.of.get(line.id) ?? {}}
                  whole={props.whole}
                  problems={props.problems[line.id] ?? {}}
                  revision={history.revision}
                  measure={virtual.measureElement}
                  onKeyDown={(event, column) => press(event, place, index, column)}
                  onPaste={(event, column) => paste(event, index, column)}
                  onValue={(field, values) => {
                    history.change(withValue(lines, line.id, values), `${line.id}.${field}`)
                    if (isChosen(fields[lead], field, values)) toSide(1)(place, index, lead)
                  }}
                  onRemove={() => history.change(withoutLine(lines, line.id))}
                />
              )
            })}
            <Gap height={after} />
          </tbody>
        </table>
      </div>
      <div className="line-below">
        <Button type="dashed" size="small" onClick={add}>
          {t('lines.add')}
        </Button>
        <small className="hush line-hint">{t('lines.hint')}</small>
        <LineFoot
          whole={props.wholeObject}
          object={object}
          row={props.whole}
          lines={computed}
          formulas={formulas}
        />
      </div>
    </>
  )
}

/** Stands in for lines that are out of sight. */
const Gap = ({ height }: { readonly height: number }) =>
  height <= 0 ? null : (
    <tr className="gap">
      <td style={{ height }} />
    </tr>
  )

function GridHead({
  fields,
  assists,
}: {
  readonly fields: readonly FieldMetadata[]
  readonly assists: readonly AssistColumn[]
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const help = useHelp()
  return (
    <thead>
      <tr>
        {fields.map((field) => (
          <th
            key={field.name}
            className={isNumeric(field) ? 'num' : ''}
            style={{ minWidth: columnWidth(field) * 0.75 }}
            {...helped(help(field))}
          >
            {label(field.label)}
            {field.required && !field.default && isTyped(field) ? ' *' : ''}
          </th>
        ))}
        {assists.map((column) => (
          <th key={column.name} className={column.type === 'decimal' ? 'num' : ''}>
            {label(column.label)}
          </th>
        ))}
        <th>
          <span className="sr-only">{t('remove')}</span>
        </th>
      </tr>
    </thead>
  )
}

/** The lines with what their formulas come to. */
function useComputed(object: ObjectMetadata, drawn: ReturnType<typeof drawnLines>) {
  const me = useMe()
  const { now, zone } = useFormat()
  const formulas = useMemo(() => lineFormulas(object), [object])
  const actor = { id: me.id, department: me.department, departments: [], headed: [], roles: me.roles }
  const computed = drawn.map(({ shown }) => computedLine(object, formulas, shown, { me: actor, now, zone }))
  return { formulas, computed }
}

/** Writes into a line what the server proposes, as long as nobody typed there. Not a step of its own. */
function useFilled({ stored, lines, onChange }: GridProps, { columns, of }: AssistAnswers): void {
  // With the drawing itself: done a moment later, it would undo what a key did in between.
  useLayoutEffect(() => {
    let next = lines
    for (const { id, shown } of drawnLines(stored, lines))
      for (const { name, fills } of columns) {
        const value = of.get(id)?.[name] ?? null
        if (fills === undefined || value === null || shown[fills] === value) continue
        const current = shown[fills] ?? null
        if (current === null || current === '' || current === shown[`${fills}$filled`])
          next = withValue(next, id, { [fills]: value, [`${fills}$filled`]: value })
      }
    if (next !== lines) onChange(next)
  })
}

type Focus = (row: number, column: number) => void

/** Brings a cell into sight and the cursor into it: before the next key when it is drawn already, else once it is. */
function useCellFocus(frame: React.RefObject<HTMLDivElement | null>, show: (row: number) => void): Focus {
  const wanted = useRef<string>(undefined)
  const [, draw] = useReducer((times: number) => times + 1, 0)
  useLayoutEffect(() => {
    if (wanted.current === undefined) return
    const input = frame.current?.querySelector<HTMLElement>(wanted.current)
    if (!input) return
    wanted.current = undefined
    input.focus()
    if (input instanceof HTMLInputElement) input.select()
  })
  return (row, column) => {
    const cell = `tr[data-index="${row}"] td[data-column="${column}"]`
    wanted.current = `${cell} :is(input, textarea, button)`
    show(row)
    draw()
  }
}

type Place = {
  readonly fields: readonly FieldMetadata[]
  readonly drawn: ReturnType<typeof drawnLines>
  readonly lines: readonly DraftLine[]
  readonly history: LineHistory
  readonly focus: Focus
}

type Step = (place: Place, row: number, column: number) => boolean

/** The next column to type in on one side; -1 when there is none. */
function beside(fields: readonly FieldMetadata[], column: number, by: -1 | 1): number {
  for (let at = column + by; at >= 0 && at < fields.length; at += by) if (canType(fields[at])) return at
  return -1
}

const toRow =
  (by: -1 | 1): Step =>
  ({ drawn, focus }, row, column) => {
    if (drawn[row + by] === undefined) return true
    focus(row + by, column)
    return true
  }

const toSide =
  (by: -1 | 1): Step =>
  ({ fields, focus }, row, column) => {
    const to = beside(fields, column, by)
    if (to >= 0) focus(row, to)
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
  next: (place, row, column) =>
    row + 1 < place.drawn.length ? toRow(1)(place, row, column) : addBelow(place, row, column),
  tab: (place, row, column) => {
    const isLast = row + 1 === place.drawn.length && beside(place.fields, column, 1) < 0
    return isLast && !isBlankLine(place.drawn[row]) ? addBelow(place, row, column) : false
  },
  fill: ({ lines, drawn, fields, history, focus }, row, column) => {
    const [above, line, field] = [drawn[row - 1], drawn[row], fields[column]]
    if (above === undefined || line === undefined || field === undefined) return true
    history.change(withValue(lines, line.id, cellOf(above.shown, field.name)))
    history.renew()
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

function press(event: KeyboardEvent, place: Place, row: number, column: number): void {
  const command = commandOf(event)
  if (command === undefined || !steps[command](place, row, column)) return
  event.preventDefault()
  event.stopPropagation()
}

/** A copied table fills the cells right and down of where it is pasted, or those its heads name; lines are added as needed. */
function usePaste(props: GridProps, fields: readonly FieldMetadata[], history: LineHistory) {
  const catalog = useCatalog()
  const { zone } = useFormat()
  const { object, owner, stored, lines } = props
  const all = object.fields.filter(({ name }) => name !== owner)
  return (event: ClipboardEvent, row: number, column: number): void => {
    const cells = cellsOf(event.clipboardData.getData('text/plain'))
    if (cells === null) return
    event.preventDefault()
    const table = tableOf(cells, fields, all, column)
    void pastedValues(table, catalog, zone).then((values) => {
      const missing = Math.max(0, row + values.length - drawnLines(stored, lines).length)
      let next: readonly DraftLine[] = [...lines, ...Array.from({ length: missing }, newLine)]
      const ids = drawnLines(stored, next).map(({ id }) => id)
      for (const [offset, value] of values.entries()) {
        const id = ids[row + offset]
        if (id !== undefined) next = withValue(next, id, value)
      }
      history.change(next)
      history.renew()
    })
  }
}
