// What an empty list looks like once it is filled: rows that are marked as examples, drawn on the page and kept nowhere.
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { type Row, target } from '#kernel/schema'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { useMe } from '../data/session.ts'
import { Blank } from '../fields/blank.tsx'
import { Show } from '../fields/index.tsx'
import { HolderChip } from '../ui/avatar.tsx'
import { useFormat } from '../ui/format-context.tsx'
import { CardTable } from './card-table.tsx'
import { exampleRows } from './example-rows.ts'
import './examples.css'

export default function Examples({
  object,
  columns,
}: {
  readonly object: ObjectMetadata
  readonly columns: readonly string[]
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const fields = columns.flatMap((name) => catalog.field(object, name) ?? [])
  const { today, zone, language } = useFormat()
  const called = (name: string, place: number): string =>
    t('examples.called', { object: label(catalog.object(name)?.label), place: place + 1 })
  const rows = exampleRows(object, fields, { today, zone, language, me: useMe().name, called })
  return (
    <section className="examples" aria-label={t('examples.title')}>
      <p className="hush">{t('examples.hint')}</p>
      <CardTable
        columns={fields}
        rows={rows}
        lead={fields[0]}
        cell={(field, row) => (
          <>
            {field === fields[0] ? <span className="example-mark">{t('examples.mark')}</span> : null}
            <Told field={field} row={row} />
          </>
        )}
      />
    </section>
  )
}

/** What refers to somebody or something is a name that leads nowhere. */
function Told({ field, row }: { readonly field: FieldMetadata; readonly row: Row }) {
  const value = row[field.name]
  if (target(field) === null || field.type === 'lines') return <Show field={field} value={value} row={row} />
  if (typeof value !== 'string' || value === '') return <Blank />
  return field.type === 'person' ? <HolderChip id={value} name={value} /> : value
}
