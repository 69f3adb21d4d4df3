// The generic form: sections from the definition, each fault beside the field it belongs to.
import { Button } from 'antd'
import { type FormEvent, lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Label, LinesField, Row } from '#kernel/schema'
import { drawnFields } from '../data/catalog.ts'
import { useCatalog, useLabel } from '../data/metadata.ts'
import { linesOf } from '../data/records.ts'
import { Edit, isTyped } from '../fields/index.tsx'
import { Fault, Restored } from '../ui/notices.tsx'
import { Card } from '../ui/small.tsx'
import { LineGrid } from './line-grid.tsx'
import type { Form } from './use-form.ts'
import './form.css'

const Clashes = lazy(() => import('./clashes.tsx'))

export type Section = { readonly label: Label | null; readonly fields: readonly FieldMetadata[] }

/** The sections of an object: those of its definition, then whatever they leave out. Lines come last, each on its own. */
export function sectionsOf(object: ObjectMetadata): {
  readonly sections: readonly Section[]
  readonly lines: readonly (FieldMetadata & LinesField)[]
} {
  const drawn = drawnFields(object)
  const named = new Set(object.form?.flatMap(({ fields }) => fields) ?? [])
  const sections = (object.form ?? []).map(({ label, fields }) => ({
    label,
    fields: fields.flatMap(
      (name) => drawn.find((field) => field.name === name && field.type !== 'lines') ?? [],
    ),
  }))
  const rest = drawn.filter(({ name, type }) => !named.has(name) && type !== 'lines')
  const last = rest.length > 0 ? [{ label: null, fields: rest }] : []
  return {
    sections: [...sections, ...last].filter(({ fields }) => fields.length > 0),
    lines: drawn.filter((field) => field.type === 'lines'),
  }
}

export const isWide = ({ type }: FieldMetadata): boolean =>
  type === 'longText' || type === 'json' || type === 'file'

function FieldBox({ form, field, isFirst }: { form: Form; field: FieldMetadata; isFirst: boolean }) {
  const label = useLabel()
  const id = `f-${field.name}`
  const problem = form.problems.record[field.name]
  const { t } = useTranslation()
  const isAutomatic = form.isNew && field.default !== undefined && (form.shown[field.name] ?? null) === null
  const own = field.help === undefined ? '' : label(field.help)
  const help = own === '' && isAutomatic ? t('form.automatic') : own
  const isRequired = field.required && !field.default
  return (
    <div className="field" data-wide={isWide(field)} data-bad={problem !== undefined}>
      <label htmlFor={id}>
        {label(field.label)}
        {isRequired ? <span aria-hidden="true"> *</span> : null}
      </label>
      <Edit
        field={field}
        value={form.shown[field.name]}
        row={form.shown}
        onChange={(value, title) => form.set(field.name, value, title)}
        id={id}
        isInvalid={problem !== undefined}
        describedBy={problem || help ? `${id}-says` : undefined}
        autoFocus={isFirst}
      />
      {problem || help ? (
        <small id={`${id}-says`} className={problem ? 'late' : 'hush'} role={problem ? 'alert' : undefined}>
          {problem ?? help}
        </small>
      ) : null}
    </div>
  )
}

/** What a form asks for: the sections with their fields, and the lines. `isFocused` begins in the first field. */
export function FormBody({ form, isFocused }: { readonly form: Form; readonly isFocused: boolean }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { sections, lines } = sectionsOf(form.object)
  const shown = sections.map((section) => ({ ...section, fields: typedFields(section.fields) }))
  const first = isFocused ? shown[0]?.fields[0] : undefined
  return (
    <>
      {shown.map(({ label: text, fields }, index) =>
        fields.length === 0 ? null : (
          <Card
            key={text === null ? 'rest' : `${index}`}
            title={text === null ? t('form.more') : label(text)}
          >
            <div className="fields">
              {fields.map((field) => (
                <FieldBox key={field.name} form={form} field={field} isFirst={field === first} />
              ))}
            </div>
          </Card>
        ),
      )}
      {lines.map((field) => (
        <FormLines key={field.name} form={form} field={field} />
      ))}
    </>
  )
}

/** Fields that the person may type here. */
const typedFields = (fields: readonly FieldMetadata[]): readonly FieldMetadata[] =>
  fields.filter((field) => isTyped(field) && field.writable)

export function RecordForm({
  form,
  onSaved,
  onCancel,
}: {
  readonly form: Form
  readonly onSaved: (id: string) => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation()
  const frame = useRef<HTMLFormElement>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const { id } = form.draft
    if (form.isSaving) return
    if ((await form.save()) !== null) onSaved(id)
  }
  useEffect(() => {
    if (form.problems === undefined) return
    frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [form.problems])
  return (
    <form ref={frame} className="form" noValidate onSubmit={(event) => void submit(event)}>
      <FormNotices form={form} />
      <FormBody form={form} isFocused />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={form.isSaving}>
          {t(form.isNew ? 'form.create' : 'form.save')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        {form.isDirty ? <small className="hush">{t('form.kept')}</small> : null}
      </div>
    </form>
  )
}

function FormLines({ form, field }: { form: Form; field: FieldMetadata & LinesField }) {
  const label = useLabel()
  const object = useCatalog().object(field.object)
  if (object === undefined) return null
  return (
    <Card title={label(field.label)}>
      <LineGrid
        object={object}
        owner={field.by}
        stored={linesOf(form.shown, field.name)}
        lines={form.draft.lines[field.name] ?? []}
        problems={form.problems.lines}
        onChange={(lines) => form.setLines(field.name, lines)}
        label={label(field.label)}
      />
    </Card>
  )
}

function FormNotices({ form }: { form: Form }) {
  const { t } = useTranslation()
  return (
    <>
      {form.isRestored && form.isDirty ? (
        <Restored text={t('form.restored')} discard={t('form.discard')} onDiscard={form.discard} />
      ) : null}
      {form.clashes.length === 0 ? null : (
        <Suspense>
          <Clashes
            clashes={form.clashes}
            choices={form.choices}
            onChoose={form.choose}
            rowOf={(id) => (id === form.draft.id ? form.shown : typedLine(form, id))}
          />
        </Suspense>
      )}
      <Fault text={form.problems.rest.join(' ')} />
    </>
  )
}

/** A line as it was seen last, with what was typed over it. */
function typedLine(form: Form, id: string): Row | undefined {
  const line = Object.values(form.draft.lines)
    .flat()
    .find((one) => one.id === id)
  return { ...form.lineOf(id), ...line?.values }
}
