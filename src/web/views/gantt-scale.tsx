// The head of a timeline with its months, weeks and days, and the ground behind its rows: days off, and the line of today.
import { useTranslation } from 'react-i18next'
import { addDays, weekday } from '#base/values/date'
import { useFormat } from '../ui/format-context.tsx'
import { type Axis, type Month, type Scale, scales } from './gantt-layout.ts'
import type { DayKind } from './use-day-kinds.ts'

export function GanttScale({
  axis,
  scale,
  months,
  kindOf,
  height,
}: {
  readonly axis: Axis
  readonly scale: Scale
  /** Those in sight. */
  readonly months: readonly Month[]
  readonly kindOf: (day: string) => DayKind
  readonly height: number
}) {
  const { t } = useTranslation()
  const { today, language } = useFormat()
  const dayPx = scales[scale]
  const name = new Intl.DateTimeFormat(language, {
    month: scale === 'month' ? 'short' : 'long',
    year: scale === 'month' ? '2-digit' : 'numeric',
    timeZone: 'UTC',
  })
  const now = axis.at(today) * dayPx
  return (
    <>
      <div className="gantt-scale" aria-hidden="true">
        <span className="gantt-title" />
        <div>
          {months.map((month) => (
            <div
              key={month.first}
              className="gantt-month"
              style={{ left: month.start * dayPx, width: month.days * dayPx }}
            >
              <b>{name.format(new Date(`${month.first}T00:00:00Z`))}</b>
              {scale === 'month' ? null : <Ticks month={month} scale={scale} />}
            </div>
          ))}
          <i className="gantt-now" style={{ left: now, width: dayPx }} title={t('range.today')} />
        </div>
      </div>
      <div className="gantt-ground" aria-hidden="true">
        <div style={{ height }}>
          {months.map((month) => (
            <div
              key={month.first}
              className="gantt-month"
              style={{ left: month.start * dayPx, width: month.days * dayPx }}
            >
              {scale === 'month'
                ? null
                : daysIn(month).map((day, index) =>
                    kindOf(day).isOff ? <i key={day} style={{ left: index * dayPx, width: dayPx }} /> : null,
                  )}
            </div>
          ))}
          <i className="gantt-today" style={{ left: now + dayPx / 2 }} />
        </div>
      </div>
    </>
  )
}

/** Every day, or the Mondays of the weeks. */
function Ticks({ month, scale }: { readonly month: Month; readonly scale: Scale }) {
  const dayPx = scales[scale]
  return daysIn(month).map((day, index) =>
    scale === 'day' || weekday(day) === 1 ? (
      <small key={day} style={{ left: index * dayPx, width: scale === 'day' ? dayPx : dayPx * 2 }}>
        {Number(day.slice(8))}
      </small>
    ) : null,
  )
}

const daysIn = ({ first, days }: Month): readonly string[] =>
  Array.from({ length: days }, (_, index) => addDays(first, index) ?? first)
