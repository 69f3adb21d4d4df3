// Every record of a main line in the column of the step that holds it now: who has it, and how its clock stands.
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { FlowDefinition } from '#kernel/flow'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { placesOf } from '../../data/main-line.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useOpenTasks } from '../../data/tasks.ts'
import { HolderChip } from '../../ui/avatar.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Board } from '../../views/board.tsx'
import { TaskClockText } from '../../views/clock-text.tsx'
import '../../views/list.css'

export default function BoardScreen() {
  const { t } = useTranslation()
  const { object: name = '' } = useParams({ strict: false })
  const catalog = useCatalog()
  const object = catalog.object(name)
  const flow = catalog.mainLine(name)
  if (object === undefined || flow === undefined)
    return <EmptyState title={t('list.unknownObject')} hint={name} />
  return <StepBoard object={object} flow={flow} />
}

function StepBoard({ object, flow }: { readonly object: ObjectMetadata; readonly flow: FlowDefinition }) {
  const { t } = useTranslation()
  const label = useLabel()
  const open = useOpenTasks(flow.name)
  const tasks = open.data?.rows ?? []
  const columns = placesOf(flow.steps)
    .flat()
    .map((step) => ({
      key: step.name,
      label: label(step.label),
      rows: tasks.filter((task) => task.step === step.name),
    }))
  return (
    <div className="page list-page">
      <header className="page-head">
        <h1 className="spread">
          {label(flow.label)} <small>{tasks.length}</small>
        </h1>
        <Link to="/o/$object" params={{ object: object.name }}>
          {t('board.all', { object: label(object.label) })}
        </Link>
      </header>
      {open.isPending ? <Skeleton rows={8} label={t('loading')} /> : null}
      {open.isError ? (
        <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void open.refetch()} />
      ) : (
        <Board columns={columns} card={(task) => <TaskCard task={task} />} />
      )}
    </div>
  )
}

function TaskCard({ task }: { readonly task: Row }) {
  const { t } = useTranslation()
  const holder = task.holder === null || task.holder === undefined ? null : String(task.holder)
  return (
    <Link
      to="/room/$object/$id"
      params={{ object: String(task.object), id: String(task.record) }}
      className="board-card"
    >
      <b className="cut">{String(task.recordTitle ?? '')}</b>
      <span className="foot">
        <HolderChip
          id={holder}
          name={holder === null ? t('nobodyYet') : String(task.holder$title ?? '')}
          size={18}
        />
        <TaskClockText task={task} />
      </span>
    </Link>
  )
}
