// What understands an object's own formulas, fetched where there is anything to understand; and the moment it judges in.
import { useEffect, useMemo, useState } from 'react'
import { workdaysIn } from '#kernel/calendar'
import { useWorking } from '../data/metadata.ts'
import { useMe } from '../data/session.ts'
import { useFormat } from '../ui/format-context.tsx'
import type { Moment } from './reckoning.ts'

export type Language = typeof import('./judging.ts')

let fetched: Language | null = null

/** Null while it is on its way, and where it is not needed. */
export function useLanguage(isNeeded: boolean): Language | null {
  const [language, setLanguage] = useState(fetched)
  useEffect(() => {
    if (!isNeeded || language !== null) return
    void import('./judging.ts').then((arrived) => {
      fetched = arrived
      setLanguage(arrived)
    })
  }, [isNeeded, language])
  return isNeeded ? language : null
}

export function useMoment(): Moment {
  const { id, department, roles } = useMe()
  const { now, zone } = useFormat()
  const working = useWorking()
  return useMemo(
    () => ({
      me: { id, department, roles, departments: [], headed: [] },
      workdays: working ? workdaysIn(working.time.calendar) : undefined,
      ...{ now, zone },
    }),
    [id, department, roles, now, zone, working],
  )
}
