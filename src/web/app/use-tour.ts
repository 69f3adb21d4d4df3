// Whether the tour is open: by itself the first time somebody is here, afterwards when they ask for it.
import { useState } from 'react'
import { setPreferences, usePreferences } from '../data/preferences.ts'
import { useMe } from '../data/session.ts'

export type TourState = {
  readonly isOpen: boolean
  readonly start: () => void
  readonly end: () => void
}

export function useTour(): TourState {
  const [isAsked, setAsked] = useState(false)
  const { toured, adopted } = usePreferences()
  const me = useMe()
  return {
    // Another browser may have shown it: nothing opens before the server has said what it knows.
    isOpen: isAsked || (adopted === me.id && !toured),
    start: () => setAsked(true),
    end: () => {
      setAsked(false)
      setPreferences({ toured: true })
    },
  }
}
