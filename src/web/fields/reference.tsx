// Another record, found by typing a part of its name; people and departments are records like any other.
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DepartmentField, PersonField, ReferenceField } from '#kernel/schema'
import { target } from '#kernel/schema'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { usePage } from '../data/records.ts'
import { useTitle } from '../data/titles.ts'
import { HolderChip } from '../ui/avatar.tsx'
import { useSettled } from '../ui/settled.ts'
import { Blank } from './blank.tsx'
import { Choice } from './choice.tsx'
import { type EditProps, type FieldView, inputProps, type ShowProps, textOf } from './field-view.ts'

type Reference = ReferenceField | PersonField | DepartmentField

/** The shown name of a reference: what came with the row, else what is known or asked for. */
export function useReferenceTitle(field: Reference, value: unknown, carried: unknown): string {
  const catalog = useCatalog()
  const object = target(field) ?? ''
  const titleField = catalog.object(object)?.title ?? 'name'
  const isCarried = typeof carried === 'string' && carried !== ''
  const asked = useTitle(object, titleField, isCarried || typeof value !== 'string' ? null : value)
  return isCarried ? carried : (asked ?? '')
}

export function ShowReference({ field, value, row }: ShowProps<Reference>) {
  const id = textOf(value)
  const title = useReferenceTitle(field, value, row[`${field.name}$title`])
  const object = target(field) ?? ''
  if (id === '') return <Blank />
  if (field.type === 'person') return <HolderChip id={id} name={title} />
  if (field.type === 'department') return title
  return (
    <Link to="/o/$object/$id" params={{ object, id }}>
      {title === '' ? '…' : title}
    </Link>
  )
}

const leastSettledMs = 180

export function EditReference(props: EditProps<Reference>) {
  const { t } = useTranslation()
  const label = useLabel()
  const { field, value } = props
  const object = target(field) ?? ''
  const titleField = useCatalog().object(object)?.title ?? 'name'
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(useSettled(typed, leastSettledMs))
  const isPerson = field.type === 'person'
  const found = usePage(
    {
      object,
      fields: [titleField],
      limit: 20,
      ...(search.trim() === '' ? { sort: [titleField] } : { search: search.trim() }),
      ...(isPerson ? { filter: { field: 'active', is: 'ne' as const, value: false } } : {}),
    },
    isOpen,
  )
  const id = textOf(value)
  const title = useReferenceTitle(field, value, props.row[`${field.name}$title`])
  const options = (found.data?.rows ?? []).map((row) => ({
    value: String(row.id),
    label: textOf(row[titleField]),
  }))
  const shown =
    id === '' || options.some((option) => option.value === id) ? [] : [{ value: id, label: title }]
  return (
    <Choice
      {...inputProps(props)}
      listLabel={label(field.label)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear={!field.required}
      value={id === '' ? null : id}
      options={[...shown, ...options]}
      loading={found.isFetching}
      notFoundContent={t(found.isFetching ? 'loading' : 'list.nothingFound')}
      onOpenChange={setOpen}
      popupMatchSelectWidth={false}
      onChange={(chosen: string | undefined) =>
        props.onChange(chosen ?? null, options.find((option) => option.value === chosen)?.label ?? '')
      }
    />
  )
}

export const referenceView: FieldView<ReferenceField> = {
  width: 190,
  Show: ShowReference,
  Edit: EditReference,
}
