// The quiet mark in the bar: no network or no server and how old the page is, what waits to be sent, and a newer build.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useIsOffline, useLostSince } from '../data/connection.ts'
import { useShownAt } from '../data/offline/kept-answers.ts'
import { useLetters } from '../data/offline/use-outbox.ts'
import { formatMoment } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { useNewBuild } from './new-build.ts'

export function OfflineMark() {
  const { t } = useTranslation()
  const { language, now, zone } = useFormat()
  const away = useAway()
  const letters = useLetters()
  const isNewer = useNewBuild()
  const refused = letters.filter(({ problems }) => problems !== null).length
  const waiting = letters.length - refused
  const says = [
    away === null ? '' : t(away.isOffline ? 'outbox.offline' : 'lost'),
    away?.asOf === undefined ? '' : t('outbox.asOf', { time: formatMoment(away.asOf, now, zone, language) }),
    waiting === 0 ? '' : t('outbox.waiting', { count: waiting }),
    refused === 0 ? '' : t('outbox.refused', { count: refused }),
    away?.isTrying !== true || letters.length > 0 ? '' : t('outbox.reconnecting'),
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

type Away = {
  readonly isOffline: boolean
  /** Since when what is shown may be older. */
  readonly asOf: string | undefined
  /** The machine has its network, and the server is looked for beside what the device kept. */
  readonly isTrying: boolean
}

/** What keeps the page from being true now; null where nothing does. */
function useAway(): Away | null {
  const shownAt = useShownAt()
  const lostSince = useLostSince()
  const isOffline = useIsOffline()
  const isLost = lostSince !== null
  if (shownAt !== null)
    return { isOffline: true, asOf: new Date(shownAt).toISOString(), isTrying: isLost && !isOffline }
  return isLost ? { isOffline, asOf: isOffline ? lostSince : undefined, isTrying: false } : null
}
