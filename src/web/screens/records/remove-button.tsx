// Removing a record asks once more and names what goes; for a while it can be brought back.
import { useNavigate } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import { problemText } from '../../data/problem-text.ts'
import { useMergedWrite } from '../../data/write.ts'
import { toast } from '../../ui/toast.tsx'

export function RemoveButton({ object, row }: { readonly object: ObjectMetadata; readonly row: Row }) {
  const { t } = useTranslation()
  const label = useLabel()
  const navigate = useNavigate()
  const write = useMergedWrite()
  const title = String(row[object.title] ?? '')
  const id = String(row.id)
  const restore = async (): Promise<void> => {
    const { answer } = await write.mutateAsync({ changes: [{ kind: 'restore', object: object.name, id }] })
    if (!answer.ok) {
      toast({ kind: 'bad', text: `${t('record.notRestored', { title })} ${problemText(answer.problems, t)}` })
      return
    }
    toast({ text: t('record.restored', { title }) })
    void navigate({ to: '/o/$object/$id', params: { object: object.name, id } })
  }
  const remove = async (): Promise<void> => {
    const version = typeof row.version === 'number' ? { version: row.version } : {}
    const change = { kind: 'remove', object: object.name, id, ...version } as const
    const { answer } = await write.mutateAsync({ changes: [change] })
    if (!answer.ok) {
      toast({ kind: 'bad', text: problemText(answer.problems, t) })
      return
    }
    toast({
      text: t('record.removed', { title }),
      action: { label: t('undo'), run: () => void restore() },
    })
    void navigate({ to: '/o/$object', params: { object: object.name } })
  }
  return (
    <Popconfirm
      title={t('record.removeAsk', { object: label(object.label), title })}
      description={t('record.removeHint')}
      okText={t('remove')}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true }}
      onConfirm={remove}
    >
      <Button>{t('remove')}</Button>
    </Popconfirm>
  )
}
