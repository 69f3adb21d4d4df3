// A metric's value as a big screen says it.
import type { MetricDefinition } from '#kernel/metrics'
import { formatLarge, formatLargeMoney, formatShare } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useDuration } from '../../views/clock-text.tsx'

type Format = MetricDefinition['format']

/** The text of a value; a dash where there is none. */
export function useMetricText(): (
  value: string | null | undefined,
  format: Format,
  currency?: string,
) => string {
  const { language } = useFormat()
  const duration = useDuration()
  return (value, format, currency = 'CNY') => {
    if (value === null || value === undefined) return '—'
    if (format === 'percent') return formatShare(value)
    if (format === 'money') return formatLargeMoney(value, currency, language)
    return format === 'minutes' ? duration(Math.round(Number(value))) : formatLarge(value, language)
  }
}
