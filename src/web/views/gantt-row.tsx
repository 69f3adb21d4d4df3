// One record of a timeline: its name, and its bar, which is pulled or stepped to other days.
import { Link } from '@tanstack/react-router'
import { type CSSProperties, type PointerEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { titleOf } from '../data/catalog.ts'
import { useCatalog } from '../data/metadata.ts'
import { formatDay } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { dotOf } from '../ui/small.tsx'
import type { Bar } from './calendar-layout.ts'
import { cardFields, isLate } from './card-fields.ts'
import type { DayField, StateField } from './day-field.ts'
import { Fact } from './fact.tsx'
import { type Axis, onAxis } from './gantt-layout.ts'
import type { Paint } from './paint.ts'
import { StateDot } from './state-dot.tsx'
import type { DayMoves } from './use-day-moves.ts'

/** A pull that is shorter is a click. */
const leastPull = 4

export function GanttRow({
  object,
  field,
  state,
  axis,
  moves,
  address,
  row,
  bar,
  paint,
  dayPx,
  sight,
  lookAt,
  style,
}: {
  readonly object: ObjectMetadata
  readonly field: DayField
  readonly state: StateField | undefined
  readonly axis: Axis
  readonly moves: DayMoves
  readonly address: Readonly<Record<string, string>>
  readonly row: Row
  readonly bar: Bar | null
  readonly paint: Paint | undefined
  readonly dayPx: number
  /** The pixels of the line that are in sight. */
  readonly sight: { readonly from: number; readonly to: number }
  readonly lookAt: (px: number) => void
  readonly style: CSSProperties
}) {
  const { t } = useTranslation()
  const { today, language } = useFormat()
  const pull = usePull(dayPx, moves.canMove, (days) => moves.move(row, days, true))
  const place = bar && onAxis(axis, bar)
  const isBefore = place !== null && (place.start + place.length) * dayPx <= sight.from
  const isAfter = place !== null && place.start * dayPx >= sight.to
  const to = useCatalog().mainLine(object.name) ? '/room/$object/$id' : '/o/$object/$id'
  const link = {
    to,
    params: { object: object.name, id: String(row.id) },
    search: address,
    draggable: false,
  } as const
  const title = titleOf(object, row)
  const spoken =
    bar === null
      ? ''
      : [...new Set([bar.from, bar.to])].map((day) => formatDay(day, today, language)).join('–')
  const [fact] = cardFields(object, field.from).filter(
    ({ name }) => name !== state?.name && (row[name] ?? null) !== null,
  )
  const color = state?.options.find(({ key }) => key === row[state.name])?.color
  return (
    <li
      className="gantt-row"
      data-paint={paint}
      style={style}
      onKeyDown={(event) => {
        const days = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
        if (!event.altKey || days === undefined || !moves.canMove) return
        event.preventDefault()
        moves.move(row, days)
      }}
    >
      <Link
        {...link}
        className="gantt-title"
        aria-keyshortcuts={
          moves.canMove ? 'Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown' : undefined
        }
      >
        <StateDot state={state} row={row} />
        <span className="cut">{title}</span>
        <span className="sr-only">{spoken}</span>
      </Link>
      {place === null || bar === null ? null : (
        <Link
          {...link}
          {...pull.handlers}
          className="gantt-bar"
          tabIndex={-1}
          aria-hidden="true"
          title={`${title} · ${spoken}`}
          data-begins={place.begins}
          data-ends={place.ends}
          data-late={isLate(object, row)}
          data-moving={moves.isMoving(bar.id) || pull.px !== 0}
          style={{
            left: `calc(var(--title) + ${place.start * dayPx + pull.px}px)`,
            width: Math.max(6, place.length * dayPx - 2),
            '--dot': dotOf(color),
          }}
        >
          {fact !== undefined && place.length * dayPx > 90 ? (
            <small className="cut">
              <Fact field={fact} row={row} />
            </small>
          ) : null}
        </Link>
      )}
      {place !== null && (isBefore || isAfter) ? (
        <button
          type="button"
          className="plain gantt-beyond"
          data-side={isBefore ? 'before' : 'after'}
          style={{
            left: isBefore
              ? 'calc(var(--title) + 4px)'
              : `calc(var(--title) + ${sight.to - sight.from - 30}px)`,
          }}
          aria-label={t('gantt.lookAt', { title })}
          title={spoken}
          onClick={() => lookAt(place.start * dayPx)}
        >
          {isBefore ? '‹' : '›'}
        </button>
      ) : null}
    </li>
  )
}

/** Pulling with a mouse or a pen, by whole days; a finger scrolls. */
function usePull(dayPx: number, canPull: boolean, onPulled: (days: number) => void) {
  const from = useRef<number | null>(null)
  const wasPulled = useRef(false)
  const [px, setPx] = useState(0)
  const stepped = (event: PointerEvent): number =>
    from.current === null ? 0 : Math.round((event.clientX - from.current) / dayPx)
  return {
    px,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        wasPulled.current = false
        if (!canPull || event.pointerType === 'touch' || event.button !== 0) return
        from.current = event.clientX
        event.currentTarget.setPointerCapture(event.pointerId)
      },
      onPointerMove: (event: PointerEvent) => {
        if (from.current === null) return
        if (Math.abs(event.clientX - from.current) >= leastPull) wasPulled.current = true
        setPx(stepped(event) * dayPx)
      },
      onPointerUp: (event: PointerEvent) => {
        const days = stepped(event)
        from.current = null
        setPx(0)
        if (days !== 0) onPulled(days)
      },
      onPointerCancel: () => {
        from.current = null
        setPx(0)
      },
      onClick: (event: { preventDefault: () => void }) => {
        if (wasPulled.current) event.preventDefault()
      },
    },
  }
}
