// By which field the rows of a list are gathered.
import { Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useLabel } from '../data/metadata.ts'
import { canGroup } from './groups.ts'

export function GroupChoice({
  object,
  group,
  onGroup,
}: {
  readonly object: ObjectMetadata
  readonly group: string
  readonly onGroup: (group: string) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const fields = object.fields.filter(canGroup)
  const chosen = fields.find(({ name }) => name === group)
  if (fields.length === 0) return null
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [group === '' ? '$none' : group],
        items: [
          { key: '$none', label: t('groups.none') },
          ...fields.map(({ name, label: text }) => ({ key: name, label: label(text) })),
        ],
        onClick: ({ key }) => onGroup(key === '$none' ? '' : key),
        style: { maxHeight: 320, overflowY: 'auto' },
      }}
    >
      <button type="button" className="plain chip" data-on={chosen !== undefined} aria-haspopup="menu">
        {t('groups.by')}
        {chosen === undefined ? null : <strong>{label(chosen.label)}</strong>}
      </button>
    </Dropdown>
  )
}
