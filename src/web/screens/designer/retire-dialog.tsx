// Before a field is taken out of use: every place that uses it, and what becomes of each.
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Field } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import { FieldUses } from './field-uses.tsx'
import { bothLanguages } from './publication.ts'

export function RetireDialog({
  object,
  field,
  onRetire,
  onClose,
}: {
  readonly object: string
  readonly field: Field
  readonly onRetire: () => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  return (
    <Modal
      open
      title={t('design.uses.retiring', { field: label(bothLanguages(field.label)) })}
      okText={t('design.retire')}
      cancelText={t('cancel')}
      onOk={onRetire}
      onCancel={onClose}
    >
      <p>{t('design.uses.kept')}</p>
      <FieldUses object={object} field={field.name} isLeaving />
    </Modal>
  )
}
