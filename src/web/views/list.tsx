// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons inside head cells and rows take the focus
// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn only where they are seen cannot be a table element
// Records as rows: as many as there are, drawn as many as fit, asked for as they are scrolled to.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { AskFailed } from '../data/api.ts'
import { useLabel } from '../data/metadata.ts'
import { problemText } from '../data/problem-text.ts'
import { usePages } from '../data/records.ts'
import { columnWidth, isNumeric, Show } from '../fields/index.tsx'
import { useIsNarrow } from '../ui/media.ts'
import { useShortcut } from '../ui/shortcuts.ts'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { useOpenRecord } from './open-record.ts'
import './list.css'

export type ListProps = {
  readonly object: ObjectMetadata
  readonly columns: readonly string[]
  readonly query: Query
  readonly sort: readonly string[]
  readonly onSort: (name: string) => void
  /** Address parameters carried to the record, so that it knows its neighbours. */
  readonly address: Readonly<Record<string, string>>
  readonly empty: ReactNode
}

export function RecordList(props: ListProps) {
  const { t } = useTranslation()
  const pages = usePages({ ...props.query, limit: 100 })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  if (pages.isPending)
    return (
      <div className="list-frame pad">
        <Skeleton rows={12} label={t('loading')} />
      </div>
    )
  if (pages.isError && rows.length === 0)
    return (
      <ErrorState
        title={t('list.failed')}
        detail={pages.error instanceof AskFailed ? problemText(pages.error.problems, t) : undefined}
        retry={t('retry')}
        onRetry={() => void pages.refetch()}
      />
    )
  if (rows.length === 0) return <div className="list-frame">{props.empty}</div>
  return (
    <Rows
      {...props}
      rows={rows}
      isStale={pages.isPlaceholderData}
      more={pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : undefined}
    />
  )
}

const rowHeights: Readonly<Record<string, number>> = { compact: 32, normal: 40, roomy: 48 }
const cardHeight = 68
const scrolled = new Map<string, number>()

function Rows({
  rows,
  isStale,
  more,
  ...props
}: ListProps & {
  readonly rows: readonly Row[]
  readonly isStale: boolean
  readonly more: (() => void) | undefined
}) {
  const isNarrow = useIsNarrow()
  const frame = useRef<HTMLDivElement>(null)
  const height = isNarrow ? cardHeight : (rowHeights[document.documentElement.dataset.density ?? ''] ?? 40)
  const place = JSON.stringify(props.query)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    overscan: 12,
    initialOffset: () => scrolled.get(place) ?? 0,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length - 20) more?.()
  }, [last, rows.length, more])
  const [at, move] = useCursor(rows, props, (index) => virtual.scrollToIndex(index))
  const fields = props.columns.flatMap(
    (name) => props.object.fields.find((field) => field.name === name) ?? [],
  )
  return (
    <div
      className="list-frame"
      ref={frame}
      data-stale={isStale}
      onScroll={({ currentTarget }) => scrolled.set(place, currentTarget.scrollTop)}
    >
      <div
        role="table"
        className="list"
        aria-rowcount={more ? -1 : rows.length + 1}
        style={{ '--columns': columnTemplate(fields), '--least': `${leastWidth(fields)}px` }}
      >
        {isNarrow ? null : <Head fields={fields} sort={props.sort} onSort={props.onSort} />}
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const row = rows[item.index]
            const style = { height: item.size, transform: `translateY(${item.start}px)` }
            return row === undefined ? null : (
              <ListRow
                key={String(row.id)}
                fields={fields}
                row={row}
                props={props}
                style={style}
                place={item.index}
                isAt={item.index === at}
                isNarrow={isNarrow}
                onPoint={() => move(item.index)}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

const columnTemplate = (fields: readonly FieldMetadata[]): string =>
  fields
    .map((field) => {
      const width = columnWidth(field)
      return isNumeric(field) || width <= 110 ? `${width}px` : `minmax(${width * 0.7}px, ${width}fr)`
    })
    .join(' ')

const leastWidth = (fields: readonly FieldMetadata[]): number =>
  fields.reduce((sum, field) => sum + columnWidth(field) * 0.8 + 16, 24)

/** J and K walk through the rows, Enter opens the one that is reached. */
function useCursor(rows: readonly Row[], { object, address }: ListProps, show: (index: number) => void) {
  const { t } = useTranslation()
  const [at, setAt] = useState(-1)
  const open = useOpenRecord()
  const go = (index: number): void => {
    const within = Math.max(0, Math.min(rows.length - 1, index))
    setAt(within)
    show(within)
  }
  useShortcut('j', t('keys.next'), () => go(at + 1))
  useShortcut('k', t('keys.previous'), () => go(at - 1))
  const row = rows[at]
  useShortcut('Enter', t('keys.open'), row && (() => open(object.name, String(row.id), address)))
  return [at, setAt] as const
}

function Head({
  fields,
  sort,
  onSort,
}: {
  readonly fields: readonly FieldMetadata[]
  readonly sort: readonly string[]
  readonly onSort: (name: string) => void
}) {
  const label = useLabel()
  const orderOf = (name: string) =>
    sort[0] === name ? 'ascending' : sort[0] === `-${name}` ? 'descending' : 'none'
  return (
    <div role="rowgroup" className="list-head">
      <div role="row" className="list-row">
        {fields.map((field) => {
          const order = orderOf(field.name)
          return (
            <div
              role="columnheader"
              key={field.name}
              className={isNumeric(field) ? 'num' : ''}
              aria-sort={order}
            >
              <button type="button" className="plain" onClick={() => onSort(field.name)}>
                {label(field.label)}
                {order === 'none' ? '' : order === 'ascending' ? ' ↑' : ' ↓'}
              </button>
            </div>
          )
        })}
      </div>
    </div>
  )
}

function ListRow({
  fields,
  row,
  props,
  style,
  place,
  isAt,
  isNarrow,
  onPoint,
}: {
  readonly fields: readonly FieldMetadata[]
  readonly row: Row
  readonly props: ListProps
  readonly style: CSSProperties
  readonly place: number
  readonly isAt: boolean
  readonly isNarrow: boolean
  readonly onPoint: () => void
}) {
  const open = useOpenRecord()
  const { object, address } = props
  const id = String(row.id)
  const title = fields.find(({ name }) => name === object.title) ?? fields[0]
  const go = (event: { readonly target: EventTarget }): void => {
    if (event.target instanceof Element && event.target.closest('a, button') === null)
      open(object.name, id, address)
  }
  const cell = (field: FieldMetadata) => (
    <div
      role="cell"
      key={field.name}
      className={`cut ${isNumeric(field) ? 'num' : ''} ${isLateCell(object, field, row) ? 'late' : ''}`}
    >
      {field === title ? (
        <button type="button" className="plain strong cut" onClick={() => open(object.name, id, address)}>
          <Show field={field} value={row[field.name]} row={row} />
        </button>
      ) : (
        <Show field={field} value={row[field.name]} row={row} />
      )}
    </div>
  )
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the title inside is the button; J, K and Enter walk the rows
    <div
      role="row"
      className={isNarrow ? 'list-card' : 'list-row'}
      style={style}
      data-at={isAt}
      aria-rowindex={place + 2}
      onClick={go}
      onMouseDown={onPoint}
    >
      {isNarrow ? narrowFields(fields, title).map(cell) : fields.map(cell)}
    </div>
  )
}

/** The date expected now, later than the one that was promised. */
function isLateCell({ room }: ObjectMetadata, { name }: FieldMetadata, row: Row): boolean {
  if (room?.promised === undefined || name !== room.expected) return false
  const [promised, expected] = [row[room.promised], row[name]]
  return typeof promised === 'string' && typeof expected === 'string' && expected > promised
}

/** On a telephone a row is a card: the title and the three columns that come first. */
const narrowFields = (
  fields: readonly FieldMetadata[],
  title: FieldMetadata | undefined,
): readonly FieldMetadata[] =>
  [...(title ? [title] : []), ...fields.filter((field) => field !== title)].slice(0, 4)
