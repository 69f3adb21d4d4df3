// Attaching files, and taking pictures on a telephone; loaded where a file can be attached.
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileField } from '#kernel/schema'
import { newId } from '../data/new-id.ts'
import { addFile } from '../data/offline/waiting-files.ts'
import { problemText } from '../data/problem-text.ts'
import { useIsNarrow } from '../ui/media.ts'
import { toast } from '../ui/toast.tsx'
import type { EditProps } from './field-view.ts'
import { FileLink, idsOf, names } from './file-link.tsx'

export default function Edit({ field, value, onChange, id, label }: EditProps<FileField>) {
  const { t } = useTranslation()
  const picker = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const isNarrow = useIsNarrow()
  const [isSending, setSending] = useState(false)
  const ids = idsOf(value)
  const send = async (files: readonly File[]): Promise<void> => {
    setSending(true)
    const stored: string[] = []
    for (const file of files) {
      const fresh = newId()
      const answer = await addFile(fresh, file)
      if (answer === true) {
        names.set(fresh, file.name)
        stored.push(fresh)
      } else if (!answer.ok) toast({ kind: 'bad', text: problemText(answer.problems, t) })
    }
    setSending(false)
    if (stored.length > 0) onChange([...ids, ...stored])
  }
  return (
    <div className="files">
      {ids.map((file) => (
        <span key={file}>
          <FileLink id={file} among={ids} />{' '}
          <button
            type="button"
            className="plain hush"
            aria-label={t('remove')}
            onClick={() => onChange(ids.filter((other) => other !== file))}
          >
            ×
          </button>
        </span>
      ))}
      <Button size="small" loading={isSending} onClick={() => picker.current?.click()}>
        {t('file.add')}
      </Button>
      {isNarrow ? (
        <Button size="small" disabled={isSending} onClick={() => camera.current?.click()}>
          {t('file.photo')}
        </Button>
      ) : null}
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('file.photo')}
        onChange={({ target }) => {
          void send([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <input
        ref={picker}
        id={id}
        type="file"
        multiple
        hidden
        aria-label={label ?? field.name}
        onChange={({ target }) => {
          void send([...(target.files ?? [])])
          target.value = ''
        }}
      />
    </div>
  )
}
