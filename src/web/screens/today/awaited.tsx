// What I asked for and somebody else holds: from whom, since when, and a word to them that somebody waits.
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import { remindAction, useAwaited } from '../../data/tasks.ts'
import { ShowDatetime } from '../../fields/date.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { TaskClockText } from '../../views/clock-text.tsx'
import { RecordLink, TaskButton, TaskCard } from './task-card.tsx'

export function AwaitedCard() {
  const { t } = useTranslation()
  const awaited = useAwaited()
  const rows = awaited.data?.rows ?? []
  return (
    <TaskCard title={t('today.awaited')} query={awaited} count={rows.length} empty={t('today.awaitedNone')}>
      <ul>
        {rows.map((task) => (
          <li key={String(task.id)} className="task">
            <Awaited task={task} />
          </li>
        ))}
      </ul>
    </TaskCard>
  )
}

function Awaited({ task }: { readonly task: Row }) {
  const label = useLabel()
  const { t } = useTranslation()
  const holder = task.holder === null ? null : String(task.holder)
  return (
    <>
      <RecordLink row={task} className="task-link">
        <Avatar id={holder} name={String(task.holder$title ?? '')} size={26} />
        <div>
          <b className="cut">
            {String(task.recordTitle ?? '')} · {label(task.label)}
          </b>
          <small className="cut">
            {holder === null ? t('nobodyYet') : String(task.holder$title ?? '')}
            {task.department$title ? ` · ${String(task.department$title)}` : ''} ·{' '}
            <ShowDatetime value={task.askedAt} /> {t('today.handedOver')}
            {task.remindedAt ? (
              <>
                {' · '}
                <ShowDatetime value={task.remindedAt} /> {t('today.reminded')}
              </>
            ) : null}
          </small>
        </div>
      </RecordLink>
      <TaskClockText task={task} />
      <TaskButton task={task} action={remindAction} />
    </>
  )
}
