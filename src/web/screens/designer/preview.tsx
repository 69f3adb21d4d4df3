// The form as people will see it, drawn by what draws real forms; what is computed is computed from what is typed here.
import { Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { type ObjectDefinition, withSectionConditions } from '#kernel/schema'
import { catalogOf } from '../../data/catalog.ts'
import type { Draft } from '../../data/drafts.ts'
import { useRoleRights } from '../../data/field-users.ts'
import { CatalogContext, useCatalog, useLabel } from '../../data/metadata.ts'
import { useIsNarrow } from '../../ui/media.ts'
import { EmptyState } from '../../ui/states.tsx'
import { FormBody } from '../../views/form.tsx'
import { noProblems } from '../../views/form-changes.ts'
import type { Form } from '../../views/use-form.ts'
import { useLive } from '../../views/use-live.ts'
import { useDesigning } from './designing-context.ts'
import { PhoneFrame } from './phone-frame.tsx'
import { finishedObject } from './publication.ts'
import { seenAs } from './seen-as.ts'
import { useRightsScope } from './use-rights.ts'

/** As the browser would be told of it once it is published, by somebody who may fill in everything. */
const asMetadata = (object: ObjectDefinition, shipped: ObjectMetadata | undefined): ObjectMetadata => {
  const { form = [], path: _, layouts = [], ...finished } = finishedObject(object)
  const fields = finished.fields
    .filter(({ retired }) => !retired)
    .map((field) => ({ ...field, writable: true, layer: 'overlay' as const }))
  const all = shipped ? [...shipped.fields.filter(({ layer }) => layer === 'system'), ...fields] : fields
  const laid = { layouts, fields: withSectionConditions(all, layouts) }
  if (shipped) return { ...shipped, ...laid }
  return { ...finished, form, ...laid, operations: ['*'], actions: [], layer: 'overlay' }
}

const emptyDraft: Draft = { id: 'preview', version: null, values: {}, lines: {}, at: 0 }

/** A form that keeps what is typed while it is looked at, and saves nothing. */
function usePreviewForm(object: ObjectMetadata): Form {
  const [draft, setDraft] = useState(emptyDraft)
  const shown = useMemo(() => ({ ...draft.values, id: draft.id, $object: object.name }), [draft, object])
  const live = useLive(object, draft, shown, null, () => undefined)
  return {
    object,
    isNew: true,
    record: null,
    draft,
    shown,
    live,
    problems: noProblems,
    clashes: [],
    choices: {},
    choose: () => undefined,
    lineOf: () => undefined,
    isDirty: false,
    isSaving: false,
    isRestored: false,
    set: (field, value) =>
      setDraft((before) => ({ ...before, values: { ...before.values, [field]: value } })),
    setLines: (field, lines) =>
      setDraft((before) => ({ ...before, lines: { ...before.lines, [field]: lines } })),
    discard: () => setDraft(emptyDraft),
    save: async () => null,
  }
}

export default function Preview() {
  const { t } = useTranslation()
  const label = useLabel()
  const isNarrow = useIsNarrow()
  const { design, before, published, looked } = useDesigning()
  const { metadata, object: known } = useCatalog()
  const [role, setRole] = useState('')
  const [device, setDevice] = useState<'desk' | 'phone'>('desk')
  const isPhone = (device === 'phone' || looked === 'phone') && !isNarrow
  const { name } = design.object
  const rights = useRoleRights(name, role, role !== '' && before !== null).data
  const scope = useRightsScope()
  const isKnown = role === '' || before === null || rights !== undefined
  const drawn = useMemo(() => {
    const whole = [design.object, ...design.parts].map((object) =>
      asMetadata(object, design.isShipped ? known(object.name) : undefined),
    )
    const by = { role, rights: rights ?? {}, design, published, scope }
    const own = role === '' ? whole : whole.flatMap((object) => seenAs(object, by) ?? [])
    const names = new Set(whole.map((object) => object.name))
    const objects = [...metadata.objects.filter((object) => !names.has(object.name)), ...own]
    return { catalog: catalogOf({ ...metadata, objects }), object: own[0], whole: whole[0] }
  }, [design, metadata, known, role, rights, published, scope])
  const roles = published.roles.filter((one) => one.name !== 'admin')
  const called = label(roles.find((one) => one.name === role)?.label)
  const isSeen = drawn.object?.name === name
  const form =
    !isKnown || drawn.object === undefined ? null : (
      <PreviewForm key={`${name} ${role}`} object={drawn.object} whole={drawn.whole ?? drawn.object} />
    )
  return (
    <>
      <div className="preview-as">
        <Select
          aria-label={t('design.as.who')}
          size="small"
          value={role}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: t('design.as.me') },
            ...roles.map((one) => ({ value: one.name, label: label(one.label) })),
          ]}
          onChange={setRole}
        />
        {isNarrow ? null : (
          <Segmented
            aria-label={t('design.as.device')}
            size="small"
            value={isPhone ? 'phone' : device}
            disabled={looked === 'phone'}
            options={(['desk', 'phone'] as const).map((value) => ({ value, label: t(`design.as.${value}`) }))}
            onChange={setDevice}
          />
        )}
      </div>
      {isKnown && !isSeen ? (
        <EmptyState title={t('design.as.unseen', { role: called })} hint={t('design.as.unseenHint')} />
      ) : (
        <CatalogContext value={drawn.catalog}>
          {isPhone ? <PhoneFrame label={t('design.as.phone')}>{form}</PhoneFrame> : form}
        </CatalogContext>
      )}
    </>
  )
}

/** What a role sees without filling it in, and what it does not see. */
function Withheld({ object, whole }: { readonly object: ObjectMetadata; readonly whole: ObjectMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  const seen = new Map(object.fields.map((field) => [field.name, field]))
  const named = (fields: ObjectMetadata['fields']): string =>
    fields.map((field) => label(field.label)).join(t('comma'))
  const hidden = whole.fields.filter(({ name }) => !seen.has(name))
  const readOnly = whole.fields.filter(({ name, writable }) => writable && seen.get(name)?.writable === false)
  return (
    <>
      {readOnly.length === 0 ? null : (
        <small className="hush">{t('design.as.readOnly', { fields: named(readOnly) })}</small>
      )}
      {hidden.length === 0 ? null : (
        <small className="hush">{t('design.as.hidden', { fields: named(hidden) })}</small>
      )}
    </>
  )
}

function PreviewForm({ object, whole }: { readonly object: ObjectMetadata; readonly whole: ObjectMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  const form = usePreviewForm(object)
  const { looked } = useDesigning()
  const byItself = object.fields.filter(({ type }) => type === 'autoNumber' || type === 'rollup')
  return (
    <div className="form">
      <FormBody
        form={form}
        isFocused={false}
        occasion={looked === 'edit' || looked === 'view' ? looked : 'create'}
      />
      <Withheld object={object} whole={whole} />
      {byItself.length === 0 ? null : (
        <small className="hush">
          {t('design.byItself')} {byItself.map((field) => label(field.label)).join('、')}
        </small>
      )}
    </div>
  )
}
