// What surrounds a record, drawn from its definition: figures, conversations and to-dos, and the records that stand in cards.
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useCatalog } from '../../data/metadata.ts'
import { FactPair } from '../../views/fact-pair.tsx'
import { SurroundingCard } from './surrounding-list.tsx'
import { Talk } from './talk.tsx'
import './overview.css'

type Of = { readonly object: ObjectMetadata; readonly row: Row }

/** The facts under the title; blank ones are left out. */
export function Facts({ object, row }: Of) {
  const catalog = useCatalog()
  const facts = (object.overview?.facts ?? [])
    .flatMap((name) => catalog.field(object, name) ?? [])
    .filter(({ name }) => (row[name] ?? '') !== '')
  if (facts.length === 0) return null
  return (
    <dl className="facts">
      {facts.map((field) => (
        <FactPair key={field.name} field={field} row={row}>
          {isPhone(field) ? (
            <a href={`tel:${String(row[field.name])}`}>{String(row[field.name])}</a>
          ) : undefined}
        </FactPair>
      ))}
    </dl>
  )
}

const isPhone = (field: ObjectMetadata['fields'][number]): boolean =>
  field.type === 'text' && field.format === 'phone'

/** Conversations, to-dos and cards. Draws nothing for an object that declares none. */
export function Around({ object, row }: Of) {
  const lists = object.overview?.lists ?? []
  return (
    <>
      <Talk object={object} row={row} />
      {lists.map((list) => (
        <SurroundingCard key={`${list.object}/${list.where ?? ''}`} list={list} id={String(row.id)} />
      ))}
    </>
  )
}
