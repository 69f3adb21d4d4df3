// What I hold and what I said I would do, by when it is due; and what my department could take.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { localDate } from '#base/values/date'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { placesOf } from '../../data/main-line.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useMe } from '../../data/session.ts'
import { type Facts, isNotTaken, useFactsOf, useHeld, useHeldCount, usePool } from '../../data/tasks.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useWaits } from '../../ui/from-above.tsx'
import { TaskClockText, TaskRing } from '../../views/clock-text.tsx'
import { Fact } from '../../views/fact.tsx'
import { type OwnTodo, useOwnTodos } from './own-todos.ts'
import { RecordLink, TaskButton, TaskCard, type TaskQuery } from './task-card.tsx'
import { TodoRow } from './todo-row.tsx'

const whens = ['overdue', 'today', 'later'] as const
type When = (typeof whens)[number]

/** A day is over when the next begins, an instant when it has passed. */
function whenOf(due: string | null, now: string, today: string, zone: string): When {
  if (due === null) return 'later'
  const day = due.length === 10 ? due : localDate(due, zone)
  if (due.length === 10 ? due < today : due < now) return 'overdue'
  return day === today ? 'today' : 'later'
}

const resultOf = (field: FieldMetadata): string => ('result' in field ? field.result : field.type)

/** Whom it is about and what it is worth, of what a record's card says. */
const tellingFields = ({ board, list, fields }: ObjectMetadata): readonly FieldMetadata[] =>
  (board?.card ?? list?.columns ?? [])
    .flatMap((name) => fields.find((field) => field.name === name) ?? [])
    .filter((field) => field.type === 'reference' || resultOf(field) === 'money')
    .slice(0, 2)

/** A hand-over that I hold, or something I said I would do. */
type Item = { readonly key: string; readonly due: string | null; readonly drawn: ReactNode }

const taskItem = (task: Row, facts: ReadonlyMap<string, Facts>): Item => ({
  key: String(task.id),
  due: typeof task.dueAt === 'string' ? task.dueAt : null,
  drawn: <Held task={task} facts={facts.get(String(task.record))} />,
})
const todoItem = (todo: OwnTodo): Item => ({ key: todo.id, due: todo.due, drawn: <TodoRow todo={todo} /> })

export function HeldCard() {
  const { t } = useTranslation()
  const { now, today, zone } = useFormat()
  const held = useHeld()
  const own = useOwnTodos()
  const count = useInHandCount()
  const unheld = usePool()
  const pool = unheld.data?.rows ?? []
  useWaits(unheld.isLoading)
  const rows = held.data?.rows ?? []
  const facts = useFactsOf([...rows, ...pool], tellingFields)
  const rest = count === undefined ? 0 : count - rows.length - own.todos.length
  const known = own.isPending
    ? []
    : [...rows.map((task) => taskItem(task, facts)), ...own.todos.map(todoItem)]
  const items = known.toSorted((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))
  const query: TaskQuery = {
    data: held.data && { rows: items },
    isPending: held.isPending || own.isPending,
    isError: held.isError || own.isError,
    fetchStatus: own.isPending ? 'fetching' : held.fetchStatus,
    refetch: () => {
      own.again()
      return held.refetch()
    },
  }
  return (
    <TaskCard title={t('today.held')} query={query} count={count} empty={t('today.heldNone')}>
      {whens.map((when) => (
        <Group
          key={when}
          title={t(`today.when.${when}`)}
          isLate={when === 'overdue'}
          items={items.filter(({ due }) => whenOf(due, now, today, zone) === when)}
        />
      ))}
      {rest > 0 ? <small className="hush">{t('today.more', { count: rest })}</small> : null}
      <Group title={t('today.pool')} items={pool.map((task) => taskItem(task, facts))} />
    </TaskCard>
  )
}

/** How much is in my hands, hand-overs and what I said I would do; undefined while unknown. */
export function useInHandCount(): number | undefined {
  const held = useHeldCount()
  const { todos, isPending } = useOwnTodos()
  return held === undefined || isPending ? undefined : held + todos.length
}

function Group({
  title,
  items,
  isLate = false,
}: {
  readonly title: string
  readonly items: readonly Item[]
  readonly isLate?: boolean
}) {
  if (items.length === 0) return null
  return (
    <section aria-label={title}>
      <h3 className={isLate ? 'due-when late' : 'due-when'}>
        {title} <span>{items.length}</span>
      </h3>
      <ul>
        {items.map(({ key, drawn }) => (
          <li key={key} className="task">
            {drawn}
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
            {isNotTaken(task) ? ` · ${t('today.notAccepted')}` : ''}
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
  if (isNotTaken(task)) return <TaskButton task={task} action="accept" />
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
