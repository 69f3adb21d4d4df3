// The frame of every page: the rail on the left, the bar on top, the screen inside.
import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../ui/shortcuts.ts'
import { Skeleton } from '../ui/states.tsx'
import { runLastToastAction } from '../ui/toast.tsx'
import { Bar } from './bar.tsx'
import { Rail } from './rail.tsx'
import './shell.css'

const Palette = lazy(() => import('./palette.tsx'))
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'))

type Open = 'palette' | 'create' | 'shortcuts' | null

export function Shell() {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Open>(null)
  const navigate = useNavigate()
  const { object } = useParams({ strict: false })
  useShortcut('mod+k', t('keys.palette'), () => setOpen('palette'), true)
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
      <Bar onFind={() => setOpen('palette')} />
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
      <Suspense>
        {open === 'palette' || open === 'create' ? (
          <Palette
            isCreating={open === 'create'}
            onClose={close}
            onGo={(to) => {
              close()
              void navigate(to)
            }}
          />
        ) : null}
        {open === 'shortcuts' ? <ShortcutsDialog onClose={close} /> : null}
      </Suspense>
    </div>
  )
}
