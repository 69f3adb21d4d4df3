// The input for one value where it stands: Enter or leaving takes it, Esc takes it back, Tab goes on to the next.
import { type KeyboardEvent, useRef, useState } from 'react'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row, Value } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { Edit } from '../fields/index.tsx'

/** Types whose input is a choice: choosing is saving. */
const isChoice = ({ type }: FieldMetadata): boolean =>
  ['select', 'person', 'department', 'reference', 'date', 'boolean'].includes(type)

export type InlineEditProps = {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly row: Row
  /** Drawn inside a cell: no border of its own. */
  readonly bare?: boolean
  /** `value` is undefined where nothing was changed; `step` is 1 or -1 where Tab asks for the next or the last field. */
  readonly onClose: (value: Value | undefined, title?: string, step?: number) => void
}

export function InlineEdit({ object, field, row, bare = false, onClose }: InlineEditProps) {
  const label = useLabel()
  const [value, setValue] = useState<Value>(row[field.name] ?? null)
  const isDone = useRef(false)
  const close = (saved: Value | undefined, title?: string, step = 0): void => {
    if (isDone.current) return
    isDone.current = true
    onClose(saved === (row[field.name] ?? null) ? undefined : saved, title, step)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // An input method's Enter and Esc belong to the word being composed.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    event.stopPropagation()
    if (event.key === 'Tab') {
      event.preventDefault()
      close(isChoice(field) ? undefined : value, undefined, event.shiftKey ? -1 : 1)
    }
    if (event.key === 'Escape') close(undefined)
    if (event.key === 'Enter' && !isChoice(field) && (field.type !== 'longText' || event.ctrlKey))
      close(value)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the input inside takes the keys; this only hears them
    <div
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (!isChoice(field) && !currentTarget.contains(relatedTarget)) close(value)
        if (isChoice(field)) setTimeout(() => close(undefined), 250)
      }}
    >
      <Edit
        field={field}
        value={value}
        row={{ ...row, $object: object.name }}
        id={`inline-${field.name}`}
        label={label(field.label)}
        help={field.help === undefined ? '' : label(field.help)}
        autoFocus
        bare={bare}
        onChange={(next, title) => (isChoice(field) ? close(next, title) : setValue(next))}
      />
    </div>
  )
}
