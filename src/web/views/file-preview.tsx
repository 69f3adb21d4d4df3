// A file looked at in place: pictures and PDF by the browser's own means, everything else to be saved; arrows go to its neighbours.
import { Button, Modal } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type FileFacts, useFileFacts } from '../data/file-facts.ts'
import { fileAddress } from '../data/files.ts'
import { type Preview, showFile } from '../data/preview.ts'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import './file-preview.css'

export default function FilePreview({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation()
  const { files, id } = preview
  const place = files.findIndex((file) => file.id === id)
  const facts = useFileFacts(id)
  const name = facts.data?.name || files[place]?.name || t('file.open')
  const close = (): void => showFile(null)
  const go = (step: number): (() => void) | undefined => {
    const to = files[place + step]
    return to === undefined ? undefined : () => showFile({ files, id: to.id })
  }
  useKeys(go(-1), go(1), close)
  return (
    <Modal
      open
      className="file-preview"
      width="min(1100px, 100vw)"
      title={name}
      onCancel={close}
      footer={<Foot preview={preview} name={name} place={place} back={go(-1)} on={go(1)} />}
    >
      <div className="file-body" aria-live="polite">
        {facts.isPending ? <Skeleton rows={6} label={t('loading')} /> : null}
        {facts.isError ? (
          <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void facts.refetch()} />
        ) : null}
        {facts.data === undefined ? null : <Drawn key={id} id={id} name={name} facts={facts.data} />}
      </div>
    </Modal>
  )
}

/** Left, right and away, wherever in the page the focus is; somebody in the document itself has its own keys. */
function useKeys(back: (() => void) | undefined, on: (() => void) | undefined, close: () => void): void {
  useEffect(() => {
    const onKeyDown = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): void => {
      if (altKey || ctrlKey || metaKey) return
      if (key === 'ArrowLeft') back?.()
      if (key === 'ArrowRight') on?.()
      // A document that is gone takes the focus with it, and the dialog hears no keys.
      if (key === 'Escape') close()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [back, on, close])
}

function Foot({
  preview: { files, id },
  name,
  place,
  back,
  on,
}: {
  readonly preview: Preview
  readonly name: string
  readonly place: number
  readonly back: (() => void) | undefined
  readonly on: (() => void) | undefined
}) {
  const { t } = useTranslation()
  return (
    <div className="file-foot">
      {files.length < 2 ? null : (
        <fieldset aria-label={t('file.others')}>
          <Button disabled={back === undefined} onClick={back} aria-label={t('file.previous')}>
            ←
          </Button>
          <span>
            {place + 1} / {files.length}
          </span>
          <Button disabled={on === undefined} onClick={on} aria-label={t('file.next')}>
            →
          </Button>
        </fieldset>
      )}
      <a href={fileAddress(id)} target="_blank" rel="noreferrer">
        {t('file.beside')}
      </a>
      <Button type="primary" href={fileAddress(id)} download={name}>
        {t('file.save')}
      </Button>
    </div>
  )
}

function Drawn({
  id,
  name,
  facts: { drawn, isGone },
}: {
  readonly id: string
  readonly name: string
  readonly facts: FileFacts
}) {
  const { t } = useTranslation()
  const address = fileAddress(id)
  if (isGone) return <EmptyState title={t('file.gone')} hint={t('file.goneHint')} />
  if (drawn === 'picture') return <img src={address} alt={name} />
  // No browser starts its viewer of PDF in a sandbox; the server answers with what lets nothing in it act.
  if (drawn === 'pdf' && navigator.pdfViewerEnabled) return <iframe src={address} title={name} />
  if (drawn === 'text') return <iframe src={address} title={name} sandbox="" />
  return <EmptyState title={t('file.notDrawn')} hint={t('file.notDrawnHint')} />
}
