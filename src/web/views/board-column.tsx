// One column of a board: its count and sums, its cards as far as they are seen, and a way to add one.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useCatalog } from '../data/metadata.ts'
import { usePages } from '../data/records.ts'
import { useHoldersOf } from '../data/tasks.ts'
import { formatLarge, formatLargeMoney, formatNumber } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import type { Dragged } from './board.tsx'
import { BoardCard } from './board-card.tsx'
import type { BoardColumn, Total } from './board-columns.ts'
import { cardAsked } from './card-fields.ts'
import { CardMenu, type Place } from './card-menu.tsx'
import { QuickCreate } from './quick-create.tsx'
import type { BoardMoves, Newest } from './use-board.ts'

export type ColumnProps = {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly column: BoardColumn
  readonly name: string
  readonly query: Query
  readonly moves: BoardMoves
  readonly newest: Newest
  readonly dragged: Dragged | null
  readonly onDrag: (dragged: Dragged | null) => void
  readonly onStep: (row: Row, from: string, by: 1 | -1) => void
  /** Every column with what it is called. */
  readonly all: readonly Place[]
  readonly isFolded: boolean
  readonly onFold: () => void
}

export function Column(props: ColumnProps) {
  const { column, name, moves, dragged, onDrag, isFolded, onFold, object, field } = props
  const { t } = useTranslation()
  const canEnter = dragged !== null && moves.moveOf(dragged.from, column, dragged.row) !== null
  const isOver = column.most !== null && column.count > column.most
  return (
    <section
      className="board-column"
      aria-label={name}
      data-folded={isFolded}
      data-enter={dragged === null ? undefined : canEnter}
      onDragOver={(event) => {
        if (canEnter) event.preventDefault()
      }}
      onDrop={(event) => {
        event.preventDefault()
        if (dragged !== null) moves.start(dragged.row, dragged.from, column)
        onDrag(null)
      }}
    >
      <h2>
        <button
          type="button"
          className="plain"
          aria-expanded={!isFolded}
          title={t(isFolded ? 'board.unfold' : 'board.fold')}
          onClick={onFold}
        >
          <span className="cut">{name}</span>
          <span className={isOver ? 'count soon' : 'count'}>
            {column.most === null ? column.count : `${column.count}/${column.most}`}
          </span>
        </button>
        {isFolded ? null : <QuickCreate object={object} field={field} column={column} name={name} />}
      </h2>
      {isFolded ? null : (
        <>
          <Totals totals={column.totals} />
          <Cards {...props} />
        </>
      )}
    </section>
  )
}

function Totals({ totals }: { readonly totals: readonly Total[] }) {
  const { language } = useFormat()
  const isMoney = ({ field }: Total): boolean =>
    field.type === 'money' || ('result' in field && field.result === 'money')
  const text = (total: Total): string =>
    isMoney(total)
      ? formatLargeMoney(total.value, total.currency ?? codeOf(total.field), language)
      : formatLarge(total.value, language)
  // Kept where there is nothing to add, so that the cards of all columns begin at the same height.
  const exact = totals.map(({ value }) => formatNumber(value)).join(' + ')
  return (
    <p className="board-totals num" title={exact}>
      {totals.length === 0 ? '—' : totals.map(text).join(' + ')}
    </p>
  )
}

const codeOf = (field: FieldMetadata): string =>
  'currency' in field && typeof field.currency === 'string' ? field.currency : 'CNY'

const cardHeightPx = 96
const pageSize = 40

/** The columns' own pages, with the cards on their way out left out and those on their way in on top. */
function useCards({ object, field, column, query, newest, moves: { moving } }: ColumnProps) {
  const who = (object.path?.stages ?? []).flatMap((stage) => stage.who?.fields ?? [])
  const pages = usePages({
    object: object.name,
    fields: cardAsked(object, field, who),
    filter: { and: [...(query.filter ? [query.filter] : []), column.filter] },
    ...(query.search === undefined ? {} : { search: query.search }),
    ...(query.sort === undefined ? {} : { sort: query.sort }),
    limit: pageSize,
  })
  const read = useMemo(() => (pages.data?.pages ?? []).flatMap((page) => page.rows), [pages.data])
  const { report, isOutdated } = newest
  useLayoutEffect(() => report(read), [report, read])
  const rows = read.filter(
    (row) => column.holds(row) && !isOutdated(row) && !moving.some((one) => one.row.id === row.id),
  )
  return { pages, rows: [...moving.flatMap(({ row, to }) => (to === column.key ? [row] : [])), ...rows] }
}

function Cards(props: ColumnProps) {
  const { object, field, column, moves, onDrag, onStep, name, all } = props
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const { pages, rows } = useCards(props)
  const hasLine = useCatalog().mainLine(object.name) !== undefined
  const tasks = useHoldersOf(hasLine ? rows.map(({ id }) => String(id)) : []).data?.rows ?? []
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => cardHeightPx,
    getItemKey: (index) => String(rows[index]?.id),
    overscan: 6,
    gap: 8,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 8) void fetchNextPage()
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])
  if (pages.isPending) return <Skeleton rows={4} label={t('loading')} />
  if (pages.isError && rows.length === 0)
    return <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void pages.refetch()} />
  const onKey = (event: KeyboardEvent, row: Row): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0 || !event.altKey) return
    event.preventDefault()
    onStep(row, column.key, by)
  }
  const placesFor = (row: Row): readonly Place[] =>
    all.filter((place) => moves.moveOf(column.key, place.column, row) !== null)
  return (
    <div className="board-cards" ref={frame}>
      {rows.length === 0 ? <p className="hush none">{t('board.none')}</p> : null}
      <ul aria-label={name} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          const isMoving = moves.moving.some((one) => one.row.id === row.id)
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              data-moving={isMoving}
              style={{ transform: `translateY(${item.start}px)` }}
              draggable={!isMoving}
              aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
              onDragStart={() => onDrag({ row, from: column.key })}
              onDragEnd={() => onDrag(null)}
              onKeyDown={(event) => onKey(event, row)}
            >
              <BoardCard
                object={object}
                field={field}
                row={row}
                tasks={tasks.filter(({ record }) => record === row.id)}
              />
              <CardMenu
                title={String(row[object.title] ?? '')}
                places={placesFor(row)}
                onMove={(to) => moves.start(row, column.key, to)}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
