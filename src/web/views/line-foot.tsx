// Under a grid of lines: what they come to with and without tax, and the amount in capital numerals.
import { useTranslation } from 'react-i18next'
import { rmbCapital } from '#base/values/money'
import type { ObjectMetadata } from '#kernel/module'
import type { Row } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { currencyOf } from '../fields/money.tsx'
import { formatMoney } from '../ui/format.ts'
import { lineSums, taxOf } from './line-sums.ts'
import type { Reckoned } from './reckoning.ts'

export function LineFoot({
  whole,
  object,
  row,
  lines,
}: {
  readonly whole: ObjectMetadata
  readonly object: ObjectMetadata
  readonly row: Row
  readonly lines: readonly Reckoned[]
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const sums = lineSums(whole, object.name, lines)
  const [first] = sums
  if (first === undefined || lines.length === 0) return null
  const currency = currencyOf('currency' in first.field ? first.field.currency : undefined, row)
  const tax = taxOf(sums)
  const inclusive = sums.find(({ field }) => 'tax' in field && field.tax === 'inclusive')
  const capital = currency === 'CNY' && inclusive ? rmbCapital(inclusive.value) : undefined
  return (
    <dl className="line-foot" aria-label={t('lines.totals')}>
      {sums.map(({ field, value }) => (
        <div key={field.name}>
          <dt>
            {label(field.label)}
            {'tax' in field && field.tax === 'inclusive' ? (
              <small className="line-tax">{t('money.inclusive')}</small>
            ) : null}
          </dt>
          <dd className="num">{formatMoney(value, currency)}</dd>
        </div>
      ))}
      {tax === null ? null : (
        <div>
          <dt>{t('lines.tax')}</dt>
          <dd className="num">{formatMoney(tax, currency)}</dd>
        </div>
      )}
      {capital === undefined ? null : (
        <div className="capital">
          <dt>{t('lines.capital')}</dt>
          <dd>{capital}</dd>
        </div>
      )}
    </dl>
  )
}
