// The configuration leaves as an archive of reviewable text, and comes in from one.
import { Button } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Folder, fetchFolder } from '../../data/configuration.ts'
import type { Published } from '../../data/definitions.ts'
import { useCatalog } from '../../data/metadata.ts'
import { Fault } from '../../ui/notices.tsx'
import { Card } from '../../ui/small.tsx'

/** It understands definitions, which the page does not need. */
const ConfigurationDialog = lazy(() => import('./configuration-dialog.tsx'))

type Chosen = { readonly name: string; readonly files: Folder; readonly stamp: string }

export function ConfigurationCard({ published }: { readonly published: Published }) {
  const { t } = useTranslation()
  const { workspace } = useCatalog().metadata
  const picker = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState<'in' | 'out' | null>(null)
  const [fault, setFault] = useState<string>()
  const [note, setNote] = useState('')
  const [chosen, setChosen] = useState<Chosen | null>(null)

  const take = async (): Promise<void> => {
    setBusy('out')
    setFault(undefined)
    try {
      const { files, version, withIds } = await fetchFolder()
      const { zipped } = await import('../../data/folder-zip.ts')
      save(zipped(files), `${workspace.id}-v${version}.zip`)
      setNote(withIds.length === 0 ? '' : t('configuration.withIds', { files: withIds.join('、') }))
    } catch {
      setFault(t('configuration.failed'))
    }
    setBusy(null)
  }
  const bring = async (file: File): Promise<void> => {
    setBusy('in')
    const { unzipped } = await import('../../data/folder-zip.ts')
    const files = await unzipped(file)
    setBusy(null)
    setFault(files === null ? t('configuration.unreadable', { name: file.name }) : undefined)
    if (files !== null) setChosen({ name: file.name, files, stamp: `${file.name} ${Date.now()}` })
  }
  return (
    <Card title={t('configuration.title')}>
      <Fault text={fault} />
      <p className="hush">{t('configuration.hint')}</p>
      <div className="configuration-buttons">
        <Button loading={busy === 'out'} onClick={() => void take()}>
          {t('configuration.export')}
        </Button>
        <Button loading={busy === 'in'} onClick={() => picker.current?.click()}>
          {t('configuration.import')}
        </Button>
      </div>
      {note === '' ? null : <small className="hush">{note}</small>}
      <input
        ref={picker}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('configuration.import')}
        accept=".zip,application/zip"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file !== undefined) void bring(file)
          target.value = ''
        }}
      />
      {chosen === null ? null : (
        <Suspense>
          <ConfigurationDialog {...chosen} published={published} onClose={() => setChosen(null)} />
        </Suspense>
      )}
    </Card>
  )
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
