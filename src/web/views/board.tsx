// Records as cards in columns: counted and added up by the server over all there are, drawn as many as fit, moved by dragging or with the keys.
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Filter, Query } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { useSummary } from '../data/numbers.ts'
import { readFault } from '../data/problem-text.ts'
import { useFormat } from '../ui/format-context.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { Column } from './board-column.tsx'
import { type BoardColumn, boardColumns, boardQuestion } from './board-columns.ts'
import { MoveDialog } from './move-dialog.tsx'
import { type BoardAddress, useBoardMoves, useNewest } from './use-board.ts'
import './board.css'

export type Dragged = { readonly row: Row; readonly from: string }

/** A board of `query`'s records; `address` says what the columns are made of. */
export function RecordBoard({
  object,
  field,
  query,
  address,
}: {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly query: Query
  readonly address: BoardAddress
}) {
  const { t } = useTranslation()
  const { today } = useFormat()
  const name = useColumnName()
  const frame = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const moves = useBoardMoves(object, field)
  const newest = useNewest()
  const base = baseOf(object, field, query)
  const summary = useSummary({ object: object.name, ...base, ...boardQuestion(object, field) })
  if (summary.data === undefined)
    return summary.isError ? (
      <ErrorState
        title={t('list.failed')}
        detail={readFault(summary.error, t)}
        retry={t('retry')}
        onRetry={() => void summary.refetch()}
      />
    ) : (
      <Skeleton rows={8} label={t('loading')} />
    )
  const columns = boardColumns(object, field, summary.data, today)
  const all = columns.map((column) => ({ column, name: name(column.name, field) }))
  /** Moves a card over the columns that it may not enter to the next that it may. */
  const step = (row: Row, from: string, by: 1 | -1): void => {
    const at = columns.findIndex(({ key }) => key === from)
    for (let next = at + by; next >= 0 && next < columns.length; next += by) {
      const column = columns[next]
      if (column === undefined || moves.moveOf(from, column, row) === null) continue
      moves.start(row, from, column)
      return
    }
  }
  return (
    <div className="board" ref={frame}>
      {all.map(({ column, name: title }) => (
        <Column
          key={`${field.name} ${column.key}`}
          object={object}
          field={field}
          column={column}
          name={title}
          all={all}
          query={{ ...query, ...base }}
          moves={moves}
          newest={newest}
          dragged={dragged}
          onDrag={setDragged}
          onStep={step}
          isFolded={address.folded.has(column.key)}
          onFold={() => address.fold(column.key)}
        />
      ))}
      <MoveDialog
        object={object}
        moves={moves}
        to={moves.asking === null ? '' : name(moves.asking.column.name, field)}
      />
    </div>
  )
}

/** Which records stand on the board: those of the list; where columns are not its states, those that the definition says are being worked on. */
function baseOf(object: ObjectMetadata, field: FieldMetadata, { filter, search }: Query) {
  const where = field.name === object.list?.board ? undefined : object.board?.where
  const all: readonly Filter[] = [
    ...(where === undefined ? [] : [{ formula: where }]),
    ...(filter === undefined ? [] : [filter]),
  ]
  return {
    ...(all.length > 0 ? { filter: { and: all } } : {}),
    ...(search === undefined ? {} : { search }),
  }
}

function useColumnName(): (name: BoardColumn['name'], field: FieldMetadata) => string {
  const { t } = useTranslation()
  const label = useLabel()
  return (name, field) => {
    if ('text' in name) return name.text
    if (!('range' in name)) return label(name)
    return name.range === 'none'
      ? t('board.without', { field: label(field.label) })
      : t(`board.range.${name.range}`)
  }
}
