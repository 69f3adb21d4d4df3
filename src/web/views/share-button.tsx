// Shows records to people without an account, by a link.
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import { mayDo } from '../data/catalog.ts'

const ShareDialog = lazy(() => import('./share-dialog.tsx'))

/** Nothing for who may not share records of the object. */
export function ShareButton(props: {
  readonly object: ObjectMetadata
  readonly query: Pick<Query, 'filter' | 'search' | 'sort'>
  readonly columns: readonly string[]
  readonly name?: string | undefined
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
