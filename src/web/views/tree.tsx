// Records below the records that they belong to: opened on demand, a page at a time.
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Filter, Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { fieldsToAsk, titleOf } from '../data/catalog.ts'
import { useLabel } from '../data/metadata.ts'
import { useSummary } from '../data/numbers.ts'
import { readFault } from '../data/problem-text.ts'
import { usePages } from '../data/records.ts'
import { isNumeric, Show } from '../fields/index.tsx'
import { useIsNarrow } from '../ui/media.ts'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { ChipChoice } from './chip-choice.tsx'
import { isNarrowed } from './list-state.ts'
import { useOpenRecord } from './open-record.ts'
import { parentFields } from './view-kinds.ts'
import type { DrawnViewProps } from './view-props.ts'
import './drawn.css'
import './tree.css'

const pageSize = 100
/** Records that go round in a circle have no end below each other. */
const mostDepth = 30
const indentPx = 22
const most = { wide: 5, narrow: 1 } as const

export default function TreeView({ object, used, query }: DrawnViewProps) {
  const { t } = useTranslation()
  const label = useLabel()
  const isNarrow = useIsNarrow()
  const { state, setState } = used
  const fields = parentFields(object)
  const parent = fields.find(({ name }) => name === state.by) ?? fields[0]
  if (parent === undefined) return null
  const columns = used.columns
    .flatMap((name) => object.fields.find((field) => field.name === name) ?? [])
    .filter(({ name }) => name !== object.title && name !== parent.name)
    .slice(0, isNarrow ? most.narrow : most.wide)
  // Whoever looks for something finds it wherever it stands; below it stands all that belongs to it.
  const isFlat = isNarrowed(state)
  const roots: Filter = { field: parent.name, is: 'blank' }
  const opened = new Set(state.folded)
  const flip = (id: string): void =>
    setState(({ folded }) => ({
      folded: folded.includes(id) ? folded.filter((one) => one !== id) : [...folded, id],
    }))
  const { filter, search, sort } = query
  const base = { object: object.name, ...(sort ? { sort } : {}) }
  const top: Query = isFlat
    ? { ...base, ...(filter ? { filter } : {}), ...(search ? { search } : {}) }
    : { ...base, filter: roots }
  return (
    <>
      {fields.length < 2 && !isFlat ? null : (
        <div className="view-tools">
          {fields.length < 2 ? null : (
            <ChipChoice
              label={t('tree.below')}
              value={parent.name}
              options={fields.map(({ name, label: text }) => ({ key: name, label: label(text) }))}
              onChange={(by) => setState({ by, folded: [] })}
            />
          )}
          {isFlat ? <small>{t('tree.found')}</small> : null}
        </div>
      )}
      <div
        className="list-frame tree"
        style={{ '--columns': `minmax(0, 3fr) repeat(${columns.length}, minmax(0, 1fr))` }}
      >
        <div className="tree-row tree-head" aria-hidden="true">
          <span>{label(object.fields.find(({ name }) => name === object.title)?.label)}</span>
          {columns.map((field) => (
            <span key={field.name} className={isNumeric(field) ? 'num' : 'cut'}>
              {label(field.label)}
            </span>
          ))}
        </div>
        <Branch
          {...{ object, parent, columns, base, opened, flip, address: used.address }}
          question={top}
          depth={0}
        />
      </div>
    </>
  )
}

type BranchProps = {
  readonly object: ObjectMetadata
  readonly parent: FieldMetadata
  readonly columns: readonly FieldMetadata[]
  readonly base: Query
  readonly opened: ReadonlySet<string>
  readonly flip: (id: string) => void
  readonly address: Readonly<Record<string, string>>
  readonly question: Query
  readonly depth: number
}

function Branch(props: BranchProps) {
  const { object, parent, columns, question, depth, base } = props
  const { t } = useTranslation()
  const pages = usePages({
    ...question,
    fields: fieldsToAsk(object, [parent.name, ...columns.map(({ name }) => name)]),
    limit: pageSize,
  })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const ids = rows.map(({ id }) => String(id))
  const below = useSummary(
    {
      object: object.name,
      by: [parent.name],
      filter: { field: parent.name, is: 'in', value: ids.slice(0, 1000) },
    },
    ids.length > 0,
  )
  const counts = new Map(below.data?.map(({ key, count }) => [key[0] ?? '', count]))
  if (pages.isPending) return <Skeleton rows={depth === 0 ? 8 : 2} label={t('loading')} />
  if (pages.isError && rows.length === 0)
    return (
      <ErrorState
        title={t('list.failed')}
        detail={readFault(pages.error, t)}
        retry={t('retry')}
        onRetry={() => void pages.refetch()}
      />
    )
  if (rows.length === 0 && depth === 0) return <EmptyState title={t('list.nothingFound')} />
  return (
    <ul>
      {rows.map((row) => {
        const id = String(row.id)
        const isOpen = props.opened.has(id) && depth < mostDepth
        return (
          <li key={id}>
            <TreeRow {...props} row={row} count={counts.get(id) ?? 0} isOpen={isOpen} />
            {isOpen ? (
              <Branch
                {...props}
                question={{ ...base, filter: { field: parent.name, is: 'eq', value: id } }}
                depth={depth + 1}
              />
            ) : null}
          </li>
        )
      })}
      {pages.hasNextPage ? (
        <li>
          <button
            type="button"
            className="plain link tree-more"
            style={{ '--indent': `${depth * indentPx}px` }}
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t('more')}
          </button>
        </li>
      ) : null}
    </ul>
  )
}

function TreeRow({
  object,
  columns,
  address,
  flip,
  depth,
  row,
  count,
  isOpen,
}: BranchProps & { readonly row: Row; readonly count: number; readonly isOpen: boolean }) {
  const { t } = useTranslation()
  const open = useOpenRecord()
  const title = titleOf(object, row)
  const id = String(row.id)
  return (
    <div className="tree-row">
      <span className="tree-title" style={{ '--indent': `${depth * indentPx}px` }}>
        {count === 0 ? (
          <i className="tree-leaf" />
        ) : (
          <button
            type="button"
            className="plain tree-fold"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'tree.close' : 'tree.open', { title })}
            onClick={() => flip(id)}
          >
            {isOpen ? '▾' : '▸'}
          </button>
        )}
        <button type="button" className="plain strong cut" onClick={() => open(object.name, id, address)}>
          {title}
        </button>
        {count === 0 ? null : <small>{count}</small>}
      </span>
      {columns.map((field) => (
        <span key={field.name} className={isNumeric(field) ? 'num cut' : 'cut'}>
          <Show field={field} value={row[field.name]} row={row} />
        </span>
      ))}
    </div>
  )
}
