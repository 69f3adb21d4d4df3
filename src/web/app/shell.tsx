// The frame of every page: the rail on the left, the bar on top, the screen inside.
import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAskedClash } from '../data/clash.ts'
import { usePreferences } from '../data/preferences.ts'
import { usePreview } from '../data/preview.ts'
import { HelpLayer } from '../ui/help.tsx'
import { useShortcut } from '../ui/shortcuts.ts'
import { Skeleton } from '../ui/states.tsx'
import { runLastToastAction } from '../ui/toast.tsx'
import { Bar } from './bar.tsx'
import type { Asked } from './palette.tsx'
import { PaletteDoor } from './palette-door.tsx'
import { Rail } from './rail.tsx'
import { useTour } from './use-tour.ts'
import './shell.css'

const ActionDialog = lazy(() => import('../views/action-dialog.tsx'))
const ClashDialog = lazy(() => import('../views/clash-dialog.tsx'))
const FilePreview = lazy(() => import('../views/file-preview.tsx'))
const TellHidden = lazy(() => import('./tell-hidden.tsx'))
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'))
const Tour = lazy(() => import('./tour.tsx'))

type Open = 'palette' | 'create' | 'shortcuts' | null

export function Shell() {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const tour = useTour()
  const navigate = useNavigate()
  const { isTold } = usePreferences()
  const { object } = useParams({ strict: false })
  useShortcut('mod+k', t('keys.palette'), () => setOpen(open === 'palette' ? null : 'palette'), true)
  const clash = useAskedClash()
  const preview = usePreview()
  useShortcut('/', t('keys.search'), () => setOpen('palette'), true)
  useShortcut('c', t('keys.create'), () => setOpen('create'), true)
  useShortcut('?', t('keys.help'), () => setOpen('shortcuts'), true)
  useShortcut('mod+z', t('undo'), () => void runLastToastAction(), true)
  const close = (): void => setOpen(null)
  return (
    <div className="shell">
      <a className="sr-only skip" href="#main">
        {t('skip')}
      </a>
      <Rail current={object} onFind={() => setOpen('palette')} onCreate={() => setOpen('create')} />
      <Bar onFind={() => setOpen('palette')} onHelp={() => setOpen('shortcuts')} />
      <main id="main" tabIndex={-1}>
        <Suspense
          fallback={
            <div className="page">
              <Skeleton rows={8} />
            </div>
          }
        >
          <Outlet />
        </Suspense>
      </main>
      <HelpLayer />
      <Suspense>
        {isTold ? <TellHidden /> : null}
        {clash === null ? null : <ClashDialog clash={clash} />}
        {preview === null ? null : <FilePreview preview={preview} />}
        {open === 'palette' || open === 'create' ? (
          <PaletteDoor
            key={open}
            isCreating={open === 'create'}
            onClose={close}
            onGo={(to) => {
              close()
              void navigate(to)
            }}
            onAsk={setAsked}
            onKeys={() => setOpen('shortcuts')}
            onTour={tour.start}
          />
        ) : null}
        {open === 'shortcuts' ? (
          <ShortcutsDialog
            onClose={close}
            onTour={() => {
              close()
              tour.start()
            }}
          />
        ) : null}
        {asked === null ? null : <ActionDialog {...asked} onClose={() => setAsked(null)} />}
        {tour.isOpen ? <Tour onEnd={tour.end} /> : null}
      </Suspense>
    </div>
  )
}
