// The generic form: sections from the definition, each fault beside the field it belongs to.
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type FormEvent, lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { LinesField, Occasion, Row, Value } from '#kernel/schema'
import { useCatalog, useHelp, useLabel } from '../data/metadata.ts'
import { linesOf } from '../data/records.ts'
import { useMe } from '../data/session.ts'
import { timed } from '../data/time-spent.ts'
import { Edit, isTyped, Show } from '../fields/index.tsx'
import { useIsNarrow } from '../ui/media.ts'
import { Fault, Restored } from '../ui/notices.tsx'
import { Skeleton } from '../ui/states.tsx'
import { beginsAs, useAutomatic } from './begins-as.ts'
import { describedBy, InputName, InputSays } from './field-name.tsx'
import { isWorse } from './form-changes.ts'
import {
  isLines,
  isRunOfLines,
  type Placed,
  type Run,
  rowsOf,
  runsOf,
  type Section,
  sectionsOf,
  widthOf,
} from './form-sections.ts'
import type { Failing } from './judging.ts'
import type { Sought } from './line-grid.tsx'
import { isTotal } from './line-sums.ts'
import { goTo, LinesRun, SectionRows } from './section-rows.tsx'
import { offeredField } from './stage-choices.ts'
import type { Form } from './use-form.ts'
import './form.css'

const LineGrid = lazy(() => import('./line-grid.tsx'))
const Clashes = lazy(() => import('./clashes.tsx'))

type BoxProps = {
  readonly form: Form
  readonly item: Placed
  readonly columns: Section['columns']
  readonly isFirst: boolean
}

function FieldBox({ form, item, columns, isFirst }: BoxProps) {
  const { field } = item
  const label = useLabel()
  const id = `f-${field.name}`
  const me = useMe().id
  const { t } = useTranslation()
  const isFixed = form.live.judgement.isFixed(field.name)
  const failing = failingIn(form).find((one) => one.field === field.name && isSpokenOf(one, form))
  const problem = form.problems.record[field.name] ?? (failing && label(failing.message))
  const isAutomatic = form.isNew && field.default !== undefined && (form.shown[field.name] ?? null) === null
  const help = useHelp()(field)
  const automatic = useAutomatic()
  const says = problem ?? (isFixed ? t('form.fixed') : isAutomatic ? automatic(field) : '')
  const isRequired = form.live.judgement.isRequired(field) && !field.default
  const offered = useMemo(
    () => offeredField(form.object, field, form.record, me),
    [form.object, field, form.record, me],
  )
  const latest = useRef(form)
  latest.current = form
  const change = useCallback(
    (value: Value, title?: string) => latest.current.set(field.name, value, title),
    [field.name],
  )
  return (
    <div
      className="field"
      data-field={field.name}
      {...widthOf(item, columns)}
      data-bad={problem !== undefined}
    >
      <InputName id={id} text={label(field.label)} help={help} isRequired={isRequired} />
      {isFixed ? (
        <output id={id} className="computed" aria-describedby={describedBy(id, says, help)}>
          <Show field={field} value={form.shown[field.name]} row={form.shown} />
        </output>
      ) : (
        <Edit
          field={offered}
          value={isAutomatic && field.type === 'boolean' ? beginsAs(field.default) : form.shown[field.name]}
          row={form.shown}
          onChange={change}
          id={id}
          isInvalid={problem !== undefined}
          describedBy={describedBy(id, says, help)}
          help={problem === undefined ? help : ''}
          autoFocus={isFirst}
        />
      )}
      <InputSays id={id} says={says} help={help} isProblem={problem !== undefined} />
    </div>
  )
}

/** What a computed field comes to as typed: nothing while that is on its way, and that saving will tell where it cannot be told here. */
function ComputedBox({ form, item, columns }: Pick<BoxProps, 'form' | 'item' | 'columns'>) {
  const { t } = useTranslation()
  const label = useLabel()
  const { field } = item
  const { reckoned, isAsking } = form.live
  const id = `f-${field.name}`
  const help = useHelp()(field)
  const isUnknown = reckoned.unknown.has(field.name)
  return (
    <div className="field" data-field={field.name} {...widthOf(item, columns)}>
      <InputName id={id} text={label(field.label)} help={help} isRequired={false} />
      <output id={id} className="computed" aria-live="off" aria-describedby={describedBy(id, '', help)}>
        {isUnknown ? (
          <small className="hush">{isAsking ? '\u00a0' : t('form.onSaving')}</small>
        ) : (
          <Show field={field} value={reckoned.row[field.name]} row={reckoned.row} />
        )}
      </output>
      <InputSays id={id} says="" help={help} isProblem={false} />
    </div>
  )
}

/**
 * What a form asks for: the sections with their fields and lines. `isFocused` begins where something is still to be typed: in
 * the first field that must be filled, in the lines once all of those are.
 */
export function FormBody({
  form,
  isFocused,
  occasion = form.isNew ? 'create' : 'edit',
  sought = null,
}: {
  readonly form: Form
  readonly isFocused: boolean
  readonly occasion?: Occasion
  /** The cell of a line to go to. */
  readonly sought?: Sought | null
}) {
  const isNarrow = useIsNarrow()
  const shown = sectionsOf(form.object, form.live.judgement.isShown, occasion, isNarrow)
    .map((section) => ({
      ...section,
      items: section.items.filter(({ field }) => isAsked(field) || isReckoned(form.object, field)),
    }))
    // What no section names is no reason for one, where nothing of it is asked.
    .filter(({ key, items }) => items.some(({ field }) => key !== 'rest' || isAsked(field)))
  const first = useFirst(form, isFocused, shown)
  const draw = (section: Section, run: Run, index: number) =>
    isRunOfLines(run) ? (
      <LinesRun key={run.name} field={run} isFirst={index === 0}>
        <FormLines form={form} field={run} isFirst={run === first} sought={sought} />
      </LinesRun>
    ) : (
      <div className="fields" key={run[0]?.field.name} data-columns={section.columns}>
        {run.map((item) => {
          const Box = isAsked(item.field) ? FieldBox : ComputedBox
          const { columns } = section
          return <Box key={item.field.name} isFirst={item.field === first} {...{ form, item, columns }} />
        })}
      </div>
    )
  return (
    <SectionRows
      sections={shown.map((section) => ({
        ...section,
        problems: section.row !== null ? problemsIn(section, form) : 0,
        content: runsOf(section).map((run, index) => draw(section, run, index)),
      }))}
    />
  )
}

/** Fields that the person may type here, and lines. */
const isAsked = (field: FieldMetadata): boolean => isLines(field) || (isTyped(field) && field.writable)

/** Fields that are computed from what is typed; what is told under the lines is not told twice. */
const isReckoned = ({ fields }: ObjectMetadata, field: FieldMetadata): boolean =>
  field.type === 'formula' ||
  (field.type === 'rollup' &&
    !isTotal(field) &&
    fields.some((one) => one.type === 'lines' && one.object === field.object && one.by === field.by))

/** How many of its fields and lines stand against saving. */
function problemsIn({ items }: Section, form: Form): number {
  const failing = failingIn(form).filter((one) => isSpokenOf(one, form))
  const isBad = ({ name, type }: FieldMetadata): boolean =>
    type === 'lines'
      ? (form.draft.lines[name] ?? []).some(
          ({ id }) =>
            form.problems.lines[id] !== undefined || form.live.failing.some(({ line }) => line === id),
        )
      : form.problems.record[name] !== undefined || failing.some(({ field }) => field === name)
  return items.filter(({ field }) => isBad(field)).length
}

/** Where the typing begins, as it was when the form was opened: not in a tab that is closed. */
function useFirst(form: Form, isFocused: boolean, sections: readonly Section[]): FieldMetadata | undefined {
  const [first] = useState(() => {
    const open = rowsOf(sections).flatMap(([opened]) => (opened?.items ?? []).map(({ field }) => field))
    const fields = open.filter((field) => !isLines(field) && isAsked(field))
    const blank = fields.find(
      ({ name, required, default: usual }) =>
        required && usual === undefined && (form.shown[name] ?? '') === '',
    )
    if (!form.isNew) return fields[0]
    return blank ?? open.find(isLines) ?? fields[0]
  })
  return isFocused ? first : undefined
}

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
  const label = useLabel()
  const blocked = failingIn(form)
  const blockedLines = form.isDirty ? form.live.failing : []
  const isBlocked = blocked.length + blockedLines.length > 0
  const frame = useRef<HTMLFormElement>(null)
  const navigate = useNavigate()
  const [refusals, setRefusals] = useState(0)
  const [sought, seek] = useState<Sought | null>(null)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const { id } = form.draft
    if (form.isSaving || isBlocked) return
    const saved = await form.save()
    if (saved === 'waiting') void navigate({ to: '/outbox' })
    else if (saved !== null) onSaved(id)
    else setRefusals(refusals + 1)
  }
  const before = useRef({ problems: form.problems, refusals })
  useEffect(() => {
    const isNews = refusals > before.current.refusals || isWorse(before.current.problems, form.problems)
    before.current = { problems: form.problems, refusals }
    if (!isNews) return
    const input = frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    const [line] = Object.entries(form.problems.lines)
    if (input) goTo(input)
    else if (line) seek({ line: line[0], field: Object.keys(line[1])[0] ?? null })
  }, [form.problems, refusals])
  return (
    <form
      ref={frame}
      className="form"
      data-object={form.object.name}
      noValidate
      {...timed}
      onSubmit={(event) => void submit(event)}
    >
      <FormNotices form={form} />
      <FormBody form={form} isFocused sought={sought} />
      <div className="form-foot">
        <Button
          type="primary"
          htmlType="submit"
          loading={form.isSaving}
          disabled={isBlocked}
          {...(isBlocked ? { 'aria-describedby': 'form-blocked' } : {})}
        >
          {t(form.isNew ? 'form.create' : 'form.save')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <span id="form-blocked" className="form-blocked" role="status">
          {blocked.map(({ message, field }) => (
            <FailingLine
              key={label(message)}
              text={label(message)}
              onMend={
                field === null
                  ? undefined
                  : () => goTo(frame.current?.querySelector<HTMLElement>(`#f-${field}`))
              }
            />
          ))}
          {blockedLines.slice(0, mostTold).map(({ message, field, line, place }) => (
            <FailingLine
              key={`${line} ${label(message)}`}
              text={t('lines.at', { line: place, text: label(message) })}
              onMend={() => seek({ line, field })}
            />
          ))}
        </span>
        {form.isDirty && !isBlocked ? <small className="hush">{t('form.kept')}</small> : null}
      </div>
    </form>
  )
}

/** What keeps the form from being saved, as far as it is known here: nothing until something was typed. */
const failingIn = ({ isDirty, live }: Form): readonly Failing[] => (isDirty ? live.judgement.failing : [])

/** Whether somebody has typed into what a sentence speaks of: before that nothing is told them at the field. */
const isSpokenOf = ({ reads }: Failing, { draft }: Form): boolean =>
  reads.some((name) => name in draft.values)

/** Sentences of lines that are told at once under the form. */
const mostTold = 3

/** What is to be mended first, as the way to where it is mended. */
function FailingLine({ text, onMend }: { readonly text: string; readonly onMend: (() => void) | undefined }) {
  return onMend === undefined ? (
    <small className="late">{text}</small>
  ) : (
    <button type="button" className="plain late" onClick={onMend}>
      {text}
    </button>
  )
}

function FormLines({
  form,
  field,
  isFirst,
  sought,
}: {
  form: Form
  field: FieldMetadata & LinesField
  isFirst: boolean
  sought: Sought | null
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const object = useCatalog().object(field.object)
  if (object === undefined) return null
  return (
    <Suspense fallback={<Skeleton rows={3} label={t('loading')} />}>
      <LineGrid
        object={object}
        owner={field.by}
        whole={form.shown}
        wholeObject={form.object}
        stored={linesOf(form.shown, field.name)}
        lines={form.draft.lines[field.name] ?? []}
        problems={form.problems.lines}
        live={(line) => form.live.line(field, line)}
        sought={sought}
        onChange={(lines) => form.setLines(field.name, lines)}
        label={label(field.label)}
        isFirst={isFirst}
      />
    </Suspense>
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
