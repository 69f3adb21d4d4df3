// Before an earlier publication is brought back: what will change, one sentence each.
import { Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Published, usePublicationAt, useRollBack } from '../../data/definitions.ts'
import { useCatalog } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { Fault } from '../../ui/notices.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { DifferenceList } from './difference-list.tsx'
import { useScopes } from './rights-words.ts'
import { broughtOver, namesIn, objectsOfRights, wholeDifferences } from './whole-differences.ts'

export default function RollBackDialog({
  version,
  published,
  onClose,
}: {
  readonly version: number
  readonly published: Published
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const then = usePublicationAt(version)
  const rollBack = useRollBack()
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState('')
  const goBack = async (): Promise<void> => {
    setSending(true)
    const answer = await rollBack(version, published.version)
    setSending(false)
    if (!answer.ok) return setRefusal(problemText(answer.problems, t))
    toast({ kind: 'good', text: t('publications.done', { version }) })
    onClose()
  }
  const shipped = (name: string) => {
    const known = catalog.object(name)
    return known?.layer === 'system' ? known : undefined
  }
  const wished = useMemo(
    () => (then.data ? broughtOver(published, then.data, 'whole') : published),
    [published, then.data],
  )
  const scope = useScopes(
    useMemo(
      () => objectsOfRights(published, wished).filter((name) => catalog.object(name)?.layer === 'system'),
      [published, wished, catalog],
    ),
  )
  const found = then.data
    ? wholeDifferences(published, wished, shipped, { ...namesIn(catalog.metadata), scope })
    : []
  return (
    <Modal
      open
      title={t('publications.backTo', { version })}
      okText={t('publications.back')}
      cancelText={t('cancel')}
      confirmLoading={isSending}
      okButtonProps={{ disabled: found.length === 0 }}
      onOk={() => void goBack()}
      onCancel={onClose}
    >
      <Fault text={refusal} />
      {then.isError ? (
        <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void then.refetch()} />
      ) : then.data === undefined ? (
        <Skeleton rows={3} label={t('loading')} />
      ) : found.length === 0 ? (
        <p>{t('publications.same')}</p>
      ) : (
        <DifferenceList roles={published.roles} differences={found} />
      )}
      <small className="hush">{t('publications.hint')}</small>
    </Modal>
  )
}
