// The form as people will see it, drawn by what draws real forms; what is computed is computed from what is typed here.
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { workdaysIn } from '#kernel/calendar'
import type { ObjectMetadata } from '#kernel/module'
import type { FormulaField, ObjectDefinition, Row, Schema } from '#kernel/schema'
import { catalogOf } from '../../data/catalog.ts'
import type { Draft } from '../../data/drafts.ts'
import { CatalogContext, useCatalog, useLabel, useWorking } from '../../data/metadata.ts'
import { useMe } from '../../data/session.ts'
import { Show } from '../../fields/index.tsx'
import { useFormat } from '../../ui/format-context.tsx'
import { Card } from '../../ui/small.tsx'
import { FormBody } from '../../views/form.tsx'
import { noProblems } from '../../views/form-changes.ts'
import type { Form } from '../../views/use-form.ts'
import { useJudgement } from '../../views/use-judgement.ts'
import { useDesigning } from './designing-context.ts'
import { finishedObject } from './publication.ts'

/** As the browser would be told of it once it is published, by somebody who may fill in everything. */
const asMetadata = (object: ObjectDefinition, shipped: ObjectMetadata | undefined): ObjectMetadata => {
  const { form = [], path: _, ...finished } = finishedObject(object)
  const fields = finished.fields
    .filter(({ retired }) => !retired)
    .map((field) => ({ ...field, writable: true, layer: 'overlay' as const }))
  if (shipped)
    return { ...shipped, fields: [...shipped.fields.filter(({ layer }) => layer === 'system'), ...fields] }
  return { ...finished, form, fields, operations: ['*'], actions: [], layer: 'overlay' }
}

const emptyDraft: Draft = { id: 'preview', version: null, values: {}, lines: {}, at: 0 }

/** A form that keeps what is typed while it is looked at, and saves nothing. */
function usePreviewForm(object: ObjectMetadata): Form {
  const [draft, setDraft] = useState(emptyDraft)
  const shown = useMemo(() => ({ ...draft.values, id: draft.id, $object: object.name }), [draft, object])
  const judgement = useJudgement(object, shown, null)
  return {
    object,
    isNew: true,
    record: null,
    draft,
    shown,
    judgement,
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
  const { design } = useDesigning()
  const { metadata, object: known } = useCatalog()
  const drawn = useMemo(() => {
    const own = [design.object, ...design.parts].map((object) =>
      asMetadata(object, design.isShipped ? known(object.name) : undefined),
    )
    const names = new Set(own.map(({ name }) => name))
    const objects = [...metadata.objects.filter(({ name }) => !names.has(name)), ...own]
    return { catalog: catalogOf({ ...metadata, objects }), object: own[0] }
  }, [design, metadata, known])
  if (drawn.object === undefined) return null
  return (
    <CatalogContext value={drawn.catalog}>
      <PreviewForm key={drawn.object.name} object={drawn.object} />
    </CatalogContext>
  )
}

function PreviewForm({ object }: { readonly object: ObjectMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  const form = usePreviewForm(object)
  const { checked } = useDesigning()
  const computed = object.fields.filter(
    (field): field is typeof field & FormulaField => field.type === 'formula',
  )
  const byItself = object.fields.filter(({ type }) => type === 'autoNumber' || type === 'rollup')
  return (
    <div className="form">
      <FormBody form={form} isFocused={false} />
      {computed.length === 0 || checked.schema === null ? null : (
        <Card title={t('design.computed')}>
          <dl className="fields reading">
            {computed.map((field) => (
              <div className="field" key={field.name}>
                <dt>{label(field.label)}</dt>
                <dd>
                  <Computed field={field} schema={checked.schema} object={object.name} row={form.shown} />
                </dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
      {byItself.length === 0 ? null : (
        <small className="hush">
          {t('design.byItself')} {byItself.map((field) => label(field.label)).join('、')}
        </small>
      )}
    </div>
  )
}

function Computed({
  field,
  schema,
  object,
  row,
}: {
  readonly field: FormulaField
  readonly schema: Schema | null
  readonly object: string
  readonly row: Row
}) {
  const me = useMe()
  const { language } = useDesigning()
  const { now, zone } = useFormat()
  const working = useWorking()
  const formula = schema?.object(object)
    ? language?.compileFormula(field.formula, { schema, object })
    : undefined
  const value = formula?.ok
    ? formula.value.evaluate({
        row,
        follow: () => undefined,
        me: { id: me.id, department: me.department, departments: [], headed: [], roles: me.roles },
        now,
        zone,
        workdays: working ? workdaysIn(working.time.calendar) : undefined,
      })
    : null
  return <Show field={field} value={value} row={row} />
}
