// What the columns of a board are made of.
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useLabel } from '../data/metadata.ts'
import { groupings } from './board-columns.ts'
import type { BoardAddress } from './use-board.ts'

export function GroupBy({
  object,
  address,
}: {
  readonly object: ObjectMetadata
  readonly address: BoardAddress
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const offered = groupings(object)
  if (offered.length < 2) return null
  return (
    <Select
      aria-label={t('board.by')}
      value={address.field?.name ?? null}
      options={offered.map((field) => ({
        value: field.name,
        label: t('board.byField', { field: label(field.label) }),
      }))}
      onChange={(name: string) => address.setField(name)}
      popupMatchSelectWidth={false}
    />
  )
}
