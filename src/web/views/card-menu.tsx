// Where a card may be put, as a menu: for fingers and keys, which cannot drag.
import { Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardColumn } from './board-columns.ts'

export type Place = { readonly column: BoardColumn; readonly name: string }

/** Nothing where the card may go nowhere. The menu itself is made when it is opened for the first time. */
export function CardMenu({
  title,
  places,
  onMove,
}: {
  readonly title: string
  readonly places: readonly Place[]
  readonly onMove: (column: BoardColumn) => void
}) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState<boolean | null>(null)
  if (places.length === 0) return null
  const button = (
    <button
      type="button"
      className="plain card-menu"
      aria-label={t('board.moveCard', { title })}
      aria-haspopup="menu"
      aria-expanded={isOpen === true}
      onClick={() => setOpen(isOpen !== true)}
    >
      <span aria-hidden="true">⋯</span>
    </button>
  )
  if (isOpen === null) return button
  return (
    <Dropdown
      open={isOpen}
      onOpenChange={setOpen}
      trigger={['click']}
      autoFocus
      placement="bottomRight"
      menu={{
        items: [
          {
            key: '$where',
            type: 'group',
            label: t('board.moveWhere'),
            children: places.map(({ column, name }) => ({
              key: column.key,
              label: name,
              onClick: () => {
                setOpen(false)
                onMove(column)
              },
            })),
          },
        ],
      }}
    >
      {button}
    </Dropdown>
  )
}
