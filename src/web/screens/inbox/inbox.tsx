// One place for approvals, mentions, tasks and alerts, a row a record: all of it by keyboard.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '#kernel/schema'
import {
  approvalsOf,
  isUnseen,
  type Matter,
  mattersOf,
  messageObject,
  type Sort,
  sortNames,
  useInbox,
  useSortCounts,
  useTasksOf,
  useTitlesOf,
  type Which,
} from '../../data/inbox.ts'
import { useCatalog } from '../../data/metadata.ts'
import { readFault } from '../../data/problem-text.ts'
import { useMe } from '../../data/session.ts'
import { useShortcut } from '../../ui/shortcuts.ts'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useOpenRecord } from '../../views/open-record.ts'
import { MatterRow } from './matter-row.tsx'
import { useDealWith } from './use-deal-with.ts'
import { useMarked } from './use-marked.ts'
import './inbox.css'

const ApproveDialog = lazy(() => import('./approve-dialog.tsx'))
const DecideDialog = lazy(() => import('./decide-dialog.tsx'))
const SnoozeDialog = lazy(() => import('./snooze-dialog.tsx'))

export default function Inbox() {
  const { t } = useTranslation()
  const isKnown = useCatalog().object(messageObject) !== undefined
  return isKnown ? <Messages /> : <EmptyState title={t('inbox.none')} />
}

const whiches = ['new', 'later', 'all'] as const

/** What is looked at, as the address says it. */
function useChoice() {
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const which: Which = whiches.find((one) => one === search.which) ?? 'new'
  const sort: Sort | null = sortNames.find((one) => one === search.sort) ?? null
  const choose = (next: { which?: Which; sort?: Sort | null }): void => {
    const wanted = { which, sort, ...next }
    const told = {
      ...(wanted.which === 'new' ? {} : { which: wanted.which }),
      ...(wanted.sort === null ? {} : { sort: wanted.sort }),
    }
    void navigate({ to: '/inbox', search: told, replace: true })
  }
  return { which, sort, choose }
}

type Asking = { readonly kind: 'approve' | 'snooze'; readonly matters: readonly Matter[] }

function Messages() {
  const { t } = useTranslation()
  const { which, sort, choose } = useChoice()
  const me = useMe()
  const inbox = useInbox({ which, sort })
  const matters = mattersOf(inbox.data?.pages.flatMap((page) => page.rows) ?? [])
  const tasks = useTasksOf(matters)
  const titleOf = useTitlesOf(matters)
  const { at, isAt, move, marked, mark, markTo, markAll, clear } = useMarked(matters)
  const [asking, setAsking] = useState<Asking | null>(null)
  const dealWith = useDealWith()
  const openRecord = useOpenRecord()
  const chosen = marked.length > 0 ? marked : at === undefined ? [] : [at]
  const toApprove = chosen.filter((one) => approvalsOf(one, tasks, me.id).length > 0)
  const open = (matter: Matter): void => {
    void dealWith.see(matter.messages, true)
    if (matter.object && matter.record) openRecord(matter.object, matter.record)
  }
  const finish = (done: readonly Matter[]): void => {
    clear()
    void dealWith.see(done.flatMap(({ messages }) => messages))
  }
  const ask = (kind: Asking['kind'], about: readonly Matter[]): void => setAsking({ kind, matters: about })
  const some = chosen.length > 0
  const close = (): void => {
    setAsking(null)
    clear()
  }
  const approving = (about: readonly Matter[]) => (
    <ApproveDialog
      rows={about.map((matter) => ({
        key: matter.key,
        title: titleOf(matter) ?? '',
        text: newestText(matter.messages),
        approvals: approvalsOf(matter, tasks, me.id),
      }))}
      onClose={close}
    />
  )
  const asked = asking?.matters.flatMap((matter) => approvalsOf(matter, tasks, me.id)) ?? []
  const only = asked.length === 1 ? asked[0] : undefined
  useShortcut('j', t('keys.next'), () => move(1))
  useShortcut('k', t('keys.previous'), () => move(-1))
  useShortcut('x', t('keys.mark'), at && (() => mark(at.key)))
  useShortcut('shift+x', t('keys.markTo'), at && (() => markTo(at.key)))
  useShortcut('mod+a', t('keys.markAll'), matters.length > 0 ? markAll : undefined)
  useShortcut('Escape', t('keys.unmark'), marked.length > 0 ? clear : undefined)
  useShortcut('e', t('keys.done'), some ? () => finish(chosen) : undefined)
  useShortcut('s', t('keys.snooze'), some ? () => ask('snooze', chosen) : undefined)
  useShortcut('a', t('keys.approve'), toApprove.length > 0 ? () => ask('approve', toApprove) : undefined)
  useShortcut('Enter', t('keys.open'), at && (() => open(at)))
  return (
    <div className="page">
      <Head which={which} sort={sort} choose={choose} matters={matters} onDone={finish} />
      <div className="card inbox">
        {inbox.isPending ? <Skeleton rows={6} label={t('loading')} /> : null}
        {inbox.isError ? (
          <ErrorState
            title={t('list.failed')}
            detail={readFault(inbox.error, t)}
            retry={t('retry')}
            onRetry={() => void inbox.refetch()}
          />
        ) : null}
        {inbox.isSuccess && matters.length === 0 ? (
          <EmptyState
            title={which === 'later' ? t('inbox.laterNone') : t('inbox.none')}
            hint={t('inbox.noneHint')}
          />
        ) : null}
        <ul aria-label={t('inbox.title')}>
          {matters.map((matter) => (
            <MatterRow
              key={matter.key}
              matter={matter}
              title={titleOf(matter)}
              tasks={tasks}
              isAt={isAt(matter)}
              isMarked={marked.includes(matter)}
              canApprove={approvalsOf(matter, tasks, me.id).length > 0}
              onMark={() => mark(matter.key)}
              onOpen={() => open(matter)}
              onDone={() => finish([matter])}
              onSnooze={() => ask('snooze', [matter])}
              onApprove={() => ask('approve', [matter])}
              onBack={() => void dealWith.bringBack(matter.messages)}
            />
          ))}
        </ul>
        {inbox.hasNextPage ? <Button onClick={() => void inbox.fetchNextPage()}>{t('more')}</Button> : null}
      </div>
      {marked.length === 0 ? null : (
        <div className="inbox-bar" role="toolbar" aria-label={t('inbox.marked', { count: marked.length })}>
          <b>{t('inbox.marked', { count: marked.length })}</b>
          {toApprove.length === 0 ? null : (
            <Button type="primary" onClick={() => ask('approve', toApprove)}>
              {t('inbox.approve', { count: toApprove.length })} <kbd>A</kbd>
            </Button>
          )}
          <Button onClick={() => finish(marked)}>
            {t('inbox.done')} <kbd>E</kbd>
          </Button>
          <Button onClick={() => ask('snooze', marked)}>
            {t('inbox.snooze')} <kbd>S</kbd>
          </Button>
          <Button type="text" onClick={clear}>
            {t('inbox.unmark')}
          </Button>
        </div>
      )}
      <Suspense>
        {asking?.kind !== 'approve' ? null : only === undefined ? (
          approving(asking.matters)
        ) : (
          <DecideDialog approval={only} otherwise={approving(asking.matters)} onClose={close} />
        )}
        {asking?.kind === 'snooze' ? (
          <SnoozeDialog
            count={asking.matters.length}
            onClose={() => setAsking(null)}
            onChoose={(until) => {
              const messages = asking.matters.flatMap((matter) => matter.messages.filter(isUnseen))
              close()
              void dealWith.snooze(messages, until)
            }}
          />
        ) : null}
      </Suspense>
    </div>
  )
}

const newestText = ([message]: readonly Row[]): string => String(message?.text ?? '')

function Head({
  which,
  sort,
  choose,
  matters,
  onDone,
}: ReturnType<typeof useChoice> & {
  readonly matters: readonly Matter[]
  readonly onDone: (matters: readonly Matter[]) => void
}) {
  const { t } = useTranslation()
  const counts = useSortCounts(which)
  const chip = (name: Sort | null, text: string, count: number | null) => (
    <button
      key={name ?? 'every'}
      type="button"
      className="plain chip"
      data-on={sort === name}
      aria-pressed={sort === name}
      onClick={() => choose({ sort: name })}
    >
      {text}
      {count ? <strong>{count}</strong> : null}
    </button>
  )
  return (
    <>
      <header className="page-head">
        <h1 className="spread">{t('inbox.title')}</h1>
        <Segmented
          aria-label={t('inbox.which')}
          value={which}
          options={whiches.map((value) => ({ value, label: t(`inbox.whiches.${value}`) }))}
          onChange={(next) => choose({ which: next })}
        />
        <Button onClick={() => onDone(matters)} disabled={matters.length === 0 || which === 'all'}>
          {t('inbox.allDone')}
        </Button>
      </header>
      <fieldset className="inbox-sorts" aria-label={t('inbox.sort')}>
        {chip(null, t('inbox.every'), null)}
        {sortNames.map((name) => chip(name, t(`inbox.sorts.${name}`), counts[name]))}
      </fieldset>
    </>
  )
}
