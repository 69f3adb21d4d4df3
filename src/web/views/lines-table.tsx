// The lines of a record to be read.
import { useTranslation } from 'react-i18next'
import type { LinesField, Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { CardTable } from './card-table.tsx'
import { gridFields } from './line-grid-state.ts'

export function LinesTable({ field, rows }: { readonly field: LinesField; readonly rows: readonly Row[] }) {
  const label = useLabel()
  const { t } = useTranslation()
  const object = useCatalog().object(field.object)
  if (object === undefined) return null
  if (rows.length === 0) return <small>{t('lines.none')}</small>
  const columns = gridFields(object, field.by)
  // What a line is about leads its card: the first thing it refers to.
  const lead = columns.find(({ type }) => type === 'reference') ?? columns[0]
  return <CardTable columns={columns} rows={rows} lead={lead} aria-label={label(field.label)} />
}
