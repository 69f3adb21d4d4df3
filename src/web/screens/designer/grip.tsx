// What something is moved by: dragged with the mouse, or moved with the keys up and down.
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

export function Grip({
  label,
  kind,
  carries,
  onMove,
}: {
  /** What it does to what. */
  readonly label: string
  /** What sort of thing is dragged, and what whoever it is dropped on is told. */
  readonly kind: string
  readonly carries: string
  readonly onMove: (by: number) => void
}) {
  const { t } = useTranslation()
  const onKey = (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    onMove(by)
  }
  return (
    <button
      type="button"
      className="plain field-grip"
      draggable
      data-grip={carries}
      aria-label={label}
      title={t('design.moveHint')}
      onKeyDown={onKey}
      onDragStart={(event) => {
        event.stopPropagation()
        event.dataTransfer.setData(kind, carries)
      }}
    >
      ⠿
    </button>
  )
}
