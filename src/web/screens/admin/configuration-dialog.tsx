// Before a configuration is published: whether it holds as a whole, and what it would change, object by object.
import { Alert, Modal, Radio } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Folder, useConfigure, useTrial, type Way } from '../../data/configuration.ts'
import { type Published, usePublished } from '../../data/definitions.ts'
import { useCatalog } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { Fault } from '../../ui/notices.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { DifferenceList } from '../designer/difference-list.tsx'
import { useScopes } from '../designer/rights-words.ts'
import { broughtOver, namesIn, objectsOfRights, wholeDifferences } from '../designer/whole-differences.ts'

export default function ConfigurationDialog({
  name,
  files,
  stamp,
  published,
  onClose,
}: {
  readonly name: string
  readonly files: Folder
  /** Tells one folder from another. */
  readonly stamp: string
  readonly published: Published
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const [way, setWay] = useState<Way>('whole')
  const trial = useTrial(files, way, stamp).data
  const again = usePublished().refetch
  const configure = useConfigure()
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState('')
  const judged = trial?.ok ? trial.value : undefined
  // Somebody has published since the page was opened.
  const isOld = judged !== undefined && judged.version !== published.version
  useEffect(() => {
    if (isOld) void again()
  }, [isOld, again])
  const shipped = (object: string) => {
    const known = catalog.object(object)
    return known?.layer === 'system' ? known : undefined
  }
  const wished = useMemo(
    () => (judged === undefined ? published : broughtOver(published, judged.content, way)),
    [judged, published, way],
  )
  const scope = useScopes(
    useMemo(
      () => objectsOfRights(published, wished).filter((name) => catalog.object(name)?.layer === 'system'),
      [published, wished, catalog],
    ),
  )
  const found =
    judged === undefined || isOld
      ? undefined
      : wholeDifferences(published, wished, shipped, { ...namesIn(catalog.metadata), scope })
  const publish = async (): Promise<void> => {
    setSending(true)
    const answer = await configure(files, way, published.version)
    setSending(false)
    if (!answer.ok) return setRefusal(problemText(answer.problems, t))
    toast({ kind: 'good', text: t('configuration.done', { version: answer.value.version }) })
    onClose()
  }
  return (
    <Modal
      open
      title={t('configuration.from', { name })}
      okText={t('design.publishNow')}
      cancelText={t('cancel')}
      confirmLoading={isSending}
      okButtonProps={{ disabled: found === undefined || found.length === 0 }}
      onOk={() => void publish()}
      onCancel={onClose}
    >
      <Fault text={refusal} />
      <Radio.Group
        className="configuration-ways"
        value={way}
        onChange={({ target }) => setWay(target.value as Way)}
        options={(['whole', 'added'] as const).map((value) => ({
          value,
          label: t(`configuration.way.${value}`),
        }))}
      />
      {trial !== undefined && !trial.ok ? (
        <Alert
          type="error"
          showIcon
          className="configuration-refused"
          title={t('configuration.refused')}
          description={
            <ul className="configuration-problems">
              {[...new Set(trial.problems.map(({ message }) => message))].map((message) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          }
        />
      ) : found === undefined ? (
        <Skeleton rows={3} label={t('configuration.judging')} />
      ) : found.length === 0 ? (
        <p>{t('publications.same')}</p>
      ) : (
        <DifferenceList roles={published.roles} differences={found} />
      )}
      <small className="hush">{t(`configuration.wayHint.${way}`)}</small>
    </Modal>
  )
}
