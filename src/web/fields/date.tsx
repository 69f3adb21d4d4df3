// A day, and a moment shown in the workspace's zone.
import { Button, DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { instantOf, wallTime } from '#base/values/date'
import type { DateField, DatetimeField } from '#kernel/schema'
import { useWorking } from '../data/metadata.ts'
import { snoozeChoices } from '../data/snooze.ts'
import { formatDay, formatExact, formatMoment, formatShortDay } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { useIsNarrow } from '../ui/media.ts'
import { Blank } from './blank.tsx'
import { type EditProps, type FieldView, inputProps, type ShowProps, textOf } from './field-view.ts'

export function ShowDate({ value }: Pick<ShowProps, 'value'>) {
  const { today, language } = useFormat()
  const text = textOf(value)
  return text === '' ? (
    <Blank />
  ) : (
    <time dateTime={text} title={`${text} · ${formatDay(text, today, language)}`}>
      {formatShortDay(text, today, language)}
    </time>
  )
}

export function ShowDatetime({ value }: Pick<ShowProps, 'value'>) {
  const { now, zone, language } = useFormat()
  const text = textOf(value)
  return text === '' ? (
    <Blank />
  ) : (
    <time dateTime={text} title={formatExact(text, zone)}>
      {formatMoment(text, now, zone, language)}
    </time>
  )
}

// Enter takes the day that was typed; it does not send the form around it as well.
const onKeyDown = (event: KeyboardEvent): void => {
  if (event.key === 'Enter') event.preventDefault()
}

/** The telephone's own picker: as wide as the hand is used to, in its own words. `value` and what is taken are as it writes them. */
function OwnPicker({
  type,
  value,
  onTake,
  ...props
}: Omit<EditProps, 'value'> & {
  readonly type: 'date' | 'datetime-local'
  readonly value: string
  readonly onTake: (text: string) => void
}) {
  return (
    <Input
      {...inputProps({ ...props, value })}
      className="wide"
      type={type}
      value={value}
      onChange={({ target }) => onTake(target.value)}
    />
  )
}

export const dateView: FieldView<DateField> = {
  width: 110,
  Show: ShowDate,
  Edit: (props) => {
    const isNarrow = useIsNarrow()
    const text = textOf(props.value)
    const take = (day: string): void => props.onChange(day === '' ? null : day)
    if (isNarrow) return <OwnPicker {...props} type="date" value={text} onTake={take} />
    return (
      <DatePicker
        {...inputProps(props)}
        className="wide"
        onKeyDown={onKeyDown}
        value={text === '' ? null : dayjs(text)}
        onChange={(day) => take(day?.format('YYYY-MM-DD') ?? '')}
      />
    )
  },
}

/** Moments that are chosen most often, at which somebody works; none for what has happened, which says by itself when. */
function usePresets({ default: usual }: DatetimeField) {
  const { t } = useTranslation()
  const { now, zone } = useFormat()
  const working = useWorking()
  if (working === null || usual !== undefined) return []
  return snoozeChoices(now, zone, working).flatMap(({ name, until }) => {
    const value = shownAt(until, zone)
    return value === null ? [] : [{ label: t(`inbox.snoozes.${name}`), value, until }]
  })
}

/** An instant as the clock on the wall shows it. */
function shownAt(instant: string, zone: string) {
  const wall = instant === '' ? undefined : wallTime(instant, zone)
  return wall === undefined ? null : dayjs(wall.date).add(wall.minutes, 'minute')
}

/** The telephone's picker with the usual moments under it, one touch each. */
function NarrowMoment(props: EditProps<DatetimeField>) {
  const { zone } = useFormat()
  const presets = usePresets(props.field)
  const take = (text: string): void => {
    const [date = '', clock = ''] = text.split('T')
    const [hours = 0, minutes = 0] = clock.split(':').map(Number)
    props.onChange(text === '' ? null : (instantOf(date, hours * 60 + minutes, zone) ?? null))
  }
  return (
    <>
      <OwnPicker
        {...props}
        type="datetime-local"
        value={shownAt(textOf(props.value), zone)?.format('YYYY-MM-DDTHH:mm') ?? ''}
        onTake={take}
      />
      {presets.length === 0 ? null : (
        <div className="moment-picks">
          {presets.map(({ label, until }) => (
            <Button key={until} size="small" onClick={() => props.onChange(until)}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}

function WideMoment(props: EditProps<DatetimeField>) {
  const { zone } = useFormat()
  return (
    <DatePicker
      {...inputProps(props)}
      className="wide"
      onKeyDown={onKeyDown}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      presets={usePresets(props.field)}
      value={shownAt(textOf(props.value), zone)}
      onChange={(day) =>
        props.onChange(
          day ? (instantOf(day.format('YYYY-MM-DD'), day.hour() * 60 + day.minute(), zone) ?? null) : null,
        )
      }
    />
  )
}

export const datetimeView: FieldView<DatetimeField> = {
  width: 130,
  Show: ShowDatetime,
  Edit: (props) => (useIsNarrow() ? <NarrowMoment {...props} /> : <WideMoment {...props} />),
}
