// Hears that a copied table is pasted while a list is on the page, and opens what becomes of it.
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import { canCreate, mayDo } from '../data/catalog.ts'
import { hasDialog, isTyping } from '../ui/shortcuts.ts'
import type { Anchor } from './use-cells.ts'
import { leftIn, listKey } from './use-left.ts'
import type { Selection } from './use-selection.ts'

const PasteDialog = lazy(() => import('./paste-dialog.tsx'))

export type PasteProps = {
  readonly object: ObjectMetadata
  /** What the list asks. */
  readonly query: Query
  readonly columns: readonly string[]
  readonly selection: Selection
}

/** A table, or one value for the cell that the keyboard is at. */
const isPasteable = (text: string, anchor: Anchor | null): boolean =>
  /\t|\n./.test(text.replaceAll('\r', '').trim()) || (anchor !== null && text.trim() !== '')

export function PasteInto({ object, query, columns, selection }: PasteProps) {
  const queries = useQueryClient()
  const [pasted, setPasted] = useState<{ readonly text: string; readonly anchor: Anchor | null } | null>(null)
  const mayPaste = canCreate(object) || mayDo(object, 'update')
  const heard = (event: ClipboardEvent): void => {
    if (isTyping(event.target) || hasDialog() || event.defaultPrevented) return
    const at = leftIn<Anchor>(queries, 'at', listKey(query))
    const anchor = at === undefined || at.id === null || at.column < 0 ? null : at
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!isPasteable(text, anchor)) return
    event.preventDefault()
    setPasted({ text, anchor })
  }
  const latest = useRef(heard)
  latest.current = heard
  useEffect(() => {
    if (!mayPaste) return
    const hear = (event: ClipboardEvent): void => latest.current(event)
    document.addEventListener('paste', hear)
    return () => document.removeEventListener('paste', hear)
  }, [mayPaste])
  return pasted === null ? null : (
    <Suspense>
      <PasteDialog {...{ object, query, columns, selection, ...pasted }} onClose={() => setPasted(null)} />
    </Suspense>
  )
}
