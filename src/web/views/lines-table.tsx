// The lines of a record to be read: a table at a desk, a card for each on a telephone.
import { useTranslation } from 'react-i18next'
import type { LinesField, Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { isNumeric, Show } from '../fields/index.tsx'
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
  return (
    <section
      className="table-frame"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard
      tabIndex={0}
      aria-label={label(field.label)}
    >
      <table className="table as-cards">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} className={isNumeric(column) ? 'num' : ''}>
                {label(column.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => (
            <tr key={String(line.id)}>
              {columns.map((column) => (
                <td
                  key={column.name}
                  className={isNumeric(column) ? 'num' : ''}
                  data-lead={column === lead}
                  data-label={column === lead ? undefined : label(column.label)}
                  data-blank={(line[column.name] ?? '') === ''}
                >
                  <Show field={column} value={line[column.name]} row={line} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
