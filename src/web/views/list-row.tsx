// One record of a list: a row of cells at a desk, a card on a telephone.
// biome-ignore-all lint/a11y/useFocusableInteractive: the list has the focus and names the cell it is at
// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn only where they are seen cannot be a table element
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the list takes the keys for all its cells
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import type { UnsavedFields } from '../data/unsaved.ts'
import { isNumeric, Show } from '../fields/index.tsx'
import { InlineEdit, type Typed } from './inline-edit.tsx'
import type { Column } from './list-layout.ts'
import { useOpenRecord } from './open-record.ts'
import type { Paint } from './paint.ts'

/** What is done with rows. The functions stay the same ones, so that a row is drawn again only when something of it changes. */
export type Hands = {
  readonly mark: (id: string, isRange: boolean) => void
  readonly point: (cell: { readonly row: number; readonly column: number }) => void
  readonly edit: (cell: { readonly row: number; readonly column: number }) => void
  readonly done: (column: Column, typed: Typed | null, step: number) => void
}

export type RowProps = {
  readonly object: ObjectMetadata
  readonly columns: readonly Column[]
  readonly row: Row
  readonly address: Readonly<Record<string, string>>
  /** Pixels: how high it is, and how far from the top of the list. */
  readonly height: number
  readonly start: number
  /** The row's number among all, from 0. */
  readonly place: number
  /** The column that the keyboard is at, -1 for the row alone; null when it is elsewhere. */
  readonly at: number | null
  readonly isEditing: boolean
  readonly isMarked: boolean
  readonly canMark: boolean
  readonly hands: Hands
  /** The colour that the rules of the view give it. */
  readonly paint: Paint | undefined
  /** What was typed into its fields and refused. */
  readonly unsaved: UnsavedFields
}

export const cellId = (id: string, field: string): string => `cell-${id}-${field}`

const styleOf = ({ height, start }: RowProps) => ({ height, transform: `translateY(${start}px)` })

export const ListRow = memo((props: RowProps) => {
  const { object, columns, place, at, isMarked, paint } = props
  const title = columns.find(({ field }) => field.name === object.title) ?? columns[0]
  return (
    <div
      role="row"
      className="list-row"
      style={styleOf(props)}
      data-at={at !== null}
      data-paint={paint}
      aria-selected={isMarked}
      aria-rowindex={place + 2}
    >
      <Mark {...props} />
      {columns.map((column, index) => (
        <Cell key={column.field.name} {...props} column={column} index={index} isTitle={column === title} />
      ))}
    </div>
  )
})

function Mark({ object, row, isMarked, canMark, hands }: RowProps) {
  const { t } = useTranslation()
  return (
    <div role="gridcell" className="cell mark-cell" data-pinned>
      {canMark ? (
        <input
          type="checkbox"
          checked={isMarked}
          aria-label={t('list.markRow', { title: String(row[object.title] ?? '') })}
          onChange={() => undefined}
          onClick={({ shiftKey }) => hands.mark(String(row.id), shiftKey)}
        />
      ) : null}
    </div>
  )
}

function Cell({
  column,
  index,
  isTitle,
  ...props
}: RowProps & { readonly column: Column; readonly index: number; readonly isTitle: boolean }) {
  const { object, row, place, at, isEditing, unsaved, hands } = props
  const { field, left } = column
  const isHere = at === index
  const fault = unsaved[field.name]?.reason
  const tone = isLateCell(object, field, row) ? 'late' : ''
  return (
    <div
      role="gridcell"
      id={cellId(String(row.id), field.name)}
      className={`cell ${isNumeric(field) ? 'num' : ''} ${tone}`}
      data-here={isHere || undefined}
      data-fault={fault === undefined ? undefined : true}
      data-pinned={left === null ? undefined : true}
      style={left === null ? undefined : { left }}
      aria-readonly={!column.canEdit}
      onMouseDown={() => hands.point({ row: place, column: index })}
      onDoubleClick={() => hands.edit({ row: place, column: index })}
    >
      {isHere && isEditing ? (
        <InlineEdit
          object={object}
          field={field}
          row={row}
          bare
          onClose={(typed, step) => hands.done(column, typed, step)}
        />
      ) : (
        <Shown {...{ object, row, address: props.address, field, isTitle }} />
      )}
      {fault === undefined ? null : (
        <small className="cell-fault" role="alert">
          {fault}
        </small>
      )}
    </div>
  )
}

type ShownProps = Pick<RowProps, 'object' | 'row' | 'address'> & {
  readonly field: FieldMetadata
  readonly isTitle: boolean
}

/** What stands in a cell is drawn once, however often the rows around it come and go. */
const Shown = memo(({ object, row, address, field, isTitle }: ShownProps) => {
  const open = useOpenRecord()
  const shown = <Show field={field} value={row[field.name]} row={row} />
  return isTitle ? (
    <button
      type="button"
      className="plain strong cut"
      onClick={() => open(object.name, String(row.id), address)}
    >
      {shown}
    </button>
  ) : (
    <span className="cut">{shown}</span>
  )
})

/** On a telephone a row is a card: the title and the three columns that come first. */
export const ListCard = memo((props: RowProps) => {
  const { object, columns, row, address, place, at, isMarked, canMark, hands } = props
  const open = useOpenRecord()
  const label = useLabel()
  const title = columns.find(({ field }) => field.name === object.title) ?? columns[0]
  const fields = [...(title ? [title] : []), ...columns.filter((one) => one !== title)].slice(0, 4)
  const go = ({ target }: { readonly target: EventTarget }): void => {
    if (!(target instanceof Element) || target.closest('a, button, input') !== null) return
    if (canMark) hands.mark(String(row.id), false)
    else open(object.name, String(row.id), address)
  }
  return (
    <div
      role="row"
      className="list-card"
      style={styleOf(props)}
      data-at={at !== null || isMarked}
      data-paint={props.paint}
      aria-selected={isMarked}
      aria-rowindex={place + 2}
      onClick={go}
    >
      {fields.map((column) => (
        <div role="gridcell" key={column.field.name} className="cut">
          {column !== title && isBare(column, fields) ? (
            <small className="hush">{label(column.field.label)} </small>
          ) : null}
          <Shown {...{ object, row, address, field: column.field, isTitle: column === title }} />
        </div>
      ))}
    </div>
  )
})

const kindOf = ({ field }: Column): string => ('result' in field ? field.result : field.type)

/** What does not say by itself what it is: a plain number, and a date beside another. */
function isBare(column: Column, all: readonly Column[]): boolean {
  const kind = kindOf(column)
  if (kind === 'date' || kind === 'datetime') return all.filter((one) => kindOf(one) === kind).length > 1
  return kind === 'number' || kind === 'decimal'
}

/** The date expected now, later than the one that was promised. */
function isLateCell({ room }: ObjectMetadata, { name }: FieldMetadata, row: Row): boolean {
  if (room?.promised === undefined || name !== room.expected) return false
  const [promised, expected] = [row[room.promised], row[name]]
  return typeof promised === 'string' && typeof expected === 'string' && expected > promised
}
