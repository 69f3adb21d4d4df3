// Who needs support now, on one look: how much each of my people holds, how late it is, the worst of it and why.
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import {
  type Colleague,
  isNotTaken,
  remindAction,
  type Shown,
  useBlocksOf,
  useHoldersOf,
  useMostUrgentOf,
  useTeam,
} from '../../data/tasks.ts'
import { Show } from '../../fields/index.tsx'
import { Avatar, HolderChip } from '../../ui/avatar.tsx'
import { useWaits } from '../../ui/from-above.tsx'
import { Card } from '../../ui/small.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { TaskClockText } from '../../views/clock-text.tsx'
import { RecordLink, TaskButton } from './task-card.tsx'

/** Whose most urgent task is told; further down nobody is in need. */
const mostTold = 15

export function Team({ departments }: { readonly departments: readonly string[] }) {
  const { t } = useTranslation()
  const { team, hasFailed, again } = useTeam(departments)
  useWaits(team === undefined && !hasFailed)
  if (team !== undefined) return <Drawn {...team} />
  return (
    <Card title={t('today.inNeed')} className="team">
      {hasFailed ? (
        <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={again} />
      ) : (
        <Skeleton rows={6} label={t('loading')} />
      )}
    </Card>
  )
}

function Drawn({ people, pool }: { readonly people: readonly Colleague[]; readonly pool: readonly Row[] }) {
  const { t } = useTranslation()
  const told = people.filter(({ open }) => open > 0).slice(0, mostTold)
  const urgent = useMostUrgentOf(told.map(({ id }) => id))
  const tasks = [...urgent.values(), ...pool.slice(0, 1)]
  const blocks = useBlocksOf(tasks)
  const others = useHoldersOf(tasks.map(({ record }) => String(record))).data?.rows ?? []
  const most = Math.max(1, ...people.map(({ open }) => open))
  const free = people.filter(({ open }) => open === 0)
  const inNeed = people.filter(({ late }) => late > 0).length
  if (people.length === 0 && pool.length === 0) return null
  const about = (task: Row | undefined) =>
    task === undefined ? null : (
      <Urgent
        task={task}
        block={blocks.get(String(task.record))}
        others={others.filter(
          ({ record, id, holder }) => record === task.record && id !== task.id && holder !== task.holder,
        )}
      />
    )
  return (
    <Card title={t('today.inNeed')} count={inNeed || undefined} className="team">
      <section
        className="table-frame"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard
        tabIndex={0}
        aria-label={t('today.inNeed')}
      >
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('today.person')}</th>
              <th scope="col">{t('today.load')}</th>
              <th scope="col" className="num">
                {t('today.overdueCount')}
              </th>
              <th scope="col">{t('today.worst')}</th>
            </tr>
          </thead>
          <tbody>
            {pool.length === 0 ? null : (
              <tr>
                <td>
                  <HolderChip id={null} name={t('nobodyYet')} />
                </td>
                <td>
                  <Load open={pool.length} late={0} most={most} />
                </td>
                <td className="num">—</td>
                <td>{about(pool[0])}</td>
              </tr>
            )}
            {people
              .filter(({ open }) => open > 0)
              .map((person) => (
                <tr key={person.id}>
                  <td>
                    <div className="who">
                      <Avatar id={person.id} name={person.name} size={26} />
                      <div>
                        <b>{person.name}</b>
                        <small className="hush">{person.department}</small>
                      </div>
                    </div>
                  </td>
                  <td>
                    <Load open={person.open} late={person.late} most={most} />
                  </td>
                  <td
                    className={person.late > 0 ? 'num late' : 'num hush'}
                    data-label={t('today.overdueCount')}
                  >
                    {person.late}
                  </td>
                  <td>{about(urgent.get(person.id))}</td>
                </tr>
              ))}
            {free.length === 0 ? null : (
              <tr className="free">
                <td className="hush">{t('today.free')}</td>
                <td colSpan={3}>
                  <span className="free-people">
                    {free.map(({ id, name }) => (
                      <HolderChip key={id} id={id} name={name} />
                    ))}
                  </span>
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </section>
    </Card>
  )
}

/** How much somebody holds against whoever holds the most; what is overdue of it in its colour. */
function Load({ open, late, most }: { readonly open: number; readonly late: number; readonly most: number }) {
  const { t } = useTranslation()
  const share = (count: number): string => `${(Math.min(count, most) / most) * 100}%`
  return (
    <div className="load">
      <span className="load-bar" role="img" aria-label={t('today.loadOf', { open, late, most })}>
        <i className="load-late" style={{ width: share(late) }} />
        <i style={{ width: share(open - late) }} />
      </span>
      <b>{open}</b>
    </div>
  )
}

function Urgent({
  task,
  block,
  others,
}: {
  readonly task: Row
  readonly block: Shown | undefined
  readonly others: readonly Row[]
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const isWaitingFor = others.length > 0
  return (
    <div className="urgent">
      <RecordLink row={task}>
        {label(task.label)} · {String(task.recordTitle ?? '')}
      </RecordLink>
      <TaskClockText task={task} />
      {task.askReason ? (
        <span className="reason">{t('today.returned', { reason: String(task.askReason) })}</span>
      ) : null}
      {isNotTaken(task) ? <span className="reason">{t('today.notAccepted')}</span> : null}
      {block === undefined ? null : (
        <span className="reason">
          <Show field={block.field} value={block.row[block.field.name]} row={block.row} />
        </span>
      )}
      {isWaitingFor ? (
        <span className="reason">
          {t('today.alsoHeld', {
            who: others
              .slice(0, 2)
              .map((other) => `${String(other.holder$title ?? t('nobodyYet'))} (${label(other.label)})`)
              .join(t('comma')),
          })}
        </span>
      ) : null}
      <TaskButton task={task} action={remindAction} />
    </div>
  )
}
