// Records around one in a card of their own: the latest few, with what matters of each on one line.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { ListColumn, Row, SurroundingList } from '#kernel/schema'
import { columnNames } from '#kernel/schema'
import { useCatalog, useLabel, useMany } from '../../data/metadata.ts'
import { usePages } from '../../data/records.ts'
import { isNumeric, Show } from '../../fields/index.tsx'
import { BarOfParts, Card } from '../../ui/small.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { CopyLink } from '../../views/copying.tsx'
import { askedNames, fieldAt, fieldsAt, filterAround } from '../../views/stream-sources.ts'
import { shareOf } from './share-of.ts'

const few = 8

export function SurroundingCard({ list, id }: { readonly list: SurroundingList; readonly id: string }) {
  const { t } = useTranslation()
  const many = useMany()
  const label = useLabel()
  const catalog = useCatalog()
  const object = catalog.object(list.object)
  const fields = object ? fieldsAt(catalog, object, list.columns.flatMap(columnNames)) : []
  const dates = object?.room ? [object.room.promised, object.room.expected] : []
  const pages = usePages(
    {
      object: list.object,
      filter: filterAround(list, id),
      fields: object
        ? [
            ...new Set([
              ...askedNames(object, fields),
              ...askedNames(
                object,
                fieldsAt(
                  catalog,
                  object,
                  dates.filter((name) => name !== undefined),
                ),
              ),
            ]),
          ]
        : [],
      ...(list.sort ? { sort: list.sort } : {}),
      limit: few,
    },
    object !== undefined,
    'around',
  )
  if (object === undefined) return null
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const title = list.label === undefined ? many(object) : label(list.label)
  return (
    <Card
      title={title}
      count={pages.isSuccess && rows.length === 0 ? t('board.none') : undefined}
      className="surrounding"
    >
      {pages.isPending ? <Skeleton rows={1} label={t('loading')} /> : null}
      {pages.isError ? (
        <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void pages.refetch()} />
      ) : null}
      {pages.isSuccess && rows.length === 0 ? <small>{t('record.noneYet')}</small> : null}
      {rows.length === 0 ? null : <Rows title={title} object={object} list={list} rows={rows} />}
      {pages.hasNextPage ? (
        <button type="button" className="plain link" onClick={() => void pages.fetchNextPage()}>
          {t('more')}
        </button>
      ) : null}
    </Card>
  )
}

function Rows({
  title,
  object,
  list,
  rows,
}: {
  readonly title: string
  readonly object: ObjectMetadata
  readonly list: SurroundingList
  readonly rows: readonly Row[]
}) {
  return (
    <div className="table-frame">
      <table className="table as-cards" aria-label={title}>
        <thead>
          <tr>
            {list.columns.map((column) => (
              <ColumnHead key={columnNames(column)[0]} object={object} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={String(row.id)}>
              {list.columns.map((column) => (
                <ColumnCell key={columnNames(column)[0]} object={object} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ColumnHead({ object, column }: { readonly object: ObjectMetadata; readonly column: ListColumn }) {
  const label = useLabel()
  const catalog = useCatalog()
  if (typeof column !== 'string') return <th>{label(column.label)}</th>
  const field = fieldAt(catalog, object, column)
  return field ? <th className={isNumeric(field) ? 'num' : ''}>{label(field.label)}</th> : null
}

function ColumnCell({
  object,
  column,
  row,
}: {
  readonly object: ObjectMetadata
  readonly column: ListColumn
  readonly row: Row
}) {
  const label = useLabel()
  const catalog = useCatalog()
  if (typeof column !== 'string') return <PartCell object={object} column={column} row={row} />
  const field = fieldAt(catalog, object, column)
  if (field === undefined) return null
  const to = catalog.mainLine(object.name) ? '/room/$object/$id' : '/o/$object/$id'
  const shown = <Show field={field} value={row[field.name]} row={row} />
  if (field.name === object.title)
    return (
      <td className="strong">
        <Link to={to} params={{ object: object.name, id: String(row.id) }}>
          {shown}
        </Link>
        <CopyLink object={object} id={String(row.id)} title={String(row[field.name] ?? '')} />
      </td>
    )
  const isBlank = (row[field.name] ?? '') === ''
  return (
    <td
      className={`${isNumeric(field) ? 'num' : ''} ${isLate(object, field.name, row) ? 'late' : ''}`}
      data-label={label(field.label)}
      data-blank={isBlank}
    >
      {shown}
    </td>
  )
}

function PartCell({
  object,
  column,
  row,
}: {
  readonly object: ObjectMetadata
  readonly column: Exclude<ListColumn, string>
  readonly row: Row
}) {
  const label = useLabel()
  const catalog = useCatalog()
  const [part, whole] = [fieldAt(catalog, object, column.part), fieldAt(catalog, object, column.of)]
  if (part === undefined || whole === undefined) return null
  const share = Math.min(1, shareOf(row[part.name], row[whole.name]) ?? 0)
  return (
    <td className="part" data-label={label(column.label)}>
      <BarOfParts
        parts={[{ share, color: 'var(--ok)', label: `${label(column.label)} ${Math.round(share * 100)}%` }]}
      />
      <small>
        <Show field={part} value={row[part.name] ?? '0'} row={row} /> /{' '}
        <Show field={whole} value={row[whole.name] ?? '0'} row={row} />
      </small>
    </td>
  )
}

/** The date expected now, later than the one that was promised. */
function isLate({ room }: ObjectMetadata, name: string, row: Row): boolean {
  if (room?.promised === undefined || name !== room.expected) return false
  const [promised, expected] = [row[room.promised], row[name]]
  return typeof promised === 'string' && typeof expected === 'string' && expected > promised
}
