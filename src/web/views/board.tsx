// Records as cards in columns, one column a key; cards are moved by dragging or with the arrow keys.
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import './board.css'

export type BoardColumn = { readonly key: string; readonly label: string; readonly rows: readonly Row[] }

export function Board({
  columns,
  card,
  onMove,
}: {
  readonly columns: readonly BoardColumn[]
  readonly card: (row: Row) => ReactNode
  /** Absent where cards move only by what happens to them. */
  readonly onMove?: (row: Row, column: string) => void
}) {
  const { t } = useTranslation()
  const [dragged, setDragged] = useState<Row | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const step = (event: KeyboardEvent, row: Row, index: number): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = columns[index + by]
    if (by === 0 || next === undefined || !event.altKey) return
    event.preventDefault()
    onMove?.(row, next.key)
  }
  return (
    <div className="board">
      {columns.map(({ key, label, rows }, index) => (
        <section
          key={key}
          className="board-column"
          aria-label={label}
          data-over={over === key && dragged !== null}
          onDragOver={(event) => {
            if (onMove === undefined || dragged === null) return
            event.preventDefault()
            setOver(key)
          }}
          onDrop={() => {
            if (dragged !== null) onMove?.(dragged, key)
            setDragged(null)
            setOver(null)
          }}
        >
          <h2>
            {label} <span className="count">{rows.length}</span>
          </h2>
          <ul>
            {rows.map((row) => (
              <li
                key={String(row.id)}
                draggable={onMove !== undefined}
                aria-keyshortcuts={onMove === undefined ? undefined : 'Alt+ArrowLeft Alt+ArrowRight'}
                onDragStart={() => setDragged(row)}
                onDragEnd={() => setDragged(null)}
                onKeyDown={(event) => step(event, row, index)}
              >
                {card(row)}
              </li>
            ))}
            {rows.length === 0 ? <li className="hush none">{t('board.none')}</li> : null}
          </ul>
        </section>
      ))}
    </div>
  )
}
