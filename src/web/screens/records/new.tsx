// A new record; `p.<field>` in the address fills in what the page it was opened from already knows.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { EmptyState } from '../../ui/states.tsx'
import { RecordForm } from '../../views/form.tsx'
import { useOpenRecord } from '../../views/open-record.ts'
import { useForm } from '../../views/use-form.ts'

export default function NewScreen() {
  const { t } = useTranslation()
  const { object: name = '' } = useParams({ strict: false })
  const object = useCatalog().object(name)
  if (object === undefined) return <EmptyState title={t('list.unknownObject')} hint={name} />
  return <NewRecord key={name} object={object} />
}

const presetOf = (search: Readonly<Record<string, unknown>>): Row =>
  Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      key.startsWith('p.') && typeof value === 'string' ? [[key.slice(2), value]] : [],
    ),
  )

function NewRecord({ object }: { readonly object: ObjectMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  const navigate = useNavigate()
  const open = useOpenRecord()
  const form = useForm(object, null, presetOf(useSearch({ strict: false })))
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('list.new', { object: label(object.label) })}</h1>
      </header>
      <RecordForm
        form={form}
        onSaved={(id) => open(object.name, id)}
        onCancel={() => void navigate({ to: '/o/$object', params: { object: object.name } })}
      />
    </div>
  )
}
