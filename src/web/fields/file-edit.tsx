// Attaching files, and taking pictures on a telephone; loaded where a file can be attached.
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FileField, pictureTypes } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { helpedOnFocus } from '../ui/help.tsx'
import { useIsNarrow } from '../ui/media.ts'
import type { EditProps } from './field-view.ts'
import { Picture } from './file.tsx'
import { FileLink } from './file-link.tsx'
import { useSendFiles } from './file-sending.ts'
import { idsOf } from './ids.ts'

export default function Edit(props: EditProps<FileField>) {
  const { field, value, onChange, id, label, describedBy, help = '' } = props
  const { t } = useTranslation()
  const inWords = useLabel()
  const picker = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const isNarrow = useIsNarrow()
  const [isSending, setSending] = useState(false)
  const ids = idsOf(value)
  const isPictures = field.shownAs !== undefined
  const One = isPictures ? Picture : FileLink
  const sendFiles = useSendFiles()
  const send = async (files: readonly File[]): Promise<void> => {
    setSending(true)
    const stored = await sendFiles(files)
    setSending(false)
    if (stored.length > 0) onChange([...ids, ...stored])
  }
  return (
    <div className="files">
      {ids.map((file) => (
        <span key={file}>
          <One id={file} among={ids} />{' '}
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
      <Button
        size="small"
        loading={isSending}
        aria-describedby={describedBy}
        {...helpedOnFocus(help)}
        onClick={() => picker.current?.click()}
      >
        {t(isPictures ? 'file.addPicture' : 'file.add')}
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
        {...(isPictures ? { accept: pictureTypes.join(',') } : {})}
        hidden
        aria-label={label ?? inWords(field.label)}
        onChange={({ target }) => {
          void send([...(target.files ?? [])])
          target.value = ''
        }}
      />
    </div>
  )
}
