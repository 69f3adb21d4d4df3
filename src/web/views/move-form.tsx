// The small form of a move: the inputs and the evidence that are missing, and nothing else. Cancelling puts the card back.
import { Alert, Modal } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Field, Row } from '#kernel/schema'
import { useHelp, useLabel } from '../data/metadata.ts'
import { problemText } from '../data/problem-text.ts'
import { Edit } from '../fields/index.tsx'
import { Fault } from '../ui/notices.tsx'
import { openInputs } from './board-move.ts'
import { describedBy, InputName, InputSays } from './field-name.tsx'
import type { Asking, BoardMoves } from './use-board.ts'
import './form.css'

export default function MoveForm({
  object,
  asking,
  moves,
  to,
}: {
  readonly object: ObjectMetadata
  readonly asking: Asking
  readonly moves: BoardMoves
  /** What the column is called. */
  readonly to: string
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const formId = useId()
  const { row, move, fields, problems } = asking
  const [input, setInput] = useState<Row>({})
  const [evidence, setEvidence] = useState<Row>({})
  const [day, setDay] = useState(move.kind === 'field' ? move.value : null)
  const inputs = openInputs(move)
  const names = new Set([...inputs, ...fields].map(({ name }) => name))
  const said = (name: string): string =>
    problemText(
      problems.filter(({ path }) => path.includes(name)),
      t,
    )
  const rest = problems.filter(({ path }) => !path.some((name) => names.has(name)))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (moves.isBusy) return
    moves.go(asking, move.kind === 'field' ? { ...move, value: day } : move, input, evidence)
  }
  const put =
    (set: (change: (before: Row) => Row) => void, name: string) =>
    (value: Row[string], title?: string): void =>
      set((before) => ({
        ...before,
        [name]: value,
        ...(title === undefined ? {} : { [`${name}$title`]: title }),
      }))
  return (
    <Modal
      open
      title={t('board.moveTo', { title: String(row[object.title] ?? ''), column: to })}
      okText={move.kind === 'act' ? label(move.action.label) : t('board.move')}
      cancelText={t('cancel')}
      confirmLoading={moves.isBusy}
      okButtonProps={{ htmlType: 'submit', form: formId }}
      onCancel={moves.cancel}
      destroyOnHidden
    >
      <form id={formId} className="form" noValidate onSubmit={submit}>
        {move.kind === 'act' && move.action.confirm !== undefined ? (
          <Alert type="warning" showIcon title={label(move.action.confirm)} />
        ) : null}
        <Fault text={problemText(rest, t)} />
        {move.kind === 'field' && move.isDay ? (
          <Box
            field={move.field}
            row={row}
            value={day}
            says={said(move.field.name)}
            onChange={(value) => setDay(value)}
            isFirst
          />
        ) : null}
        {inputs.map((field, index) => (
          <Box
            key={field.name}
            field={field}
            row={{ ...row, ...input, $object: object.name }}
            value={input[field.name]}
            says={said(field.name)}
            isFirst={index === 0}
            onChange={put(setInput, field.name)}
          />
        ))}
        {fields.map((field, index) => (
          <Box
            key={field.name}
            field={field}
            row={{ ...row, ...evidence, $object: object.name }}
            value={field.name in evidence ? evidence[field.name] : row[field.name]}
            says={said(field.name)}
            isFirst={index === 0 && inputs.length === 0}
            onChange={put(setEvidence, field.name)}
          />
        ))}
      </form>
    </Modal>
  )
}

function Box({
  field,
  row,
  value,
  says,
  isFirst = false,
  onChange,
}: {
  readonly field: Field
  readonly row: Row
  readonly value: Row[string] | undefined
  readonly says: string
  readonly isFirst?: boolean
  readonly onChange: (value: Row[string], title?: string) => void
}) {
  const label = useLabel()
  const help = useHelp()(field)
  const id = useId()
  return (
    <div className="field">
      <InputName id={id} text={label(field.label)} help={help} isRequired={field.required === true} />
      <Edit
        field={field}
        value={value}
        row={row}
        id={id}
        autoFocus={isFirst}
        isInvalid={says !== ''}
        describedBy={describedBy(id, says, help)}
        help={says === '' ? help : ''}
        onChange={onChange}
      />
      <InputSays id={id} says={says} help={help} isProblem />
    </div>
  )
}
