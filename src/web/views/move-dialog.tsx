// What a move asks for before it is made: the action's own dialog where lines are picked, else the small form.
import { lazy, Suspense } from 'react'
import type { ObjectMetadata } from '#kernel/module'
import { picksLines } from './board-move.ts'
import type { BoardMoves } from './use-board.ts'

const ActionDialog = lazy(() => import('./action-dialog.tsx'))
const MoveForm = lazy(() => import('./move-form.tsx'))

export function MoveDialog({
  object,
  moves,
  to,
}: {
  readonly object: ObjectMetadata
  readonly moves: BoardMoves
  /** What the stage or column is called. */
  readonly to: string
}) {
  const { asking } = moves
  if (asking === null) return null
  const { move, row } = asking
  return (
    <Suspense>
      {move.kind === 'act' && picksLines(move.action) ? (
        <ActionDialog
          object={object}
          row={row}
          action={move.action}
          begin={{ values: move.preset }}
          onClose={moves.cancel}
        />
      ) : (
        <MoveForm object={object} asking={asking} moves={moves} to={to} />
      )}
    </Suspense>
  )
}
