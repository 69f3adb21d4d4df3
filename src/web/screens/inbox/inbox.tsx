// One place for everything that was said to me: E is done, J and K walk, Enter opens.
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import { useInbox } from '../../data/inbox.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { useWrite } from '../../data/write.ts'
import { ShowDatetime } from '../../fields/date.tsx'
import { useShortcut } from '../../ui/shortcuts.ts'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useOpenRecord } from '../../views/open-record.ts'
import './inbox.css'

const messageObject = 'notify.message'

export default function Inbox() {
  const { t } = useTranslation()
  const isKnown = useCatalog().object(messageObject) !== undefined
  return isKnown ? <Messages /> : <EmptyState title={t('inbox.none')} />
}

function useMarkSeen() {
  const { t } = useTranslation()
  const write = useWrite()
  return async (rows: readonly Row[]): Promise<void> => {
    const unseen = rows.filter(({ seenAt }) => (seenAt ?? null) === null).slice(0, 200)
    if (unseen.length === 0) return
    const answer = await write.mutateAsync({
      changes: unseen.map(({ id }) => ({
        kind: 'act' as const,
        object: messageObject,
        id: String(id),
        action: 'markSeen',
        input: {},
      })),
    })
    if (!answer.ok) toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
}

function Messages() {
  const { t } = useTranslation()
  const [isUnseenOnly, setUnseenOnly] = useState(true)
  const [at, setAt] = useState(0)
  const inbox = useInbox(isUnseenOnly)
  const rows = inbox.data?.pages.flatMap((page) => page.rows) ?? []
  const markSeen = useMarkSeen()
  const openRecord = useOpenRecord()
  const current = rows[Math.min(at, rows.length - 1)]
  const open = (row: Row): void => {
    void markSeen([row])
    if (row.object && row.record) openRecord(String(row.object), String(row.record))
  }
  useShortcut('j', t('keys.next'), () => setAt(Math.min(at + 1, rows.length - 1)))
  useShortcut('k', t('keys.previous'), () => setAt(Math.max(at - 1, 0)))
  useShortcut('e', t('keys.done'), current && (() => void markSeen([current])))
  useShortcut('Enter', t('keys.open'), current && (() => open(current)))
  return (
    <div className="page">
      <header className="page-head">
        <h1 className="spread">{t('inbox.title')}</h1>
        <Segmented
          aria-label={t('inbox.which')}
          value={isUnseenOnly ? 'unseen' : 'all'}
          options={[
            { value: 'unseen', label: t('inbox.unseen') },
            { value: 'all', label: t('inbox.all') },
          ]}
          onChange={(which) => setUnseenOnly(which === 'unseen')}
        />
        <Button onClick={() => void markSeen(rows)} disabled={rows.length === 0}>
          {t('inbox.allDone')}
        </Button>
      </header>
      <div className="card inbox">
        {inbox.isPending ? <Skeleton rows={6} label={t('loading')} /> : null}
        {inbox.isError ? (
          <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void inbox.refetch()} />
        ) : null}
        {inbox.isSuccess && rows.length === 0 ? (
          <EmptyState title={t('inbox.none')} hint={t('inbox.noneHint')} />
        ) : null}
        <ul>
          {rows.map((row, index) => (
            <Message
              key={String(row.id)}
              row={row}
              isAt={row === current && index === Math.min(at, rows.length - 1)}
              onOpen={() => open(row)}
              onDone={() => void markSeen([row])}
            />
          ))}
        </ul>
        {inbox.hasNextPage ? <Button onClick={() => void inbox.fetchNextPage()}>{t('more')}</Button> : null}
      </div>
    </div>
  )
}

function Message({
  row,
  isAt,
  onOpen,
  onDone,
}: {
  readonly row: Row
  readonly isAt: boolean
  readonly onOpen: () => void
  readonly onDone: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const object = useCatalog().object(String(row.object ?? ''))
  const isUnseen = (row.seenAt ?? null) === null
  return (
    <li data-at={isAt} data-unseen={isUnseen}>
      <button type="button" className="plain" onClick={onOpen}>
        <b>{label(row.text)}</b>
        <small>
          {object === undefined ? '' : `${label(object.label)} · `}
          <ShowDatetime value={row.sentAt} />
        </small>
      </button>
      {isUnseen ? (
        <Button size="small" onClick={onDone}>
          {t('inbox.done')}
        </Button>
      ) : null}
    </li>
  )
}
