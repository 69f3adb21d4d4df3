// Lines as a grid to type in, by keyboard as in a spreadsheet: what the server knows stands beside each, the sums below.
import { useVirtualizer } from '@tanstack/react-virtual'
import { Button } from 'antd'
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { AssistColumn } from '#kernel/records'
import { isAlwaysAsked, type Row } from '#kernel/schema'
import { type AssistAnswers, useAssists } from '../data/assists.ts'
import type { DraftLine } from '../data/drafts.ts'
import { useHelp, useLabel } from '../data/metadata.ts'
import { columnWidth, isNumeric, isTyped } from '../fields/index.tsx'
import { helped } from '../ui/help.tsx'
import type { PlacedProblems } from './form-changes.ts'
import type { Judgement } from './judging.ts'
import { LineFoot } from './line-foot.tsx'
import {
  type DrawnLine,
  drawnLines,
  gridFields,
  isWithheld,
  withoutLine,
  withValue,
} from './line-grid-state.ts'
import { useLineHistory } from './line-history.ts'
import { usePutting } from './line-paste.ts'
import { LineRow } from './line-row.tsx'
import { isBlankLine, isChosen, leadColumn, newLine, useFirstCell, useStarted } from './line-start.ts'
import { type Focus, type Place, press, toSide } from './line-steps.ts'
import { goTo } from './section-rows.tsx'
import type { LiveLine } from './use-live.ts'
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
  /** What a line comes to, and what is said of it. */
  readonly live: (line: DrawnLine) => LiveLine
  /** The cell to go to, where something is to be mended. */
  readonly sought?: Sought | null
  readonly onChange: (lines: readonly DraftLine[]) => void
  readonly label: string
  /** The typing begins here: the first cell is taken as soon as it is drawn, unless somebody types elsewhere already. */
  readonly isFirst?: boolean
}

export type Sought = { readonly line: string; readonly field: string | null }

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
  const judge = (line: DrawnLine): Judgement => props.live(line).judgement
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
  const putting = usePutting({ object, owner, stored, lines, fields, history, judge })
  const items = virtual.getVirtualItems()
  const place: Place = { fields, drawn, history, focus, lines, judge, put: putting.put }
  const lead = leadColumn(fields)
  const add = (): void => {
    const isReady = isBlankLine(drawn.at(-1))
    if (!isReady) history.change([...lines, newLine()])
    focus(isReady ? drawn.length - 1 : drawn.length, lead)
  }
  useFirstCell(props.isFirst === true, () => focus(0, lead))
  useSought(props.sought ?? null, place, frame)
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
                  live={props.live(line)}
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
                  onPaste={(event, column) => putting.paste(event, index, column)}
                  onValue={(field, values) => {
                    putting.forget()
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
        <small className="left-out" role="status">
          {putting.leftOut}
        </small>
        <LineFoot
          whole={props.wholeObject}
          object={object}
          row={props.whole}
          lines={drawn.filter((line) => !isBlankLine(line)).map((line) => props.live(line).reckoned)}
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
            {isAlwaysAsked(field) && isTyped(field) ? ' *' : ''}
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

/** Writes into a line what the server proposes, as long as nobody typed there. Not a step of its own. */
function useFilled(
  { object, stored, lines, live, onChange }: GridProps,
  { columns, of }: AssistAnswers,
): void {
  // With the drawing itself: done a moment later, it would undo what a key did in between.
  useLayoutEffect(() => {
    let next = lines
    for (const line of drawnLines(stored, lines)) {
      const { id, shown } = line
      for (const { name, fills } of columns) {
        const value = of.get(id)?.[name] ?? null
        if (fills === undefined || value === null || shown[fills] === value) continue
        const current = shown[fills] ?? null
        const isOpen = current === null || current === '' || current === shown[`${fills}$filled`]
        const field = object.fields.find((one) => one.name === fills)
        if (isOpen && (!field || !isWithheld(field, live(line).judgement)))
          next = withValue(next, id, { [fills]: value, [`${fills}$filled`]: value })
      }
    }
    if (next !== lines) onChange(next)
  })
}

/**
 * Brings a cell into sight and the cursor into it, or into the next of its line that can be typed into: before the next key when it is
 * drawn already, else once it is.
 */
function useCellFocus(frame: React.RefObject<HTMLDivElement | null>, show: (row: number) => void): Focus {
  const wanted = useRef<{ readonly row: number; readonly column: number }>(undefined)
  const [, draw] = useReducer((times: number) => times + 1, 0)
  useLayoutEffect(() => {
    if (wanted.current === undefined) return
    const { row, column } = wanted.current
    const line = frame.current?.querySelector(`tr[data-index="${row}"]`)
    if (!line) return
    wanted.current = undefined
    const cells = [...line.querySelectorAll<HTMLElement>('td[data-cell="typed"]')]
    const input = cells
      .find((cell) => Number(cell.dataset.column) >= column)
      ?.querySelector<HTMLElement>('input, textarea, button')
    input?.focus()
    if (input instanceof HTMLInputElement) input.select()
  })
  return (row, column) => {
    wanted.current = { row, column }
    show(row)
    draw()
  }
}

/** Goes to where the form says that something is to be mended. */
function useSought(
  sought: Sought | null,
  { fields, drawn, focus }: Pick<Place, 'fields' | 'drawn' | 'focus'>,
  frame: React.RefObject<HTMLDivElement | null>,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that it is sought, and never because something was typed
  useEffect(() => {
    const row = sought === null ? -1 : drawn.findIndex(({ id }) => id === sought.line)
    if (row < 0) return
    goTo(frame.current)
    focus(
      row,
      Math.max(
        0,
        fields.findIndex(({ name }) => name === sought?.field),
      ),
    )
  }, [sought])
}
