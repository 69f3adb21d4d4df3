// A record as it will stand on paper: which sheet, in which language, and on from there.
import { Button, Modal, Segmented, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { callFile } from '../data/api.ts'
import { useLabel } from '../data/metadata.ts'
import { newId } from '../data/new-id.ts'
import { sheetAddress, useSheet } from '../data/sheets.ts'
import type { Language } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { useIsNarrow } from '../ui/media.ts'
import { SheetFrame } from './sheet-frame.tsx'
import './file-preview.css'
import './print-dialog.css'

export default function PrintDialog({
  object,
  id,
  onClose,
}: {
  readonly object: ObjectMetadata
  readonly id: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const own = useFormat().language
  const { prints = [] } = object
  const isNarrow = useIsNarrow()
  const [layout, setLayout] = useState(prints[0]?.name ?? '')
  const [language, setLanguage] = useState<Language>(own)
  const frame = useRef<HTMLIFrameElement>(null)
  const [as] = useState(newId)
  const address = sheetAddress(object.name, id, layout, { language, as })
  const sheet = useSheet(address, (signal) => callFile(address, { signal }))
  const isReady = sheet.address !== null && sheet.problems.length === 0 && !sheet.isAsking
  const print = (): void => {
    frame.current?.contentWindow?.focus()
    frame.current?.contentWindow?.print()
  }
  return (
    <Modal
      open
      className="file-preview print-dialog"
      style={isNarrow ? {} : { top: 40 }}
      width="min(1000px, 100vw)"
      title={t('print.title')}
      onCancel={onClose}
      footer={
        <div className="file-foot">
          {isReady ? (
            <a href={address} target="_blank" rel="noreferrer">
              {t('file.beside')}
            </a>
          ) : null}
          <Button
            disabled={!isReady}
            {...(isReady ? { href: sheet.address ?? '' } : {})}
            download={sheet.name}
          >
            {t('print.save')}
          </Button>
          {navigator.pdfViewerEnabled ? (
            <Button type="primary" disabled={!isReady} onClick={print}>
              {t('print.now')}
            </Button>
          ) : null}
        </div>
      }
    >
      <div className="print-choices">
        <Select
          aria-label={t('print.layout')}
          value={layout}
          popupMatchSelectWidth={false}
          options={prints.map((one) => ({ value: one.name, label: label(one.label) }))}
          onChange={setLayout}
        />
        <Segmented<Language>
          aria-label={t('print.language')}
          value={language}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={setLanguage}
        />
      </div>
      <div className="file-body" aria-live="polite" aria-busy={sheet.isAsking}>
        <SheetFrame sheet={sheet} drawn={address} frame={frame} />
      </div>
    </Modal>
  )
}
