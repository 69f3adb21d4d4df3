// The language, the zone and the ticking present that everything shown is formatted with.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { localDate } from '#base/values/date'
import type { Language } from './format.ts'

export type Formatting = {
  readonly language: Language
  readonly zone: string
  /** ISO instant, renewed every half minute. */
  readonly now: string
  readonly today: string
}

const FormatContext = createContext<Formatting>({
  language: 'zh-CN',
  zone: 'Asia/Shanghai',
  now: '1970-01-01T00:00:00.000Z',
  today: '1970-01-01',
})

export const useFormat = (): Formatting => useContext(FormatContext)

const present = (): string => new Date().toISOString()

export function FormatProvider({
  language,
  zone,
  children,
}: {
  readonly language: Language
  readonly zone: string
  readonly children: ReactNode
}) {
  const [now, setNow] = useState(present)
  useEffect(() => {
    const timer = setInterval(() => setNow(present()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const value = useMemo(
    () => ({ language, zone, now, today: localDate(now, zone) ?? now.slice(0, 10) }),
    [language, zone, now],
  )
  return <FormatContext value={value}>{children}</FormatContext>
}
