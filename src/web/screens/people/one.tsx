// One person: what they do, how to reach them, and what they hold now as far as the reader may see it.
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { drawnFields } from '../../data/catalog.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { readFault } from '../../data/problem-text.ts'
import { linesOf, useAbilities, useRecord } from '../../data/records.ts'
import { useMe } from '../../data/session.ts'
import { useOpenTasksOf } from '../../data/tasks.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/small.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { TaskClockText, TaskRing } from '../../views/clock-text.tsx'
import { FactPair } from '../../views/fact-pair.tsx'
import { personObject } from './use-people.ts'
import './people.css'

const Devices = lazy(() => import('../settings/devices.tsx'))

export default function PersonScreen() {
  const { t } = useTranslation()
  const { id = '' } = useParams({ strict: false })
  const record = useRecord(personObject, id, { roles: {} })
  if (record.isPending)
    return (
      <div className="page">
        <Skeleton rows={8} label={t('loading')} />
      </div>
    )
  if (record.isError)
    return (
      <ErrorState
        title={t('list.failed')}
        detail={readFault(record.error, t)}
        retry={t('retry')}
        onRetry={() => void record.refetch()}
      />
    )
  if (record.data === null) return <EmptyState title={t('record.none')} hint={t('record.noneHint')} />
  return <Person row={record.data} />
}

/** The fields that say something of this person, without the name that stands above them. */
function useFacts(row: Row): readonly FieldMetadata[] {
  const object = useCatalog().object(personObject)
  return (object === undefined ? [] : drawnFields(object)).filter(
    ({ name, type }) =>
      type !== 'lines' && name !== object?.title && (row[name] ?? '') !== '' && row[name] !== null,
  )
}

function Person({ row }: { readonly row: Row }) {
  const { t } = useTranslation()
  const label = useLabel()
  const me = useMe()
  const id = String(row.id)
  const facts = useFacts(row)
  const catalog = useCatalog()
  const { roles } = catalog.metadata
  const mayChange = catalog.object(personObject)?.operations.includes('update') === true
  const named = linesOf(row, 'roles').map(({ role }) =>
    label(roles.find(({ name }) => name === role)?.label ?? String(role)),
  )
  return (
    <div className="page person-page">
      <header className="page-head">
        <Avatar id={id} name={String(row.name ?? '')} size={48} />
        <div className="spread">
          <h1>{String(row.name ?? '')}</h1>
          <small>{[label(row.title), String(row.department$title ?? '')].filter(Boolean).join(' · ')}</small>
        </div>
        {id === me.id ? (
          <Link to="/settings" className="ant-btn-like">
            {t('settings.title')}
          </Link>
        ) : null}
        {mayChange ? (
          <Link to="/o/$object/$id" params={{ object: personObject, id }} className="ant-btn-like">
            {t('people.change')}
          </Link>
        ) : null}
      </header>
      <div className="person-columns">
        <Card title={t('people.about')}>
          <dl className="facts-list">
            {facts.map((field) => (
              <FactPair key={field.name} field={field} row={row} />
            ))}
            {named.length === 0 ? null : (
              <div>
                <dt>{t('people.roles')}</dt>
                <dd>{named.join(t('comma'))}</dd>
              </div>
            )}
          </dl>
        </Card>
        <Holds id={id} />
      </div>
      {id === me.id ? null : <SignedIn id={id} name={String(row.name ?? '')} />}
    </div>
  )
}

/** For whoever may switch this person off. */
function SignedIn({ id, name }: { readonly id: string; readonly name: string }) {
  const isOffered = useCatalog().object(personObject)?.operations.includes('update') === true
  const may = useAbilities(personObject, id, isOffered).data
  if (may?.update !== true || !may.writable.includes('active')) return null
  return (
    <Suspense>
      <Devices person={id} name={name} />
    </Suspense>
  )
}

function Holds({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const held = useOpenTasksOf([id])
  const rows = held.data?.rows ?? []
  return (
    <Card title={t('people.holdsNow')} count={rows.length || undefined} className="held-list">
      {held.isLoading ? <Skeleton rows={4} label={t('loading')} /> : null}
      {held.isError ? (
        <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void held.refetch()} />
      ) : null}
      {held.isSuccess && rows.length === 0 ? (
        <EmptyState title={t('people.holdsNothing')} hint={t('people.holdsHint')} />
      ) : null}
      <ul>
        {rows.map((task) => (
          <li key={String(task.id)}>
            <Link
              to={catalog.mainLine(String(task.object)) ? '/room/$object/$id' : '/o/$object/$id'}
              params={{ object: String(task.object), id: String(task.record) }}
              className="person"
            >
              <TaskRing task={task} />
              <div>
                <b className="cut">
                  {label(task.label)} · {String(task.recordTitle ?? '')}
                </b>
                <small className="cut">{label(catalog.object(String(task.object))?.label)}</small>
              </div>
              <TaskClockText task={task} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
