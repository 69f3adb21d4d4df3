// The dialog of an action: its inputs as a small form, its confirmation, and its faults beside what caused them.
import { Alert, Modal } from 'antd'
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionMetadata, ObjectMetadata } from '#kernel/module'
import { type ActionInput, isLinesInput } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { useCatalog, useHelp, useLabel } from '../data/metadata.ts'
import { newId } from '../data/new-id.ts'
import { useHasExpired } from '../data/session.ts'
import { Edit } from '../fields/index.tsx'
import { useIsNarrow } from '../ui/media.ts'
import { Fault, Restored } from '../ui/notices.tsx'
import { drawnPick } from './action-input.ts'
import { beginsAs, useAutomatic } from './begins-as.ts'
import { describedBy, InputName, InputSays } from './field-name.tsx'
import { PickedLines } from './picked-lines.tsx'
import { factsOf, StepFacts } from './step-facts.tsx'
import { type ActionForm, type Beginning, useAction } from './use-action.ts'
import './form.css'

const width = { plain: 520, withLines: 680, withBeside: 860 }

export default function ActionDialog({
  object,
  row,
  action,
  begin,
  beside,
  onClose,
}: {
  readonly object: ObjectMetadata
  readonly row: Row | null
  readonly action: ActionMetadata
  readonly begin?: Beginning
  /** What is good to see while filling it in. */
  readonly beside?: ReactNode
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const form = useAction(object, row, action, begin)
  // Where the writing begins: after what the dialog was opened with.
  const first = Math.max(
    0,
    form.asked.findIndex(({ name }) => begin?.values?.[name] === undefined),
  )
  const facts = factsOf(useCatalog(), object.name, action.name)
  // On a telephone the writing comes first, what is good to see below it; and no keyboard hides what is decided by.
  const isNarrow = useIsNarrow()
  const formId = useId()
  const frame = useRef<HTMLFormElement>(null)
  const hasExpired = useHasExpired()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!form.isRunning && (await form.run())) onClose()
  }
  const cancel = (): void => {
    form.discard()
    onClose()
  }
  useEffect(() => {
    if (form.faults !== undefined) frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [form.faults])
  return (
    <Modal
      open
      title={`${label(action.label)}${row === null ? '' : ` · ${String(row[object.title] ?? '')}`}`}
      width={
        beside !== undefined
          ? width.withBeside
          : form.asked.some(isLinesInput)
            ? width.withLines
            : width.plain
      }
      okText={label(action.label)}
      cancelText={t('cancel')}
      confirmLoading={form.isRunning}
      okButtonProps={{ htmlType: 'submit', form: formId }}
      // Cancelling throws away what was typed; closing by Esc or a click beside it does not.
      cancelButtonProps={{ onClick: cancel }}
      onCancel={onClose}
      focusable={{ trap: !hasExpired }}
      destroyOnHidden
    >
      <div className={beside === undefined ? undefined : 'beside'}>
        {isNarrow ? null : beside}
        <form id={formId} ref={frame} className="form" noValidate onSubmit={(event) => void submit(event)}>
          {action.help === undefined ? null : <small>{label(action.help)}</small>}
          {row === null || facts.length === 0 ? null : (
            <StepFacts object={object} id={String(row.id)} names={facts} />
          )}
          <Notices action={action} form={form} />
          {form.asked.map((input, index) => (
            <InputBox
              key={input.name}
              object={object}
              row={row}
              form={form}
              input={input}
              isFirst={index === first && !(isNarrow && facts.length > 0)}
            />
          ))}
        </form>
        {isNarrow ? beside : null}
      </div>
    </Modal>
  )
}

function Notices({ action, form }: { readonly action: ActionMetadata; readonly form: ActionForm }) {
  const { t } = useTranslation()
  const label = useLabel()
  return (
    <>
      {form.isRestored ? (
        <Restored text={t('form.restored')} discard={t('form.discard')} onDiscard={form.discard} />
      ) : null}
      {action.confirm === undefined ? null : <Alert type="warning" showIcon title={label(action.confirm)} />}
      <Fault text={form.faults.inputs['']} />
    </>
  )
}

type BoxProps = {
  readonly object: ObjectMetadata
  readonly row: Row | null
  readonly form: ActionForm
  readonly input: ActionInput
  readonly isFirst: boolean
}

/** One input with its label, its help or what is wrong with it. */
function InputBox(props: BoxProps) {
  const label = useLabel()
  const { form, input } = props
  const fault = form.faults.inputs[input.name]
  const isAutomatic = input.default !== undefined && (form.values[input.name] ?? null) === null
  const help = useHelp()(input)
  const automatic = useAutomatic()
  const says = fault ?? (isAutomatic && !isLinesInput(input) ? automatic(input) : '')
  const id = `input-${input.name}`
  return (
    <div className="field" data-bad={fault !== undefined}>
      <InputName
        // Lines are a table that bears its own name; every other input has one place to point at.
        {...(isLinesInput(input) ? {} : { id })}
        text={label(input.label)}
        help={help}
        isRequired={input.required === true && !input.default}
      />
      <InputEdit
        {...props}
        id={id}
        describedBy={describedBy(id, says, help)}
        help={fault === undefined ? help : ''}
      />
      <InputSays id={id} says={says} help={help} isProblem={fault !== undefined} />
    </div>
  )
}

function InputEdit({
  object,
  row,
  form,
  input,
  isFirst,
  id,
  describedBy: describing,
  help,
}: BoxProps & { readonly id: string; readonly describedBy: string | undefined; readonly help: string }) {
  const catalog = useCatalog()
  if (isLinesInput(input)) {
    const drawn = drawnPick(object, input, catalog.object)
    return drawn === undefined ? null : (
      <PickedLines
        input={input}
        drawn={drawn}
        rows={form.rows(input)}
        typed={form.typedLines(input)}
        faults={form.faults.lines}
        onChange={(lines) => form.setLines(input, lines)}
      />
    )
  }
  return (
    <Edit
      field={input}
      value={form.values[input.name] ?? (input.type === 'boolean' ? beginsAs(input.default) : undefined)}
      row={{ ...row, ...form.values, id: row?.id ?? newId(), $object: object.name }}
      id={id}
      autoFocus={isFirst}
      isInvalid={form.faults.inputs[input.name] !== undefined}
      describedBy={describing}
      help={help}
      onChange={(value, title) => form.set(input.name, value, title)}
    />
  )
}
