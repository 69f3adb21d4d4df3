// Saving one value of one record: shown at once, undone by a button or Ctrl-Z, taken back with the reason when it is refused.
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row, Value } from '#kernel/schema'
import { askAbout, type Clash } from '../data/clash.ts'
import { useLabel } from '../data/metadata.ts'
import { problemText } from '../data/problem-text.ts'
import { keepUnsaved } from '../data/unsaved.ts'
import { useFieldWrite } from '../data/write.ts'
import { formatMoment } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { toast } from '../ui/toast.tsx'

/** True once it is saved; what is refused is kept beside its field with the reason. */
export type SaveField = (field: FieldMetadata, row: Row, value: Value, title?: string) => Promise<boolean>

export function useSaveField(object: ObjectMetadata): SaveField {
  const { t } = useTranslation()
  const label = useLabel()
  const write = useFieldWrite()
  const sayClash = useClashText()
  const change = (row: Row, field: string, value: Value, title: string | undefined) =>
    write.mutateAsync({
      ...{ object: object.name, row, field, value },
      ...(title === undefined ? {} : { title }),
    })
  const save: SaveField = async (field, row, value, title) => {
    const what = label(field.label)
    const [before, beforeTitle] = [row[field.name] ?? null, row[`${field.name}$title`]]
    const { answer, clashes } = await change(row, field.name, value, title)
    if (!answer.ok) {
      const clash = clashes.find(({ kind }) => kind === 'value')
      const named = title === undefined ? {} : { title }
      const reason = clash === undefined ? problemText(answer.problems, t) : sayClash(clash)
      keepUnsaved(String(row.id), field.name, { value, reason, ...named })
      toast({
        kind: 'bad',
        text: `${t('inline.failed', { field: what })} ${reason}`,
        action:
          clash === undefined
            ? { label: t('retry'), run: () => void save(field, row, value, title) }
            : {
                label: t('conflict.compare'),
                run: () => askAbout({ ...clash, ...(title === undefined ? {} : { mineTitle: title }) }),
              },
      })
      return false
    }
    keepUnsaved(String(row.id), field.name, null)
    const { version } = answer.value.records.find(({ id }) => id === row.id) ?? {}
    const undo = async (): Promise<void> => {
      const named = typeof beforeTitle === 'string' ? beforeTitle : undefined
      const undone = await change({ ...row, version: version ?? null }, field.name, before, named)
      const [clash] = undone.clashes
      if (!undone.answer.ok)
        toast({ kind: 'bad', text: clash ? sayClash(clash) : problemText(undone.answer.problems, t) })
    }
    toast({
      text: t('inline.saved', { field: what }),
      action: { label: t('undo'), run: () => void undo() },
    })
    return true
  }
  return save
}

/** Who came first, and when, as one sentence. */
export function useClashText(): (clash: Clash) => string {
  const { t } = useTranslation()
  const { now, zone, language } = useFormat()
  return ({ by, at }) => t('conflict.came', { who: by, when: formatMoment(at, now, zone, language) })
}
