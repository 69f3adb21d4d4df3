// Records as rows: as many as there are, drawn as many as fit, asked for as they are scrolled to.
// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn only where they are seen cannot be a table element
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useMany } from '../data/metadata.ts'
import type { ListLayout } from '../data/preferences.ts'
import { readFault } from '../data/problem-text.ts'
import { usePages } from '../data/records.ts'
import { useUnsaved } from '../data/unsaved.ts'
import { useIsNarrow } from '../ui/media.ts'
import { useShortcut } from '../ui/shortcuts.ts'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { type ListItem, withHeads } from './groups.ts'
import { ListHead } from './list-head.tsx'
import { columnsIn, leastWidth, tracks } from './list-layout.ts'
import { cellId, type Hands, ListCard, ListRow } from './list-row.tsx'
import { useOpenRecord } from './open-record.ts'
import type { PaintRule } from './paint.ts'
import { type Cells, useCells } from './use-cells.ts'
import type { Groups } from './use-groups.ts'
import { listKey } from './use-left.ts'
import { usePaint } from './use-paint.ts'
import { useSaveField } from './use-save-field.ts'
import type { Selection } from './use-selection.ts'
import './list.css'

// Heads of groups stand where they stand whenever they come: only lists that are gathered fetch them.
const GroupRow = lazy(async () => ({ default: (await import('./group-row.tsx')).GroupRow }))
const TotalRow = lazy(async () => ({ default: (await import('./group-row.tsx')).TotalRow }))

export type ListProps = {
  readonly object: ObjectMetadata
  readonly columns: readonly string[]
  readonly layout: ListLayout
  readonly onWidth: (name: string, width: number) => void
  readonly onMove: (name: string, onto: string) => void
  readonly query: Query
  readonly sort: readonly string[]
  readonly onSort: (name: string) => void
  /** Address parameters carried to the record, so that it knows its neighbours. */
  readonly address: Readonly<Record<string, string>>
  readonly selection: Selection
  readonly groups: Groups | null
  readonly paint: readonly PaintRule[]
  /** The groups are not known yet: rows wait for their heads, so that nothing jumps. */
  readonly isCounting: boolean
  readonly empty: ReactNode
}

export function RecordList(props: ListProps) {
  const { t } = useTranslation()
  const pages = usePages({ ...props.query, limit: 100 })
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data])
  if (pages.isPending || props.isCounting)
    return (
      <div className="list-frame pad">
        <Skeleton rows={12} label={t('loading')} />
      </div>
    )
  if (pages.isError && rows.length === 0)
    return (
      <ErrorState
        title={t('list.failed')}
        detail={readFault(pages.error, t)}
        retry={t('retry')}
        onRetry={() => void pages.refetch()}
      />
    )
  const isAllFolded = props.groups !== null && props.groups.folded.size > 0
  if (rows.length === 0 && !isAllFolded) return <div className="list-frame">{props.empty}</div>
  return (
    <Rows
      {...props}
      rows={rows}
      isStale={pages.isPlaceholderData}
      hasMore={pages.hasNextPage}
      more={pages.hasNextPage && !pages.isFetchingNextPage ? () => void pages.fetchNextPage() : undefined}
    />
  )
}

const rowHeights: Readonly<Record<string, number>> = { compact: 32, normal: 40, roomy: 48 }
const cardHeight = 68
const groupHeight = 40
/** So many rows before the end of what is loaded the next page is asked for. */
const readAheadRows = 40
const scrolled = new Map<string, number>()

type RowsProps = ListProps & {
  readonly rows: readonly Row[]
  readonly isStale: boolean
  readonly hasMore: boolean
  readonly more: (() => void) | undefined
}

function Rows({ rows: fresh, isStale, hasMore, more, ...props }: RowsProps) {
  const [isEditing, setEditing] = useState(false)
  const rows = useSteady(fresh, isEditing)
  const { groups } = props
  const lines = useMemo(() => linesOf(rows, groups, hasMore), [rows, groups, hasMore])
  const many = useMany()
  const isNarrow = useIsNarrow()
  const frame = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const height = isNarrow ? cardHeight : (rowHeights[document.documentElement.dataset.density ?? ''] ?? 40)
  const asked = JSON.stringify(props.query)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: (index) => (isNarrow && lines[index]?.kind === 'group' ? groupHeight : height),
    getItemKey: (index) => lineKey(lines[index], index),
    overscan: 12,
    initialOffset: () => scrolled.get(asked) ?? 0,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= lines.length - readAheadRows) more?.()
  }, [last, lines.length, more])
  const colors = usePaint(props.object, props.paint, rows)
  const { object, columns: names, layout, address, selection } = props
  const columns = useMemo(() => columnsIn(object, names, layout), [object, names, layout])
  const ids = useMemo(() => lines.map((line) => (line.kind === 'row' ? String(line.row.id) : null)), [lines])
  const known = useMemo(() => ids.filter((id) => id !== null), [ids])
  selection.order.current = known
  const show = (index: number): void => virtual.scrollToIndex(index)
  const cells = useListCells({ columns, ids, isEditing, setEditing, show }, known, props)
  const done = useDone(object, cells, () => grid.current?.focus({ preventScroll: true }))
  const hands = useHands({ mark: selection.mark, point: cells.point, edit: cells.edit, done })
  const unsaved = useUnsaved()
  const here = ids[cells.at.row]
  const hereField = columns[cells.at.column]?.field.name
  const Item = isNarrow ? ListCard : ListRow
  const item = (one: VirtualItem) => {
    const line = lines[one.index]
    if (line === undefined) return null
    const { index: place, size: height, start } = one
    if (line.kind === 'group') {
      const style = { height, transform: `translateY(${start}px)` }
      return groups === null ? null : (
        <Suspense key={`group-${line.group.key}`}>
          <GroupRow {...{ group: line.group, groups, columns, style, place }} />
        </Suspense>
      )
    }
    const { row } = line
    const id = String(row.id)
    const isAt = cells.at.row === place
    return (
      <Item
        key={id}
        {...{ object, columns, row, address, height, start, place, hands }}
        at={isAt ? cells.at.column : null}
        isEditing={isAt && cells.isEditing}
        isMarked={selection.ids.has(id)}
        canMark={selection.canMark && (!isNarrow || selection.isMarking)}
        paint={colors.get(id)}
        unsaved={unsaved(id)}
      />
    )
  }
  return (
    <div
      className="list-frame"
      ref={frame}
      data-stale={isStale}
      aria-busy={isStale}
      onScroll={({ currentTarget }) => scrolled.set(asked, currentTarget.scrollTop)}
    >
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        className="list"
        aria-label={many(props.object)}
        aria-multiselectable={props.selection.canMark}
        aria-rowcount={hasMore ? -1 : lines.length + 1}
        aria-activedescendant={here && hereField ? cellId(here, hereField) : undefined}
        onKeyDown={cells.onKeyDown}
        style={{ '--columns': tracks(columns), '--least': `${leastWidth(columns)}px` }}
      >
        {isNarrow ? null : (
          <ListHead
            columns={columns}
            sort={props.sort}
            onSort={props.onSort}
            onWidth={props.onWidth}
            onMove={props.onMove}
            marks={
              props.selection.canMark
                ? {
                    isAll: rows.every(({ id }) => props.selection.ids.has(String(id))),
                    onAll: () => props.selection.markAll(rows.map(({ id }) => String(id))),
                  }
                : undefined
            }
          />
        )}
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(item)}
        </div>
        <Suspense>
          {groups === null || isNarrow ? null : <TotalRow groups={groups} columns={columns} />}
        </Suspense>
      </div>
    </div>
  )
}

/** Heights are remembered by what stands in a line, and not by its number. */
const lineKey = (line: ListItem | undefined, index: number): string =>
  line === undefined ? String(index) : line.kind === 'row' ? String(line.row.id) : `group-${line.group.key}`

const linesOf = (rows: readonly Row[], groups: Groups | null, hasMore: boolean): readonly ListItem[] =>
  groups === null
    ? rows.map((row) => ({ kind: 'row', row }))
    : withHeads(rows, groups.field.name, groups.groups, groups.folded, hasMore)

/** While somebody edits, rows keep their places: the list is put in order again afterwards. */
function useSteady(fresh: readonly Row[], isEditing: boolean): readonly Row[] {
  const steady = useRef(fresh)
  if (!isEditing) steady.current = fresh
  return useMemo(() => {
    if (!isEditing) return fresh
    const now = new Map(fresh.map((row) => [row.id, row]))
    return steady.current.map((row) => now.get(row.id ?? null) ?? row)
  }, [fresh, isEditing])
}

/** J and K walk through the rows, Enter opens the one that is reached; the arrows go from cell to cell. */
function useListCells(
  asked: Omit<Parameters<typeof useCells>[0], 'list' | 'open' | 'mark' | 'markAll'>,
  known: readonly string[],
  { object, address, selection, query }: ListProps,
): Cells {
  const { t } = useTranslation()
  const openRecord = useOpenRecord()
  const { ids, show } = asked
  const at = (run: (id: string) => void) => (index: number) => {
    const id = ids[index] ?? null
    if (id !== null) run(id)
  }
  const open = at((id) => openRecord(object.name, id, address))
  const mark = at((id) => selection.mark(id, false))
  const cells = useCells({
    ...asked,
    list: listKey(query),
    open,
    mark,
    markAll: () => selection.markAll(known),
  })
  const walk = (step: number) => (): void => {
    const row = Math.max(0, Math.min(ids.length - 1, cells.at.row + step))
    cells.point({ row, column: -1 })
    show(row)
  }
  useShortcut('j', t('keys.next'), walk(1))
  useShortcut('k', t('keys.previous'), walk(-1))
  useShortcut('Enter', t('keys.open'), ids[cells.at.row] ? () => open(cells.at.row) : undefined)
  return cells
}

/** Saves what was typed into a cell; a value that was refused stays beside it until it is edited anew. */
function useDone(object: ObjectMetadata, cells: Cells, focus: () => void): Hands['done'] {
  const save = useSaveField(object)
  return ({ field }, typed, step) => {
    cells.done(step)
    if (step === 0) focus()
    if (typed !== null) void save(field, typed.row, typed.value, typed.title)
  }
}

function useHands(now: Hands): Hands {
  const latest = useRef(now)
  latest.current = now
  return useMemo(
    () => ({
      mark: (...asked) => latest.current.mark(...asked),
      point: (cell) => latest.current.point(cell),
      edit: (cell) => latest.current.edit(cell),
      done: (...asked) => latest.current.done(...asked),
    }),
    [],
  )
}
