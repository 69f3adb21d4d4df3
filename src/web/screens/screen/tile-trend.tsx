// A metric over the last periods, as small columns: whether it gets better or worse is what one number cannot say.
import { useTranslation } from 'react-i18next'
import type { Tile } from '#kernel/metrics'
import { useCatalog } from '../../data/metadata.ts'
import { useMetric } from '../../data/numbers.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useMetricText } from './metric-text.ts'
import { lastStarts } from './period.ts'

export function TileTrend({ trend }: { readonly trend: NonNullable<Tile['trend']> }) {
  const { t } = useTranslation()
  const { today } = useFormat()
  const text = useMetricText()
  const metric = useCatalog().metric(trend.metric)
  const starts = lastStarts(trend.every, trend.last, today)
  const from = starts[0] ?? today
  const found = useMetric({ metric: trend.metric, from, every: trend.every })
  if (metric === undefined) return null
  const values = starts.map(
    (start) => found.data?.find(({ at }) => at?.slice(0, 10) === start)?.value ?? null,
  )
  const most = metric.format === 'percent' ? 1 : Math.max(1, ...values.map(Number))
  const caption = t(`screen.last.${trend.every}`, { count: trend.last })
  const said = values.map((value) => text(value, metric.format)).join(' ')
  return (
    <figure className="trend">
      <div role="img" aria-label={`${caption}: ${said}`}>
        {values.map((value, index) => (
          <i
            key={starts[index]}
            data-none={value === null}
            style={{ height: value === null ? '0' : `${Math.max(2, (Number(value) / most) * 100)}%` }}
          />
        ))}
      </div>
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
