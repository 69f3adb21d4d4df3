// Shows records to people without an account, by a link: those of a list by a button, one record by an entry of its menu.
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { mayDo, titleOf } from '../data/catalog.ts'
import type { MoreItem } from './actions.tsx'
import { listColumns } from './list-columns.ts'

const ShareDialog = lazy(() => import('./share-dialog.tsx'))

/** Nothing for who may not share records of the object. */
export function ShareButton(props: {
  readonly object: ObjectMetadata
  readonly query: Pick<Query, 'filter' | 'search' | 'sort'>
  readonly columns: readonly string[]
}) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  if (!mayDo(props.object, 'share')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('share.open')}</Button>
      <Suspense>{isOpen ? <ShareDialog {...props} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  )
}

/** The entry of a record's menu, and what it opens; none for who may not share it. What lists show is chosen to begin with: no margin goes out by itself. */
export function useSharing(
  object: ObjectMetadata,
  row: Row,
): { readonly more: readonly MoreItem[]; readonly dialog: ReactNode } {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const query = { filter: { field: 'id', is: 'eq', value: String(row.id) } } as const
  return {
    more: mayDo(object, 'share')
      ? [{ key: '$share', label: t('share.record'), run: () => setOpen(true) }]
      : [],
    dialog: (
      <Suspense>
        {isOpen ? (
          <ShareDialog
            object={object}
            query={query}
            columns={listColumns(object)}
            name={titleOf(object, row)}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </Suspense>
    ),
  }
}
