// Records along time, one a row, from one day to another; gathered by who has them or how they stand.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { useSummary } from '../data/numbers.ts'
import { readFault } from '../data/problem-text.ts'
import { usePageOfEach, usePages } from '../data/records.ts'
import { Show } from '../fields/index.tsx'
import { useFormat } from '../ui/format-context.tsx'
import { useIsNarrow } from '../ui/media.ts'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { barOf, dayIn } from './calendar-layout.ts'
import { cardAsked } from './card-fields.ts'
import { ChipChoice } from './chip-choice.tsx'
import { type DayField, stateField } from './day-field.ts'
import { type Axis, axisOf, type Scale, scales } from './gantt-layout.ts'
import { GanttRow } from './gantt-row.tsx'
import { GanttScale } from './gantt-scale.tsx'
import { groupSort, type ListItem, numbersIn, withHeads } from './groups.ts'
import type { ListState } from './list-state.ts'
import { NoRecords } from './no-records.tsx'
import type { Paint } from './paint.ts'
import { useDayKinds } from './use-day-kinds.ts'
import { useDayMoves } from './use-day-moves.ts'
import { usePaint } from './use-paint.ts'
import { dayFields, spanFields } from './view-kinds.ts'
import type { DrawnViewProps } from './view-props.ts'
import './drawn.css'
import './gantt.css'

const rowPx = 36
const titlePx = { wide: 260, narrow: 140 } as const
const readAheadRows = 30
/** A question sorts by no more. */
const mostKeys = 5

export default function GanttView({ object, used, query }: DrawnViewProps) {
  const { ways, by } = used.state
  const field = fieldsOf(object, ways)
  const group = gatherings(object).find(({ name }) => name === by)
  const scale: Scale = ways.part === 'day' || ways.part === 'month' ? ways.part : 'week'
  return (
    <>
      <GanttTools object={object} used={used} field={field} group={group} scale={scale} />
      <Timeline {...{ object, used, query, field, group, scale }} />
    </>
  )
}

/** What rows can be gathered by: few values that are shared by many. */
const gatherings = (object: ObjectMetadata): readonly FieldMetadata[] =>
  object.fields.filter(
    ({ type, hidden }) => !hidden && ['select', 'person', 'department', 'reference'].includes(type),
  )

function fieldsOf(object: ObjectMetadata, ways: ListState['ways']): DayField {
  const fields = dayFields(object)
  const usual = spanFields(object)
  const named = (name: string | undefined) => fields.find((field) => field.name === name)
  const from = named(ways.from) ?? usual?.from ?? fields[0]
  if (from === undefined) throw new Error('drawn for an object without days')
  const to = named(ways.to) ?? usual?.to
  return { from, to: to === from ? fields.find((one) => one !== from) : to }
}

type TimelineProps = DrawnViewProps & {
  readonly field: DayField
  readonly group: FieldMetadata | undefined
  readonly scale: Scale
}

function Timeline({ object, used, query, field, group, scale }: TimelineProps) {
  const { t } = useTranslation()
  const { zone } = useFormat()
  const catalog = useCatalog()
  const state = stateField(object)
  const base = useMemo(() => withDay(query, field.from), [query, field.from])
  const axis = useAxis(base, field)
  // Who has sorted wants that order; else the latest come first, which are those around today.
  const order = used.state.sort.length > 0 ? used.state.sort : [`-${field.from.name}`]
  const names = [field.to?.name, state?.name, group?.name].flatMap((name) => name ?? [])
  const pages = usePages({
    ...base,
    fields: cardAsked(object, field.from, names),
    sort: [...groupSort(group, (to) => catalog.object(to)?.title ?? 'name'), ...order].slice(0, mostKeys),
    limit: 100,
  })
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  const { filter, search } = base
  const counted = useSummary(
    {
      ...{ object: object.name, by: group === undefined ? [] : [group.name] },
      ...(filter ? { filter } : {}),
      ...(search ? { search } : {}),
    },
    group !== undefined,
  )
  const hasMore = pages.hasNextPage
  const items = useMemo(
    (): readonly ListItem[] =>
      group === undefined || counted.data === undefined
        ? rows.map((row) => ({ kind: 'row', row }))
        : withHeads(rows, group.name, numbersIn(counted.data, group.name, []), new Set(), hasMore),
    [rows, group, counted.data, hasMore],
  )
  const colors = usePaint(object, used.state.paint, rows)
  const moves = useDayMoves(object, field.to ? [field.from, field.to] : [field.from])
  if (pages.isError && rows.length === 0)
    return (
      <ErrorState
        title={t('list.failed')}
        detail={readFault(pages.error, t)}
        retry={t('retry')}
        onRetry={() => void pages.refetch()}
      />
    )
  if (pages.isPending || axis === null)
    return (
      <div className="list-frame pad">
        <Skeleton rows={12} label={t('loading')} />
      </div>
    )
  if (rows.length === 0)
    return (
      <div className="list-frame">
        <NoRecords object={object} state={used.state} />
      </div>
    )
  return (
    <Rows
      key={scale}
      {...{ object, field, group, state, scale, axis, items, moves, colors, address: used.address }}
      barOf={(row) => barOf(moves.shown(row), field.from, field.to, zone)}
      isStale={pages.isPlaceholderData}
      more={hasMore && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : undefined}
    />
  )
}

/** A record without its first day has no place on the line. */
const withDay = (query: Query, from: FieldMetadata): Query => ({
  object: query.object,
  filter: { and: [...(query.filter ? [query.filter] : []), { field: from.name, is: 'notBlank' }] },
  ...(query.search ? { search: query.search } : {}),
})

/** From the first day of all records to the last, whatever of them is loaded. */
function useAxis(base: Query, { from, to }: DayField): Axis | null {
  const { today, zone } = useFormat()
  const ends = usePageOfEach(
    [from, ...(to ? [to] : [])].flatMap((field) =>
      ['', '-'].map((sign) => ({
        ...base,
        filter: {
          and: [...(base.filter ? [base.filter] : []), { field: field.name, is: 'notBlank' as const }],
        },
        fields: [field.name],
        sort: [`${sign}${field.name}`],
        limit: 1,
      })),
    ),
  )
  const days = ends.flatMap(({ data }, index) => {
    const field = index < 2 ? from : to
    const value = field && data?.rows[0]?.[field.name]
    return (field && dayIn(field, value, zone)) ?? []
  })
  const text = days.join()
  const isKnown = ends.every(({ isPending }) => !isPending)
  return useMemo(
    () => (isKnown ? axisOf(text.split(',').filter(Boolean), today) : null),
    [isKnown, text, today],
  )
}

type RowsProps = Pick<
  Parameters<typeof GanttRow>[0],
  'object' | 'field' | 'state' | 'axis' | 'moves' | 'address'
> & {
  readonly group: FieldMetadata | undefined
  readonly scale: Scale
  readonly items: readonly ListItem[]
  readonly colors: ReadonlyMap<string, Paint>
  readonly barOf: (row: Extract<ListItem, { kind: 'row' }>['row']) => ReturnType<typeof barOf>
  readonly isStale: boolean
  readonly more: (() => void) | undefined
}

function Rows({ items, colors, group, scale, isStale, more, barOf: barFor, ...props }: RowsProps) {
  const { t } = useTranslation()
  const { today } = useFormat()
  const { axis } = props
  const kindOf = useDayKinds()
  const isNarrow = useIsNarrow()
  const frame = useRef<HTMLDivElement>(null)
  const dayPx = scales[scale]
  const left = isNarrow ? titlePx.narrow : titlePx.wide
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined
        ? index
        : item.kind === 'row'
          ? String(item.row.id)
          : `group-${item.group.key}`
    },
    overscan: 10,
  })
  const months = useVirtualizer({
    horizontal: true,
    count: axis.months.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => (axis.months[index]?.days ?? 30) * dayPx,
    overscan: 1,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= items.length - readAheadRows) more?.()
  }, [last, items.length, more])
  const start = axis.at(today) * dayPx
  // Where time stands is seen first, with a third of what was before it.
  useLayoutEffect(() => {
    const element = frame.current
    if (element !== null) element.scrollLeft = Math.max(0, start - (element.clientWidth - left) / 3)
  }, [start, left])
  const width = axis.days * dayPx
  const sight = {
    from: months.scrollOffset ?? 0,
    to: (months.scrollOffset ?? 0) + (months.scrollRect?.width ?? 0) - left,
  }
  const lookAt = (px: number): void =>
    frame.current?.scrollTo({
      left: Math.max(0, px - (frame.current.clientWidth - left) / 3),
      behavior: 'smooth',
    })
  const height = virtual.getTotalSize()
  return (
    <div className="list-frame gantt" ref={frame} data-stale={isStale} aria-busy={isStale}>
      <div style={{ width: left + width, minWidth: '100%', '--title': `${left}px` }}>
        <GanttScale
          {...{ axis, scale, kindOf, height }}
          months={months.getVirtualItems().flatMap(({ index }) => axis.months[index] ?? [])}
        />
        <ul className="gantt-rows" style={{ height }} aria-label={t('gantt.rows')}>
          {shown.map(({ index, key, start: top }) => {
            const item = items[index]
            if (item === undefined) return null
            const style = { height: rowPx, transform: `translateY(${top}px)` }
            if (item.kind === 'group')
              return (
                <li key={key} className="gantt-row gantt-head" style={style}>
                  <strong className="gantt-title">
                    <GroupName group={group} item={item} />
                    <small>{t('groups.rows', { count: item.group.rows })}</small>
                  </strong>
                </li>
              )
            return (
              <GanttRow
                key={key}
                {...props}
                {...{
                  style,
                  dayPx,
                  sight,
                  lookAt,
                  bar: barFor(item.row),
                  row: item.row,
                  paint: colors.get(String(item.row.id)),
                }}
              />
            )
          })}
        </ul>
      </div>
    </div>
  )
}

function GroupName({
  group,
  item: {
    group: { key, title },
  },
}: {
  readonly group: FieldMetadata | undefined
  readonly item: Extract<ListItem, { kind: 'group' }>
}) {
  const { t } = useTranslation()
  if (key === null || group === undefined) return t('groups.blank')
  if (group.type === 'reference') return <span className="cut">{title ?? '…'}</span>
  return <Show field={group} value={key} row={{ [group.name]: key, [`${group.name}$title`]: title }} />
}

function GanttTools({
  object,
  used: { setState },
  field,
  group,
  scale,
}: Pick<TimelineProps, 'object' | 'used' | 'field' | 'group' | 'scale'>) {
  const { t } = useTranslation()
  const label = useLabel()
  const say = (changed: ListState['ways']): void =>
    setState(({ ways }) => ({ ways: { ...ways, ...changed } }))
  const named = (fields: readonly FieldMetadata[]) =>
    fields.map(({ name, label: text }) => ({ key: name, label: label(text) }))
  const fields = dayFields(object)
  return (
    <div className="view-tools">
      <fieldset className="switch" aria-label={t('gantt.scale')}>
        {(['day', 'week', 'month'] as const).map((one) => (
          <button
            key={one}
            type="button"
            className="plain switch-choice"
            aria-pressed={scale === one}
            onClick={() => say({ part: one === 'week' ? '' : one })}
          >
            {t(`gantt.scales.${one}`)}
          </button>
        ))}
      </fieldset>
      <ChipChoice
        label={t('gantt.from')}
        value={field.from.name}
        options={named(fields.filter((one) => one !== field.to))}
        onChange={(from) => say({ from })}
      />
      <ChipChoice
        label={t('calendar.until')}
        value={field.to?.name ?? ''}
        options={named(fields.filter((one) => one !== field.from))}
        onChange={(to) => say({ to })}
      />
      <ChipChoice
        label={t('groups.by')}
        value={group?.name ?? ''}
        options={[{ key: '', label: t('groups.none') }, ...named(gatherings(object))]}
        onChange={(by) => setState({ by })}
      />
    </div>
  )
}
