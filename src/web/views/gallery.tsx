// Records as cards with their picture: the first of a field of files that can be drawn.

import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { titleOf } from '../data/catalog.ts'
import { fileFactsQuery } from '../data/file-facts.ts'
import { fileAddress } from '../data/files.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { readFault } from '../data/problem-text.ts'
import { usePages } from '../data/records.ts'
import { idsOf } from '../fields/ids.ts'
import { Avatar } from '../ui/avatar.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { cardAsked, cardFields, isLate } from './card-fields.ts'
import { ChipChoice } from './chip-choice.tsx'
import { stateField } from './day-field.ts'
import { Fact } from './fact.tsx'
import { NoRecords } from './no-records.tsx'
import type { Paint } from './paint.ts'
import { StateDot } from './state-dot.tsx'
import { usePaint } from './use-paint.ts'
import { pictureFields } from './view-kinds.ts'
import type { DrawnViewProps } from './view-props.ts'
import './drawn.css'
import './gallery.css'

const cardPx = { width: 220, height: 272, gap: 12, pad: 14 } as const
const readAheadRows = 3
/** A record whose first files are no pictures has none. */
const mostLookedAt = 4

export default function GalleryView({ object, used, query }: DrawnViewProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const fields = pictureFields(object)
  const field = fields.find(({ name }) => name === used.state.ways.image) ?? fields[0]
  const state = stateField(object)
  const pages = usePages({
    ...query,
    fields: cardAsked(
      object,
      { name: '' },
      [field?.name, state?.name].flatMap((name) => name ?? []),
    ),
    limit: 100,
  })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const colors = usePaint(object, used.state.paint, rows)
  if (field === undefined) return null
  return (
    <>
      {fields.length < 2 ? null : (
        <div className="view-tools">
          <ChipChoice
            label={t('gallery.picture')}
            value={field.name}
            options={fields.map(({ name, label: text }) => ({ key: name, label: label(text) }))}
            onChange={(image) => used.setState(({ ways }) => ({ ways: { ...ways, image } }))}
          />
        </div>
      )}
      {pages.isPending ? (
        <div className="list-frame pad">
          <Skeleton rows={8} label={t('loading')} />
        </div>
      ) : pages.isError && rows.length === 0 ? (
        <ErrorState
          title={t('list.failed')}
          detail={readFault(pages.error, t)}
          retry={t('retry')}
          onRetry={() => void pages.refetch()}
        />
      ) : rows.length === 0 ? (
        <div className="list-frame">
          <NoRecords object={object} state={used.state} />
        </div>
      ) : (
        <Cards
          {...{ object, field, rows, colors, address: used.address, isStale: pages.isPlaceholderData }}
          more={pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : undefined}
        />
      )}
    </>
  )
}

type CardsProps = {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly colors: ReadonlyMap<string, Paint>
  readonly address: Readonly<Record<string, string>>
}

function Cards({
  rows,
  isStale,
  more,
  ...props
}: CardsProps & {
  readonly rows: readonly Row[]
  readonly isStale: boolean
  readonly more: (() => void) | undefined
}) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const columns = useColumns(frame)
  const lines = Math.ceil(rows.length / columns)
  const virtual = useVirtualizer({
    count: lines,
    getScrollElement: () => frame.current,
    estimateSize: () => cardPx.height,
    gap: cardPx.gap,
    paddingStart: cardPx.pad,
    paddingEnd: cardPx.pad,
    overscan: 2,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= lines - readAheadRows) more?.()
  }, [last, lines, more])
  return (
    <div className="list-frame gallery" ref={frame} data-stale={isStale} aria-busy={isStale}>
      <ul
        aria-label={t('gallery.cards')}
        style={{ height: virtual.getTotalSize(), '--columns': `repeat(${columns}, minmax(0, 1fr))` }}
      >
        {items.flatMap(({ index, start }) =>
          rows.slice(index * columns, (index + 1) * columns).map((row, column) => (
            <li
              key={String(row.id)}
              style={{
                top: start,
                left: `calc(${cardPx.pad}px + (100% - ${2 * cardPx.pad - cardPx.gap}px) / ${columns} * ${column})`,
                width: `calc((100% - ${2 * cardPx.pad - cardPx.gap}px) / ${columns} - ${cardPx.gap}px)`,
                height: cardPx.height,
              }}
            >
              <GalleryCard {...props} row={row} />
            </li>
          )),
        )}
      </ul>
    </div>
  )
}

function GalleryCard({ object, field, colors, address, row }: CardsProps & { readonly row: Row }) {
  const to = useCatalog().mainLine(object.name) ? '/room/$object/$id' : '/o/$object/$id'
  const state = stateField(object)
  const title = titleOf(object, row)
  const facts = cardFields(object, field).filter(
    ({ name, type }) => type !== 'file' && (row[name] ?? null) !== null,
  )
  return (
    <Link
      to={to}
      params={{ object: object.name, id: String(row.id) }}
      search={address}
      className="gallery-card"
      data-paint={colors.get(String(row.id))}
      data-late={isLate(object, row)}
    >
      <Picture ids={idsOf(row[field.name])} title={title} />
      <b className="cut">
        <StateDot state={state} row={row} /> {title}
      </b>
      {facts.slice(0, 3).map((one) => (
        <small key={one.name} className="cut">
          <Fact field={one} row={row} />
        </small>
      ))}
    </Link>
  )
}

/** The first file that can be drawn; the beginning of the name where there is none. */
function Picture({ ids, title }: { readonly ids: readonly string[]; readonly title: string }) {
  const looked = ids.slice(0, mostLookedAt)
  const facts = useQueries({ queries: looked.map(fileFactsQuery) })
  const at = facts.findIndex(({ data }) => data?.drawn === 'picture')
  const id = looked[at]
  return (
    <span className="gallery-picture">
      {id === undefined ? (
        <Avatar id={title} name={title} size={72} />
      ) : (
        <img src={fileAddress(id)} alt="" loading="lazy" decoding="async" draggable={false} />
      )}
    </span>
  )
}

/** As many cards side by side as there is room for, two on a telephone. */
function useColumns(frame: { readonly current: HTMLElement | null }): number {
  const [columns, setColumns] = useState(4)
  useLayoutEffect(() => {
    const element = frame.current
    if (element === null) return
    const measure = (): void => {
      const room = element.clientWidth - 2 * cardPx.pad + cardPx.gap
      setColumns(Math.max(2, Math.floor(room / (cardPx.width + cardPx.gap))))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return columns
}
