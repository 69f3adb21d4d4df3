// A record of one of several objects, found by typing a part of its name in all of them.
import { Link } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { type AnyReferenceField, namedAs, namedBy } from '#kernel/schema'
import { titleNames, titleOf } from '../data/catalog.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { recentlyChosen, rememberChosen } from '../data/recently.ts'
import { usePageOfEach } from '../data/records.ts'
import { useMe } from '../data/session.ts'
import { useRememberTitle, useTitle } from '../data/titles.ts'
import { useSettled } from '../ui/settled.ts'
import { Blank } from './blank.tsx'
import { type EditProps, type FieldView, type ShowProps, textOf } from './field-view.ts'
import { type Choices, leastSettledMs, RecordChoice, tellingFields } from './reference.tsx'

/** How the record is called that such a value names; blank until it is known, or where it may not be seen. */
export function useNamedTitle(value: unknown): string {
  const named = namedBy(value)
  return useTitle(named?.object ?? '', named?.id ?? null) ?? ''
}

export function NamedTitle({ value }: { readonly value: unknown }) {
  const title = useNamedTitle(value)
  return title === '' ? '…' : title
}

function ShowAnyReference({ value }: ShowProps<AnyReferenceField>) {
  const label = useLabel()
  const named = namedBy(value)
  const definition = useCatalog().object(named?.object ?? '')
  if (named === null) return <Blank />
  return (
    <>
      <Link to="/o/$object/$id" params={named}>
        <NamedTitle value={value} />
      </Link>
      {definition === undefined ? null : <small className="hush"> {label(definition.label)}</small>}
    </>
  )
}

const mostOfEach = 8

/** What may be chosen: what is found in each object, and before anything is typed those chosen last in front. */
export function useAnyChoices(objects: readonly string[], typed: string, isOpen: boolean): Choices {
  const me = useMe()
  const label = useLabel()
  const catalog = useCatalog()
  const rememberTitle = useRememberTitle()
  const search = useDeferredValue(useSettled(typed, leastSettledMs)).trim()
  const known = objects.flatMap((name) => catalog.object(name) ?? [])
  const asked = known.map((object) => ({
    object: object.name,
    fields: [...titleNames(object), ...tellingFields(object)],
    limit: mostOfEach,
    ...(search === '' ? { sort: [object.title] } : { search }),
  }))
  const found = usePageOfEach(isOpen ? asked : [])
  const options = known.flatMap((object, at) => {
    const recent = search === '' ? recentlyChosen(me.id, object.name) : []
    return (found[at]?.data?.rows ?? []).map((row) => {
      const id = String(row.id)
      const title = titleOf(object, row)
      const hints = [label(object.label), ...tellingFields(object).map((name) => textOf(row[name]))]
      const hint = hints.filter((one) => one !== '' && one !== title).join(' · ')
      return {
        value: namedAs({ object: object.name, id }),
        label: title,
        title,
        hint,
        at: recent.indexOf(id),
      }
    })
  })
  return {
    options: [...options.filter(({ at }) => at >= 0), ...options.filter(({ at }) => at < 0)],
    isFetching: found.some((one) => one.isFetching),
    hasFailed: found.some((one) => one.isError),
    isBehind: typed.trim() !== search || found.some((one) => one.isPending),
    remember: (value) => {
      const named = namedBy(value)
      if (named === null) return
      rememberChosen(me.id, named.object, named.id)
      const title = options.find((option) => option.value === value)?.title
      if (title) rememberTitle(named.object, named.id, title)
    },
  }
}

function EditAnyReference(props: EditProps<AnyReferenceField>) {
  const { field, value } = props
  const title = useNamedTitle(value)
  const useOffer = (typed: string, isOpen: boolean): Choices => useAnyChoices(field.to, typed, isOpen)
  return <RecordChoice {...(props as EditProps)} title={title} useOffer={useOffer} />
}

export const anyReferenceView: FieldView<AnyReferenceField> = {
  width: 220,
  Show: ShowAnyReference,
  Edit: EditAnyReference,
}
