// The numbers on top of a record: its own fields and metrics over what names it.
import { useTranslation } from 'react-i18next'
import { parseDecimal } from '#base/values/decimal'
import type { MetricDefinition } from '#kernel/metrics'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Figure, Row } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useMetric } from '../../data/metrics.ts'
import { Show } from '../../fields/index.tsx'
import { daysBetween, formatDistance, formatMoney, formatNumber, formatPercent } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { BarOfParts } from '../../ui/small.tsx'
import { shareOf } from './share-of.ts'

export function Figures({ object, row }: { readonly object: ObjectMetadata; readonly row: Row }) {
  const catalog = useCatalog()
  const figures = object.overview?.figures ?? []
  if (figures.length === 0) return null
  return (
    <dl className="figures">
      {figures.map((figure) => {
        if ('field' in figure) {
          const field = catalog.field(object, figure.field)
          return (
            field && (
              <FieldFigure key={figure.field} object={object} field={field} figure={figure} row={row} />
            )
          )
        }
        const metric = catalog.metadata.metrics.find(({ name }) => name === figure.metric)
        return (
          metric && <MetricFigure key={figure.metric} metric={metric} figure={figure} id={String(row.id)} />
        )
      })}
    </dl>
  )
}

type Own = Extract<Figure, { readonly field: string }>

function FieldFigure({
  object,
  field,
  figure,
  row,
}: {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly figure: Own
  readonly row: Row
}) {
  const label = useLabel()
  const whole = useCatalog().field(object, figure.of ?? '')
  const share = whole === undefined ? null : shareOf(row[field.name], row[whole.name])
  return (
    <div className="figure">
      <dt>{label(field.label)}</dt>
      <dd>
        {isMoment(field) ? (
          <Moment field={field} row={row} isDue={figure.alarm === true} />
        ) : (
          <Show field={field} value={row[field.name]} row={row} />
        )}
        {whole !== undefined && share !== null ? (
          <>
            <BarOfParts
              parts={[
                {
                  share: Math.min(1, share),
                  color: share > 1 ? 'var(--late)' : 'var(--accent)',
                  label: `${label(field.label)} / ${label(whole.label)} ${Math.round(share * 100)}%`,
                },
              ]}
            />
            <small className={share > 1 ? 'late' : ''}>
              {label(whole.label)} <Show field={whole} value={row[whole.name]} row={row} />
            </small>
          </>
        ) : null}
      </dd>
    </div>
  )
}

const isMoment = (field: FieldMetadata): boolean => {
  const type = 'result' in field ? field.result : field.type
  return type === 'date' || type === 'datetime'
}

/** How long ago, or in how long, with the day itself below; what is due and past is late. */
function Moment({
  field,
  row,
  isDue,
}: {
  readonly field: FieldMetadata
  readonly row: Row
  readonly isDue: boolean
}) {
  const { now, today, zone, language } = useFormat()
  const { t } = useTranslation()
  const value = row[field.name]
  if (typeof value !== 'string' || value === '')
    return <span className="hush">{t(isDue ? 'record.notSet' : 'record.never')}</span>
  const tone = isDue && value < (value.length === 10 ? today : now) ? 'late' : ''
  const days = daysBetween(value, now, zone)
  const exact = <Show field={field} value={value} row={row} />
  // Yesterday, today and tomorrow are said with the day.
  if (Math.abs(days) <= 1) return <span className={tone}>{exact}</span>
  return (
    <>
      <span className={tone}>{formatDistance(days, language)}</span>
      <small>{exact}</small>
    </>
  )
}

function MetricFigure({
  metric,
  figure,
  id,
}: {
  readonly metric: MetricDefinition
  readonly figure: Extract<Figure, { readonly metric: string }>
  readonly id: string
}) {
  const label = useLabel()
  const hasCurrency = metric.dimensions.includes('currency')
  const cells = useMetric(metric, {
    metric: metric.name,
    filter: `${figure.by} = '${id}'`,
    ...(hasCurrency ? { dimensions: ['currency'] } : {}),
  })
  const told = (cells.data ?? []).flatMap(({ key: [currency], value }) =>
    value === null || isNothing(value) ? [] : [written(metric, value, currency ?? 'CNY')],
  )
  return (
    <div className="figure">
      <dt>{label(metric.label)}</dt>
      <dd className={figure.alarm && told.length > 0 ? 'late' : ''}>
        {told.length > 0 ? (
          told.map((text) => <span key={text}>{text}</span>)
        ) : (
          <span className="hush">—</span>
        )}
        {cells.data?.[0]?.rows ? (
          <MetricRows count={cells.data.reduce((sum, { rows }) => sum + rows, 0)} />
        ) : null}
      </dd>
    </div>
  )
}

function MetricRows({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  return <small>{t('record.ofRows', { count })}</small>
}

const isNothing = (value: string): boolean => parseDecimal(value)?.isZero() ?? true

function written({ format }: MetricDefinition, value: string, currency: string): string {
  if (format === 'money') return formatMoney(value, currency)
  if (format === 'percent') return formatPercent(value)
  return formatNumber(value, 1).replace(/\.0$/, '')
}
