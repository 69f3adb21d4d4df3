// Printing a record: an entry of its menu, and the dialog that shows the sheet once somebody asks for it.
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useShortcut } from '../ui/shortcuts.ts'
import type { MoreItem } from './actions.tsx'

const PrintDialog = lazy(() => import('./print-dialog.tsx'))

/** The entry, which `P` takes as well, and what it opens; none where there is nothing to print on. */
export function usePrinting(
  object: ObjectMetadata,
  id: string,
): { readonly more: readonly MoreItem[]; readonly dialog: ReactNode } {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const isOffered = (object.prints ?? []).length > 0
  const open = (): void => setOpen(true)
  useShortcut('p', t('print.print'), isOffered ? open : undefined)
  return {
    more: isOffered ? [{ key: '$print', label: t('print.print'), run: open }] : [],
    dialog: (
      <Suspense>
        {isOpen ? <PrintDialog object={object} id={id} onClose={() => setOpen(false)} /> : null}
      </Suspense>
    ),
  }
}
