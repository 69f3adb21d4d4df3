// The quiet mark in the bar: no network and how old the page is, what waits to be sent, and a newer build.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useShownAt } from '../data/offline/kept-answers.ts'
import { useLetters } from '../data/offline/use-outbox.ts'
import { formatMoment } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { useNewBuild } from './new-build.ts'

const instant = (ms: number): string => new Date(ms).toISOString()

export function OfflineMark() {
  const { t } = useTranslation()
  const { language, now, zone } = useFormat()
  const shownAt = useShownAt()
  const letters = useLetters()
  const isNewer = useNewBuild()
  const refused = letters.filter(({ problems }) => problems !== null).length
  const waiting = letters.length - refused
  const says = [
    shownAt === null ? '' : t('outbox.offline'),
    shownAt === null ? '' : t('outbox.asOf', { time: formatMoment(instant(shownAt), now, zone, language) }),
    waiting === 0 ? '' : t('outbox.waiting', { count: waiting }),
    refused === 0 ? '' : t('outbox.refused', { count: refused }),
  ].filter(Boolean)
  return (
    <span className="offline-mark" role="status">
      {says.length === 0 ? null : (
        <Link to="/outbox" data-bad={refused > 0}>
          {says.join(' · ')}
        </Link>
      )}
      {isNewer ? (
        <button type="button" className="plain" onClick={() => location.reload()}>
          {t('outbox.newBuild')}
        </button>
      ) : null}
    </span>
  )
}
