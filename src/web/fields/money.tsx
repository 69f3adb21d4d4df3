// An amount with its currency, saying whether tax is in it.
import { useTranslation } from 'react-i18next'
import { currencyCode } from '#base/values/figures'
import type { MoneyField, Row } from '#kernel/schema'
import { formatAmount } from '../ui/format.ts'
import { Blank } from './blank.tsx'
import { type FieldView, type ShowProps, textOf } from './field-view.ts'
import { NumberInput } from './number-input.tsx'

type Currency = MoneyField['currency'] | undefined

/** The code that an amount of this row is in; CNY where the row does not say. */
export const currencyOf = (currency: Currency, row: Row): string =>
  currencyCode(typeof currency === 'object' ? row[currency.field] : currency)

export function TaxMark({ tax }: { readonly tax: MoneyField['tax'] | undefined }) {
  const { t } = useTranslation()
  return tax === undefined || tax === 'none' ? null : <small className="hush tax">{t(`money.${tax}`)}</small>
}

export function ShowMoney({
  value,
  row,
  currency,
  scale = 2,
  tax,
}: Pick<ShowProps, 'value' | 'row'> & {
  readonly currency: Currency
  readonly scale?: number | undefined
  readonly tax?: MoneyField['tax'] | undefined
}) {
  const text = textOf(value)
  if (text === '') return <Blank />
  return (
    <span className="num">
      {formatAmount(text, currencyOf(currency, row), scale)} <TaxMark tax={tax} />
    </span>
  )
}

export const moneyView: FieldView<MoneyField> = {
  width: 160,
  reads: ({ currency }) => (typeof currency === 'object' ? [currency.field] : []),
  isNumeric: true,
  Show: ({ field, value, row }) => (
    <ShowMoney value={value} row={row} currency={field.currency} scale={field.scale} tax={field.tax} />
  ),
  Edit: (props) => (
    <NumberInput
      {...props}
      scale={2}
      suffix={
        props.bare ? undefined : (
          <small className="hush">
            {currencyOf(props.field.currency, props.row)} <TaxMark tax={props.field.tax} />
          </small>
        )
      }
    />
  ),
}
