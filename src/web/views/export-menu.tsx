// Takes the whole list that is shown out as a file, for who may export its records.
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'

const formats = ['xlsx', 'csv'] as const

/** What is exported is what the list shows: its condition, words and order, and its columns. */
export default function ExportMenu({
  object,
  query,
  columns,
}: {
  readonly object: ObjectMetadata
  readonly query: Pick<Query, 'filter' | 'search' | 'sort'>
  readonly columns: readonly string[]
}) {
  const { t } = useTranslation()
  const names = columns.filter((name) => object.fields.find((field) => field.name === name)?.type !== 'lines')
  const address = (format: string): string => {
    const { filter, search, sort } = query
    const asked = new URLSearchParams({ format, fields: names.join() })
    if (filter !== undefined) asked.set('filter', JSON.stringify(filter))
    if (search !== undefined && search !== '') asked.set('search', search)
    if (sort !== undefined && sort.length > 0) asked.set('sort', sort.join())
    return `/api/exports/${encodeURIComponent(object.name)}?${asked}`
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...formats.map((format) => ({
            key: format,
            label: (
              <a href={address(format)} download>
                {t(`export.${format}`)}
              </a>
            ),
          })),
          { type: 'divider' as const },
          { key: 'note', disabled: true, label: <small>{t('export.noted')}</small> },
        ],
      }}
    >
      <Button>{t('export.open')}</Button>
    </Dropdown>
  )
}
