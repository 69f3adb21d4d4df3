// A new record; `p.<field>` in the address fills in what the page it was opened from already knows, `copy` names the record that it is like.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { type Row, takenOver } from '#kernel/schema'
import { titleOf } from '../../data/catalog.ts'
import { canCopy, copyOf } from '../../data/copy.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { newId } from '../../data/new-id.ts'
import { useRecord } from '../../data/records.ts'
import { EmptyState } from '../../ui/states.tsx'
import { RecordForm } from '../../views/form.tsx'
import { useOpenRecord } from '../../views/open-record.ts'
import { type Begun, useForm } from '../../views/use-form.ts'
import { WhenLoaded } from '../../views/when-loaded.tsx'

export default function NewScreen() {
  const { t } = useTranslation()
  const { object: name = '' } = useParams({ strict: false })
  const search = useSearch({ strict: false })
  const object = useCatalog().object(name)
  if (object === undefined) return <EmptyState title={t('list.unknownObject')} hint={t('list.unknownHint')} />
  return <NewRecord key={`${name}/${search.copy ?? ''}`} object={object} />
}

const presetOf = (search: Readonly<Record<string, unknown>>): Row =>
  Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      key.startsWith('p.') && typeof value === 'string' ? [[key.slice(2), value]] : [],
    ),
  )

function NewRecord({ object }: { readonly object: ObjectMetadata }) {
  const search = useSearch({ strict: false })
  const copied = canCopy(object) && typeof search.copy === 'string' ? search.copy : ''
  const catalog = useCatalog()
  const record = useRecord(object.name, copied, linesTaken(object), copied !== '')
  // As it was when the form was opened: what happens to the earlier record meanwhile changes nothing here.
  const begun = useRef<Begun>(undefined)
  if (copied === '') return <NewForm object={object} />
  return (
    <WhenLoaded record={record}>
      {(row) => {
        begun.current ??= { ...copyOf(object, row, catalog.object, newId), place: `new.${copied}` }
        return <NewForm object={object} begun={begun.current} from={titleOf(object, row)} />
      }}
    </WhenLoaded>
  )
}

const linesTaken = (object: ObjectMetadata) =>
  Object.fromEntries(takenOver(object).flatMap(({ type, name }) => (type === 'lines' ? [[name, {}]] : [])))

function NewForm({
  object,
  begun,
  from,
}: {
  readonly object: ObjectMetadata
  readonly begun?: Begun
  /** What the record is called that this one is like. */
  readonly from?: string
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const navigate = useNavigate()
  const open = useOpenRecord()
  const form = useForm(object, null, presetOf(useSearch({ strict: false })), begun)
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('list.new', { object: label(object.label) })}</h1>
        {from === undefined ? null : <p className="hush copied">{t('record.copied', { title: from })}</p>}
      </header>
      <RecordForm
        form={form}
        onSaved={(id) => open(object.name, id)}
        onCancel={() => void navigate({ to: '/o/$object', params: { object: object.name } })}
      />
    </div>
  )
}
