// Which saved view a list shows, whether it has been changed since, and what can be done about that.
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { setListLayout, useListLayout } from '../data/preferences.ts'
import { problemText } from '../data/problem-text.ts'
import { useAbilities } from '../data/records.ts'
import { type SavedView, useViews, viewObjectName } from '../data/views.ts'
import { useWrite } from '../data/write.ts'
import { toast } from '../ui/toast.tsx'
import { contentOf, plainState, stateOfContent } from './list-state.ts'
import type { UsedListState } from './use-list-state.ts'
import './saved-views.css'

const ViewDialog = lazy(() => import('./view-dialog.tsx'))

/** Names the reader's first view where it is not wanted. */
const all = 'all'

export function SavedViews({
  object,
  used,
}: {
  readonly object: ObjectMetadata
  readonly used: UsedListState
}) {
  const { t } = useTranslation()
  const views = useViews(object.name)
  const first = useListLayout(object.name).view || undefined
  const [asked, ask] = useState<'new' | 'edit' | null>(null)
  const current = views?.find(({ id }) => id === used.state.saved)
  useFirstView(
    object,
    used,
    views?.find(({ id }) => id === first),
  )
  useFollowed(object, used, current)
  const content = contentOf(used.state)
  // A view keeps the columns that its maker sees, whoever opens it.
  const whole = { ...used.state, columns: used.columns }
  const usual = current === undefined ? '' : contentOf(stateOfContent(current.content, object, current.id))
  const isChanged = content !== usual
  const showAll = (): void => used.open({ ...plainState, saved: first === undefined ? '' : all })
  return (
    <div className="views">
      <ViewMenu
        {...{ object, used, current, first, isChanged, views: views ?? [] }}
        onAll={showAll}
        onAsk={ask}
      />
      {isChanged && views !== undefined ? (
        <Changed
          current={current}
          content={content}
          onSaveAs={() => ask('new')}
          onDiscard={() =>
            current === undefined ? showAll() : used.open(stateOfContent(current.content, object, current.id))
          }
        />
      ) : null}
      <Suspense>
        {asked === null ? null : (
          <ViewDialog
            object={object}
            content={contentOf(whole)}
            view={asked === 'edit' ? current : undefined}
            onClose={(made) => {
              ask(null)
              if (made !== undefined) used.open({ ...whole, saved: made })
            }}
          />
        )}
      </Suspense>
      <span className="sr-only" role="status">
        {isChanged && current !== undefined ? t('views.changed') : ''}
      </span>
    </div>
  )
}

/** A list that is opened without any wish begins with the view that the reader has chosen for it. */
function useFirstView(object: ObjectMetadata, used: UsedListState, first: SavedView | undefined): void {
  const isPlain = Object.keys(used.address).length === 0
  const latest = useRef(used)
  latest.current = used
  const [id, content] = [first?.id, first?.content]
  useEffect(() => {
    if (isPlain && id !== undefined) latest.current.setState(stateOfContent(content ?? '', object, id))
  }, [isPlain, id, content, object])
}

/** Somebody who has changed nothing follows a view that another person saves anew. */
function useFollowed(object: ObjectMetadata, used: UsedListState, current: SavedView | undefined): void {
  const latest = useRef(used)
  latest.current = used
  const known = useRef<SavedView | undefined>(undefined)
  useEffect(() => {
    const before = known.current
    known.current = current
    if (before === undefined || current === undefined || before.id !== current.id) return
    const usual = contentOf(stateOfContent(before.content, object, before.id))
    if (before.content !== current.content && contentOf(latest.current.state) === usual)
      latest.current.setState(stateOfContent(current.content, object, current.id))
  }, [current, object])
}

function ViewMenu({
  object,
  used,
  views,
  current,
  first,
  isChanged,
  onAll,
  onAsk,
}: {
  readonly object: ObjectMetadata
  readonly used: UsedListState
  readonly views: readonly SavedView[]
  readonly current: SavedView | undefined
  readonly first: string | undefined
  readonly isChanged: boolean
  readonly onAll: () => void
  readonly onAsk: (what: 'new' | 'edit') => void
}) {
  const { t } = useTranslation()
  const may = useAbilities(viewObjectName, current?.id ?? '', current !== undefined).data
  const write = useWrite()
  const item = (view: SavedView) => ({
    key: view.id,
    label: (
      <span className="view-item">
        {view.name}
        <small>
          {view.audience === 'own' ? '' : `${t(`views.for.${view.audience}`)} · ${view.ownerName}`}
          {view.isLocked ? ` · ${t('views.locked')}` : ''}
        </small>
      </span>
    ),
    onClick: () => used.open(stateOfContent(view.content, object, view.id)),
  })
  const own = views.filter(({ audience }) => audience === 'own')
  const shared = views.filter(({ audience }) => audience !== 'own')
  const group = (key: string, list: readonly SavedView[]) =>
    list.length === 0
      ? []
      : [{ key, type: 'group' as const, label: t(`views.${key}`), children: list.map(item) }]
  const doings =
    current === undefined
      ? []
      : [
          { type: 'divider' as const },
          {
            key: '$first',
            label: t(first === current.id ? 'views.notFirst' : 'views.first'),
            onClick: () => setListLayout(object.name, { view: first === current.id ? '' : current.id }),
          },
          ...(may?.writable.includes('name')
            ? [{ key: '$edit', label: t('views.edit'), onClick: () => onAsk('edit') }]
            : []),
          ...(may?.remove
            ? [
                {
                  key: '$remove',
                  danger: true,
                  label: t('views.remove'),
                  onClick: () => {
                    write.mutate({ changes: [{ kind: 'remove', object: viewObjectName, id: current.id }] })
                    onAll()
                  },
                },
              ]
            : []),
        ]
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [current?.id ?? '$all'],
        items: [
          { key: '$all', label: t('views.all'), onClick: onAll },
          ...group('own', own),
          ...group('shared', shared),
          ...doings,
        ],
        style: { maxHeight: 420, overflowY: 'auto' },
      }}
    >
      <button type="button" className="plain view-name" aria-haspopup="menu">
        <span className="sr-only">{t('views.which')} </span>
        {current?.name ?? t('views.all')}
        {isChanged && current !== undefined ? <i className="view-dirty" title={t('views.changed')} /> : null}
        <span aria-hidden="true"> ▾</span>
      </button>
    </Dropdown>
  )
}

/** Save for everybody who has the view, save under another name, or go back to what was saved. */
function Changed({
  current,
  content,
  onSaveAs,
  onDiscard,
}: {
  readonly current: SavedView | undefined
  readonly content: string
  readonly onSaveAs: () => void
  readonly onDiscard: () => void
}) {
  const { t } = useTranslation()
  const write = useWrite()
  const may = useAbilities(viewObjectName, current?.id ?? '', current !== undefined).data
  const save = async (id: string): Promise<void> => {
    const values = { address: content }
    const answer = await write.mutateAsync({
      changes: [{ kind: 'update', object: viewObjectName, id, values }],
    })
    toast(
      answer.ok
        ? { text: t('views.saved', { name: current?.name }) }
        : { kind: 'bad', text: problemText(answer.problems, t) },
    )
  }
  return (
    <>
      {current !== undefined && may?.writable.includes('address') ? (
        <Button size="small" loading={write.isPending} onClick={() => void save(current.id)}>
          {t(current.audience === 'own' ? 'views.save' : 'views.saveForAll')}
        </Button>
      ) : null}
      <Button size="small" onClick={onSaveAs}>
        {t('views.saveAs')}
      </Button>
      {current === undefined ? null : (
        <Button size="small" type="text" onClick={onDiscard}>
          {t('views.discard')}
        </Button>
      )}
    </>
  )
}
