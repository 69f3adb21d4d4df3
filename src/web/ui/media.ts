// Whether the page is as narrow as a telephone.
import { useSyncExternalStore } from 'react'

const narrow = '(max-width: 800px)'

export const useIsNarrow = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(narrow)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => window.matchMedia(narrow).matches,
  )
