// A PDF in place, where the browser can draw it; elsewhere, as on telephones, it is opened or saved.
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { problemText } from '../data/problem-text.ts'
import type { Sheet } from '../data/sheets.ts'
import { EmptyState, Skeleton } from '../ui/states.tsx'

export function SheetFrame({
  sheet: { address, name, problems, isAsking },
  drawn,
  frame,
}: {
  readonly sheet: Sheet
  /** Where it is drawn from; from what was answered when absent. */
  readonly drawn?: string
  readonly frame?: RefObject<HTMLIFrameElement | null>
}) {
  const { t } = useTranslation()
  if (problems.length > 0) return <EmptyState title={t('print.failed')} hint={problemText(problems, t)} />
  if (address === null || (isAsking && !navigator.pdfViewerEnabled))
    return <Skeleton rows={8} label={t('loading')} />
  if (navigator.pdfViewerEnabled)
    return <iframe ref={frame} src={`${drawn ?? address}#view=FitH`} title={name} data-asking={isAsking} />
  return (
    <EmptyState title={name} hint={t('print.notDrawn')}>
      <a className="ant-btn-like" href={drawn ?? address} target="_blank" rel="noreferrer">
        {t('print.openFile')}
      </a>
    </EmptyState>
  )
}
