// What of the record waits for an answer: who has to give it, until when, and the buttons that give it.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { FlowDefinition } from '#kernel/flow'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { placesOf } from '../../data/main-line.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { usePageOfEach } from '../../data/records.ts'
import { useHoldersOf } from '../../data/tasks.ts'
import { Show } from '../../fields/index.tsx'
import { HolderChip } from '../../ui/avatar.tsx'
import { Card } from '../../ui/small.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { ActionBar } from '../../views/actions.tsx'
import { TaskClockText } from '../../views/clock-text.tsx'
import type { DrawnRoom } from '../../views/room-layout.ts'
import { type Source, sourceOf } from '../../views/stream-sources.ts'
import { todoSource } from '../../views/todo-source.ts'

export function Waiting({
  object,
  room,
  id,
}: {
  readonly object: string
  readonly room: DrawnRoom
  readonly id: string
}) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const sources = [
    ...room.waiting.flatMap((happening) => sourceOf(happening, id, catalog)),
    ...todoSource(object, id, catalog, 'open'),
  ]
  const pages = usePageOfEach(
    sources.map(({ query }) => query),
    'line',
  )
  const found = sources.flatMap((source, index) =>
    (pages[index]?.data?.rows ?? []).map((row) => ({ source, row })),
  )
  const tasks = useHoldersOf(found.map(({ row }) => String(row.id))).data?.rows ?? []
  const again = (): void => {
    for (const page of pages) if (page.isError) void page.refetch()
  }
  if (pages.some(({ isError }) => isError))
    return <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={again} />
  if (found.length === 0) return null
  return (
    <Card title={t('room.waiting')} count={found.length} className="waiting">
      <ul>
        {found.map(({ source, row }) => (
          <Matter
            key={String(row.id)}
            source={source}
            row={row}
            task={tasks.find(({ record }) => record === row.id)}
          />
        ))}
      </ul>
    </Card>
  )
}

function Matter({
  source,
  row,
  task,
}: {
  readonly source: Source
  readonly row: Row
  readonly task: Row | undefined
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { object, facts, text } = source
  const { flows } = useCatalog().metadata
  const told = facts.filter(({ name }) => (row[name] ?? '') !== '')
  const holder = typeof task?.holder === 'string' ? task.holder : null
  const asked = actionsOf(flows, task)
  return (
    <li>
      <div className="awaited-matter">
        <p>
          <Link to="/o/$object/$id" params={{ object: object.name, id: String(row.id) }}>
            {label(source.label)}
          </Link>{' '}
          {told.map((field) => (
            <span key={field.name} className="hush">
              {field.type === 'date' ? `${label(field.label)} ` : ''}
              <Show field={field} value={row[field.name]} row={row} />{' '}
            </span>
          ))}
        </p>
        {text === undefined ? null : <p className="spoken">{String(row[text] ?? '')}</p>}
      </div>
      <span className="matter-holder">
        {task === undefined ? null : (
          <>
            <HolderChip
              id={holder}
              name={holder === null ? t('nobodyYet') : String(task.holder$title ?? '')}
            />{' '}
            <TaskClockText task={task} />
          </>
        )}
      </span>
      <MatterActions object={object} row={row} actions={asked} />
    </li>
  )
}

const MatterActions = ({
  object,
  row,
  actions,
}: {
  readonly object: ObjectMetadata
  readonly row: Row
  readonly actions: readonly string[]
}) => (actions.length === 0 ? null : <ActionBar object={object} row={row} only={actions} />)

/** What the step of a task asks for. */
function actionsOf(flows: readonly FlowDefinition[], task: Row | undefined): readonly string[] {
  const steps = flows.find(({ name }) => name === task?.flow)?.steps ?? []
  const step = placesOf(steps)
    .flat()
    .find(({ name }) => name === task?.step)
  return step?.kind === 'task' ? (step.actions ?? []) : []
}
