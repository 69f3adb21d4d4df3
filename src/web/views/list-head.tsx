// The names of a list's columns: a click sorts, dragging moves a column, its right edge makes it wider.
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons inside head cells take the focus
// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn only where they are seen cannot be a table element
import { type DragEvent, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHelp, useLabel } from '../data/metadata.ts'
import { isNumeric } from '../fields/index.tsx'
import { helped } from '../ui/help.tsx'
import { boundedWidth, type Column, widths } from './list-layout.ts'

export type HeadProps = {
  readonly columns: readonly Column[]
  readonly sort: readonly string[]
  readonly onSort: (name: string) => void
  readonly onWidth: ((name: string, width: number) => void) | undefined
  /** Puts the first column where the second stands. */
  readonly onMove: ((name: string, onto: string) => void) | undefined
  readonly marks: { readonly isAll: boolean; readonly onAll: () => void } | undefined
}

const kind = 'application/x-baton-column'

export function ListHead({ columns, sort, onSort, onWidth, onMove, marks }: HeadProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const help = useHelp()
  const [over, setOver] = useState<string | null>(null)
  const orderOf = (name: string) =>
    sort[0] === name ? 'ascending' : sort[0] === `-${name}` ? 'descending' : 'none'
  const drop = (event: DragEvent, onto: string): void => {
    setOver(null)
    const name = event.dataTransfer.getData(kind)
    if (name === '' || name === onto) return
    event.preventDefault()
    onMove?.(name, onto)
  }
  return (
    <div role="rowgroup" className="list-head">
      <div role="row" className="list-row">
        <div role="columnheader" className="cell mark-cell" data-pinned>
          {marks === undefined ? (
            <span className="sr-only">{t('list.mark')}</span>
          ) : (
            <input
              type="checkbox"
              aria-label={t('list.markAll')}
              checked={marks.isAll}
              onChange={marks.onAll}
            />
          )}
        </div>
        {columns.map(({ field, left, width }) => {
          const order = orderOf(field.name)
          return (
            <div
              role="columnheader"
              key={field.name}
              className={`cell ${isNumeric(field) ? 'num' : ''}`}
              aria-sort={order}
              data-pinned={left === null ? undefined : true}
              data-over={over === field.name ? true : undefined}
              style={left === null ? undefined : { left }}
              draggable={onMove !== undefined}
              onDragStart={({ dataTransfer }) => dataTransfer.setData(kind, field.name)}
              onDragOver={(event) => {
                if (onMove === undefined || !event.dataTransfer.types.includes(kind)) return
                event.preventDefault()
                setOver(field.name)
              }}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => drop(event, field.name)}
            >
              <button
                type="button"
                className="plain cut"
                {...helped(help(field))}
                onClick={() => onSort(field.name)}
              >
                {label(field.label)}
                {order === 'none' ? '' : order === 'ascending' ? ' ↑' : ' ↓'}
              </button>
              {onWidth === undefined ? null : (
                <WidthHandle
                  label={t('list.width', { field: label(field.label) })}
                  width={width}
                  onWidth={(next) => onWidth(field.name, next)}
                />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Dragged by the pointer, or moved by the arrow keys. */
function WidthHandle({
  label,
  width,
  onWidth,
}: {
  readonly label: string
  readonly width: number
  readonly onWidth: (width: number) => void
}) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const onPointerDown = (event: PointerEvent<HTMLSpanElement>): void => {
    event.preventDefault()
    const cell = event.currentTarget.parentElement
    start.current = { x: event.clientX, width: cell?.offsetWidth ?? width }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (start.current !== null) onWidth(boundedWidth(start.current.width + event.clientX - start.current.x))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? widths.step : event.key === 'ArrowLeft' ? -widths.step : 0
    if (step === 0) return
    event.preventDefault()
    event.stopPropagation()
    onWidth(boundedWidth(width + step))
  }
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={widths.least}
      aria-valuemax={widths.most}
      tabIndex={0}
      className="width-handle"
      draggable={false}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null
      }}
      onKeyDown={onKeyDown}
    />
  )
}
