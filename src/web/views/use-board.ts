// A board at work: how its columns are made, which are folded, and the cards that are on their way.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { mayFollow, type Row } from '#kernel/schema'
import type { SaidProblem } from '../data/api.ts'
import { askAbout } from '../data/clash.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { problemText } from '../data/problem-text.ts'
import { recordsKey } from '../data/records.ts'
import { useMe } from '../data/session.ts'
import { useMergedWrite } from '../data/write.ts'
import { toast } from '../ui/toast.tsx'
import { groupings } from './board-columns.ts'
import {
  asksFirst,
  changesFor,
  type Move,
  missingFields,
  moveInto,
  openInputs,
  type Target,
} from './board-move.ts'
import { useClashText } from './use-save-field.ts'

export type BoardAddress = {
  /** Undefined where an object has no field that columns could be made of. */
  readonly field: FieldMetadata | undefined
  readonly setField: (name: string) => void
  readonly folded: ReadonlySet<string>
  readonly fold: (key: string) => void
}

/** What the address says about the board of an object. */
export function useBoardAddress(object: ObjectMetadata): BoardAddress {
  const { by, fold = '' } = useSearch({ strict: false })
  const navigate = useNavigate()
  const offered = groupings(object)
  const folded = new Set(fold.split(',').filter(Boolean))
  const say = (changed: Readonly<Record<string, string | undefined>>): void =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...changed }), replace: true })
  return {
    field: offered.find(({ name }) => name === by) ?? offered[0],
    setField: (name) => say({ by: name, fold: undefined }),
    folded,
    fold: (key) => {
      const others = [...folded].filter((one) => one !== key)
      say({ fold: (folded.has(key) ? others : [...others, key]).join(',') || undefined })
    },
  }
}

export type Newest = {
  readonly report: (rows: readonly Row[]) => void
  readonly isOutdated: (row: Row) => boolean
}

/** The newest version of each card in any column: columns are read one by one, and a card that moved stands in one of them alone. */
export function useNewest(): Newest {
  const [versions, setVersions] = useState<ReadonlyMap<Row[string] | undefined, number>>(new Map())
  const report = useCallback(
    (rows: readonly Row[]) =>
      setVersions((before) => {
        const newer = rows.filter(({ id, version }) => Number(version) > (before.get(id) ?? 0))
        if (newer.length === 0) return before
        return new Map([...before, ...newer.map(({ id, version }) => [id, Number(version)] as const)])
      }),
    [],
  )
  return { report, isOutdated: ({ id, version }) => Number(version) < (versions.get(id) ?? 0) }
}

export type Moving = { readonly row: Row; readonly to: string }
export type Asking = {
  readonly row: Row
  readonly move: Move
  readonly column: Target
  /** Evidence that the server asked for. */
  readonly fields: readonly FieldMetadata[]
  readonly problems: readonly SaidProblem[]
}

export type BoardMoves = {
  /** Each on its own: the next is begun before the last has come to rest. */
  readonly moving: readonly Moving[]
  readonly asking: Asking | null
  readonly isBusy: boolean
  /** What putting a card of one column into another would do, or this card; null where nothing can be done. */
  readonly moveOf: (from: string, column: Target, row?: Row) => Move | null
  /** `known` is the evidence of which it is clear beforehand that it is missing. */
  readonly start: (row: Row, from: string, column: Target, known?: Pick<Asking, 'fields'>) => void
  readonly go: (asking: Asking, move: Move, input: Row, evidence: Row) => void
  readonly cancel: () => void
}

/** `offered` names the actions that the reader has at hand, where that is known of the record. */
export function useBoardMoves(
  object: ObjectMetadata,
  field: FieldMetadata,
  offered?: ReadonlySet<string>,
): BoardMoves {
  const { t } = useTranslation()
  const label = useLabel()
  const queries = useQueryClient()
  const write = useMergedWrite()
  const sayClash = useClashText()
  const flow = useCatalog().mainLine(object.name)
  const me = useMe().id
  const [moving, setMoving] = useState<readonly Moving[]>([])
  const [asking, setAsking] = useState<Asking | null>(null)
  const rest = ({ id }: Row): void => {
    setMoving((before) => before.filter(({ row }) => row.id !== id))
    setAsking((before) => (before?.row.id === id ? null : before))
  }
  const carryOut = async (asked: Asking, move: Move, input: Row, evidence: Row): Promise<void> => {
    const { row } = asked
    const changes = changesFor(object.name, row, move, input, evidence)
    const { answer, clashes } = await write.mutateAsync({ changes })
    if (answer.ok) {
      // The card stays where it was put until the columns have been read again.
      await queries.invalidateQueries({ queryKey: recordsKey(object.name) }, { cancelRefetch: false })
      rest(row)
      const text =
        move.kind === 'act' ? t('action.done', { action: label(move.action.label) }) : t('board.moved')
      toast({ text, ...(move.kind === 'field' && mayReturn(row, move) ? { action: undoOf(row, move) } : {}) })
      return
    }
    const [clash] = clashes
    if (clash !== undefined) {
      rest(row)
      toast({
        kind: 'bad',
        text: `${t('board.notMoved', { title: String(row[object.title] ?? '') })} ${sayClash(clash)}`,
        action: { label: t('conflict.compare'), run: () => askAbout(clash) },
      })
      return
    }
    const fields = missingFields(object, move, answer.problems)
    if (fields.length > 0 || openInputs(move).length > 0)
      setAsking({
        ...asked,
        move,
        fields: [...new Set([...asked.fields, ...fields])],
        problems: answer.problems,
      })
    else {
      rest(row)
      toast({ kind: 'bad', text: problemText(answer.problems, t) })
    }
  }
  /** A stage that may not follow the new one is not offered as the way back. */
  const mayReturn = (row: Row, move: Extract<Move, { kind: 'field' }>): boolean =>
    object.path?.field !== move.field.name || mayFollow(object.path, move.value, row[move.field.name])
  const undoOf = (row: Row, move: Extract<Move, { kind: 'field' }>) => ({
    label: t('undo'),
    run: () =>
      void write.mutateAsync({
        changes: changesFor(
          object.name,
          { id: row.id ?? null },
          { ...move, value: row[move.field.name] ?? null },
          {},
          {},
        ),
      }),
  })
  return {
    moving,
    asking,
    isBusy: write.isPending,
    cancel: () => (asking === null ? undefined : rest(asking.row)),
    moveOf: (from, column, row) => moveInto(object, field, from, column, flow, offered, row && { row, me }),
    start(row, from, column, { fields } = { fields: [] }) {
      const move = moveInto(object, field, from, column, flow, offered)
      if (move === null || moving.some((one) => one.row.id === row.id)) return
      const asked: Asking = { row, move, column, fields, problems: [] }
      setMoving((before) => [...before, { row, to: column.key }])
      if (asksFirst(move) || fields.length > 0) setAsking(asked)
      else void carryOut(asked, move, {}, {})
    },
    go: (asked, move, input, evidence) => void carryOut(asked, move, input, evidence),
  }
}
