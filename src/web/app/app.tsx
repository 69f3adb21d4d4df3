// From nobody to a working page: who is there, what the workspace is made of, and the words and colours to show it in.
import { StyleProvider } from '@ant-design/cssinjs'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import { type ComponentProps, lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { catalogOf } from '../data/catalog.ts'
import { useLive } from '../data/live.ts'
import { useMadeSecret } from '../data/made-secret.ts'
import { CatalogContext, useMetadataQuery } from '../data/metadata.ts'
import { useDelivery } from '../data/offline/use-outbox.ts'
import { usePreferenceSync } from '../data/preference-sync.ts'
import { usePreferences } from '../data/preferences.ts'
import { SessionContext, useHasExpired, useSession, useSessionQuery } from '../data/session.ts'
import { isSharedAddress } from '../data/shared.ts'
import { buttons } from '../ui/buttons.tsx'
import type { Language } from '../ui/format.ts'
import { FormatProvider } from '../ui/format-context.tsx'
import { keptStyles } from '../ui/kept-styles.ts'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { themeOf } from '../ui/theme.ts'
import { Toasts } from '../ui/toast.tsx'
import { browserLanguage, changeLanguage, componentWords } from './i18n.ts'
import { router } from './router.tsx'

const ChoosePassword = lazy(() => import('../screens/password/choose-password.tsx'))
const SecretDialog = lazy(() => import('./secret-dialog.tsx'))
const SharedScreen = lazy(() => import('../screens/shared/shared.tsx'))
const SignIn = lazy(() => import('../screens/sign-in/sign-in.tsx'))

type ComponentWords = NonNullable<ComponentProps<typeof ConfigProvider>['locale']>

/** The library's words before they are loaded: its own. Where a provider is given words only later it draws everything inside anew. */
const noWords: ComponentWords = { locale: '' }

const styles = keptStyles()

export function App() {
  const session = useSessionQuery()
  const preferences = usePreferences()
  const wanted =
    preferences.language === 'account' ? (session.data?.me.locale ?? browserLanguage()) : preferences.language
  return (
    <Dressed language={wanted}>
      {isSharedAddress() ? (
        <Suspense fallback={<Waiting />}>
          <SharedScreen language={wanted} />
        </Suspense>
      ) : (
        <Gate language={wanted} />
      )}
      <Toasts />
    </Dressed>
  )
}

/** Theme, density and words for everything inside; a change of language is loaded first and shown at once. */
function Dressed({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  const { i18n } = useTranslation()
  const { dark, density } = usePreferences()
  const [words, setWords] = useState(noWords)
  useEffect(() => {
    let isCurrent = true
    void changeLanguage(i18n, language)
    void componentWords(language).then((loaded) => {
      // The library's own dictionary, in the shape its provider asks for.
      if (isCurrent) setWords(loaded as ComponentWords)
    })
    return () => {
      isCurrent = false
    }
  }, [i18n, language])
  // The page wears both already (data/preferences.ts); its tokens are read anew when they change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the density is in the tokens
  const theme = useMemo(() => themeOf(document.documentElement, dark), [dark, density])
  return (
    <StyleProvider cache={styles}>
      <ConfigProvider theme={theme} button={buttons} locale={words}>
        {children}
      </ConfigProvider>
    </StyleProvider>
  )
}

function Gate({ language }: { readonly language: Language }) {
  const { t } = useTranslation()
  const session = useSessionQuery()
  if (session.isPending) return <Waiting />
  if (session.isError)
    return <ErrorState title={t('offline')} retry={t('retry')} onRetry={() => void session.refetch()} />
  if (session.data === null)
    return (
      <Suspense fallback={<Waiting />}>
        <SignIn />
      </Suspense>
    )
  return (
    <SessionContext value={session.data}>
      {session.data.me.mustChange ? (
        <Suspense fallback={<Waiting />}>
          <ChoosePassword />
        </Suspense>
      ) : (
        <Inside language={language} />
      )}
    </SessionContext>
  )
}

function Inside({ language }: { readonly language: Language }) {
  const { t } = useTranslation()
  const { me, workspace } = useSession()
  const metadata = useMetadataQuery()
  const catalog = useMemo(() => (metadata.data ? catalogOf(metadata.data) : null), [metadata.data])
  const hasExpired = useHasExpired()
  const secret = useMadeSecret()
  useLive(catalog)
  usePreferenceSync(me.id)
  useDelivery()
  if (metadata.isPending) return <Waiting />
  if (catalog === null)
    return <ErrorState title={t('offline')} retry={t('retry')} onRetry={() => void metadata.refetch()} />
  return (
    <CatalogContext value={catalog}>
      <FormatProvider language={language} zone={workspace.zone}>
        <RouterProvider router={router} />
        <Suspense>{hasExpired ? <SignIn isOverlay /> : null}</Suspense>
        <Suspense>{secret === null ? null : <SecretDialog made={secret} />}</Suspense>
      </FormatProvider>
    </CatalogContext>
  )
}

const Waiting = () => (
  <div className="page">
    <Skeleton rows={6} />
  </div>
)
