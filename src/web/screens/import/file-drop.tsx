// Where a file is chosen; it may also be dropped or pasted anywhere on the page.
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Fault } from '../../ui/notices.tsx'
import { isTyping } from '../../ui/shortcuts.ts'

type DropProps = {
  readonly busy: 'sending' | 'looking' | null
  /** Why the last file was not taken. */
  readonly fault: string | null
  readonly onFile: (file: File) => Promise<void>
}

const endings = ['.csv', '.txt', '.tsv', '.xlsx', '.xls']

export function FileDrop({ busy, fault, onFile }: DropProps) {
  const { t } = useTranslation()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <section className="card drop" aria-label={t('import.choose')}>
      <Fault text={fault ?? undefined} />
      <p>{t('import.drop')}</p>
      <Button type="primary" loading={busy !== null} onClick={() => picker.current?.click()}>
        {busy === null ? t('import.choose') : t(`import.${busy}`)}
      </Button>
      <small>{t('import.kinds')}</small>
      <small>{t('import.paste')}</small>
      <input
        ref={picker}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('import.choose')}
        accept={[...endings, 'text/csv'].join()}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file !== undefined) void onFile(file)
          target.value = ''
        }}
      />
    </section>
  )
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true

/** What is dropped or pasted on the page, a table copied from a spreadsheet included; null for a page that takes nothing now. */
export function usePageFiles(onFile: ((file: File) => Promise<void>) | null): void {
  const { t } = useTranslation()
  const name = t('import.pasted')
  const latest = useRef(onFile)
  useEffect(() => {
    latest.current = onFile
  })
  useEffect(() => {
    const take = (file: File | undefined): void => {
      if (file !== undefined) void latest.current?.(file)
    }
    const over = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      document.documentElement.toggleAttribute('data-file-over', latest.current !== null)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) document.documentElement.removeAttribute('data-file-over')
    }
    const drop = (event: DragEvent): void => {
      document.documentElement.removeAttribute('data-file-over')
      if (!holdsFiles(event)) return
      event.preventDefault()
      take(event.dataTransfer?.files[0])
    }
    const paste = (event: ClipboardEvent): void => {
      const { clipboardData } = event
      if (clipboardData === null || isTyping(event.target)) return
      event.preventDefault()
      take(pastedFile(clipboardData, name))
    }
    const stop = new AbortController()
    const { signal } = stop
    document.addEventListener('dragover', over, { signal })
    document.addEventListener('dragleave', leave, { signal })
    document.addEventListener('drop', drop, { signal })
    document.addEventListener('paste', paste, { signal })
    return () => {
      stop.abort()
      document.documentElement.removeAttribute('data-file-over')
    }
  }, [name])
}

/** A spreadsheet leaves a picture of the cells beside their text: only files of tables count. */
function pastedFile(clipboard: DataTransfer, name: string): File | undefined {
  const table = [...clipboard.files].find((file) =>
    endings.some((ending) => file.name.toLowerCase().endsWith(ending)),
  )
  const text = clipboard.getData('text/plain')
  if (table !== undefined || !/[\t\n]/.test(text.trim())) return table
  return new File([text], `${name}.tsv`, { type: 'text/tab-separated-values' })
}
