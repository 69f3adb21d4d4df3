// Where somebody is signed in: each device with when it was last seen, and the way to sign it out.
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '#kernel/identity'
import { deviceName } from '../../data/device-name.ts'
import { problemText } from '../../data/problem-text.ts'
import { useEndSessions, useSessionsOf } from '../../data/sessions.ts'
import { ShowDatetime } from '../../fields/date.tsx'
import { Card } from '../../ui/small.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import './devices.css'

/** Of oneself, or of somebody whom one may switch off. */
export default function Devices({ person, name }: { readonly person: string; readonly name?: string }) {
  const { t } = useTranslation()
  const sessions = useSessionsOf(person)
  const end = useEndSessions(person)
  const rows = sessions.data ?? []
  const others = rows.filter(({ isThis }) => !isThis)
  const finish = async (id: string | null): Promise<void> => {
    const answer = await end.mutateAsync(id)
    if (answer.ok) toast({ text: t(id === null ? 'devices.allEnded' : 'devices.ended') })
    else toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
  return (
    <Card title={t('devices.title')} count={rows.length || undefined} className="devices">
      <p className="hush">{name === undefined ? t('devices.hint') : t('devices.hintOf', { name })}</p>
      {sessions.isPending ? <Skeleton rows={2} label={t('loading')} /> : null}
      {sessions.isError ? (
        <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void sessions.refetch()} />
      ) : null}
      {sessions.isSuccess && rows.length === 0 ? <p className="hush">{t('devices.none')}</p> : null}
      <ul aria-label={t('devices.title')}>
        {rows.map((one) => (
          <Device key={one.id} session={one} isBusy={end.isPending} onEnd={() => void finish(one.id)} />
        ))}
      </ul>
      {others.length < 2 ? null : (
        <Button loading={end.isPending} onClick={() => void finish(null)}>
          {t(others.length === rows.length ? 'devices.endAll' : 'devices.endOthers')}
        </Button>
      )}
    </Card>
  )
}

function Device({
  session: { agent, ip, lastSeenAt, createdAt, isThis },
  isBusy,
  onEnd,
}: {
  readonly session: SessionView
  readonly isBusy: boolean
  readonly onEnd: () => void
}) {
  const { t } = useTranslation()
  const name = deviceName(agent) || t('devices.unknown')
  return (
    <li>
      <div className="spread">
        <b title={agent ?? undefined}>{name}</b>
        {isThis ? <em>{t('devices.this')}</em> : null}
        <small>
          {t('devices.seen')} <ShowDatetime value={lastSeenAt} /> · {t('devices.since')}{' '}
          <ShowDatetime value={createdAt} />
          {ip === null ? null : ` · ${ip}`}
        </small>
      </div>
      {isThis ? null : (
        <Button size="small" disabled={isBusy} onClick={onEnd} aria-label={t('devices.endOne', { name })}>
          {t('devices.end')}
        </Button>
      )}
    </li>
  )
}
