// Records with a main line that are expected later than promised.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { fieldsToAsk } from '../../data/catalog.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useCount, usePage } from '../../data/records.ts'
import { useHoldersOf } from '../../data/tasks.ts'
import { Show } from '../../fields/index.tsx'
import { HolderChip } from '../../ui/avatar.tsx'
import { Card } from '../../ui/small.tsx'
import { roomOf } from '../../views/room-layout.ts'
import { listColumns } from '../../views/use-list-state.ts'

function lateQuery(
  object: ObjectMetadata,
  promised: FieldMetadata,
  expected: FieldMetadata,
  reason: FieldMetadata | undefined,
  late: FieldMetadata | undefined,
): Query {
  return {
    object: object.name,
    filter:
      late === undefined
        ? { formula: `${expected.name} > ${promised.name}` }
        : { field: late.name, is: 'eq', value: true },
    fields: fieldsToAsk(object, [...listColumns(object), promised.name, expected.name, reason?.name ?? '']),
    sort: [promised.name],
    limit: 20,
  }
}

const none: Query = { object: '' }

/** The question and the count of what will be late; nothing where the definition has no two dates to compare. */
export function useLate(object: ObjectMetadata | undefined): {
  readonly query: Query | null
  readonly count: number
} {
  const catalog = useCatalog()
  const room = object === undefined ? undefined : roomOf(object, catalog.object)
  const query =
    object && room?.promised && room.expected
      ? lateQuery(object, room.promised, room.expected, room.reason, room.late)
      : null
  const total = useCount(query ?? none, query !== null)
  return { query, count: total?.value ?? 0 }
}

export function LateRecords({ object }: { readonly object: ObjectMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const { query, count } = useLate(object)
  const page = usePage(query ?? none, query !== null)
  const { promised, expected, reason, facts } = roomOf(object, catalog.object)
  const rows = page.data?.rows ?? []
  const holders = useHoldersOf(rows.map(({ id }) => String(id))).data?.rows ?? []
  if (query === null || promised === undefined || expected === undefined || rows.length === 0) return null
  const title = object.fields.filter(({ name }) => name === object.title)
  const columns = [
    ...title,
    ...facts.filter(({ type }) => type !== 'json' && type !== 'longText').slice(0, 3),
  ]
  return (
    <Card
      title={t('today.late', { object: label(object.label) })}
      count={count || undefined}
      className="late-records"
    >
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              {[...columns, promised, expected].map((field) => (
                <th key={field.name}>{label(field.label)}</th>
              ))}
              <th>{t('today.holder')}</th>
              {reason === undefined ? null : <th>{label(reason.label)}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={String(row.id)}>
                {columns.map((field, index) => (
                  <td key={field.name}>
                    {index === 0 ? (
                      <Link to="/room/$object/$id" params={{ object: object.name, id: String(row.id) }}>
                        <b>{String(row[object.title] ?? '')}</b>
                      </Link>
                    ) : (
                      <Show field={field} value={row[field.name]} row={row} />
                    )}
                  </td>
                ))}
                <td>
                  <Show field={promised} value={row[promised.name]} row={row} />
                </td>
                <td className="late">
                  <Show field={expected} value={row[expected.name]} row={row} />
                </td>
                <td>
                  {holders
                    .filter(({ record }) => record === row.id)
                    .map((task) => (
                      <Holding key={String(task.id)} task={task} />
                    ))}
                </td>
                {reason === undefined ? null : <td>{String(row[reason.name] ?? '—')}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function Holding({ task }: { readonly task: Row }) {
  const { t } = useTranslation()
  const label = useLabel()
  const holder = typeof task.holder === 'string' ? task.holder : null
  return (
    <div>
      <HolderChip id={holder} name={holder === null ? t('nobodyYet') : String(task.holder$title ?? '')}>
        <span className="hush"> · {label(task.label)}</span>
      </HolderChip>
    </div>
  )
}
