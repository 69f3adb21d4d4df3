// A screen that failed while it was drawn: what is around it stays.
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../ui/states.tsx'

export function BrokenScreen({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  return (
    <ErrorState
      title={t('broken')}
      detail={error instanceof Error ? error.message : undefined}
      retry={t('retry')}
      onRetry={reset}
    />
  )
}
