// A metric cut by one of its dimensions, as columns in the order of the options; what is late of each is drawn in colour.
import { useTranslation } from 'react-i18next'
import type { MetricCell, Tile } from '#kernel/metrics'
import type { FieldMetadata } from '#kernel/module'
import { target } from '#kernel/schema'
import type { Catalog } from '../../data/catalog.ts'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useMetric } from '../../data/numbers.ts'
import { useTitle } from '../../data/titles.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useMetricText } from './metric-text.ts'
import { spanOf } from './period.ts'

const mostBars = 9

/** The field at the end of a path. */
export function fieldAlong(catalog: Catalog, object: string, path: string): FieldMetadata | undefined {
  const [name = '', ...rest] = path.split('.')
  const field = catalog.object(object)?.fields.find((candidate) => candidate.name === name)
  const to = field && target(field)
  return rest.length === 0
    ? field
    : typeof to === 'string'
      ? fieldAlong(catalog, to, rest.join('.'))
      : undefined
}

export function TileBars({ bars }: { readonly bars: NonNullable<Tile['bars']> }) {
  const { t } = useTranslation()
  const { today } = useFormat()
  const catalog = useCatalog()
  const text = useMetricText()
  const metric = catalog.metric(bars.metric)
  const common = {
    dimensions: [bars.by],
    ...spanOf(bars.period, today),
    ...(bars.filter ? { filter: bars.filter } : {}),
  }
  const found = useMetric({ metric: bars.metric, ...common })
  const late = useMetric(bars.late === undefined ? null : { metric: bars.late, ...common })
  if (metric === undefined) return null
  const field = fieldAlong(catalog, metric.object, bars.by)
  const keys = keysOf(field, found.data ?? [])
  const most = Math.max(1, ...keys.map((key) => countOf(found.data, key)))
  return (
    <ol className="bars">
      {keys.map((key) => {
        const [all, behind] = [countOf(found.data, key), countOf(late.data, key)]
        return (
          <li key={key}>
            <span className="bar-value">
              {found.data === undefined ? '' : text(String(all), metric.format)}
              {behind > 0 ? <em>{t('screen.lateOf', { count: behind })}</em> : null}
            </span>
            <span className="bar-column" aria-hidden="true" style={{ '--share': `${(all / most) * 100}%` }}>
              <i style={{ '--share': `${all > 0 ? Math.min(100, (behind / all) * 100) : 0}%` }} />
            </span>
            <BarName field={field} value={key} />
          </li>
        )
      })}
    </ol>
  )
}

/** Every option, so that nothing moves when a column empties; of anything else the largest. */
function keysOf(field: FieldMetadata | undefined, cells: readonly MetricCell[]): readonly string[] {
  if (field?.type === 'select') return field.options.filter(({ retired }) => !retired).map(({ key }) => key)
  return cells
    .flatMap(({ key: [key] }) => key ?? [])
    .toSorted((a, b) => countOf(cells, b) - countOf(cells, a))
    .slice(0, mostBars)
}

const countOf = (cells: readonly MetricCell[] | undefined, key: string): number =>
  Number(cells?.find((cell) => cell.key[0] === key)?.value ?? 0)

function BarName({ field, value }: { readonly field: FieldMetadata | undefined; readonly value: string }) {
  const label = useLabel()
  const to = (field && target(field)) ?? ''
  const title = useTitle(to, to === '' ? null : value)
  const option = field?.type === 'select' ? field.options.find(({ key }) => key === value) : undefined
  return <span className="bar-name cut">{option === undefined ? (title ?? value) : label(option.label)}</span>
}
