// Records on the days of a month or a week, each day counted by the server; on a telephone the same days as an agenda.
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, addMonths, parseDate, startOfMonth } from '#base/values/date'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Filter, Query } from '#kernel/records'
import { useLabel } from '../data/metadata.ts'
import { useSummary } from '../data/numbers.ts'
import { readFault } from '../data/problem-text.ts'
import { usePages } from '../data/records.ts'
import { useFormat } from '../ui/format-context.tsx'
import { useIsNarrow } from '../ui/media.ts'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { Agenda } from './calendar-agenda.tsx'
import { CalendarGrid } from './calendar-grid.tsx'
import { type Bar, barOf, countsOf, monthGrid, weekAround } from './calendar-layout.ts'
import { cardAsked } from './card-fields.ts'
import { ChipChoice } from './chip-choice.tsx'
import { type DayField, stateField } from './day-field.ts'
import type { ListState } from './list-state.ts'
import { useDayKinds } from './use-day-kinds.ts'
import { useDayMoves } from './use-day-moves.ts'
import { useReader } from './use-list-state.ts'
import { usePaint } from './use-paint.ts'
import { dayFields } from './view-kinds.ts'
import type { DrawnViewProps } from './view-props.ts'
import { withinDays } from './within-days.ts'
import './calendar.css'
import './drawn.css'

const DayDialog = lazy(() => import('./calendar-day.tsx'))

const pageSize = 500
/** More are not drawn: their days say how many there are, and open. */
const mostDrawn = 1000

export default function CalendarView({ object, used, query }: DrawnViewProps) {
  const { t } = useTranslation()
  const { today, zone } = useFormat()
  const isNarrow = useIsNarrow()
  const { ways } = used.state
  const [opened, open] = useState<string | null>(null)
  const field = daysOf(object, ways)
  const at = parseDate(ways.at ?? '') ?? today
  const isWeek = ways.span === 'week'
  const weeks = useMemo(() => (isWeek ? [weekAround(at)] : monthGrid(at)), [at, isWeek])
  const days = useMemo(() => weeks.flat(), [weeks])
  const within = useWithin(query, field, days)
  const state = stateField(object)
  const pages = usePages({
    ...within,
    fields: cardAsked(
      object,
      field.from,
      [field.to?.name, state?.name].flatMap((name) => name ?? []),
    ),
    sort: [field.from.name],
    limit: pageSize,
  })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  const loaded = pages.data?.pages.length ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && loaded * pageSize < mostDrawn) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, loaded])
  const summary = useSummary({
    ...questionOf(within),
    by: [field.from.name, ...(field.to ? [field.to.name] : [])],
  })
  const counts = useMemo(() => countsOf(summary.data ?? [], days), [summary.data, days])
  const moves = useDayMoves(object, field.to ? [field.from, field.to] : [field.from])
  const kindOf = useDayKinds()
  const bars = (pages.data?.pages ?? [])
    .flatMap((page) => page.rows)
    .flatMap((row): Bar | readonly Bar[] => barOf(moves.shown(row), field.from, field.to, zone) ?? [])
  const colors = usePaint(
    object,
    used.state.paint,
    bars.map(({ row }) => row),
  )
  const shared = {
    colors,
    object,
    field,
    state,
    bars,
    counts,
    moves,
    kindOf,
    weeks,
    onDay: open,
    address: used.address,
  }
  return (
    <>
      <CalendarTools object={object} used={used} at={at} isWeek={isWeek} field={field} />
      {pages.isError && bars.length === 0 ? (
        <ErrorState
          title={t('list.failed')}
          detail={readFault(pages.error, t)}
          retry={t('retry')}
          onRetry={() => void pages.refetch()}
        />
      ) : pages.isPending ? (
        <div className="list-frame pad">
          <Skeleton rows={10} label={t('loading')} />
        </div>
      ) : isNarrow ? (
        <Agenda {...shared} month={isWeek ? null : at.slice(0, 7)} isStale={pages.isPlaceholderData} />
      ) : (
        <CalendarGrid {...shared} month={isWeek ? null : at.slice(0, 7)} isStale={pages.isPlaceholderData} />
      )}
      <Suspense>
        {opened === null ? null : (
          <DayDialog
            {...{ object, field, address: used.address, query, rules: used.state.paint, day: opened }}
            onClose={() => open(null)}
          />
        )}
      </Suspense>
    </>
  )
}

/** The days that the address names, where the object has them; else those that it is usually put on. */
export function daysOf(object: ObjectMetadata, ways: ListState['ways']): DayField {
  const fields = dayFields(object)
  const named = (name: string | undefined): FieldMetadata | undefined =>
    fields.find((field) => field.name === name)
  const from = named(ways.from) ?? fields[0]
  if (from === undefined) throw new Error('drawn for an object without days')
  const to = named(ways.to)
  return { from, to: to === from ? undefined : to }
}

const questionOf = ({ object, filter, search }: Query) => ({
  object,
  ...(filter ? { filter } : {}),
  ...(search ? { search } : {}),
})

/** The same question for the records that stand on one of these days. */
export function useWithin(query: Query, { from, to }: DayField, days: readonly string[]): Query {
  const reader = useReader()
  return useMemo(() => {
    const ends = [days[0] ?? '', days.at(-1) ?? ''] as const
    const filters: readonly Filter[] = [
      ...(query.filter ? [query.filter] : []),
      withinDays(from, to, ends, reader),
    ]
    return { ...questionOf(query), filter: { and: filters } }
  }, [query, from, to, days, reader])
}

function CalendarTools({
  object,
  used,
  at,
  isWeek,
  field,
}: Pick<DrawnViewProps, 'object' | 'used'> & {
  readonly at: string
  readonly isWeek: boolean
  readonly field: DayField
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { today, language } = useFormat()
  const fields = dayFields(object)
  const say = (changed: ListState['ways']): void =>
    used.setState(({ ways }) => ({ ways: { ...ways, ...changed } }))
  const go = (steps: number): void => {
    const day = isWeek ? addDays(at, steps * 7) : addMonths(startOfMonth(at), steps)
    say({ at: day ?? at })
  }
  const month = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' })
  const options = fields.map(({ name, label: text }) => ({ key: name, label: label(text) }))
  const span = (key: string, text: string) => (
    <button
      type="button"
      className="plain switch-choice"
      aria-pressed={isWeek === (key === 'week')}
      onClick={() => say({ span: key === 'week' ? key : '' })}
    >
      {text}
    </button>
  )
  return (
    <div className="view-tools">
      <button type="button" className="plain step" aria-label={t('calendar.before')} onClick={() => go(-1)}>
        ‹
      </button>
      <h2 aria-live="polite">{month.format(new Date(`${at}T00:00:00Z`))}</h2>
      <button type="button" className="plain step" aria-label={t('calendar.after')} onClick={() => go(1)}>
        ›
      </button>
      <button type="button" className="plain chip" disabled={at === today} onClick={() => say({ at: '' })}>
        {t('range.today')}
      </button>
      <fieldset className="switch" aria-label={t('calendar.span')}>
        {span('month', t('calendar.month'))}
        {span('week', t('calendar.week'))}
      </fieldset>
      <span className="spread" />
      <ChipChoice
        label={t('calendar.by')}
        value={field.from.name}
        options={options}
        onChange={(name) => say({ from: name })}
      />
      {fields.length < 2 ? null : (
        <ChipChoice
          label={t('calendar.until')}
          value={field.to?.name ?? ''}
          options={[
            { key: '', label: t('calendar.noEnd') },
            ...options.filter(({ key }) => key !== field.from.name),
          ]}
          onChange={(name) => say({ to: name })}
        />
      )}
    </div>
  )
}
