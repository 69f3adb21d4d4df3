// Rows to be read: a table at a desk, a card for each on a telephone, where the leading column is its head.
import type { ReactNode } from 'react'
import type { FieldMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { isNumeric, Show } from '../fields/index.tsx'

export function CardTable({
  columns,
  rows,
  lead,
  cell = (column, row) => <Show field={column} value={row[column.name]} row={row} />,
  ...named
}: {
  readonly columns: readonly FieldMetadata[]
  readonly rows: readonly Row[]
  readonly lead: FieldMetadata | undefined
  readonly cell?: (column: FieldMetadata, row: Row) => ReactNode
  readonly 'aria-label'?: string
}) {
  const label = useLabel()
  return (
    <section
      {...named}
      className="table-frame"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard
      tabIndex={0}
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
          {rows.map((row) => (
            <tr key={String(row.id)}>
              {columns.map((column) => (
                <td
                  key={column.name}
                  className={isNumeric(column) ? 'num' : ''}
                  data-lead={column === lead}
                  data-label={column === lead ? undefined : label(column.label)}
                  data-blank={(row[column.name] ?? '') === ''}
                >
                  {cell(column, row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
