// What the reader has to do in this room now: the step they hold, what it asks for, and the buttons that carry it on.
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import type { Leg } from '../../data/main-line.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useMe } from '../../data/session.ts'
import { taskObject } from '../../data/tasks.ts'
import { ActionBar } from '../../views/actions.tsx'
import { TaskClockText } from '../../views/clock-text.tsx'

export function YourTurn({
  object,
  row,
  held,
}: {
  readonly object: ObjectMetadata
  readonly row: Row
  readonly held: readonly Leg[]
}) {
  const me = useMe()
  const mine = held.filter(
    ({ task }) =>
      task?.holder === me.id ||
      (task?.holder === null && me.department !== null && task?.department === me.department),
  )
  return mine.map((leg) => <Turn key={leg.step.name} object={object} row={row} leg={leg} />)
}

function Turn({
  object,
  row,
  leg,
}: {
  readonly object: ObjectMetadata
  readonly row: Row
  readonly leg: Leg
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const tasks = useCatalog().object(taskObject)
  const { step, task } = leg
  if (task === null) return null
  const actions = step.kind === 'task' ? (step.actions ?? []) : []
  const guide = step.kind === 'task' && step.guide !== undefined ? label(step.guide) : ''
  return (
    <section className="card turn" aria-label={t('room.yourTurn')}>
      <div className="spread">
        <b>
          {t('room.yourTurn')}：{label(step.label)}
        </b>{' '}
        <TaskClockText task={task} />
        {guide === '' ? null : <small>{guide}</small>}
        {typeof task.returnReason === 'string' && task.returnReason !== '' ? (
          <small className="late">{t('today.returned', { reason: task.returnReason })}</small>
        ) : null}
      </div>
      {actions.length === 0 ? null : <ActionBar object={object} row={row} first={actions} only={actions} />}
      {tasks === undefined ? null : <ActionBar object={tasks} row={task} most={4} />}
    </section>
  )
}
