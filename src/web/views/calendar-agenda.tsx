// The same days on a telephone: those that have something, one below the other, with what stands on them.
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { titleOf } from '../data/catalog.ts'
import { useCatalog } from '../data/metadata.ts'
import { formatDay, formatShortDay } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useTimeOf } from './calendar-bar.tsx'
import type { CalendarProps } from './calendar-grid.tsx'
import type { Bar } from './calendar-layout.ts'
import { cardFields, isLate } from './card-fields.ts'
import { Fact } from './fact.tsx'
import { StateDot } from './state-dot.tsx'

export function Agenda(props: CalendarProps) {
  const { t } = useTranslation()
  const { weeks, month, bars, counts, kindOf, onDay } = props
  const { today, language } = useFormat()
  const frame = useRef<HTMLDivElement>(null)
  const days = weeks.flat().filter((day) => month === null || day.startsWith(month))
  const [first = ''] = days
  // What lasts longer stands on the day on which it begins, or on the first that is shown.
  const on = (day: string): readonly Bar[] =>
    bars.filter(({ from, to }) => (from === day || (day === first && from < first)) && to >= day)
  const listed = days
    .map((day) => ({ day, own: on(day), all: counts.get(day) ?? 0 }))
    .filter(({ own, all }) => own.length > 0 || all > 0)
  const next = listed.find(({ day }) => day >= today)?.day
  useEffect(() => {
    const section = next && frame.current?.querySelector<HTMLElement>('[data-next="true"]')
    if (section) section.parentElement?.scrollTo({ top: section.offsetTop })
  }, [next])
  if (listed.length === 0)
    return (
      <div className="list-frame">
        <EmptyState title={t('calendar.nothing')} />
      </div>
    )
  return (
    <div className="list-frame agenda" ref={frame} data-stale={props.isStale}>
      {listed.map(({ day, own, all }) => {
        const { name, isOff } = kindOf(day)
        const covering = bars.filter(({ from, to }) => from <= day && to >= day).length
        return (
          <section key={day} data-next={day === next} data-off={isOff}>
            <h3 data-today={day === today}>
              {formatDay(day, today, language)}
              {name === '' ? null : <small>{name}</small>}
              <small className="spread" />
              <small>{all}</small>
            </h3>
            <ul>
              {own.map((bar) => (
                <AgendaItem key={bar.id} {...props} bar={bar} />
              ))}
            </ul>
            {all > covering ? (
              <button type="button" className="plain link" onClick={() => onDay(day)}>
                {t('calendar.more', { count: all - covering })}
              </button>
            ) : null}
          </section>
        )
      })}
    </div>
  )
}

export function AgendaItem({
  object,
  field,
  state,
  address,
  colors,
  bar,
}: Pick<CalendarProps, 'object' | 'field' | 'state' | 'address' | 'colors'> & { readonly bar: Bar }) {
  const { t } = useTranslation()
  const { today, language } = useFormat()
  const time = useTimeOf()(bar, field.from)
  const to = useCatalog().mainLine(object.name) ? '/room/$object/$id' : '/o/$object/$id'
  const facts = cardFields(object, field.from).filter(({ name }) => (bar.row[name] ?? null) !== null)
  return (
    <li>
      <Link
        to={to}
        params={{ object: object.name, id: bar.id }}
        search={address}
        className="agenda-item"
        data-paint={colors.get(bar.id)}
        data-late={isLate(object, bar.row)}
      >
        <StateDot state={state} row={bar.row} />
        <b className="cut">
          {time === '' ? null : <span className="num">{time} </span>}
          {titleOf(object, bar.row)}
        </b>
        {bar.to > bar.from ? (
          <small>{t('calendar.to', { day: formatShortDay(bar.to, today, language) })}</small>
        ) : null}
        <span className="facts">
          {facts.slice(0, 3).map((one) => (
            <small key={one.name} className="cut">
              <Fact field={one} row={bar.row} />
            </small>
          ))}
        </span>
      </Link>
    </li>
  )
}
