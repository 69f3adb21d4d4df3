// A step that somebody holds: for whom holds it what it asks for and the buttons that carry it on, for others who and until when.
import { useTranslation } from 'react-i18next'
import type { Step } from '#kernel/flow'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { placesOf } from '../data/main-line.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { useMe } from '../data/session.ts'
import { isApproval, remindAction, taskObject, useHoldersOf } from '../data/tasks.ts'
import { ShowDatetime } from '../fields/date.tsx'
import { HolderChip } from '../ui/avatar.tsx'
import { useIsNarrow } from '../ui/media.ts'
import { ActionBar } from './actions.tsx'
import { TaskClockText } from './clock-text.tsx'
import { StepFacts } from './step-facts.tsx'
import './turn.css'

/** A task and the step of its flow that asked for it, where the flow is still known. */
export type Holding = { readonly task: Row; readonly step: Step | undefined }

type Props = { readonly object: ObjectMetadata; readonly row: Row; readonly holding: Holding }

/** Whether the reader holds a task, alone or with their department. */
export function useIsMine(): (task: Row) => boolean {
  const me = useMe()
  return ({ holder, department }) =>
    holder === me.id || (holder === null && me.department !== null && department === me.department)
}

export function Turn({ object, row, holding: { task, step } }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  const me = useMe()
  const tasks = useCatalog().object(taskObject)
  const actions = step?.kind === 'task' ? (step.actions ?? []) : []
  const isNarrow = useIsNarrow()
  const facts = (step?.kind === 'task' && step.facts) || []
  const guide = step?.kind === 'task' && step.guide !== undefined ? label(step.guide) : ''
  return (
    <section className="card turn" data-mine aria-label={t('room.yourTurn')}>
      <div className="spread">
        <b>
          {t('room.yourTurn')}：{label(task.label)}
        </b>{' '}
        <TaskClockText task={task} />
        {typeof task.askedBy === 'string' ? (
          <small>
            {t('room.askedBy', { name: String(task.askedBy$title ?? '') })}{' '}
            <ShowDatetime value={task.askedAt} />
          </small>
        ) : null}
        {guide === '' ? null : <small>{guide}</small>}
        {typeof task.returnReason === 'string' && task.returnReason !== '' ? (
          <small className="late">{t('today.returned', { reason: task.returnReason })}</small>
        ) : null}
      </div>
      {facts.length === 0 ? null : <StepFacts object={object} id={String(row.id)} names={facts} />}
      {actions.length === 0 || isNarrow ? null : (
        <ActionBar object={object} row={row} first={actions} only={actions} />
      )}
      {tasks === undefined ? null : (
        <ActionBar
          object={tasks}
          row={task}
          except={[...decidedBy(task, actions), ...(task.holder === me.id ? [remindAction] : [])]}
          most={isNarrow ? 2 : 4}
        />
      )}
    </section>
  )
}

/** What the record's own actions do instead: an approval is given by them, and refused by them where they can. */
const decidedBy = (task: Row, actions: readonly string[]): readonly string[] =>
  isApproval(task) ? ['accept', 'deliver', ...(actions.length > 1 ? ['return'] : [])] : []

function TheirTurn({ task }: { readonly task: Row }) {
  const { t } = useTranslation()
  const label = useLabel()
  const holder = typeof task.holder === 'string' ? task.holder : null
  return (
    <section className="card turn" aria-label={t('room.theirTurn')}>
      <span className="spread">
        {t('room.theirTurn')}：<b>{label(task.label)}</b>
      </span>
      <HolderChip id={holder} name={holder === null ? t('nobodyYet') : String(task.holder$title ?? '')}>
        {task.department$title ? <span className="hush"> · {String(task.department$title)}</span> : null}
      </HolderChip>
      <span className="holder">
        <TaskClockText task={task} />
      </span>
    </section>
  )
}

/** The open hand-overs of a record in whatever flow, each with its step. */
function useHoldings(record: string): readonly Holding[] {
  const { flows } = useCatalog().metadata
  const open = useHoldersOf([record]).data?.rows ?? []
  return open.map((task) => {
    const steps = flows.find(({ name }) => name === task.flow)?.steps ?? []
    const step = placesOf(steps)
      .flat()
      .find(({ name }) => name === task.step)
    return { task, step }
  })
}

/** The actions that the steps in the reader's hands ask for. */
export function useAsked(record: string): readonly string[] {
  const isMine = useIsMine()
  return useHoldings(record).flatMap(({ task, step }) =>
    isMine(task) && step?.kind === 'task' ? (step.actions ?? []) : [],
  )
}

/** Who holds a record that has no room, in whatever flow. */
export function HeldNow({ object, row }: { readonly object: ObjectMetadata; readonly row: Row }) {
  const isMine = useIsMine()
  return useHoldings(String(row.id)).map((holding) =>
    isMine(holding.task) ? (
      <Turn key={String(holding.task.id)} object={object} row={row} holding={holding} />
    ) : (
      <TheirTurn key={String(holding.task.id)} task={holding.task} />
    ),
  )
}
