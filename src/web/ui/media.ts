// Whether the page is as narrow as a telephone.
import { createContext, useContext, useSyncExternalStore } from 'react'

const narrow = '(max-width: 800px)'

/** Set where something is drawn as on a telephone, however wide the page is. */
export const NarrowContext = createContext(false)

export function useIsNarrow(): boolean {
  const isSaid = useContext(NarrowContext)
  const isNarrow = useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(narrow)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => window.matchMedia(narrow).matches,
  )
  return isSaid || isNarrow
}
