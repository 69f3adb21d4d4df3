// The head of a group of rows and the last line of a list: how many there are, and their sums or averages under the columns.
// biome-ignore-all lint/a11y/useFocusableInteractive: the list has the focus and names the cell it is at
// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn only where they are seen cannot be a table element
import type { CSSProperties, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Value } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { isNumeric, Show } from '../fields/index.tsx'
import type { GroupNumbers, Measure } from './groups.ts'
import type { Column } from './list-layout.ts'
import type { Groups } from './use-groups.ts'

export function GroupRow({
  group,
  groups,
  columns,
  style,
  place,
}: {
  readonly group: GroupNumbers
  readonly groups: Groups
  readonly columns: readonly Column[]
  readonly style: CSSProperties
  readonly place: number
}) {
  const { t } = useTranslation()
  const { field, folded, fold, measures } = groups
  const isFolded = folded.has(group.key)
  const value: Value = field.type === 'boolean' && group.key !== null ? group.key === 'true' : group.key
  const row = { [field.name]: value, [`${field.name}$title`]: group.title }
  const name = (
    <button
      type="button"
      className="plain group-name"
      aria-expanded={!isFolded}
      onClick={() => fold(group.key)}
    >
      <span aria-hidden="true">{isFolded ? '▸' : '▾'}</span>
      {/* A button may hold no link: references are drawn as text. */}
      {group.key === null ? (
        t('groups.blank')
      ) : field.type === 'reference' ? (
        (group.title ?? '…')
      ) : (
        <Show field={field} value={value} row={row} />
      )}
      <small>{t('groups.rows', { count: group.rows })}</small>
    </button>
  )
  return <SummaryRow {...{ group, columns, measures, style, place }} className="group-row" name={name} />
}

/** Stays at the foot of the list; a click on a number takes the average for the sum, and back. */
export function TotalRow({
  groups,
  columns,
}: {
  readonly groups: Groups
  readonly columns: readonly Column[]
}) {
  const { t } = useTranslation()
  const { whole, measures, turn } = groups
  if (whole === undefined) return null
  const name = (
    <span className="group-name">
      {t('groups.total')}
      <small>{t('groups.rows', { count: whole.rows })}</small>
    </span>
  )
  return (
    <div role="rowgroup" className="list-foot">
      <SummaryRow {...{ group: whole, columns, measures, name }} className="total-row" onTurn={turn} />
    </div>
  )
}

function SummaryRow({
  group,
  columns,
  measures,
  name,
  className,
  style,
  place,
  onTurn,
}: {
  readonly group: GroupNumbers
  readonly columns: readonly Column[]
  readonly measures: readonly Measure[]
  readonly name: ReactNode
  readonly className: string
  readonly style?: CSSProperties
  readonly place?: number
  readonly onTurn?: (field: string) => void
}) {
  // The name runs over the columns before the first number.
  const first = columns.findIndex(({ field }) => measures.some((one) => one.field === field.name))
  const span = Math.max(1, first < 0 ? columns.length : first)
  return (
    <div
      role="row"
      className={`list-row ${className}`}
      style={style}
      {...(place === undefined ? {} : { 'aria-rowindex': place + 2 })}
    >
      <div role="gridcell" className="cell group-cell" style={{ gridColumn: `1 / span ${span + 1}` }}>
        {name}
      </div>
      {columns.slice(span).map((column) => (
        <NumberCell key={column.field.name} {...{ group, column, measures }} onTurn={onTurn} />
      ))}
    </div>
  )
}

function NumberCell({
  group,
  column: { field },
  measures,
  onTurn,
}: {
  readonly group: GroupNumbers
  readonly column: Column
  readonly measures: readonly Measure[]
  readonly onTurn: ((field: string) => void) | undefined
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const index = measures.findIndex((one) => one.field === field.name)
  const measure = measures[index]
  const taken = group.values[index]
  if (measure === undefined || taken === undefined) return <div role="gridcell" className="cell" />
  const shown = <Show field={field} value={taken.value} row={{ [measure.currency ?? '']: taken.currency }} />
  return (
    <div role="gridcell" className={`cell ${isNumeric(field) ? 'num' : ''}`}>
      {onTurn === undefined ? (
        shown
      ) : (
        <button
          type="button"
          className="plain"
          title={t('groups.turn', { field: label(field.label) })}
          onClick={() => onTurn(field.name)}
        >
          <small>{t(`groups.${measure.take}`)}</small> {shown}
        </button>
      )}
    </div>
  )
}
