// How a grid of lines begins: a blank line stands ready, and the typing begins in its first cell.
import { useEffect, useRef, useState } from 'react'
import type { FieldMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import type { DraftLine } from '../data/drafts.ts'
import { newId } from '../data/new-id.ts'
import { isTyped } from '../fields/index.tsx'

export const newLine = (): DraftLine => ({ id: newId(), values: {}, isNew: true })

type Lines = { readonly stored: readonly Row[]; readonly lines: readonly DraftLine[] }

/** Where there are no lines yet, a blank one stands ready; it is none until something is typed into it. */
export function useStarted<T extends Lines>(props: T): T {
  const [start] = useState(newLine)
  return props.stored.length + props.lines.length > 0 ? props : { ...props, lines: [start] }
}

export const isBlankLine = (line: DraftLine | undefined): boolean =>
  line?.isNew === true && Object.values(line.values).every((value) => value === null || value === '')

/** What a line is about was chosen from the list: the next thing to type is beside it. */
export const isChosen = (lead: FieldMetadata | undefined, field: string, values: Row): boolean =>
  lead?.name === field && lead.type === 'reference' && (values[field] ?? null) !== null

/** Takes the first cell once it is drawn, unless somebody is typing elsewhere already. */
export function useFirstCell(isFirst: boolean, begin: () => void): void {
  const isBegun = useRef(false)
  useEffect(() => {
    if (!isFirst || isBegun.current) return
    isBegun.current = true
    // The button or link that led here may still hold the focus: only what is being typed into is not left.
    if (document.activeElement?.matches('input, textarea, [contenteditable]') !== true) begin()
  })
}

/** Where a line begins: at the first cell that has to be typed. */
export function leadColumn(fields: readonly FieldMetadata[]): number {
  const at = fields.findIndex(
    (field) => isTyped(field) && field.writable && field.required && field.default === undefined,
  )
  return Math.max(0, at)
}
