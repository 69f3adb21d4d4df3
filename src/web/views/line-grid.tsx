// Lines as a grid to type in: Tab goes on, Enter goes down and adds a line at the end, a copied table fills it.
import { Button } from 'antd'
import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import type { DraftLine } from '../data/drafts.ts'
import { useLabel } from '../data/metadata.ts'
import { newId } from '../data/new-id.ts'
import { columnWidth, Edit, isNumeric, isTyped, Show } from '../fields/index.tsx'
import { helped } from '../ui/help.tsx'
import type { PlacedProblems } from './form-changes.ts'
import { cellsOf, drawnLines, gridFields, pastedValue, withoutLine, withValue } from './line-grid-state.ts'

type GridProps = {
  readonly object: ObjectMetadata
  /** The reference field that names the whole. */
  readonly owner: string
  readonly stored: readonly Row[]
  readonly lines: readonly DraftLine[]
  readonly problems: PlacedProblems['lines']
  readonly onChange: (lines: readonly DraftLine[]) => void
  readonly label: string
}

const newLine = (): DraftLine => ({ id: newId(), values: {}, isNew: true })

export function LineGrid(props: GridProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const { object, owner, stored, lines, onChange } = props
  const fields = gridFields(object, owner)
  const drawn = drawnLines(stored, lines)
  const body = useRef<HTMLTableSectionElement>(null)
  const focus = (row: number, column: number): void => {
    requestAnimationFrame(() => {
      const cell = body.current?.rows[row]?.cells[column]
      cell?.querySelector<HTMLElement>('input, textarea, button')?.focus()
    })
  }
  const add = (column = 0): void => {
    onChange([...lines, newLine()])
    focus(drawn.length, column)
  }
  const down = (event: KeyboardEvent, row: number, column: number): void => {
    const isMine = event.key === 'Enter' && !event.nativeEvent.isComposing
    // An open list of choices takes Enter for itself.
    if (!isMine || document.querySelector('.ant-select-open, .ant-picker-focused.ant-picker-open')) return
    event.preventDefault()
    if (row + 1 < drawn.length) focus(row + 1, column)
    else add(column)
  }
  return (
    <div className="grid-frame">
      <table className="grid" aria-label={props.label}>
        <thead>
          <tr>
            {fields.map((field) => (
              <th
                key={field.name}
                className={isNumeric(field) ? 'num' : ''}
                style={{ minWidth: columnWidth(field) * 0.75 }}
                {...helped(field.help === undefined ? '' : label(field.help))}
              >
                {label(field.label)}
                {field.required && !field.default && isTyped(field) ? ' *' : ''}
              </th>
            ))}
            <th>
              <span className="sr-only">{t('remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {drawn.map((line, row) => (
            <GridRow
              key={line.id}
              line={line}
              fields={fields}
              problems={props.problems[line.id] ?? {}}
              onKeyDown={(event, column) => down(event, row, column)}
              onPaste={(event, column) => paste(event, props, fields, row, column)}
              onValue={(values) => onChange(withValue(lines, line.id, values))}
              onRemove={() => onChange(withoutLine(lines, line.id))}
            />
          ))}
        </tbody>
      </table>
      <Button type="dashed" size="small" onClick={() => add()}>
        {t('lines.add')}
      </Button>
    </div>
  )
}

/** A copied table fills the cells right and down of where it is pasted; lines are added as needed. */
function paste(
  event: ClipboardEvent,
  { stored, lines, onChange }: GridProps,
  fields: readonly FieldMetadata[],
  row: number,
  column: number,
): void {
  const cells = cellsOf(event.clipboardData.getData('text/plain'))
  if (cells === null) return
  event.preventDefault()
  const missing = Math.max(0, row + cells.length - drawnLines(stored, lines).length)
  let next: readonly DraftLine[] = [...lines, ...Array.from({ length: missing }, newLine)]
  const ids = drawnLines(stored, next).map(({ id }) => id)
  cells.forEach((texts, offset) => {
    const values: Record<string, Row[string]> = {}
    texts.forEach((text, across) => {
      const field = fields[column + across]
      const value = field && isTyped(field) ? pastedValue(field, text) : undefined
      if (field !== undefined && value !== undefined) values[field.name] = value
    })
    const id = ids[row + offset]
    if (id !== undefined) next = withValue(next, id, values)
  })
  onChange(next)
}

function GridRow({
  line,
  fields,
  problems,
  onKeyDown,
  onPaste,
  onValue,
  onRemove,
}: {
  readonly line: DraftLine & { readonly shown: Row }
  readonly fields: readonly FieldMetadata[]
  readonly problems: Readonly<Record<string, string>>
  readonly onKeyDown: (event: KeyboardEvent, column: number) => void
  readonly onPaste: (event: ClipboardEvent, column: number) => void
  readonly onValue: (values: Row) => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  return (
    <tr>
      {fields.map((field, column) => (
        <td
          key={field.name}
          className={isNumeric(field) ? 'num' : ''}
          onKeyDown={(event) => onKeyDown(event, column)}
          onPaste={(event) => onPaste(event, column)}
        >
          {isTyped(field) && field.writable ? (
            <Edit
              field={field}
              value={line.shown[field.name]}
              row={line.shown}
              id={`${line.id}-${field.name}`}
              label={label(field.label)}
              help={field.help === undefined ? '' : label(field.help)}
              isInvalid={problems[field.name] !== undefined}
              bare
              onChange={(value, title) =>
                onValue({
                  [field.name]: value,
                  ...(title === undefined ? {} : { [`${field.name}$title`]: title }),
                })
              }
            />
          ) : (
            <span className="computed">
              <Show field={field} value={line.shown[field.name]} row={line.shown} />
            </span>
          )}
          {problems[field.name] === undefined ? null : (
            <small className="late" role="alert">
              {problems[field.name]}
            </small>
          )}
        </td>
      ))}
      <td>
        <button type="button" className="plain hush" aria-label={t('remove')} onClick={onRemove}>
          ×
        </button>
        {problems[''] === undefined ? null : <small className="late">{problems['']}</small>}
      </td>
    </tr>
  )
}
