// A screen that failed while it was drawn: what is around it stays.
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../ui/states.tsx'

/** What browsers and the builder say of a part of the pages that could not be fetched. */
const notFetched = /dynamically imported module|module script failed|preload CSS/i

export function BrokenScreen({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const detail = error instanceof Error ? error.message : undefined
  return (
    <ErrorState
      title={t('broken')}
      detail={detail !== undefined && notFetched.test(detail) ? t('notKept') : detail}
      retry={t('retry')}
      onRetry={reset}
    />
  )
}
