// Before an earlier publication is brought back: what will change, one sentence each.
import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ObjectMetadata, type PublishedContent, restored } from '#kernel/module'
import { type Published, usePublicationAt, useRollBack } from '../../data/definitions.ts'
import { useCatalog } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { Fault } from '../../ui/notices.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { designOf } from './design.ts'
import { type Difference, differences } from './differences.ts'
import { useSaying } from './publish-dialog.tsx'

/** What going back would change: every object that was made or added to, then or since. */
function wayBack(
  now: Published,
  then: PublishedContent,
  shipped: (name: string) => ObjectMetadata | undefined,
): readonly Difference[] {
  const { objects, extensions } = restored({ ...now, others: [] }, { ...then, others: [] })
  const target = { objects, extensions, policies: then.policies }
  const names = new Set([...objects.map(({ name }) => name), ...extensions.map(({ object }) => object)])
  return [...names].flatMap((name) => {
    const object = shipped(name)
    const known = object?.layer === 'system' ? object : undefined
    const after = designOf(name, known, target)
    return after === null ? [] : differences(designOf(name, known, now), after)
  })
}

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
  const say = useSaying(published.roles)
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
  const sentences = then.data ? wayBack(published, then.data, catalog.object).map(say) : []
  return (
    <Modal
      open
      title={t('publications.backTo', { version })}
      okText={t('publications.back')}
      cancelText={t('cancel')}
      confirmLoading={isSending}
      okButtonProps={{ disabled: sentences.length === 0 }}
      onOk={() => void goBack()}
      onCancel={onClose}
    >
      <Fault text={refusal} />
      {then.isError ? (
        <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void then.refetch()} />
      ) : then.data === undefined ? (
        <Skeleton rows={3} label={t('loading')} />
      ) : sentences.length === 0 ? (
        <p>{t('publications.same')}</p>
      ) : (
        <ul className="sentences">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <small className="hush">{t('publications.hint')}</small>
    </Modal>
  )
}
