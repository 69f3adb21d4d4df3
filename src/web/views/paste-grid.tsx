// Pasted rows as a table: what each cell will be, red where it is wrong, changed where it stands; Tab goes on to the next wrong one.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { useLabel } from '../data/metadata.ts'
import { columnWidth, isNumeric, Show } from '../fields/index.tsx'
import { isPasted, type PlannedRow } from '../paste/plan.ts'
import { InlineEdit, type Typed } from './inline-edit.tsx'
import type { PasteColumn, Pasted } from './use-pasted.ts'

const rowHeight = 36

type GridProps = {
  readonly object: ObjectMetadata
  readonly pasted: Pasted
  readonly rows: readonly PlannedRow[]
}

type Cell = { readonly row: string; readonly column: string }

export function PasteGrid({ object, pasted, rows }: GridProps) {
  const { t } = useTranslation()
  const { columns } = pasted
  const frame = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<Cell | null>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const go = (cell: Cell | null): void => {
    setAt(cell)
    if (cell !== null) virtual.scrollToIndex(rows.findIndex(({ id }) => id === cell.row))
  }
  const done = (row: PlannedRow, column: PasteColumn, typed: Typed | null, step: number): void => {
    const { field } = column
    if (typed !== null && field !== undefined)
      pasted.correct(row.id, column, {
        ...{ [field.name]: typed.value, [`${field.name}$pasted`]: null },
        ...{ [`${field.name}$title`]: typed.title ?? null },
      })
    go(step === 0 ? null : nextBad(rows, columns, { row: row.id, column: column.key }, step))
  }
  return (
    <div className="paste-frame" ref={frame}>
      <table aria-label={t('paste.grid')} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col" className="paste-said">
              {t('paste.becomes')}
            </th>
            {columns.map((column, index) => (
              <Head key={column.key} object={object} pasted={pasted} column={column} index={index} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={before} columns={columns.length + 1} />
          {items.map(({ index }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <tr key={row.id} aria-rowindex={index + 2} data-fate={row.fate}>
                <Said row={row} columns={columns} />
                {columns.map((column, place) => (
                  <PasteCell
                    key={column.key}
                    {...{ object, row, column }}
                    text={textAt(pasted, row, place)}
                    isAt={at?.row === row.id && at.column === column.key}
                    onOpen={() => go({ row: row.id, column: column.key })}
                    onDone={(typed, step) => done(row, column, typed, step)}
                  />
                ))}
              </tr>
            )
          })}
          <Space height={after} columns={columns.length + 1} />
        </tbody>
      </table>
    </div>
  )
}

/** Rows that are out of sight take their room. */
const Space = ({ height, columns }: { readonly height: number; readonly columns: number }) =>
  height <= 0 ? null : (
    <tr>
      <td colSpan={columns} style={{ height }} />
    </tr>
  )

const textAt = ({ rows, texts }: Pasted, row: PlannedRow, place: number): string =>
  texts[rows?.findIndex(({ id }) => id === row.id) ?? -1]?.[place] ?? ''

/** The next cell with a fault, along the row and then along the rows. */
function nextBad(
  rows: readonly PlannedRow[],
  columns: readonly PasteColumn[],
  from: Cell,
  step: number,
): Cell | null {
  const cells = rows.flatMap(({ id, faults }) =>
    columns
      .filter(
        ({ field, key }) =>
          (field !== undefined && faults[field.name] !== undefined) ||
          (id === from.row && key === from.column),
      )
      .map(({ key }) => ({ row: id, column: key })),
  )
  const here = cells.findIndex(({ row, column }) => row === from.row && column === from.column)
  return cells[here + step] ?? null
}

/** What the column is called in the table, and the field that it fills. */
function Head({
  object,
  pasted,
  column: { head, field },
  index,
}: {
  readonly object: ObjectMetadata
  readonly pasted: Pasted
  readonly column: PasteColumn
  readonly index: number
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const choices = object.fields.filter((one) => isPasted(one) || one.type === 'autoNumber')
  const style = { minWidth: field === undefined ? 100 : columnWidth(field) }
  if (head === null && field !== undefined)
    return (
      <th scope="col" style={style}>
        {label(field.label)} *<small>{t('paste.fill')}</small>
      </th>
    )
  return (
    <th scope="col" style={style}>
      <select
        aria-label={t('paste.column', { column: head || index + 1 })}
        value={field?.name ?? ''}
        onChange={({ target }) => pasted.setField(index, target.value || null)}
      >
        <option value="">{head ? t('paste.unusedColumn', { column: head }) : t('paste.unused')}</option>
        {choices.map(({ name, label: text }) => (
          <option key={name} value={name}>
            {label(text)}
          </option>
        ))}
      </select>
    </th>
  )
}

function Said({ row, columns }: { readonly row: PlannedRow; readonly columns: readonly PasteColumn[] }) {
  const { t } = useTranslation()
  const label = useLabel()
  const fields = new Map(columns.map(({ field }) => [field?.name, field]))
  const faults = Object.entries(row.faults)
  if (faults.length === 0) return <td className="paste-said hush">{t(`paste.fate.${row.fate}`)}</td>
  const said = faults.map(([name, { code, params }]) => {
    const field = fields.get(name)
    const text = t(`paste.fault.${code}`, params)
    return field === undefined ? text : t('paste.at', { field: label(field.label), text })
  })
  const all = said.join(' ')
  return (
    <td className="paste-said late" title={all}>
      <span className="cut">{all}</span>
    </td>
  )
}

function PasteCell({
  object,
  row,
  column: { field },
  text,
  isAt,
  onOpen,
  onDone,
}: {
  readonly object: ObjectMetadata
  readonly row: PlannedRow
  readonly column: PasteColumn
  readonly text: string
  readonly isAt: boolean
  readonly onOpen: () => void
  readonly onDone: (typed: Typed | null, step: number) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  if (field === undefined || !isPasted(field)) return <td className="hush cut">{text}</td>
  const fault = row.faults[field.name]
  const shown = { ...row.values, id: row.id }
  const isChanged = row.change?.kind === 'update' && field.name in row.change.values
  return (
    <td
      className={isNumeric(field) ? 'num' : ''}
      data-bad={fault === undefined ? undefined : true}
      data-changed={isChanged || undefined}
    >
      {isAt ? (
        <InlineEdit object={object} field={field} row={shown} bare onClose={onDone} />
      ) : (
        <button
          type="button"
          className="plain cut"
          tabIndex={fault === undefined ? -1 : 0}
          title={fault === undefined ? undefined : t(`paste.fault.${fault.code}`, fault.params)}
          aria-label={
            fault === undefined
              ? undefined
              : t('paste.correct', { field: label(field.label), text: textOf(row, field) })
          }
          onClick={onOpen}
        >
          {fault === undefined ? (
            <Show field={field} value={row.values[field.name]} row={shown} />
          ) : (
            textOf(row, field) || t('paste.blank')
          )}
        </button>
      )}
    </td>
  )
}

/** A cell that is wrong is shown as it was copied. */
function textOf({ values }: PlannedRow, { name }: FieldMetadata): string {
  const pasted = values[`${name}$pasted`] ?? values[`${name}$title`] ?? values[name]
  return typeof pasted === 'string' || typeof pasted === 'number' ? String(pasted) : ''
}
