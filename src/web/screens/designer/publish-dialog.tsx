// Before anything is published: what will change, one sentence each, and whether anybody will see it.
import { Alert, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDesigning } from './designing-context.ts'
import { differences } from './differences.ts'
import { useRightsScope } from './use-rights.ts'
import { useSaying } from './use-saying.ts'
import './sentences.css'

function useSentences(): readonly string[] {
  const { before, design, published } = useDesigning()
  const say = useSaying(published.roles)
  const scope = useRightsScope()
  return differences(before, design, scope).map(say)
}

export function PublishDialog({
  isSending,
  onPublish,
  onClose,
}: {
  readonly isSending: boolean
  readonly onPublish: () => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { design, published } = useDesigning()
  const sentences = useSentences()
  const isUnseen =
    !design.isShipped &&
    !design.object.retired &&
    !design.grants.some(({ operations }) => operations.includes('read')) &&
    !published.policies.some(({ object }) => object === design.object.name)
  return (
    <Modal
      open
      title={t('design.publishTitle')}
      okText={t('design.publishNow')}
      cancelText={t('cancel')}
      confirmLoading={isSending}
      onOk={onPublish}
      onCancel={onClose}
    >
      <div className="all-differences">
        <ul className="sentences">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      {isUnseen ? <Alert type="warning" showIcon title={t('design.rights.none')} /> : null}
      <small className="hush">{t('design.publishHint')}</small>
    </Modal>
  )
}
