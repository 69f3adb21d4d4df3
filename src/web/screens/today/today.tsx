// The first screen: what I hold, what I wait for and from whom, who needs support, and what will be late. Nothing else.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { wallTime } from '#base/values/date'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useMe } from '../../data/session.ts'
import { useAwaited, useHeadedDepartments, useHeld, useInNeed, usePool } from '../../data/tasks.ts'
import { ShowDatetime } from '../../fields/date.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { formatDay } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card } from '../../ui/small.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { TaskClockText, TaskRing } from '../../views/clock-text.tsx'
import { LateRecords, useLate } from './late-records.tsx'
import './today.css'

export default function Today() {
  const { now } = useFormat()
  const catalog = useCatalog()
  const held = useHeld()
  const pool = usePool()
  const awaited = useAwaited()
  const headed = useHeadedDepartments()
  const inNeed = useInNeed(
    headed.map(({ id }) => String(id)),
    now,
  )
  const { t } = useTranslation()
  const rooms = catalog.withRoom.filter((object) => object.fields.length > 0)
  return (
    <div className="page">
      <Greeting held={held.data?.rows.length} awaited={awaited.data?.rows.length} rooms={rooms} />
      <div className="today">
        <TaskCard
          title={t('today.held')}
          query={held}
          empty={t('today.heldNone')}
          draw={(task) => <Held task={task} />}
        >
          {(pool.data?.rows.length ?? 0) > 0 ? (
            <>
              <h2 className="gap">
                {t('today.pool')}
                <span className="count">{pool.data?.rows.length}</span>
              </h2>
              <ul>
                {pool.data?.rows.map((task) => (
                  <li key={String(task.id)}>
                    <Held task={task} />
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </TaskCard>
        <TaskCard
          title={t('today.awaited')}
          query={awaited}
          empty={t('today.awaitedNone')}
          draw={(task) => <Awaited task={task} />}
        />
        {headed.length === 0 ? null : (
          <TaskCard
            title={t('today.inNeed')}
            query={inNeed}
            empty={t('today.inNeedNone')}
            draw={(task) => <Awaited task={task} />}
          />
        )}
      </div>
      {rooms.map((object) => (
        <LateRecords key={object.name} object={object} />
      ))}
    </div>
  )
}

type Greeted = {
  readonly held: number | undefined
  readonly awaited: number | undefined
  readonly rooms: readonly ObjectMetadata[]
}

function Greeting({ held, awaited, rooms }: Greeted) {
  const { t } = useTranslation()
  const { now, today, zone, language } = useFormat()
  const me = useMe()
  const late = useLate(rooms[0])
  const hour = Math.floor((wallTime(now, zone)?.minutes ?? 0) / 60)
  const part = hour < 6 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  const counts = [
    held === undefined ? '' : t('today.countHeld', { count: held }),
    awaited ? t('today.countAwaited', { count: awaited }) : '',
    late.count ? t('today.countLate', { count: late.count }) : '',
  ].filter(Boolean)
  return (
    <header className="page-head hello">
      <h1>
        {t(`today.${part}`, { name: me.name })} <span>{counts.join(t('comma'))}</span>
      </h1>
      <small className="hush">{formatDay(today, today, language)}</small>
    </header>
  )
}

type TaskQuery = {
  readonly data: { readonly rows: readonly Row[] } | undefined
  readonly isPending: boolean
  readonly isError: boolean
  readonly fetchStatus: string
  readonly refetch: () => unknown
}

function TaskCard({
  title,
  query,
  empty,
  draw,
  children,
}: {
  readonly title: string
  readonly query: TaskQuery
  readonly empty: string
  readonly draw: (task: Row) => ReactNode
  readonly children?: ReactNode
}) {
  const { t } = useTranslation()
  const rows = query.data?.rows ?? []
  const isLoading = query.isPending && query.fetchStatus !== 'idle'
  return (
    <Card title={title} count={rows.length || undefined}>
      {isLoading ? <Skeleton rows={4} label={t('loading')} /> : null}
      {query.isError ? (
        <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void query.refetch()} />
      ) : null}
      {!isLoading && !query.isError && rows.length === 0 ? <EmptyState title={empty} /> : null}
      <ul>
        {rows.map((task) => (
          <li key={String(task.id)}>{draw(task)}</li>
        ))}
      </ul>
      {children}
    </Card>
  )
}

function TaskLink({ task, children }: { readonly task: Row; readonly children: ReactNode }) {
  const object = String(task.object)
  const to = useCatalog().mainLine(object) ? '/room/$object/$id' : '/o/$object/$id'
  return (
    <Link to={to} params={{ object, id: String(task.record) }} className="task">
      {children}
    </Link>
  )
}

function Held({ task }: { readonly task: Row }) {
  const label = useLabel()
  const catalog = useCatalog()
  const { t } = useTranslation()
  return (
    <TaskLink task={task}>
      <TaskRing task={task} />
      <div>
        <b className="cut">
          {label(task.label)} · {String(task.recordTitle ?? '')}
        </b>
        <small className="cut">
          {label(catalog.object(String(task.object))?.label)}
          {task.status === 'asked' ? ` · ${t('today.notAccepted')}` : ''}
          {task.returnReason ? ` · ${t('today.returned', { reason: String(task.returnReason) })}` : ''}
        </small>
      </div>
      <TaskClockText task={task} />
    </TaskLink>
  )
}

function Awaited({ task }: { readonly task: Row }) {
  const label = useLabel()
  const { t } = useTranslation()
  const holder = task.holder === null ? null : String(task.holder)
  return (
    <TaskLink task={task}>
      <Avatar id={holder} name={String(task.holder$title ?? '')} size={26} />
      <div>
        <b className="cut">
          {String(task.recordTitle ?? '')} · {label(task.label)}
        </b>
        <small className="cut">
          {holder === null ? t('nobodyYet') : String(task.holder$title ?? '')}
          {task.department$title ? ` · ${String(task.department$title)}` : ''} ·{' '}
          <ShowDatetime value={task.askedAt} /> {t('today.handedOver')}
        </small>
      </div>
      <TaskClockText task={task} />
    </TaskLink>
  )
}
