// The input for one value where it stands: Enter or leaving takes it, Esc takes it back, Tab goes on to the next.
import { type KeyboardEvent, useRef, useState } from 'react'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row, Value } from '#kernel/schema'
import { useHelp, useLabel } from '../data/metadata.ts'
import { useMe } from '../data/session.ts'
import { keepUnsaved, unsavedOf } from '../data/unsaved.ts'
import { Edit } from '../fields/index.tsx'
import { offeredField } from './stage-choices.ts'

/** Types whose input is a choice: choosing is saving. */
const isChoice = ({ type }: FieldMetadata): boolean =>
  ['select', 'person', 'department', 'reference', 'date', 'boolean'].includes(type)

/** `row` is the record as it was when typing began: what others have written since then has not been seen. */
export type Typed = { readonly row: Row; readonly value: Value; readonly title?: string }

export type InlineEditProps = {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly row: Row
  /** Drawn inside a cell: no border of its own. */
  readonly bare?: boolean
  /** What was typed, null where nothing was changed; `step` is 1 or -1 where Tab asks for the next or the last field. */
  readonly onClose: (typed: Typed | null, step: number) => void
}

export function InlineEdit({ object, field, row, bare = false, onClose }: InlineEditProps) {
  const label = useLabel()
  const help = useHelp()
  const me = useMe().id
  const [begun] = useState(row)
  // What could not be saved is taken up where it was left.
  const [value, setValue] = useState<Value>(
    unsavedOf(String(row.id), field.name)?.value ?? row[field.name] ?? null,
  )
  const isDone = useRef(false)
  const close = (saved: Value | undefined, title?: string, step = 0): void => {
    if (isDone.current) return
    isDone.current = true
    keepUnsaved(String(row.id), field.name, null)
    const isSame = saved === undefined || saved === (begun[field.name] ?? null)
    onClose(isSame ? null : { row: begun, value: saved, ...(title === undefined ? {} : { title }) }, step)
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
    if (
      event.key === 'Enter' &&
      !isChoice(field) &&
      (!['longText', 'richText', 'json'].includes(field.type) || event.ctrlKey)
    )
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
        field={offeredField(object, field, begun, me)}
        value={value}
        row={{ ...row, $object: object.name }}
        id={`inline-${field.name}`}
        label={label(field.label)}
        help={help(field)}
        autoFocus
        bare={bare}
        onChange={(next, title) => (isChoice(field) ? close(next, title) : setValue(next))}
      />
    </div>
  )
}
