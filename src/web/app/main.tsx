// Where the browser begins.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { isUnanswered } from '../data/api.ts'
import { isLost } from '../data/connection.ts'
import { startPreferences } from '../data/preferences.ts'
import { sessionQuery } from '../data/session.ts'
import { nameOpenLists } from '../ui/named-lists.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/touch.css'
import { App } from './app.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { browserLanguage, startI18n } from './i18n.ts'
import { startWorker } from './new-build.ts'
import { router } from './router.tsx'

startPreferences()
startWorker()
nameOpenLists()

const mostTries = 2
/**
 * While the server is away, what is on the page stays and is asked for again; it is asked for anyhow once it is back. Without
 * a network there is nothing to wait for: what the device has kept is shown, or that it has not.
 */
const mostWhileLost = (): number => (navigator.onLine ? 20 : 0)

const queries = new QueryClient({
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      // What nobody answers is answered by what the device kept.
      networkMode: 'always',
      staleTime: 15_000,
      // What was refused is refused again; only a failed connection or a tired server is worth another try.
      retry: (count, error) => count < (isLost() ? mostWhileLost() : mostTries) && isUnanswered(error),
      refetchOnWindowFocus: true,
    },
  },
})

// What was left in a list is worth keeping for as long as the page is open.
queries.setQueryDefaults(['left'], { gcTime: Number.POSITIVE_INFINITY })

const root = document.getElementById('root')
const words = startI18n(browserLanguage())
// While the words are on their way it is asked who is here, and the screen's own code is fetched.
void queries.prefetchQuery(sessionQuery)
void router.load()

void words.then((i18n) => {
  if (root === null) return
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <ErrorBoundary>
          <QueryClientProvider client={queries}>
            <App />
          </QueryClientProvider>
        </ErrorBoundary>
      </I18nextProvider>
    </StrictMode>,
  )
})
