// A card of hand-overs with its states, and the line of one of them.
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { taskObject } from '../../data/tasks.ts'
import { useWrite } from '../../data/write.ts'
import { useWaits } from '../../ui/from-above.tsx'
import { Card } from '../../ui/small.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'

export type TaskQuery = {
  readonly data: { readonly rows: readonly unknown[] } | undefined
  readonly isPending: boolean
  readonly isError: boolean
  readonly fetchStatus: string
  readonly refetch: () => unknown
}

export function TaskCard({
  title,
  query,
  count,
  empty,
  children,
}: {
  readonly title: string
  readonly query: TaskQuery
  readonly count: number | undefined
  readonly empty: string
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const isLoading = query.isPending && query.fetchStatus !== 'idle'
  useWaits(isLoading)
  const isEmpty = !isLoading && !query.isError && (query.data?.rows.length ?? 0) === 0
  return (
    <Card title={title} count={count || undefined}>
      {isLoading ? <Skeleton rows={4} label={t('loading')} /> : null}
      {query.isError ? (
        <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void query.refetch()} />
      ) : null}
      {isEmpty ? <EmptyState title={empty} /> : null}
      {children}
    </Card>
  )
}

export function RecordLink({
  row,
  className,
  children,
}: {
  /** A task or a message: anything that names a record by `object` and `record`. */
  readonly row: Row
  readonly className?: string
  readonly children: ReactNode
}) {
  const object = String(row.object)
  const to = useCatalog().mainLine(object) ? '/room/$object/$id' : '/o/$object/$id'
  return (
    <Link to={to} params={{ object, id: String(row.record) }} {...(className ? { className } : {})}>
      {children}
    </Link>
  )
}

/** An action of a task that asks nothing: done where it stands, and said what came of it. */
export function TaskButton({
  task,
  action,
  isPrimary = false,
}: {
  readonly task: Row
  readonly action: string
  readonly isPrimary?: boolean
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const write = useWrite()
  const found = useCatalog()
    .object(taskObject)
    ?.actions.find(({ name }) => name === action)
  if (found === undefined) return null
  const text = label(found.label)
  const run = async (): Promise<void> => {
    const change = { kind: 'act', object: taskObject, id: String(task.id), action, input: {} } as const
    const answer = await write.mutateAsync({ changes: [change] })
    if (answer.ok) toast({ text: t('action.done', { action: text }) })
    else toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
  return (
    <Button
      size="small"
      type={isPrimary ? 'primary' : 'default'}
      ghost={isPrimary}
      loading={write.isPending}
      aria-label={`${text} ${label(task.label)} ${String(task.recordTitle ?? '')}`}
      onClick={() => void run()}
    >
      {text}
    </Button>
  )
}
