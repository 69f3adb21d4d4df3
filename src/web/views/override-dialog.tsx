// A stage set against the path: asked twice, for a reason, under the name of whoever does it.
import { Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { problemText } from '../data/problem-text.ts'
import { useWrite } from '../data/write.ts'
import { Fault } from '../ui/notices.tsx'
import { toast } from '../ui/toast.tsx'

const longest = 300
const shortest = 4

export default function OverrideDialog({
  object,
  field,
  row,
  onClose,
}: {
  readonly object: ObjectMetadata
  /** The field that holds the stage. */
  readonly field: FieldMetadata
  readonly row: Row
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const write = useWrite()
  const [stage, setStage] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [isSure, setSure] = useState(false)
  const [fault, setFault] = useState('')
  const options = field.type === 'select' ? field.options : []
  const others = options.filter(({ key, retired }) => key !== row[field.name] && !retired)
  const isReady = stage !== null && reason.trim().length >= shortest && isSure
  const save = async (): Promise<void> => {
    if (stage === null) return
    const change = { kind: 'override', object: object.name, id: String(row.id), stage } as const
    const answer = await write.mutateAsync({
      changes: [{ ...change, version: Number(row.version) }],
      reason: reason.trim(),
    })
    if (!answer.ok) return setFault(problemText(answer.problems, t))
    toast({ kind: 'good', text: t('stage.overridden') })
    onClose()
  }
  return (
    <Modal
      open
      title={t('stage.override')}
      okText={t('stage.overrideNow')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !isReady, danger: true }}
      confirmLoading={write.isPending}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Fault text={fault} />
      <div className="override">
        <div className="field">
          <label htmlFor="override-stage">{t('stage.overrideTo')}</label>
          <Select
            id="override-stage"
            value={stage}
            options={others.map(({ key, label: text }) => ({ value: key, label: label(text) }))}
            onChange={setStage}
          />
        </div>
        <div className="field">
          <label htmlFor="override-reason">{t('stage.reason')}</label>
          <Input.TextArea
            id="override-reason"
            value={reason}
            maxLength={longest}
            autoSize={{ minRows: 2, maxRows: 6 }}
            placeholder={t('stage.reasonHint')}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
        <Checkbox checked={isSure} onChange={({ target }) => setSure(target.checked)}>
          {t('stage.sure')}
        </Checkbox>
      </div>
    </Modal>
  )
}
