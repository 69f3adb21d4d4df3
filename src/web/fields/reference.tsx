// Another record, found by typing a part of its name; people and departments are records like any other.
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { DepartmentField, PersonField, ReferenceField } from '#kernel/schema'
import { target } from '#kernel/schema'
import { titleNames, titleOf } from '../data/catalog.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { recentlyChosen, rememberChosen } from '../data/recently.ts'
import { usePage } from '../data/records.ts'
import { useMe } from '../data/session.ts'
import { useTitle } from '../data/titles.ts'
import { HolderChip } from '../ui/avatar.tsx'
import { useSettled } from '../ui/settled.ts'
import { Blank } from './blank.tsx'
import { Choice } from './choice.tsx'
import { type EditProps, type FieldView, inputProps, type ShowProps, textOf } from './field-view.ts'

export type Reference = ReferenceField | PersonField | DepartmentField

/** The shown name of a reference: what came with the row, else what is known or asked for. */
export function useReferenceTitle(field: Reference, value: unknown, carried: unknown): string {
  const isCarried = typeof carried === 'string' && carried !== ''
  const asked = useTitle(target(field) ?? '', isCarried || typeof value !== 'string' ? null : value)
  return isCarried ? carried : (asked ?? '')
}

export function ShowReference(props: ShowProps<Reference>) {
  const title = props.row[`${props.field.name}$title`]
  // Most come with the row, blank where it may not be seen: a long list asks for none, and waits for none.
  return title === undefined ? <AskedFor {...props} /> : <Named {...props} title={textOf(title)} />
}

function AskedFor(props: ShowProps<Reference>) {
  return <Named {...props} title={useReferenceTitle(props.field, props.value, undefined)} />
}

function Named({ field, value, title }: ShowProps<Reference> & { readonly title: string }) {
  const id = textOf(value)
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

export const leastSettledMs = 180

/** Fields by which a record is told from others with a like name: what it is searched by, such as its code. */
export function tellingFields(object: ObjectMetadata | undefined): readonly string[] {
  const own = new Set(object?.fields.flatMap(({ name, type }) => (type === 'text' ? [name] : [])))
  return (object?.search ?? []).filter((name) => name !== object?.title && own.has(name)).slice(0, 2)
}

/** What may be chosen: what is found, and before anything is typed those chosen last in front. */
export function useChoices(field: Reference, typed: string, isOpen: boolean) {
  const me = useMe()
  const object = target(field) ?? ''
  const definition = useCatalog().object(object)
  const titles = definition ? titleNames(definition) : ['id']
  const telling = tellingFields(definition)
  const search = useDeferredValue(useSettled(typed, leastSettledMs)).trim()
  const isActive = { field: 'active', is: 'ne' as const, value: false }
  const active = field.type === 'person' ? [isActive] : []
  const fields = [...titles, ...telling]
  const found = usePage(
    {
      ...{ object, fields, limit: 20 },
      ...(search === '' ? { sort: titles.slice(0, 1) } : { search }),
      ...(active.length === 0 ? {} : { filter: { and: active } }),
    },
    isOpen,
  )
  const recent = search === '' && isOpen ? recentlyChosen(me.id, object) : []
  const last = usePage(
    { object, fields, filter: { and: [{ field: 'id', is: 'in', value: recent }, ...active] }, limit: 20 },
    recent.length > 0,
  )
  const known = new Map((recent.length > 0 ? last.data?.rows : [])?.map((row) => [String(row.id), row]))
  const first = recent.map((id) => known.get(id)).filter((row) => row !== undefined)
  const rows = [...first, ...(found.data?.rows ?? []).filter(({ id }) => !recent.includes(String(id)))]
  return {
    object,
    isFetching: found.isFetching || last.isLoading,
    hasFailed: found.isError,
    /** What is offered is not yet the answer to what is typed. */
    isBehind: typed.trim() !== search || found.isPlaceholderData || found.isPending,
    remember: (id: string) => rememberChosen(me.id, object, id),
    options: rows.map((row) => {
      const title = definition ? titleOf(definition, row) : ''
      const hints = telling.map((name) => textOf(row[name])).filter((hint) => hint !== '' && hint !== title)
      return { value: String(row.id), label: title, title, hint: hints.join(' · ') }
    }),
  }
}

/**
 * Enter pressed before the answer to what was typed is there takes the first of the answer, not of what happened to be offered
 * before it. Answers whether it has taken the key.
 */
function useEnterAhead(isBehind: boolean, takeFirst: () => void): () => boolean {
  const [isAsked, setAsked] = useState(false)
  useEffect(() => {
    if (!isAsked || isBehind) return
    setAsked(false)
    takeFirst()
  })
  return () => {
    if (isBehind) setAsked(true)
    return isBehind
  }
}

type Offered = {
  readonly value: string
  readonly label: string
  readonly title: string
  readonly hint: string
}

/** What a choice of records offers for what is typed. */
export type Choices = {
  readonly options: readonly Offered[]
  readonly isFetching: boolean
  readonly hasFailed: boolean
  readonly isBehind: boolean
  readonly remember: (value: string) => void
}

/** One record out of what is offered. `useOffer` is a hook that finds it; `title` is how the chosen one is called. */
export function RecordChoice({
  useOffer,
  title,
  ...props
}: EditProps & {
  readonly useOffer: (typed: string, isOpen: boolean) => Choices
  readonly title: string
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { field, value } = props
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const { options, isFetching, hasFailed, isBehind, remember } = useOffer(typed, isOpen)
  const chosen = textOf(value)
  const shown =
    chosen === '' || options.some((option) => option.value === chosen)
      ? []
      : [{ value: chosen, label: title, title, hint: '' }]
  const choose = (next: string | undefined): void => {
    if (next !== undefined) remember(next)
    props.onChange(next ?? null, options.find((option) => option.value === next)?.label ?? '')
  }
  const onEnter = useEnterAhead(isOpen && typed.trim() !== '' && isBehind, () => {
    const [first] = options
    if (first === undefined) return
    choose(first.value)
    setOpen(false)
  })
  return (
    <Choice
      {...inputProps(props)}
      onEnter={onEnter}
      open={isOpen}
      listLabel={label(field.label)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear={!field.required}
      value={chosen === '' ? null : chosen}
      options={[...shown, ...options]}
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

export function EditReference(props: EditProps<Reference>) {
  const { field, value, row } = props
  const title = useReferenceTitle(field, value, row[`${field.name}$title`])
  const useOffer = (typed: string, isOpen: boolean): Choices => useChoices(field, typed, isOpen)
  return <RecordChoice {...(props as EditProps)} title={title} useOffer={useOffer} />
}

/** Where the name of what is chosen comes along. */
export const readsTitle = ({ name }: Reference): readonly string[] => [`${name}$title`]

export const referenceView: FieldView<ReferenceField> = {
  width: 190,
  reads: readsTitle,
  Show: ShowReference,
  Edit: EditReference,
}
