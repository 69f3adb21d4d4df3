// Saving one value of one record: shown at once, undone by a button or Ctrl-Z, taken back with the reason when it is refused.
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row, Value } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { problemText } from '../data/problem-text.ts'
import { useFieldWrite } from '../data/write.ts'
import { toast } from '../ui/toast.tsx'

/** Answers why the value was refused, or null when it was saved. */
export type SaveField = (
  field: FieldMetadata,
  row: Row,
  value: Value,
  title?: string,
) => Promise<string | null>

export function useSaveField(object: ObjectMetadata): SaveField {
  const { t } = useTranslation()
  const label = useLabel()
  const write = useFieldWrite()
  const change = (row: Row, field: string, value: Value, title: string | undefined) =>
    write.mutateAsync({
      ...{ object: object.name, row, field, value },
      ...(title === undefined ? {} : { title }),
    })
  return async (field, row, value, title) => {
    const what = label(field.label)
    const [before, beforeTitle] = [row[field.name] ?? null, row[`${field.name}$title`]]
    const answer = await change(row, field.name, value, title)
    if (!answer.ok) {
      const reason = problemText(answer.problems, t)
      toast({ kind: 'bad', text: `${t('inline.failed', { field: what })} ${reason}` })
      return reason
    }
    const { version } = answer.value.records.find(({ id }) => id === row.id) ?? {}
    const undo = async (): Promise<void> => {
      const named = typeof beforeTitle === 'string' ? beforeTitle : undefined
      const undone = await change({ ...row, version: version ?? null }, field.name, before, named)
      if (!undone.ok) toast({ kind: 'bad', text: problemText(undone.problems, t) })
    }
    toast({
      text: t('inline.saved', { field: what }),
      action: { label: t('undo'), run: () => void undo() },
    })
    return null
  }
}
