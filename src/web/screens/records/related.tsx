// What refers to a record, with how many there are: one click shows them, another makes a new one already filled in.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { namedAs, type Row } from '#kernel/schema'
import { canCreate } from '../../data/catalog.ts'
import { useCatalog, useLabel, useMany } from '../../data/metadata.ts'
import { useCounting } from '../../data/records.ts'
import { type Relation, relationsOf } from '../../views/stream-sources.ts'

export function SmartButtons({ object, row }: { readonly object: ObjectMetadata; readonly row: Row }) {
  const { t } = useTranslation()
  const relations = relationsOf(object, useCatalog())
  if (relations.length === 0) return null
  return (
    <nav aria-label={t('record.related')}>
      <ul className="smart">
        {relations.map(({ from, field }) => (
          <SmartButton key={from.name} from={from} field={field} object={object} row={row} />
        ))}
      </ul>
    </nav>
  )
}

/** The value by which the field names this record. */
const naming = (field: Relation['field'], { name }: ObjectMetadata, { id }: Row): string =>
  field.type === 'anyReference' ? namedAs({ object: name, id: String(id) }) : String(id)

/** What a new record around this one begins with: this one, and what both name by the same word (an offer's customer). */
function beginning({ from, field }: Relation, object: ObjectMetadata, row: Row): Record<string, string> {
  const shared = from.fields.filter(
    (one) =>
      one.type === 'reference' &&
      !one.owner &&
      one.writable &&
      one.name !== field.name &&
      object.fields.some(
        (own) => own.type === 'reference' && own.name === one.name && own.to === one.to && row[own.name],
      ),
  )
  return {
    [`p.${field.name}`]: naming(field, object, row),
    ...Object.fromEntries(shared.map(({ name }) => [`p.${name}`, String(row[name])])),
  }
}

/** Where there are none it stays, quietly: a button that left once it was counted would move all below it. */
function SmartButton({
  from,
  field,
  object,
  row,
}: Relation & { readonly object: ObjectMetadata; readonly row: Row }) {
  const { t } = useTranslation()
  const many = useMany()
  const label = useLabel()
  const id = naming(field, object, row)
  const filter = { field: field.name, is: 'eq', value: id } as const
  const counting = useCounting({ object: from.name, filter }, true, 'around')
  const total = counting.data?.total
  const canMake = canCreate(from) && field.writable
  return (
    <li data-none={total?.value === 0} aria-busy={counting.isPending}>
      <Link to="/o/$object" params={{ object: from.name }} search={{ [`f.${field.name}`]: id }}>
        {many(from)}
        <b>{total === undefined ? '…' : `${total.value}${total.exact ? '' : '+'}`}</b>
      </Link>
      {counting.isError ? (
        <button
          type="button"
          className="plain plus"
          title={t('list.failed')}
          aria-label={t('retry')}
          onClick={() => void counting.refetch()}
        >
          ↻
        </button>
      ) : null}
      {canMake ? (
        <Link
          className="plus"
          to="/o/$object/new"
          params={{ object: from.name }}
          search={beginning({ from, field }, object, row)}
          aria-label={t('list.new', { object: label(from.label) })}
        >
          +
        </Link>
      ) : null}
    </li>
  )
}
