// Several colleagues, departments or records, in the order chosen.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DepartmentsField, PersonsField, ReferencesField, Row } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { useRememberTitle } from '../data/titles.ts'
import { Blank } from './blank.tsx'
import { Choice } from './choice.tsx'
import { type EditProps, type FieldView, inputProps, type ShowProps } from './field-view.ts'
import { idsOf } from './ids.ts'
import { type Reference, ShowReference, useChoices, useReferenceTitle } from './reference.tsx'

type Several = PersonsField | DepartmentsField | ReferencesField

const singles = { persons: 'person', departments: 'department', references: 'reference' } as const

/** The field as if it held one of them. */
const oneOf = (field: Several): Reference => ({ ...field, type: singles[field.type] }) as Reference

const nothing: Row = {}

function ShowSeveral({ field, value }: ShowProps<Several>) {
  const ids = idsOf(value)
  if (ids.length === 0) return <Blank />
  const one = oneOf(field)
  return (
    <span className="tags">
      {ids.map((id) => (
        <ShowReference key={id} field={one} value={id} row={nothing} />
      ))}
    </span>
  )
}

function Chosen({ field, id }: { readonly field: Reference; readonly id: string }) {
  const title = useReferenceTitle(field, id, undefined)
  return title === '' ? '…' : title
}

function EditSeveral(props: EditProps<Several>) {
  const { t } = useTranslation()
  const label = useLabel()
  const rememberTitle = useRememberTitle()
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const one = oneOf(props.field)
  const { options, object, isFetching, hasFailed, remember } = useChoices(one, typed, isOpen)
  const ids = idsOf(props.value)
  const choose = (chosen: readonly string[]): void => {
    for (const id of chosen)
      if (!ids.includes(id)) {
        remember(id)
        rememberTitle(object, id, options.find(({ value }) => value === id)?.label ?? '')
      }
    setTyped('')
    props.onChange([...chosen])
  }
  return (
    <Choice
      {...inputProps(props)}
      mode="multiple"
      open={isOpen}
      listLabel={label(props.field.label)}
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      value={[...ids]}
      options={options}
      labelRender={({ value }) => <Chosen field={one} id={String(value)} />}
      optionRender={({ data }) => (
        <>
          {data.label} <small className="hush">{data.hint}</small>
        </>
      )}
      loading={isFetching}
      notFoundContent={t(isFetching ? 'loading' : hasFailed ? 'offline' : 'list.nothingFound')}
      onOpenChange={setOpen}
      popupMatchSelectWidth={false}
      onChange={choose}
    />
  )
}

export const severalView = <F extends Several>(width: number): FieldView<F> =>
  ({ width, Show: ShowSeveral, Edit: EditSeveral }) as unknown as FieldView<F>
