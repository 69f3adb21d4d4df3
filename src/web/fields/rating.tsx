// A rating in stars: one of a row of radio buttons, so that keys, readers and fingers choose it alike.
import { useTranslation } from 'react-i18next'
import { type NumberField, starsOf } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { formatNumber } from '../ui/format.ts'
import { helpedOnFocus } from '../ui/help.tsx'
import { Blank } from './blank.tsx'
import { type EditProps, type ShowProps, textOf } from './field-view.ts'
import './rating.css'

const wholeStars = (value: string, most: number): number | undefined =>
  /^\d{1,2}$/.test(value) && Number(value) <= most ? Number(value) : undefined

/** What was stored before the field became a rating may be no number of stars; it is drawn in figures. */
export function ShowRating({ field, value }: ShowProps<NumberField>) {
  const { t } = useTranslation()
  const most = starsOf(field)
  const text = textOf(value)
  const given = wholeStars(text, most)
  if (text === '') return <Blank />
  if (given === undefined) return <span className="num">{formatNumber(text)}</span>
  return (
    <span className="stars">
      <span aria-hidden="true">
        <i>{'★'.repeat(given)}</i>
        {'☆'.repeat(most - given)}
      </span>
      <span className="sr-only">{t('rating.of', { given, most })}</span>
    </span>
  )
}

/** The arrows choose, Delete and a second click on the chosen star take the rating back. */
export function EditRating(props: EditProps<NumberField>) {
  const { t } = useTranslation()
  const label = useLabel()
  const most = starsOf(props.field)
  const given = wholeStars(textOf(props.value), most) ?? 0
  const places = Array.from({ length: most }, (_, at) => at + 1)
  return (
    <span
      className="stars"
      role="radiogroup"
      aria-label={props.label ?? label(props.field.label)}
      aria-invalid={props.isInvalid ?? false}
      aria-describedby={props.describedBy}
      {...helpedOnFocus(props.help ?? '')}
      onKeyDown={({ key }) => {
        if (key === 'Delete' || key === 'Backspace') props.onChange(null)
      }}
    >
      {places.map((place) => (
        <label key={place} data-given={place <= given}>
          <input
            type="radio"
            className="sr-only"
            name={props.id}
            {...(place === Math.max(given, 1) ? { id: props.id, autoFocus: props.autoFocus ?? false } : {})}
            checked={place === given}
            aria-label={t('rating.of', { given: place, most })}
            onChange={() => props.onChange(String(place))}
            onClick={() => {
              if (place === given) props.onChange(null)
            }}
          />
          {place <= given ? '★' : '☆'}
        </label>
      ))}
    </span>
  )
}
