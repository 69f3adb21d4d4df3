// The first few records of a question, as plain lines: a wall is looked at, not clicked.
import { useTranslation } from 'react-i18next'
import type { Tile } from '#kernel/metrics'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { fieldsToAsk } from '../../data/catalog.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { usePage } from '../../data/records.ts'
import { isNumeric, Show } from '../../fields/index.tsx'

const most = 6

export function TileRows({ rows }: { readonly rows: NonNullable<Tile['rows']> }) {
  const { t } = useTranslation()
  const label = useLabel()
  const object = useCatalog().object(rows.object)
  const fields = object === undefined ? [] : rows.fields.flatMap((name) => fieldNamed(object, name))
  const page = usePage({
    object: rows.object,
    ...(object === undefined ? {} : { fields: asked(object, fields) }),
    ...(rows.where === undefined ? {} : { filter: { formula: rows.where } }),
    ...(rows.sort === undefined ? {} : { sort: rows.sort }),
    limit: most,
  })
  if (object === undefined) return null
  if (page.data?.rows.length === 0) return <p className="tile-none hush">{t('screen.noRows')}</p>
  return (
    <table className="tile-rows">
      <thead>
        <tr>
          {fields.map((field) => (
            <th key={field.name} scope="col" className={isNumeric(field) ? 'num' : ''}>
              {label(field.label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {page.data?.rows.map((row) => (
          <tr key={String(row.id)}>
            {fields.map((field) => (
              <td key={field.name} className={classOf(object, field, rows.tone)}>
                <Plain field={field} row={row} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const fieldNamed = (object: ObjectMetadata, name: string): readonly FieldMetadata[] =>
  object.fields.filter((field) => field.name === name)

const asked = (object: ObjectMetadata, fields: readonly FieldMetadata[]): readonly string[] =>
  fieldsToAsk(
    object,
    fields.map(({ name }) => name),
  )

/** Colour stands where it means something: at the date that will be missed, else at the name of the record. */
function classOf(object: ObjectMetadata, field: FieldMetadata, tone: 'late' | 'risk' | undefined): string {
  const marked = object.room?.expected ?? object.title
  const colour = field.name !== marked || tone === undefined ? '' : tone === 'late' ? 'late' : 'soon'
  return `${isNumeric(field) ? 'num' : 'cut'} ${colour}`
}

const Plain = ({ field, row }: { readonly field: FieldMetadata; readonly row: Row }) =>
  field.type === 'reference' || field.type === 'person' || field.type === 'department' ? (
    String(row[`${field.name}$title`] ?? '')
  ) : (
    <Show field={field} value={row[field.name]} row={row} />
  )
