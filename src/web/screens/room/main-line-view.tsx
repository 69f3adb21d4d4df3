// The main line: every step with its holder, its clock or its plan; the one that is held now stands out.
import { useTranslation } from 'react-i18next'
import { daysBetween, localDate } from '#base/values/date'
import type { FlowDefinition } from '#kernel/flow'
import type { Leg, Place } from '../../data/main-line.ts'
import { useLabel } from '../../data/metadata.ts'
import { usePage } from '../../data/records.ts'
import { useTaskClock } from '../../data/tasks.ts'
import { HolderChip } from '../../ui/avatar.tsx'
import { formatExact, formatMoment, formatShortDay } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { TaskRing, toneClass, useClockText, useDuration } from '../../views/clock-text.tsx'

export function MainLine({
  flow,
  places,
}: {
  readonly flow: FlowDefinition
  readonly places: readonly Place[]
}) {
  const label = useLabel()
  return (
    <ol className="main-line" aria-label={label(flow.label)}>
      {places.map((place) => (
        <li key={place.map(({ step }) => step.name).join()} className="place">
          {place.map((leg) => (
            <LegCard key={leg.step.name} leg={leg} />
          ))}
        </li>
      ))}
    </ol>
  )
}

function LegCard({ leg }: { readonly leg: Leg }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { step, state, task, rounds } = leg
  return (
    <div className="leg" data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <h2>
        {label(step.label)}
        {state === 'now' ? <em>{t(task?.status === 'asked' ? 'room.asked' : 'room.holding')}</em> : null}
        {rounds > 1 ? <small title={t('room.roundsHelp')}> ×{rounds}</small> : null}
      </h2>
      <p>
        <LegHolder leg={leg} />
      </p>
      <p className="leg-clock">
        <LegClock leg={leg} />
      </p>
      {state === 'now' && task !== null ? <TaskRing task={task} /> : null}
    </div>
  )
}

/** The holder of a step that has begun; the department that a step to come will go to. */
function LegHolder({ leg: { step, task } }: { readonly leg: Leg }) {
  const { t } = useTranslation()
  const departments = useDepartmentNames()
  const department = task === null ? undefined : task.department$title
  if (task !== null) {
    const holder = task.holder === null || task.holder === undefined ? null : String(task.holder)
    const name = holder === null ? t('nobodyYet') : String(task.holder$title ?? '')
    return (
      <HolderChip id={holder} name={name} size={18}>
        {department ? <span className="hush"> · {String(department)}</span> : null}
      </HolderChip>
    )
  }
  const code = step.kind === 'task' ? step.holder.department : undefined
  return <span className="hush">{code === undefined ? ' ' : (departments.get(code) ?? code)}</span>
}

function useDepartmentNames(): ReadonlyMap<string, string> {
  const { data } = usePage({ object: 'identity.department', fields: ['code', 'name'], limit: 200 })
  return new Map((data?.rows ?? []).map((row) => [String(row.code), String(row.name)]))
}

function LegClock({ leg }: { readonly leg: Leg }) {
  const { t } = useTranslation()
  const { now, today, zone, language } = useFormat()
  const clock = useTaskClock()(leg.task ?? {})
  const text = useClockText()
  const duration = useDuration()
  const { state, task, plannedAt, step } = leg
  if (state === 'skipped') return <span className="hush">{t('room.skipped')}</span>
  if (state === 'cancelled') return <span className="hush">{t('room.cancelled')}</span>
  if (state === 'next') {
    const limit = step.kind === 'task' ? step.limitMinutes : undefined
    if (plannedAt === null) return <span className="hush">—</span>
    const day = localDate(plannedAt, zone) ?? today
    const isNear = daysBetween(today, day) <= 1
    const date = isNear ? formatMoment(plannedAt, now, zone, language) : formatShortDay(day, today, language)
    return (
      <span className="hush" title={`${formatExact(plannedAt, zone)}${limit ? ` · ${duration(limit)}` : ''}`}>
        {t('room.planned', { date })}
      </span>
    )
  }
  const due = typeof task?.dueAt === 'string' ? formatExact(task.dueAt, zone) : undefined
  const isOver = clock !== null && !clock.isRunning && clock.tone === 'red'
  return (
    <span
      className={state === 'now' || isOver ? toneClass(clock) : 'hush'}
      title={due && t('room.due', { date: due })}
    >
      {text(clock)}
    </span>
  )
}
