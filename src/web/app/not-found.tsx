// An address that nothing answers.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../ui/states.tsx'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <EmptyState title={t('notFound')}>
      <Link to="/">{t('nav.today')}</Link>
    </EmptyState>
  )
}
