// Which columns a list has, in which order, and which of them stay: by checking, dragging and with the keyboard.
import { Button, Checkbox, Popover } from 'antd'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { drawnFields } from '../data/catalog.ts'
import { useLabel } from '../data/metadata.ts'
import { moved } from './list-layout.ts'

type Props = {
  readonly object: ObjectMetadata
  readonly columns: readonly string[]
  readonly pinned: readonly string[]
  /** An empty list is the usual one. */
  readonly onColumns: (columns: readonly string[]) => void
  readonly onPinned: (pinned: readonly string[]) => void
}

export function ColumnChooser(props: Props) {
  const { t } = useTranslation()
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      title={t('columns.title')}
      content={<Columns {...props} />}
    >
      <button type="button" className="plain chip">
        {t('columns.open')}
      </button>
    </Popover>
  )
}

const undrawn = ['lines', 'file', 'longText', 'richText']
const kind = 'application/x-baton-column'

function Columns({ object, columns, pinned, onColumns, onPinned }: Props) {
  const { t } = useTranslation()
  const fields = drawnFields(object).filter(
    ({ type, name }) => !undrawn.includes(type) || columns.includes(name),
  )
  const chosen = columns.flatMap((name) => fields.find((field) => field.name === name) ?? [])
  const rest = fields.filter(({ name }) => !columns.includes(name))
  const toggle = (name: string): void => {
    if (!columns.includes(name)) onColumns([...columns, name])
    else if (columns.length > 1) onColumns(columns.filter((one) => one !== name))
  }
  return (
    <>
      <ul className="columns-panel" aria-label={t('columns.title')}>
        {chosen.map((field, index) => (
          <ColumnItem
            key={field.name}
            field={field}
            isShown
            isPinned={pinned.includes(field.name)}
            onToggle={() => toggle(field.name)}
            onPin={() =>
              onPinned(
                pinned.includes(field.name)
                  ? pinned.filter((one) => one !== field.name)
                  : [...pinned, field.name],
              )
            }
            onMove={(step) => onColumns(moved(columns, field.name, index + step))}
            onDrop={(name) => onColumns(moved(columns, name, index))}
            isFirst={index === 0}
            isLast={index === chosen.length - 1}
          />
        ))}
        {rest.map((field) => (
          <ColumnItem key={field.name} field={field} isShown={false} onToggle={() => toggle(field.name)} />
        ))}
      </ul>
      <Button
        type="text"
        size="small"
        onClick={() => {
          onColumns([])
          onPinned([])
        }}
      >
        {t('columns.usual')}
      </Button>
    </>
  )
}

type ItemProps = {
  readonly field: FieldMetadata
  readonly isShown: boolean
  readonly isPinned?: boolean
  readonly isFirst?: boolean
  readonly isLast?: boolean
  readonly onToggle: () => void
  readonly onPin?: () => void
  readonly onMove?: (step: number) => void
  readonly onDrop?: (name: string) => void
}

function ColumnItem({
  field,
  isShown,
  isPinned = false,
  onToggle,
  onPin,
  onMove,
  onDrop,
  ...ends
}: ItemProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const [isOver, setOver] = useState(false)
  const name = label(field.label)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const dragged = event.dataTransfer.getData(kind)
    if (dragged !== '' && dragged !== field.name) onDrop?.(dragged)
  }
  return (
    <li
      draggable={isShown}
      data-over={isOver || undefined}
      onDragStart={({ dataTransfer }) => dataTransfer.setData(kind, field.name)}
      onDragOver={(event) => {
        if (!isShown) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Checkbox checked={isShown} onChange={onToggle}>
        {name}
      </Checkbox>
      {isShown ? (
        <>
          <button
            type="button"
            className="plain"
            aria-pressed={isPinned}
            aria-label={t('columns.pin', { field: name })}
            title={t('columns.pin', { field: name })}
            onClick={onPin}
          >
            ⇤
          </button>
          <button
            type="button"
            className="plain"
            disabled={ends.isFirst}
            aria-label={t('columns.up', { field: name })}
            onClick={() => onMove?.(-1)}
          >
            ↑
          </button>
          <button
            type="button"
            className="plain"
            disabled={ends.isLast}
            aria-label={t('columns.down', { field: name })}
            onClick={() => onMove?.(1)}
          >
            ↓
          </button>
        </>
      ) : null}
    </li>
  )
}
