// What refers to a record, with how many there are: one click shows them, another makes a new one already filled in.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { target } from '#kernel/schema'
import { canCreate } from '../../data/catalog.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { usePage } from '../../data/records.ts'
import { Card } from '../../ui/small.tsx'

type Relation = { readonly from: ObjectMetadata; readonly field: FieldMetadata }

const mostRelations = 8

/** Objects of the navigation whose records name this one. */
export function relationsOf(
  object: ObjectMetadata,
  objects: readonly ObjectMetadata[],
  menu: readonly { readonly object: string }[],
): readonly Relation[] {
  const offered = new Set(menu.map(({ object: name }) => name))
  return objects
    .filter(({ name }) => offered.has(name))
    .flatMap((from) => {
      const field = from.fields.find(
        (candidate) => candidate.type === 'reference' && target(candidate) === object.name,
      )
      return field === undefined ? [] : [{ from, field }]
    })
    .slice(0, mostRelations)
}

export function Related({ object, row }: { readonly object: ObjectMetadata; readonly row: Row }) {
  const { t } = useTranslation()
  const { metadata } = useCatalog()
  const relations = relationsOf(object, metadata.objects, metadata.menu)
  if (relations.length === 0) return null
  return (
    <Card title={t('record.related')}>
      <ul className="related">
        {relations.map(({ from, field }) => (
          <RelationRow key={from.name} from={from} field={field} id={String(row.id)} />
        ))}
      </ul>
    </Card>
  )
}

function RelationRow({ from, field, id }: Relation & { readonly id: string }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { data } = usePage({
    object: from.name,
    filter: { field: field.name, is: 'eq', value: id },
    fields: ['id'],
    limit: 1,
    count: true,
  })
  const total = data?.total
  return (
    <li>
      <Link to="/o/$object" params={{ object: from.name }} search={{ [`f.${field.name}`]: id }}>
        {label(from.label)}
      </Link>
      <b>{total === undefined ? '…' : `${total.value}${total.exact ? '' : '+'}`}</b>
      {canCreate(from) ? (
        <Link
          to="/o/$object/new"
          params={{ object: from.name }}
          search={{ [`p.${field.name}`]: id }}
          aria-label={t('list.new', { object: label(from.label) })}
        >
          +
        </Link>
      ) : null}
    </li>
  )
}
