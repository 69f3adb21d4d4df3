// The dialog of an action: its inputs as a small form, its confirmation, and its faults beside what caused them.
import { Alert, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionMetadata, ObjectMetadata } from '#kernel/module'
import type { Json, Row } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { newId } from '../data/new-id.ts'
import { problemText } from '../data/problem-text.ts'
import { useWrite } from '../data/write.ts'
import { Edit } from '../fields/index.tsx'
import { askedInputs, missingInputs, placeInputProblems } from './action-input.ts'
import { useTellDone } from './actions.tsx'
import { plainValues } from './form-changes.ts'
import './form.css'

export default function ActionDialog({
  object,
  row,
  action,
  onClose,
}: {
  readonly object: ObjectMetadata
  readonly row: Row | null
  readonly action: ActionMetadata
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const write = useWrite()
  const tell = useTellDone()
  const [values, setValues] = useState<Row>({})
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const inputs = askedInputs(action.input)
  const missing = missingInputs(action.input, values)
  const run = async (): Promise<void> => {
    if (missing.length > 0) {
      setProblems(Object.fromEntries(missing.map(({ name }) => [name, t('form.required')])))
      return
    }
    const id = row === null ? null : String(row.id)
    // What was typed is JSON by construction: texts, booleans and lists of ids.
    const input = plainValues(values) as { readonly [name: string]: Json }
    const answer = await write.mutateAsync({
      changes: [{ kind: 'act', object: object.name, id, action: action.name, input }],
    })
    if (!answer.ok) {
      setProblems(placeInputProblems(action.input, answer.problems, (problem) => problemText([problem], t)))
      return
    }
    tell(action, answer.value)
    onClose()
  }
  const context: Row = { ...row, ...values, id: row?.id ?? newId(), $object: object.name }
  return (
    <Modal
      open
      title={`${label(action.label)}${row === null ? '' : ` · ${String(row[object.title] ?? '')}`}`}
      okText={label(action.label)}
      cancelText={t('cancel')}
      confirmLoading={write.isPending}
      onOk={() => void run()}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className="form">
        {action.help === undefined ? null : <small>{label(action.help)}</small>}
        {action.confirm === undefined ? null : (
          <Alert type="warning" showIcon title={label(action.confirm)} />
        )}
        {problems[''] === undefined ? null : (
          <Alert type="error" showIcon title={problems['']} role="alert" />
        )}
        {inputs.map((field, index) => (
          <div className="field" key={field.name}>
            <label htmlFor={`input-${field.name}`}>
              {label(field.label)}
              {field.required && !field.default ? <span aria-hidden="true"> *</span> : null}
            </label>
            <Edit
              field={field}
              value={values[field.name]}
              row={context}
              id={`input-${field.name}`}
              autoFocus={index === 0}
              isInvalid={problems[field.name] !== undefined}
              describedBy={problems[field.name] === undefined ? undefined : `input-${field.name}-says`}
              onChange={(value, title) =>
                setValues((before) => ({
                  ...before,
                  [field.name]: value,
                  ...(title === undefined ? {} : { [`${field.name}$title`]: title }),
                }))
              }
            />
            {problems[field.name] === undefined ? null : (
              <small id={`input-${field.name}-says`} className="late" role="alert">
                {problems[field.name]}
              </small>
            )}
          </div>
        ))}
      </div>
    </Modal>
  )
}
