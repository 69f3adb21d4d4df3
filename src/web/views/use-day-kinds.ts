// What a day is by the working calendar: whether there is work on it, and what it is called.
import { useMemo } from 'react'
import { useCatalog, useWorking } from '../data/metadata.ts'

export type DayKind = { readonly isOff: boolean; readonly name: string; readonly isMadeUp: boolean }

export function useDayKinds(): (day: string) => DayKind {
  const working = useWorking()?.time
  const { exceptions } = useCatalog().metadata.calendar
  return useMemo(() => {
    const named = new Map(exceptions.map((one) => [one.date, one]))
    return (day) => {
      const exception = named.get(day)
      return {
        isOff: working === undefined ? false : !working.isWorkingDay(day),
        name: exception?.name ?? '',
        isMadeUp: exception?.kind === 'workday',
      }
    }
  }, [working, exceptions])
}
