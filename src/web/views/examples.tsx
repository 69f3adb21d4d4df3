// What an empty list looks like once it is filled: rows that are marked as examples, drawn on the page and kept nowhere.
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { type Row, target } from '#kernel/schema'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { useMe } from '../data/session.ts'
import { Blank } from '../fields/blank.tsx'
import { isNumeric, Show } from '../fields/index.tsx'
import { HolderChip } from '../ui/avatar.tsx'
import { useFormat } from '../ui/format-context.tsx'
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
      <div
        className="table-frame"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard
        tabIndex={0}
      >
        <table className="table as-cards">
          <thead>
            <tr>
              {fields.map((field) => (
                <th key={field.name} className={isNumeric(field) ? 'num' : ''}>
                  {label(field.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={String(row.id)}>
                {fields.map((field, place) => (
                  <td
                    key={field.name}
                    className={isNumeric(field) ? 'num' : ''}
                    data-label={place === 0 ? undefined : label(field.label)}
                    data-blank={(row[field.name] ?? '') === ''}
                  >
                    {place === 0 ? <span className="example-mark">{t('examples.mark')}</span> : null}
                    <Told field={field} row={row} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
