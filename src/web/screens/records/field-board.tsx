// Records as cards in the columns of a select field; moving a card writes the field where a person may write it.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { usePage } from '../../data/records.ts'
import { useFieldWrite } from '../../data/write.ts'
import { isTyped, Show } from '../../fields/index.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { Board } from '../../views/board.tsx'
import { listColumns } from '../../views/use-list-state.ts'

const mostCards = 300

export function FieldBoard({ object, query }: { readonly object: ObjectMetadata; readonly query: Query }) {
  const { t } = useTranslation()
  const label = useLabel()
  const write = useFieldWrite()
  const field = object.fields.find(({ name }) => name === object.list?.board)
  const page = usePage({ ...query, limit: mostCards, fields: [...(query.fields ?? []), field?.name ?? ''] })
  if (field?.type !== 'select' || page.isPending) return <Skeleton rows={8} label={t('loading')} />
  const rows = page.data?.rows ?? []
  const columns = field.options
    .filter(({ retired }) => !retired)
    .map(({ key, label: text }) => ({
      key,
      label: label(text),
      rows: rows.filter((row) => row[field.name] === key),
    }))
  const move = async (row: Row, key: string): Promise<void> => {
    if (row[field.name] === key) return
    const answer = await write.mutateAsync({ object: object.name, row, field: field.name, value: key })
    if (!answer.ok) toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
  return (
    <Board
      columns={columns}
      card={(row) => <RecordCard object={object} row={row} skip={field.name} />}
      {...(isTyped(field) && field.writable
        ? { onMove: (row: Row, key: string) => void move(row, key) }
        : {})}
    />
  )
}

function RecordCard({ object, row, skip }: { object: ObjectMetadata; row: Row; skip: string }) {
  const to = useCatalog().mainLine(object.name) ? '/room/$object/$id' : '/o/$object/$id'
  const fields = listColumns(object)
    .filter((name) => name !== object.title && name !== skip)
    .flatMap((name) => object.fields.find((field) => field.name === name) ?? [])
    .filter(({ name }) => (row[name] ?? null) !== null)
    .slice(0, 4)
  return (
    <Link
      to={to}
      params={{ object: object.name, id: String(row.id) }}
      className="board-card"
      draggable={false}
    >
      <b className="cut">{String(row[object.title] ?? '')}</b>
      {fields.map((field) => (
        <small key={field.name} className="cut">
          {/* A link may not hold another: references on a card are text. */}
          {field.type === 'reference' ? (
            String(row[`${field.name}$title`] ?? '')
          ) : (
            <Show field={field} value={row[field.name]} row={row} />
          )}
        </small>
      ))}
    </Link>
  )
}
