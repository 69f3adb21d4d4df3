// A value on a record's page that is changed where it stands: Enter or F2 begins, Enter or leaving saves, Esc takes it back.
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row, Value } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { problemText } from '../data/problem-text.ts'
import { useFieldWrite } from '../data/write.ts'
import { Edit, Show } from '../fields/index.tsx'
import { toast } from '../ui/toast.tsx'

/** Types whose input is a choice: choosing is saving. */
const isChoice = ({ type }: FieldMetadata): boolean =>
  ['select', 'person', 'department', 'reference', 'date', 'boolean'].includes(type)

type Props = {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly row: Row
  readonly canWrite: boolean
}

export function InlineField({ object, field, row, canWrite }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  const [isOpen, setOpen] = useState(false)
  const save = useSaveField(object, field)
  const shown = <Show field={field} value={row[field.name]} row={row} />
  if (!canWrite) return <span className="inline">{shown}</span>
  if (isOpen)
    return (
      <InlineEdit
        object={object}
        field={field}
        row={row}
        onClose={(value, title) => {
          setOpen(false)
          if (value !== undefined) void save(row, value, title)
        }}
      />
    )
  const open = (): void => setOpen(true)
  const name = t('inline.edit', { field: label(field.label) })
  return hasLinks(field) ? (
    <span className="inline linked">
      {shown}
      <button type="button" className="plain hush" aria-label={name} onClick={open}>
        ✎
      </button>
    </span>
  ) : (
    // biome-ignore lint/a11y/useSemanticElements: a value may be drawn as blocks, which a button may not hold
    <span
      className="inline editable"
      role="button"
      tabIndex={0}
      title={name}
      data-field={field.name}
      onClick={open}
      onKeyDown={({ key }) => {
        if (key === 'Enter' || key === 'F2') open()
      }}
    >
      {shown}
    </span>
  )
}

/** Values that are links keep their click; beside them stands a button of its own. */
const hasLinks = (field: FieldMetadata): boolean =>
  field.type === 'reference' || field.type === 'file' || (field.type === 'text' && field.format !== undefined)

function InlineEdit({
  object,
  field,
  row,
  onClose,
}: Omit<Props, 'canWrite'> & { readonly onClose: (value: Value | undefined, title?: string) => void }) {
  const label = useLabel()
  const [value, setValue] = useState<Value>(row[field.name] ?? null)
  const isDone = useRef(false)
  const close = (saved: Value | undefined, title?: string): void => {
    if (isDone.current) return
    isDone.current = true
    onClose(saved === (row[field.name] ?? null) ? undefined : saved, title)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
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
        autoFocus
        onChange={(next, title) => (isChoice(field) ? close(next, title) : setValue(next))}
      />
    </div>
  )
}

/** Saves one value and offers to undo it. */
function useSaveField(object: ObjectMetadata, field: FieldMetadata) {
  const { t } = useTranslation()
  const label = useLabel()
  const write = useFieldWrite()
  return async (row: Row, value: Value, title?: string): Promise<void> => {
    const before = row[field.name] ?? null
    const named = title === undefined ? {} : { title }
    const answer = await write.mutateAsync({ object: object.name, row, field: field.name, value, ...named })
    const what = label(field.label)
    if (!answer.ok) {
      toast({
        kind: 'bad',
        text: `${t('inline.failed', { field: what })} ${problemText(answer.problems, t)}`,
      })
      return
    }
    const { version } = answer.value.records.find(({ id }) => id === row.id) ?? {}
    const undo = {
      object: object.name,
      row: { ...row, version: version ?? null },
      field: field.name,
      value: before,
    }
    toast({
      text: t('inline.saved', { field: what }),
      action: { label: t('undo'), run: () => void write.mutate(undo) },
    })
  }
}
