// What a workspace that nobody works in yet may begin with, in one action.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../data/api.ts'
import { type OfferedTemplate, useTemplates } from '../../data/definitions.ts'
import { useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { Fault } from '../../ui/notices.tsx'
import { Card } from '../../ui/small.tsx'
import { toast } from '../../ui/toast.tsx'

/** Offered as long as it fits; afterwards all of it is edited where everything else is. */
export function Templates() {
  const { t } = useTranslation()
  const label = useLabel()
  const [chosen, setChosen] = useState<OfferedTemplate | null>(null)
  const fitting = (useTemplates().data ?? []).filter(({ isFitting }) => isFitting)
  if (fitting.length === 0 && chosen === null) return null
  return (
    <Card title={t('templates.title')}>
      <ul className="modules">
        {fitting.map((template) => (
          <li key={template.name}>
            <span className="spread">
              <b>{label(template.label)}</b> <small className="hush">{label(template.note)}</small>
            </span>
            <Button type="primary" onClick={() => setChosen(template)}>
              {t('templates.install')}
            </Button>
          </li>
        ))}
      </ul>
      {chosen === null ? null : <InstallDialog template={chosen} onClose={() => setChosen(null)} />}
    </Card>
  )
}

function InstallDialog({
  template,
  onClose,
}: {
  readonly template: OfferedTemplate
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const queries = useQueryClient()
  const [fault, setFault] = useState('')
  const [isBusy, setBusy] = useState(false)
  const install = async (): Promise<void> => {
    setBusy(true)
    const answer = await call<{ readonly records: number }>(`/api/templates/${template.name}`, {
      method: 'POST',
    })
    setBusy(false)
    if (!answer.ok) return setFault(problemText(answer.problems, t))
    toast({ text: t('templates.done', { count: answer.value.records }), kind: 'good' })
    onClose()
    void queries.invalidateQueries()
  }
  return (
    <Modal
      open
      title={label(template.label)}
      okText={t('templates.install')}
      cancelText={t('cancel')}
      confirmLoading={isBusy}
      onOk={() => void install()}
      onCancel={onClose}
    >
      <p>{label(template.note)}</p>
      <p>{t('templates.modules', { names: template.modules.map(label).join(t('modules.and')) })}</p>
      <p className="hush">{t('templates.afterwards')}</p>
      <Fault text={fault} />
    </Modal>
  )
}
