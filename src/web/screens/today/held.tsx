// What I hold, by when it is due; and what my department could take.
import { useTranslation } from 'react-i18next'
import { localDate } from '#base/values/date'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { placesOf } from '../../data/main-line.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useMe } from '../../data/session.ts'
import { type Facts, useFactsOf, useHeld, useHeldCount, usePool } from '../../data/tasks.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { TaskClockText, TaskRing } from '../../views/clock-text.tsx'
import { Fact } from '../../views/fact.tsx'
import { RecordLink, TaskButton, TaskCard } from './task-card.tsx'

const whens = ['overdue', 'today', 'later'] as const
type When = (typeof whens)[number]

function whenOf(task: Row, now: string, today: string, zone: string): When {
  const due = typeof task.dueAt === 'string' ? task.dueAt : null
  if (due === null) return 'later'
  if (due < now) return 'overdue'
  return localDate(due, zone) === today ? 'today' : 'later'
}

const resultOf = (field: FieldMetadata): string => ('result' in field ? field.result : field.type)

/** Whom it is about and what it is worth, of what a record's card says. */
const tellingFields = ({ board, list, fields }: ObjectMetadata): readonly FieldMetadata[] =>
  (board?.card ?? list?.columns ?? [])
    .flatMap((name) => fields.find((field) => field.name === name) ?? [])
    .filter((field) => field.type === 'reference' || resultOf(field) === 'money')
    .slice(0, 2)

export function HeldCard() {
  const { t } = useTranslation()
  const { now, today, zone } = useFormat()
  const held = useHeld()
  const count = useHeldCount()
  const pool = usePool().data?.rows ?? []
  const rows = held.data?.rows ?? []
  const facts = useFactsOf([...rows, ...pool], tellingFields)
  const rest = (count ?? 0) - rows.length
  return (
    <TaskCard title={t('today.held')} query={held} count={count} empty={t('today.heldNone')}>
      {whens.map((when) => (
        <Group
          key={when}
          title={t(`today.when.${when}`)}
          isLate={when === 'overdue'}
          facts={facts}
          tasks={rows.filter((task) => whenOf(task, now, today, zone) === when)}
        />
      ))}
      {rest > 0 ? <small className="hush">{t('today.more', { count: rest })}</small> : null}
      <Group title={t('today.pool')} tasks={pool} facts={facts} />
    </TaskCard>
  )
}

function Group({
  title,
  tasks,
  facts,
  isLate = false,
}: {
  readonly title: string
  readonly tasks: readonly Row[]
  readonly facts: ReadonlyMap<string, Facts>
  readonly isLate?: boolean
}) {
  if (tasks.length === 0) return null
  return (
    <section aria-label={title}>
      <h3 className={isLate ? 'when late' : 'when'}>
        {title} <span>{tasks.length}</span>
      </h3>
      <ul>
        {tasks.map((task) => (
          <li key={String(task.id)} className="task">
            <Held task={task} facts={facts.get(String(task.record))} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Held({ task, facts }: { readonly task: Row; readonly facts: Facts | undefined }) {
  const label = useLabel()
  const catalog = useCatalog()
  const { t } = useTranslation()
  return (
    <>
      <RecordLink row={task} className="task-link">
        <TaskRing task={task} />
        <div>
          <b className="cut">
            {label(task.label)} · {String(task.recordTitle ?? '')}
          </b>
          <small className="cut">
            {facts === undefined
              ? label(catalog.object(String(task.object))?.label)
              : facts.fields
                  .filter(({ name }) => (facts.row[name] ?? null) !== null)
                  .map((field, index) => (
                    <span key={field.name}>
                      {index === 0 ? '' : ' · '}
                      <Fact field={field} row={facts.row} />
                    </span>
                  ))}
            {task.status === 'asked' ? ` · ${t('today.notAccepted')}` : ''}
            {task.askReason ? ` · ${t('today.returned', { reason: String(task.askReason) })}` : ''}
          </small>
        </div>
      </RecordLink>
      <TaskClockText task={task} />
      <Next task={task} />
    </>
  )
}

/** Accepting asks nothing; handing on asks nothing where the step has no condition and no actions of its own. */
function Next({ task }: { readonly task: Row }) {
  const me = useMe()
  const { flows } = useCatalog().metadata
  if (task.status === 'asked') return <TaskButton task={task} action="accept" />
  const flow = flows.find(({ name }) => name === task.flow)
  const step =
    flow &&
    placesOf(flow.steps)
      .flat()
      .find(({ name }) => name === task.step)
  const asksNothing =
    step?.kind === 'task' && step.doneWhen === undefined && (step.actions ?? []).length === 0
  return asksNothing && task.holder === me.id ? <TaskButton task={task} action="deliver" isPrimary /> : null
}
