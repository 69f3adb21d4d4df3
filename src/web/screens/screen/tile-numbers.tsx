// Numbers: the first large, the others beneath it; coloured only where more than nothing is late or at risk.
import { useTranslation } from 'react-i18next'
import type { MetricCell, MetricDefinition, TileNumber } from '#kernel/metrics'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useMetric, useSummary } from '../../data/numbers.ts'
import { formatShare } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Figure, Progress } from './figure.tsx'
import { useMetricText } from './metric-text.ts'
import { spanOf } from './period.ts'

type Counted = Extract<TileNumber, { readonly object: string }>
type Measured = Extract<TileNumber, { readonly metric: string }>

export const TileNumbers = ({ numbers }: { readonly numbers: readonly TileNumber[] }) => (
  <ul className="tile-numbers">
    {numbers.map((number, index) => (
      <li key={JSON.stringify(number)}>
        {'metric' in number ? (
          <MeasuredNumber number={number} isLarge={index === 0} />
        ) : (
          <CountedNumber number={number} isLarge={index === 0} />
        )}
      </li>
    ))}
  </ul>
)

function MeasuredNumber({ number, isLarge }: { readonly number: Measured; readonly isLarge: boolean }) {
  const { t } = useTranslation()
  const { today } = useFormat()
  const label = useLabel()
  const text = useMetricText()
  const metric = useCatalog().metric(number.metric)
  const whole = useCatalog().metric(number.of ?? '')
  const span = spanOf(number.period, today)
  const found = useMetric({ ...questionOf(metric, number), ...span })
  const of = useMetric(whole === undefined ? null : { metric: whole.name, ...span })
  if (metric === undefined) return null
  const cells = cellsByRows(found.data)
  const value = found.data === undefined ? undefined : (cells[0]?.value ?? emptyOf(metric))
  const wholeValue = of.data?.[0]?.value
  const share =
    whole === undefined || wholeValue === undefined
      ? null
      : Number(wholeValue) > 0
        ? Number(value ?? 0) / Number(wholeValue)
        : 0
  return (
    <>
      <Figure
        name={label(number.label ?? metric.label)}
        note={
          share === null
            ? undefined
            : t('screen.of', {
                whole: text(wholeValue, metric.format),
                share: formatShare(String(share), 0),
              })
        }
        text={text(value, metric.format, cells[0]?.key[0] ?? 'CNY')}
        exact={value}
        tone={number.tone}
        isLarge={isLarge}
        more={cells.slice(1).map((cell) => text(cell.value, metric.format, cell.key[0] ?? 'CNY'))}
      />
      {share === null ? null : <Progress share={share} name={t('screen.progress')} />}
    </>
  )
}

/** Amounts in different currencies are never added up. */
const questionOf = (metric: MetricDefinition | undefined, { metric: name, filter }: Measured) => ({
  metric: name,
  ...(filter === undefined ? {} : { filter }),
  ...(metric?.format === 'money' && metric.dimensions.includes('currency')
    ? { dimensions: ['currency'] }
    : {}),
})

const cellsByRows = (cells: readonly MetricCell[] = []): readonly MetricCell[] =>
  cells.toSorted((a, b) => b.rows - a.rows)

/** Of no records a sum is nothing, an average is not known. */
const emptyOf = ({ take, among }: MetricDefinition): string | null =>
  take === 'average' || among !== undefined ? null : '0'

function CountedNumber({ number, isLarge }: { readonly number: Counted; readonly isLarge: boolean }) {
  const label = useLabel()
  const catalog = useCatalog()
  const text = useMetricText()
  const { object, where, sum } = number
  const found = useSummary({
    object,
    ...(where === undefined ? {} : { filter: { formula: where } }),
    ...(sum === undefined ? {} : { sums: [sum] }),
  })
  const group = found.data?.[0]
  const value = sum === undefined ? group?.count.toString() : group?.sums[0]
  const isMoney = catalog.object(object)?.fields.find(({ name }) => name === sum)?.type === 'money'
  return (
    <Figure
      name={label(number.label ?? catalog.object(object)?.label)}
      text={text(value, isMoney ? 'money' : 'number')}
      exact={value}
      tone={number.tone}
      isLarge={isLarge}
    />
  )
}
