// The place where a file is dropped or chosen.
import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

type DropProps = {
  readonly busy: 'sending' | 'looking' | null
  readonly onFile: (file: File) => Promise<void>
}

export function FileDrop({ busy, onFile }: DropProps) {
  const { t } = useTranslation()
  const picker = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined && busy === null) void onFile(file)
  }
  return (
    <section
      className="card drop"
      aria-label={t('import.choose')}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{t('import.drop')}</p>
      <Button type="primary" loading={busy !== null} onClick={() => picker.current?.click()}>
        {busy === null ? t('import.choose') : t(`import.${busy}`)}
      </Button>
      <small>{t('import.kinds')}</small>
      <small>{t('paste.hint')}</small>
      <input
        ref={picker}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('import.choose')}
        accept=".csv,.txt,.tsv,.xlsx,text/csv"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file !== undefined) void onFile(file)
          target.value = ''
        }}
      />
    </section>
  )
}
