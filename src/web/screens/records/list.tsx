// All records of one object: searched, filtered, sorted and scrolled, as a list, a board, or as one of the further views.

import { useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { canCreate, mayDo } from '../../data/catalog.ts'
import { useCatalog, useLabel, useMany } from '../../data/metadata.ts'
import { setListLayout, useListLayout } from '../../data/preferences.ts'
import { useCount } from '../../data/records.ts'
import { FindBox } from '../../ui/find-box.tsx'
import { useIsNarrow } from '../../ui/media.ts'
import { EmptyState, Skeleton } from '../../ui/states.tsx'
import { FilterChips } from '../../views/filter-chips.tsx'
import { conditionCount } from '../../views/filter-tree.ts'
import { GroupBy } from '../../views/group-by.tsx'
import { GroupChoice } from '../../views/group-choice.tsx'
import { RecordList } from '../../views/list.tsx'
import { moved } from '../../views/list-layout.ts'
import { isNarrowed, nextSort } from '../../views/list-state.ts'
import { PasteInto } from '../../views/paste-into.tsx'
import { SavedViews } from '../../views/saved-views.tsx'
import { ShareButton } from '../../views/sharing.tsx'
import { useBoardAddress } from '../../views/use-board.ts'
import { useGroups } from '../../views/use-groups.ts'
import { type UsedListState, useListState } from '../../views/use-list-state.ts'
import { useSelection } from '../../views/use-selection.ts'
import '../../views/paint.css'
import type { ViewKind } from '../../views/view-kinds.ts'
import { ViewSwitch } from '../../views/view-switch.tsx'

const RecordBoard = lazy(async () => ({ default: (await import('../../views/board.tsx')).RecordBoard }))
/** Views that come when they are first looked at. */
const drawn = {
  calendar: lazy(() => import('../../views/calendar.tsx')),
  gantt: lazy(() => import('../../views/gantt.tsx')),
  gallery: lazy(() => import('../../views/gallery.tsx')),
  tree: lazy(() => import('../../views/tree.tsx')),
  chart: lazy(() => import('../../views/chart.tsx')),
} as const
/** The views whose rows can be coloured. */
const painted: readonly ViewKind[] = ['list', 'calendar', 'gantt', 'gallery']
const PaintEditor = lazy(() => import('../../views/paint-editor.tsx'))
const ObjectActions = lazy(async () => ({ default: (await import('./object-actions.tsx')).ObjectActions }))
const ColumnChooser = lazy(async () => ({
  default: (await import('../../views/column-chooser.tsx')).ColumnChooser,
}))
const SelectionBar = lazy(async () => ({
  default: (await import('../../views/selection-bar.tsx')).SelectionBar,
}))
const ExportMenu = lazy(() => import('../../views/export-menu.tsx'))
const Examples = lazy(() => import('../../views/examples.tsx'))
const FilterBuilder = lazy(async () => ({
  default: (await import('../../views/filter-builder.tsx')).FilterBuilder,
}))

export default function ListScreen() {
  const { t } = useTranslation()
  const { object: name = '' } = useParams({ strict: false })
  const object = useCatalog().object(name)
  if (object === undefined) return <EmptyState title={t('list.unknownObject')} hint={t('list.unknownHint')} />
  return <Records key={name} object={object} />
}

function Records({ object }: { readonly object: ObjectMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  const many = useMany()
  const navigate = useNavigate()
  const used = useListState(object)
  const { state, setState, query, address } = used
  const board = useBoardAddress(object)
  const isBoard = state.view === 'board' && board.field !== undefined
  const isList = state.view === 'list'
  const Drawn = state.view === 'list' || state.view === 'board' ? undefined : drawn[state.view]
  const { columns } = used
  const total = useCount(query)
  const create = (): void => void navigate({ to: '/o/$object/new', params: { object: object.name } })
  const isNarrow = useIsNarrow()
  const [isBuilding, setBuilding] = useState(false)
  const [isPainting, setPainting] = useState(false)
  const canPaint = painted.includes(state.view)
  const { groups, isCounting, query: shown } = useGroups(object, used)
  const arranged = useArranged(object, used)
  const selection = useSelection(
    mayDo(object, 'update') || mayDo(object, 'remove'),
    JSON.stringify({ ...query, fields: [] }),
  )
  // On a telephone the head is one line: the rest lies in the row below, which the thumb pushes along.
  const switching = (
    <>
      {isBoard ? <GroupBy object={object} address={board} /> : null}
      <ViewSwitch object={object} view={state.view} onView={(view) => setState({ view })} />
    </>
  )
  const leaving = (
    <>
      <ShareButton object={object} query={query} columns={columns} />
      <Suspense>
        {mayDo(object, 'export') ? <ExportMenu object={object} query={query} columns={columns} /> : null}
        {object.actions.some(({ target }) => target === 'none') ? <ObjectActions object={object} /> : null}
      </Suspense>
      {mayDo(object, 'import') ? (
        <Button onClick={() => void navigate({ to: '/import/$object', params: { object: object.name } })}>
          {t('import.open')}
        </Button>
      ) : null}
    </>
  )
  return (
    <div className="page list-page">
      <header className="page-head">
        <h1 className="spread">
          {many(object)}
          <small>
            {total === undefined
              ? ''
              : t('list.total', { shown: total.value.toLocaleString('en'), more: total.exact ? '' : '+' })}
          </small>
        </h1>
        <SavedViews object={object} used={used} />
        {isNarrow ? null : (
          <>
            {switching}
            {leaving}
          </>
        )}
        {canCreate(object) ? (
          <Button
            type="primary"
            onClick={create}
            aria-label={isNarrow ? t('list.new', { object: label(object.label) }) : undefined}
          >
            {isNarrow ? t('list.newShort') : t('list.new', { object: label(object.label) })}
          </Button>
        ) : null}
      </header>
      <div className="list-tools">
        <FindBox
          className="find"
          label={t('list.search')}
          value={state.search}
          onChange={(text) => setState({ search: text })}
        />
        {isNarrow ? switching : null}
        <FilterChips
          object={object}
          columns={columns}
          filters={state.filters}
          onChange={(filters) => setState({ filters })}
        />
        <button
          type="button"
          className="plain chip"
          data-on={state.where !== null}
          aria-expanded={isBuilding}
          onClick={() => setBuilding(!isBuilding)}
        >
          {t('filter.open')}
          {state.where === null ? null : <strong>{conditionCount(state.where)}</strong>}
        </button>
        {canPaint ? (
          <button
            type="button"
            className="plain chip"
            data-on={state.paint.length > 0}
            aria-expanded={isPainting}
            onClick={() => setPainting(!isPainting)}
          >
            {t('paint.open')}
            {state.paint.length === 0 ? null : <strong>{state.paint.length}</strong>}
          </button>
        ) : null}
        {isNarrow && isList && selection.canMark ? (
          <button
            type="button"
            className="plain chip"
            aria-pressed={selection.isMarking}
            data-on={selection.isMarking}
            onClick={() => selection.setMarking(!selection.isMarking)}
          >
            {t('bulk.choose')}
          </button>
        ) : null}
        {isList ? (
          <GroupChoice object={object} group={state.group} onGroup={(group) => setState({ group })} />
        ) : null}
        {isList ? (
          <Suspense>
            <ColumnChooser
              object={object}
              columns={columns}
              pinned={arranged.layout.pinned ?? []}
              onColumns={arranged.onColumns}
              onPinned={(pinned) => setListLayout(object.name, { pinned })}
            />
          </Suspense>
        ) : null}
        {isNarrow ? leaving : null}
      </div>
      {isPainting && canPaint ? (
        <Suspense>
          <PaintEditor
            key={state.saved}
            object={object}
            rules={state.paint}
            onChange={(paint) => setState({ paint })}
          />
        </Suspense>
      ) : null}
      {isBuilding ? (
        <Suspense>
          <FilterBuilder object={object} where={state.where} onChange={(where) => setState({ where })} />
        </Suspense>
      ) : null}
      {isBoard && board.field !== undefined ? (
        <Suspense fallback={<Skeleton rows={8} label={t('loading')} />}>
          <RecordBoard object={object} field={board.field} query={query} address={board} />
        </Suspense>
      ) : Drawn !== undefined ? (
        <Suspense fallback={<Skeleton rows={8} label={t('loading')} />}>
          <Drawn object={object} used={used} query={query} />
        </Suspense>
      ) : (
        <RecordList
          object={object}
          columns={columns}
          layout={arranged.layout}
          onWidth={arranged.onWidth}
          onMove={arranged.onMove}
          selection={selection}
          groups={groups}
          paint={state.paint}
          isCounting={isCounting}
          query={shown}
          sort={state.sort}
          onSort={(field) => setState(({ sort }) => ({ sort: nextSort(sort, field) }))}
          address={address}
          empty={<Nothing object={object} isNarrowed={isNarrowed(state)} used={used} onCreate={create} />}
        />
      )}
      <Suspense>
        {!isList || selection.ids.size === 0 ? null : (
          <SelectionBar object={object} query={query} total={total?.value} selection={selection} />
        )}
      </Suspense>
      {!isList ? null : <PasteInto {...{ object, query: shown, columns, selection }} />}
    </div>
  )
}

/** The reader's own columns, or those of the address and the saved view where these name some. */
function useArranged(object: ObjectMetadata, used: UsedListState) {
  const layout = useListLayout(object.name)
  const { columns, state, setState } = used
  const onColumns = (names: readonly string[]): void => {
    if (state.columns.length > 0) setState({ columns: names })
    else setListLayout(object.name, { columns: names })
  }
  const onWidth = (name: string, width: number): void =>
    setListLayout(object.name, { widths: { ...layout.widths, [name]: width } })
  const onMove = (name: string, onto: string): void => onColumns(moved(columns, name, columns.indexOf(onto)))
  return { layout, onColumns, onWidth, onMove }
}

function Nothing({
  object,
  isNarrowed,
  used,
  onCreate,
}: {
  readonly object: ObjectMetadata
  readonly isNarrowed: boolean
  readonly used: UsedListState
  readonly onCreate: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const many = useMany()
  const [isShowing, setShowing] = useState(false)
  if (isNarrowed)
    return (
      <EmptyState title={t('list.nothingFound')}>
        <Button onClick={() => used.setState({ search: '', filters: {}, where: null })}>
          {t('list.showAll')}
        </Button>
      </EmptyState>
    )
  const canMake = canCreate(object)
  return (
    <>
      <EmptyState
        title={t('list.none', { object: many(object) })}
        hint={object.help ? label(object.help) : canMake ? undefined : t('record.noneYet')}
      >
        {canMake ? (
          <>
            <Button type="primary" onClick={onCreate}>
              {t('list.new', { object: label(object.label) })}
            </Button>
            <button
              type="button"
              className="plain link"
              aria-expanded={isShowing}
              onClick={() => setShowing(!isShowing)}
            >
              {t(isShowing ? 'examples.hide' : 'examples.show')}
            </button>
          </>
        ) : null}
      </EmptyState>
      <Suspense>{canMake && isShowing ? <Examples object={object} columns={used.columns} /> : null}</Suspense>
    </>
  )
}
