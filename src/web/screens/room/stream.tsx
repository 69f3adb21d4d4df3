// The stream of a room: what was changed, said and handed over, with a place to say something.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useHistory, usePages } from '../../data/records.ts'
import { ShowDatetime } from '../../fields/date.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/small.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { changedFields, EventEntry } from '../../views/timeline.tsx'
import { SayBox } from './say-box.tsx'
import { type StreamEntry, streamEntries } from './stream-entries.ts'

const commentObject = 'collab.comment'
const kinds = ['all', 'comment', 'event', 'handOver'] as const

export function Stream({
  object,
  row,
  tasks,
}: {
  readonly object: ObjectMetadata
  readonly row: Row
  readonly tasks: readonly Row[]
}) {
  const { t } = useTranslation()
  const id = String(row.id)
  const canComment = useCatalog().object(commentObject) !== undefined
  const [kind, setKind] = useState<(typeof kinds)[number]>('all')
  const history = useHistory(object.name, id)
  const comments = usePages(
    {
      object: commentObject,
      filter: {
        and: [
          { field: 'object', is: 'eq', value: object.name },
          { field: 'record', is: 'eq', value: id },
        ],
      },
      fields: ['text', 'author', 'createdAt'],
      sort: ['-createdAt'],
    },
    canComment,
  )
  const events = history.data?.pages.flatMap((page) => page.rows) ?? []
  const said = comments.data?.pages.flatMap((page) => page.rows) ?? []
  const telling = events.filter((event) => event.kind !== 'update' || changedFields(object, event).length > 0)
  const entries = streamEntries(telling, said, tasks).filter((entry) => kind === 'all' || entry.kind === kind)
  return (
    <Card title={t('room.stream')} className="stream-card" extra={<Kinds kind={kind} onKind={setKind} />}>
      {canComment ? <SayBox object={object.name} record={id} /> : null}
      {history.isPending ? <Skeleton rows={5} label={t('loading')} /> : null}
      <div className="stream">
        {entries.map((entry) => (
          <Entry key={entry.key} entry={entry} object={object} />
        ))}
      </div>
      {history.hasNextPage ? (
        <button type="button" className="plain link" onClick={() => void history.fetchNextPage()}>
          {t('more')}
        </button>
      ) : null}
    </Card>
  )
}

function Kinds({
  kind,
  onKind,
}: {
  readonly kind: string
  readonly onKind: (kind: (typeof kinds)[number]) => void
}) {
  const { t } = useTranslation()
  return (
    <span className="kinds">
      {kinds.map((name) => (
        <button
          key={name}
          type="button"
          className="plain"
          aria-pressed={kind === name}
          onClick={() => onKind(name)}
        >
          {t(`room.kind.${name}`)}
        </button>
      ))}
    </span>
  )
}

function Entry({ entry, object }: { readonly entry: StreamEntry; readonly object: ObjectMetadata }) {
  if (entry.kind === 'event') return <EventEntry object={object} event={entry.event} />
  return entry.kind === 'comment' ? <CommentEntry comment={entry.comment} /> : <HandOverEntry entry={entry} />
}

function CommentEntry({ comment }: { readonly comment: Row }) {
  const name = String(comment.author$title ?? '')
  return (
    <div className="entry">
      <Avatar id={String(comment.author ?? '')} name={name} />
      <div>
        <p>
          <strong>{name}</strong>
          <span className="when">
            <ShowDatetime value={comment.createdAt} />
          </span>
        </p>
        <p className="spoken">{String(comment.text ?? '')}</p>
      </div>
    </div>
  )
}

function HandOverEntry({ entry }: { readonly entry: Extract<StreamEntry, { readonly kind: 'handOver' }> }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { task, what, at } = entry
  const isFromAsker = what === 'asked'
  const id = isFromAsker ? task.askedBy : task.holder
  const name = String((isFromAsker ? task.askedBy$title : task.holder$title) ?? '') || t('system')
  return (
    <div className="entry">
      <Avatar id={typeof id === 'string' ? id : null} name={name} />
      <div>
        <p>
          <strong>{name}</strong> {t(`handOver.${what}`)} <q>{label(task.label)}</q>
          {isFromAsker && task.holder$title ? ` → ${String(task.holder$title)}` : ''}
          <span className="when">
            <ShowDatetime value={at} />
          </span>
        </p>
        {what === 'returned' && task.returnReason ? (
          <small className="quoted">{String(task.returnReason)}</small>
        ) : null}
      </div>
    </div>
  )
}
