// Rows that are put in order by hand: by dragging one onto another, or with the arrow keys on its grip.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { problemText } from '../../data/problem-text.ts'
import { inTurn, useWrite } from '../../data/write.ts'
import { toast } from '../../ui/toast.tsx'

/** An order as somebody wants it: shown until the server has answered and other rows than those of `until` have come. */
type Wish = { readonly rows: readonly Row[]; readonly until: readonly Row[] | null }

/**
 * The rows as they are being put in order: by dragging a row onto another, or with the arrow keys on its grip. What is moved
 * stands there at once; when the server refuses, it goes back and says why.
 */
export function useOrder(object: ObjectMetadata, mover: string | null, rows: readonly Row[]) {
  const { t } = useTranslation()
  const write = useWrite()
  const dragged = useRef<string | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const [wished, setWished] = useState<Wish | null>(null)
  const latest = useRef(rows)
  latest.current = rows
  const isWished = wished !== null && (wished.until === null || wished.until === rows)
  const shown = isWished ? wished.rows : rows
  const place = async (id: string, to: number): Promise<void> => {
    const row = shown.find((one) => one.id === id)
    const at = row === undefined ? -1 : shown.indexOf(row)
    if (mover === null || row === undefined || to === at || to < 0 || to >= shown.length) return
    const others = shown.filter((one) => one !== row)
    const next = others.toSpliced(to, 0, row)
    const wish: Wish = { rows: next, until: null }
    setWished(wish)
    const before = next[to + 1]?.id ?? null
    const change = { kind: 'act', object: object.name, id, action: mover, input: { before } } as const
    // Each move stands on the one before it.
    const answer = await inTurn(`order of ${object.name}`, () => write.mutateAsync({ changes: [change] }))
    setWished((now) => (now === wish ? (answer.ok ? { ...wish, until: latest.current } : null) : now))
    if (answer.ok) return
    toast({ kind: 'bad', text: problemText(answer.problems, t) })
  }
  // A row that moves in the page loses the focus of its grip.
  const focused = useRef<HTMLButtonElement | null>(null)
  useEffect(() => {
    if (wished !== null) focused.current?.focus()
  }, [wished])
  const placeOf = (id: string): number => shown.findIndex((row) => row.id === id)
  return {
    rows: shown,
    grip: ({ id }: Row) => ({
      draggable: true,
      onDragStart: () => {
        dragged.current = String(id)
      },
      onDragEnd: () => {
        dragged.current = null
        setOver(null)
      },
      onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
        if (by === 0) return
        event.preventDefault()
        focused.current = event.currentTarget
        void place(String(id), placeOf(String(id)) + by)
      },
    }),
    // Always ready: what is dragged may be over another row before this one is drawn again.
    target: ({ id }: Row) =>
      mover === null
        ? {}
        : {
            'data-over': over === id,
            onDragOver: (event: { preventDefault: () => void }) => {
              if (dragged.current === null) return
              event.preventDefault()
              setOver(String(id))
            },
            onDrop: (event: { preventDefault: () => void }) => {
              if (dragged.current === null) return
              event.preventDefault()
              void place(dragged.current, placeOf(String(id)))
            },
          },
  }
}
