// One sheet being designed: its blocks on the left, and beside them the PDF that they make.
import { Button, Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PrintLayout, papers } from '#kernel/schema'
import { askDraft, useSheet } from '../../data/sheets.ts'
import type { Language } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useIsNarrow } from '../../ui/media.ts'
import { EmptyState } from '../../ui/states.tsx'
import { SheetFrame } from '../../views/sheet-frame.tsx'
import { useDesigning } from './designing-context.ts'
import { PrintBlocks } from './print-blocks.tsx'
import { finishedLayout, putPrint } from './print-design.ts'
import { usePrintWords } from './print-words.ts'
import { Row } from './row.tsx'
import '../../views/file-preview.css'
import './print-editor.css'

const restMs = 600

export default function PrintEditor({
  name,
  onClose,
}: {
  readonly name: string
  readonly onClose: () => void
}) {
  const say = usePrintWords()
  const { design, change } = useDesigning()
  const own = useFormat().language
  const isNarrow = useIsNarrow()
  const [language, setLanguage] = useState<Language>(own)
  const [isLooking, setLooking] = useState(false)
  const layout = design.object.prints?.find((one) => one.name === name)
  if (layout === undefined) return null
  const put = (changed: PrintLayout): void => change((now) => putPrint(now, changed))
  return (
    <Modal
      open
      className="print-editor"
      width="min(1280px, 100vw)"
      style={isNarrow ? {} : { top: 24 }}
      title={say('editor')}
      onCancel={onClose}
      footer={
        <>
          {isNarrow ? (
            <Button onClick={() => setLooking(!isLooking)} aria-pressed={isLooking}>
              {say('preview')}
            </Button>
          ) : null}
          <Button type="primary" onClick={onClose}>
            {say('done')}
          </Button>
        </>
      }
    >
      <div className="print-columns">
        {isNarrow && isLooking ? null : (
          <div className="print-settings">
            <Head layout={layout} language={language} onLanguage={setLanguage} onChange={put} />
            <PrintBlocks layout={layout} language={language} onChange={put} />
          </div>
        )}
        {isNarrow && !isLooking ? null : <Preview layout={layout} language={language} />}
      </div>
    </Modal>
  )
}

function Head({
  layout,
  language,
  onLanguage,
  onChange,
}: {
  readonly layout: PrintLayout
  readonly language: Language
  readonly onLanguage: (language: Language) => void
  readonly onChange: (layout: PrintLayout) => void
}) {
  const say = usePrintWords()
  const { landscape, ...upright } = layout
  return (
    <div className="fields">
      <Row label={say('language')}>
        <Select<Language>
          aria-label={say('language')}
          value={language}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={onLanguage}
        />
      </Row>
      <Row label={say('name')} id="print-name">
        <Input
          id="print-name"
          value={layout.label[language]}
          maxLength={100}
          onChange={({ target }) =>
            onChange({ ...layout, label: { ...layout.label, [language]: target.value } })
          }
        />
      </Row>
      <Row label={say('paper')} id="print-paper">
        <Select
          id="print-paper"
          value={layout.paper ?? 'A4'}
          options={papers.map((paper) => ({ value: paper, label: paper }))}
          onChange={(paper) => onChange({ ...layout, paper })}
        />
        <div>
          <Checkbox
            checked={landscape === true}
            onChange={({ target }) => onChange(target.checked ? { ...layout, landscape: true } : upright)}
          >
            {say('landscape')}
          </Checkbox>
        </div>
      </Row>
    </div>
  )
}

/** The server prints what was published: of an object that never was there is nothing to show yet. */
function Preview(props: { readonly layout: PrintLayout; readonly language: Language }) {
  const say = usePrintWords()
  const { design } = useDesigning()
  if (!design.isNew) return <Drawn {...props} />
  return (
    <section className="print-preview" aria-label={say('preview')}>
      <div className="file-body">
        <EmptyState title={say('afterwards')} hint={say('afterwardsHint')} />
      </div>
    </section>
  )
}

/** Asked for anew once nobody has changed anything for a moment. */
function Drawn({ layout, language }: { readonly layout: PrintLayout; readonly language: Language }) {
  const { t } = useTranslation()
  const say = usePrintWords()
  const { design } = useDesigning()
  const object = design.object.name
  const draft = { object, layout: finishedLayout(layout), language }
  const sheet = useSheet(JSON.stringify(draft), (signal) => askDraft(draft, signal), restMs)
  return (
    <section className="print-preview" aria-label={say('preview')} aria-busy={sheet.isAsking}>
      <div className="file-body">
        <SheetFrame sheet={sheet} />
      </div>
      <div className="print-about">
        <small className="hush">
          {say('previewHint')} {say('pageHint')}
        </small>
        {sheet.address === null ? null : (
          <a href={sheet.address} download={sheet.name}>
            {t('print.save')}
          </a>
        )}
      </div>
    </section>
  )
}
