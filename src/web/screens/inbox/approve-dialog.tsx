// Saying yes to several things at once: what they are, one confirmation, and what came of each.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeMany, type Outcome, type RecordChange } from '../../data/bulk.ts'
import type { Approval } from '../../data/inbox.ts'
import { problemText } from '../../data/problem-text.ts'
import { sendChanges } from '../../data/send.ts'

export type ToApprove = {
  readonly key: string
  readonly title: string
  readonly text: string
  readonly approvals: readonly Approval[]
}

const changeOf = ({ object, id, action }: Approval): RecordChange => ({
  kind: 'act',
  object,
  id,
  action,
  input: {},
})

export default function ApproveDialog({
  rows: asked,
  onClose,
}: {
  readonly rows: readonly ToApprove[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  // What was asked when the dialog opened is what it is about, whatever leaves the list meanwhile.
  const [rows] = useState(asked)
  const [stage, setStage] = useState<'asked' | 'running' | 'done'>('asked')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const run = async (): Promise<void> => {
    setStage('running')
    const changes = rows.flatMap(({ approvals }) => approvals.map(changeOf))
    const found = await changeMany(changes, sendChanges, setOutcome, () => false)
    setOutcome(found)
    setStage('done')
    void queries.invalidateQueries({ queryKey: ['records'] })
  }
  const refusalOf = ({ approvals }: ToApprove): string | null => {
    const refused = outcome?.refused.find(({ id }) => approvals.some((one) => one.id === id))
    return refused === undefined ? null : problemText(refused.problems, t)
  }
  const refused = rows.filter((row) => refusalOf(row) !== null).length
  const title =
    stage === 'done'
      ? t('inbox.approved', { count: rows.length - refused, refused })
      : t('inbox.approve', { count: rows.length })
  return (
    <Modal
      open
      width={560}
      title={title}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        stage === 'done' ? (
          <Button key="close" type="primary" autoFocus onClick={onClose}>
            {t('close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="primary" autoFocus loading={stage === 'running'} onClick={() => void run()}>
              {t('inbox.approve', { count: rows.length })}
            </Button>
          </>
        )
      }
    >
      <ul className="to-approve" aria-live="polite">
        {rows.map((row) => (
          <li key={row.key} data-refused={refusalOf(row) !== null}>
            <b>{row.title}</b>
            <small className="hush">{stage === 'done' ? null : row.text}</small>
            {stage === 'done' ? <Result refusal={refusalOf(row)} /> : null}
          </li>
        ))}
      </ul>
    </Modal>
  )
}

function Result({ refusal }: { readonly refusal: string | null }) {
  const { t } = useTranslation()
  return <small className={refusal === null ? 'ok' : 'late'}>{refusal ?? t('inbox.approvedOne')}</small>
}
