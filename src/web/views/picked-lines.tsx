// A record's lines to take from: how much is open stands in each, to be lowered or left; Enter goes down.
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinesInput } from '#kernel/records'
import { type Field, type Row, target, type Value } from '#kernel/schema'
import type { DraftLine } from '../data/drafts.ts'
import { useLabel } from '../data/metadata.ts'
import { Edit, isNumeric, Show } from '../fields/index.tsx'
import { Skeleton } from '../ui/states.tsx'
import { type DrawnPick, openLines, takenOf } from './action-input.ts'
import { withValue } from './line-grid-state.ts'

type Props = {
  readonly input: LinesInput
  readonly drawn: DrawnPick
  /** Undefined while they are on their way. */
  readonly rows: readonly Row[] | undefined
  readonly typed: readonly DraftLine[]
  /** Sentences by the id of a line. */
  readonly faults: Readonly<Record<string, string>>
  readonly onChange: (lines: readonly DraftLine[]) => void
}

export function PickedLines({ input, drawn, rows, typed, faults, onChange }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  const body = useRef<HTMLTableSectionElement>(null)
  if (rows === undefined) return <Skeleton rows={3} label={t('loading')} />
  const offered = openLines(input, rows)
  const { quantity, open } = input.pick
  if (offered.length === 0) return <small>{t('lines.none')}</small>
  const all = (value: (row: Row) => Value): void =>
    onChange(
      offered.map((row) => ({ id: String(row.id), values: { [quantity.name]: value(row) }, isNew: false })),
    )
  const step = (event: KeyboardEvent, from: number): void => {
    const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
    const inputs = body.current?.querySelectorAll('input')
    const next = by === undefined || event.nativeEvent.isComposing ? undefined : inputs?.[from + by]
    // In the last line Enter is left to the form, which it sends.
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }
  return (
    <div className="table-frame">
      <table className="table picked" aria-label={label(input.label)}>
        <thead>
          <tr>
            {drawn.show.map((field) => (
              <th key={field.name} className={isNumeric(field) ? 'num' : ''}>
                {label(field.label)}
              </th>
            ))}
            <th className="num">{label(quantity.label)}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {offered.map((row, index) => (
            <PickedLine
              key={String(row.id)}
              input={input}
              drawn={drawn}
              row={row}
              value={takenOf(input, row, typed)}
              fault={faults[String(row.id)]}
              onKeyDown={(event) => step(event, index)}
              onChange={(value) => onChange(withValue(typed, String(row.id), { [quantity.name]: value }))}
            />
          ))}
        </tbody>
      </table>
      <p className="picked-all">
        <button type="button" className="plain link" onClick={() => all((row) => row[open] ?? null)}>
          {t('lines.takeAll')}
        </button>
        <button type="button" className="plain link" onClick={() => all(() => null)}>
          {t('lines.takeNone')}
        </button>
      </p>
    </div>
  )
}

type LineProps = Pick<Props, 'input' | 'drawn'> & {
  readonly row: Row
  readonly value: Value
  readonly fault: string | undefined
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onChange: (value: Value) => void
}

function PickedLine({ input, drawn, row, value, fault, onKeyDown, onChange }: LineProps) {
  const label = useLabel()
  const { quantity } = input.pick
  const id = `${input.name}-${String(row.id)}`
  return (
    <>
      <tr data-bad={fault !== undefined}>
        {drawn.show.map((field) => (
          <td key={field.name} className={isNumeric(field) ? 'num' : ''}>
            {isReference(field) ? (
              nameOf(row, field.name)
            ) : (
              <Show field={field} value={row[field.name]} row={row} />
            )}
          </td>
        ))}
        <td className="num" onKeyDown={onKeyDown}>
          <Edit
            field={quantity}
            value={value}
            row={row}
            id={id}
            label={`${nameOf(row, input.pick.show[0])} ${label(quantity.label)}`}
            isInvalid={fault !== undefined}
            describedBy={fault === undefined ? undefined : `${id}-says`}
            onChange={onChange}
          />
        </td>
      </tr>
      {fault === undefined ? null : (
        <tr className="says">
          <td colSpan={drawn.show.length + 1}>
            <small id={`${id}-says`} className="late" role="alert">
              {fault}
            </small>
          </td>
        </tr>
      )}
    </>
  )
}

// A link would lead away from what is being typed.
const isReference = (field: Field): boolean => target(field) !== null

const nameOf = (row: Row, field = ''): string => String(row[`${field}$title`] ?? row[field] ?? '')
