// How the expected date of a line was computed: its parts in words, the one that decides the date first among equals.
import { useTranslation } from 'react-i18next'
import { parseDate } from '#base/values/date'
import type { Row } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import { formatDay, formatNumber } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import type { DrawnLines } from '../../views/room-layout.ts'

type Part = { readonly [name: string]: unknown }
export type SaidPart = { readonly text: string; readonly date: string; readonly decides: boolean }

const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The parts of a line's date in the reader's words; the latest of them decides it. */
export function useBasis(): (lines: DrawnLines, line: Row) => readonly SaidPart[] {
  const label = useLabel()
  const { today, language } = useFormat()
  return ({ basis, expected }, line) => {
    const stored: unknown = basis === undefined ? null : line[basis.field]
    if (basis === undefined || !Array.isArray(stored)) return []
    const until = expected === undefined ? null : line[expected.name]
    const shown = (value: unknown): string => {
      const day = parseDate(value as never)
      if (day !== undefined) return formatDay(day, today, language)
      return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
        ? formatNumber(value)
        : String(value ?? '—')
    }
    return stored.filter(isPart).flatMap((part): SaidPart[] => {
      const says = basis.says[String(part.says ?? part.source)]
      if (says === undefined) return []
      const text = label(says).replace(/\{(\w+)\}/g, (_, name: string) => shown(part[name]))
      return [{ text, date: String(part.date ?? ''), decides: part.date === until }]
    })
  }
}

export function LineBasis({ parts }: { readonly parts: readonly SaidPart[] }) {
  const { t } = useTranslation()
  return (
    <ul className="basis" aria-label={t('room.computed')}>
      {parts.map(({ text, decides }) => (
        <li key={text} className="basis-part" data-decides={decides && parts.length > 1}>
          {text}
        </li>
      ))}
    </ul>
  )
}
