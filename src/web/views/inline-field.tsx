// A value on a record's page that is changed where it stands: Enter or F2 begins, Enter or leaving saves, Esc takes it back.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import { type Row, textFormat } from '#kernel/schema'
import { useHelp, useLabel } from '../data/metadata.ts'
import { useUnsaved } from '../data/unsaved.ts'
import { ShowWhole } from '../fields/index.tsx'
import { helpedOnFocus } from '../ui/help.tsx'
import { InlineEdit } from './inline-edit.tsx'
import { useSaveField } from './use-save-field.ts'

type Props = {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly row: Row
  readonly canWrite: boolean
}

export function InlineField({ object, field, row, canWrite }: Props) {
  const { t } = useTranslation()
  const label = useLabel()
  const help = useHelp()(field)
  const [isOpen, setOpen] = useState(false)
  const save = useSaveField(object)
  const unsaved = useUnsaved()(String(row.id))[field.name]
  const shown = (
    <>
      <ShowWhole field={field} value={row[field.name]} row={row} />
      {unsaved === undefined ? null : (
        <small className="late" role="alert">
          {unsaved.reason}
        </small>
      )}
    </>
  )
  if (!canWrite) return <span className="inline">{shown}</span>
  if (isOpen)
    return (
      <InlineEdit
        object={object}
        field={field}
        row={row}
        onClose={(typed) => {
          setOpen(false)
          if (typed !== null) void save(field, typed.row, typed.value, typed.title)
        }}
      />
    )
  const open = (): void => setOpen(true)
  const name = t('inline.edit', { field: label(field.label) })
  return hasLinks(field) ? (
    <span className="inline linked">
      {shown}
      <button type="button" className="plain hush" aria-label={name} {...helpedOnFocus(help)} onClick={open}>
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
      {...helpedOnFocus(help)}
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
  field.type === 'reference' ||
  field.type === 'references' ||
  field.type === 'anyReference' ||
  field.type === 'file' ||
  (field.type === 'text' && field.format !== undefined && textFormat(field.format).link !== undefined)
