// One record in a calendar: a bar over its days, with the colour of its state, that leads to it.
import { Link } from '@tanstack/react-router'
import type { CSSProperties, DragEvent, KeyboardEvent } from 'react'
import { wallTime } from '#base/values/date'
import { titleOf } from '../data/catalog.ts'
import { useCatalog } from '../data/metadata.ts'
import { formatDay } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import type { CalendarProps } from './calendar-grid.tsx'
import type { Bar, Segment } from './calendar-layout.ts'
import { cardFields, isLate } from './card-fields.ts'
import { Fact } from './fact.tsx'
import { StateDot } from './state-dot.tsx'
import { isInstant } from './view-kinds.ts'

export function CalendarBar({
  object,
  field,
  state,
  moves,
  colors,
  address,
  bar,
  segment,
  style,
  isLarge,
  isTarget,
  endDate,
  onKeyDown,
  onGrab,
  onLetGo,
}: CalendarProps & {
  readonly bar: Bar
  readonly segment: Segment
  readonly style: CSSProperties
  readonly isLarge: boolean
  readonly isTarget: boolean
  readonly endDate: string | null
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onGrab: (event: DragEvent) => void
  readonly onLetGo: () => void
}) {
  const { today, language } = useFormat()
  const title = titleOf(object, bar.row)
  const time = useTimeOf()(bar, field.from)
  const span = [bar.from, ...(endDate !== null && endDate !== bar.from ? [endDate] : [])]
  const spoken = span.map((day) => formatDay(day, today, language)).join('–')
  const to = useCatalog().mainLine(object.name) ? '/room/$object/$id' : '/o/$object/$id'
  const [fact] = cardFields(object, field.from).filter(
    ({ name }) => name !== state?.name && (bar.row[name] ?? null) !== null,
  )
  return (
    <li
      className="calendar-bar"
      style={style}
      data-begins={segment.begins}
      data-ends={segment.ends}
      data-late={isLate(object, bar.row)}
      data-moving={moves.isMoving(bar.id)}
      draggable={isTarget}
      onDragStart={onGrab}
      onDragEnd={onLetGo}
      onKeyDown={onKeyDown}
    >
      <Link
        to={to}
        params={{ object: object.name, id: bar.id }}
        search={address}
        draggable={false}
        data-paint={colors.get(bar.id)}
        title={`${title} · ${spoken}`}
        aria-keyshortcuts={isTarget ? 'Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown' : undefined}
      >
        <StateDot state={state} row={bar.row} />
        <span className="cut">
          {time === '' ? null : <small className="num">{time} </small>}
          {title}
        </span>
        <span className="sr-only">{spoken}</span>
        {fact !== undefined && segment.begins ? (
          <small className={isLarge ? 'cut second' : 'cut beside'}>
            <Fact field={fact} row={bar.row} />
          </small>
        ) : null}
      </Link>
    </li>
  )
}

/** The time of the day at which something is, where its field tells one. */
export function useTimeOf(): (bar: Bar, field: CalendarProps['field']['from']) => string {
  const { zone } = useFormat()
  return ({ row }, field) => {
    const value = row[field.name]
    const wall = isInstant(field) && typeof value === 'string' ? wallTime(value, zone) : undefined
    if (wall === undefined) return ''
    const [hours, minutes] = [Math.floor(wall.minutes / 60), wall.minutes % 60]
    return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
  }
}
