// The days of a month or a week as a grid, and the records over them as bars that can be dragged or stepped to other days.
import { type DragEvent, type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysBetween } from '#base/values/date'
import type { ObjectMetadata } from '#kernel/module'
import { formatDay } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { CalendarBar } from './calendar-bar.tsx'
import { type Bar, fitted, packed, type Segment } from './calendar-layout.ts'
import type { DayField, StateField } from './day-field.ts'
import type { Paint } from './paint.ts'
import type { DayKind } from './use-day-kinds.ts'
import type { DayMoves } from './use-day-moves.ts'

export type CalendarProps = {
  readonly object: ObjectMetadata
  readonly field: DayField
  readonly state: StateField | undefined
  readonly bars: readonly Bar[]
  /** How many records each day has, whatever is loaded. */
  readonly counts: ReadonlyMap<string, number>
  readonly moves: DayMoves
  readonly colors: ReadonlyMap<string, Paint>
  readonly kindOf: (day: string) => DayKind
  readonly weeks: readonly (readonly string[])[]
  /** The month that is looked at, as "2026-11"; null for a week. */
  readonly month: string | null
  readonly address: Readonly<Record<string, string>>
  readonly isStale: boolean
  readonly onDay: (day: string) => void
}

const headPx = 28
const footPx = 4
const sizes = { month: { bar: 22, gap: 2, least: 3 }, week: { bar: 44, gap: 4, least: 6 } } as const

type Grabbed = { readonly bar: Bar; readonly day: string }

export function CalendarGrid(props: CalendarProps) {
  const { t } = useTranslation()
  const { weeks, bars, counts, moves, month, field } = props
  const { language } = useFormat()
  const frame = useRef<HTMLDivElement>(null)
  const [grabbed, grab] = useState<Grabbed | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const size = sizes[month === null ? 'week' : 'month']
  const height = useHeight(frame)
  const segments = useMemo(() => packed(bars, weeks), [bars, weeks])
  const fits = Math.floor((height / weeks.length - headPx - footPx) / (size.bar + size.gap))
  const most = Math.max(...segments.map(({ lane }) => lane + 1), 0)
  // A week grows as high as it must; a month shows what fits.
  const lanes = Math.max(size.least, month === null ? Math.max(fits, most + 1) : fits)
  const { shown, left } = useMemo(
    () => fitted(segments, weeks, counts, lanes),
    [segments, weeks, counts, lanes],
  )
  const weekPx = Math.max(Math.floor(height / weeks.length), headPx + lanes * (size.bar + size.gap) + footPx)
  const dayAt = (event: DragEvent): string | undefined => {
    const box = event.currentTarget.getBoundingClientRect()
    const column = Math.floor(((event.clientX - box.left) / box.width) * 7)
    return weeks[Math.floor((event.clientY - box.top) / weekPx)]?.[Math.max(0, Math.min(6, column))]
  }
  const placed = ({ week, column, span, lane }: Pick<Segment, 'week' | 'column' | 'span' | 'lane'>) => ({
    top: week * weekPx + headPx + lane * (size.bar + size.gap),
    left: `calc(${(column / 7) * 100}% + 4px)`,
    width: `calc(${(span / 7) * 100}% - 8px)`,
    height: size.bar,
  })
  const onKeyDown = (event: KeyboardEvent, bar: Bar): void => {
    const days = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
    if (!event.altKey || days === undefined || !moves.canMove) return
    event.preventDefault()
    moves.move(bar.row, days)
  }
  const names = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  return (
    <div className="list-frame calendar" data-stale={props.isStale} aria-busy={props.isStale}>
      <div className="calendar-names" aria-hidden="true">
        {(weeks[0] ?? []).map((day) => (
          <span key={day}>{names.format(new Date(`${day}T00:00:00Z`))}</span>
        ))}
      </div>
      <div className="calendar-scroll" ref={frame}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: where records are dropped; keys move them too */}
        <div
          className="calendar-days"
          style={{ height: weekPx * weeks.length, gridAutoRows: weekPx }}
          onDragOver={(event) => {
            if (grabbed === null) return
            event.preventDefault()
            setOver(dayAt(event) ?? null)
          }}
          onDragLeave={() => setOver(null)}
          onDrop={(event) => {
            event.preventDefault()
            const day = dayAt(event)
            if (grabbed !== null && day !== undefined && day !== grabbed.day)
              moves.move(grabbed.bar.row, daysBetween(grabbed.day, day), true)
            grab(null)
            setOver(null)
          }}
        >
          {weeks.flat().map((day) => (
            <DayCell key={day} {...props} day={day} isOver={over === day} />
          ))}
          <ul aria-label={t('calendar.records')}>
            {shown.map((segment) => {
              const { bar, begins } = segment
              const days = weeks[segment.week]?.slice(segment.column, segment.column + segment.span) ?? []
              return (
                <CalendarBar
                  key={begins || segment.week === 0 ? bar.id : `${bar.id} ${segment.week}`}
                  {...{ ...props, bar, segment, style: placed(segment), isLarge: month === null }}
                  isTarget={moves.canMove}
                  endDate={field.to === undefined ? null : bar.to}
                  onKeyDown={(event) => onKeyDown(event, bar)}
                  onGrab={(event) => {
                    const box = event.currentTarget.getBoundingClientRect()
                    const share = (event.clientX - box.left) / Math.max(1, box.width)
                    const at = Math.max(0, Math.min(days.length - 1, Math.floor(share * days.length)))
                    grab({ bar, day: days[at] ?? bar.from })
                  }}
                  onLetGo={() => {
                    grab(null)
                    setOver(null)
                  }}
                />
              )
            })}
          </ul>
          {[...left].map(([day, count]) => {
            const week = weeks.findIndex((one) => one.includes(day))
            const column = weeks[week]?.indexOf(day) ?? 0
            return (
              <button
                key={day}
                type="button"
                className="plain calendar-more"
                style={{ ...placed({ week, column, span: 1, lane: lanes - 1 }), height: 22 }}
                aria-label={t('calendar.moreOn', { count, day: day.slice(5) })}
                onClick={() => props.onDay(day)}
              >
                {t('calendar.more', { count })}
              </button>
            )
          })}
        </div>
      </div>
    </div>
  )
}

function DayCell({
  day,
  kindOf,
  counts,
  month,
  isOver,
  onDay,
}: CalendarProps & { readonly day: string; readonly isOver: boolean }) {
  const { t } = useTranslation()
  const { today, language } = useFormat()
  const { isOff, name, isMadeUp } = kindOf(day)
  const count = counts.get(day) ?? 0
  return (
    <div
      className="calendar-day"
      data-off={isOff}
      data-other={month !== null && !day.startsWith(month)}
      data-today={day === today}
      data-over={isOver}
    >
      <button
        type="button"
        className="plain"
        aria-current={day === today ? 'date' : undefined}
        aria-label={t('calendar.dayOf', { day: formatDay(day, today, language), count })}
        onClick={() => onDay(day)}
      >
        <b>{Number(day.slice(8))}</b>
      </button>
      {name === '' ? null : (
        <small className="cut" title={name}>
          {isMadeUp ? t('calendar.madeUp') : name}
        </small>
      )}
    </div>
  )
}

/** As high as there is room, followed while the window changes. */
function useHeight(frame: { readonly current: HTMLElement | null }): number {
  const [height, setHeight] = useState(600)
  useLayoutEffect(() => {
    const element = frame.current
    if (element === null) return
    const measure = (): void => setHeight(element.clientHeight)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return height
}
