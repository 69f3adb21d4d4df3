// A day, and a moment shown in the workspace's zone.
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { KeyboardEvent } from 'react'
import { instantOf, wallTime } from '#base/values/date'
import type { DateField, DatetimeField } from '#kernel/schema'
import { formatDay, formatExact, formatMoment, formatShortDay } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { Blank } from './blank.tsx'
import { type FieldView, inputProps, type ShowProps, textOf } from './field-view.ts'

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

export const dateView: FieldView<DateField> = {
  width: 110,
  Show: ShowDate,
  Edit: (props) => {
    const text = textOf(props.value)
    return (
      <DatePicker
        {...inputProps(props)}
        className="wide"
        onKeyDown={onKeyDown}
        value={text === '' ? null : dayjs(text)}
        onChange={(day) => props.onChange(day?.format('YYYY-MM-DD') ?? null)}
      />
    )
  },
}

export const datetimeView: FieldView<DatetimeField> = {
  width: 130,
  Show: ShowDatetime,
  Edit: (props) => {
    const { zone } = useFormat()
    const text = textOf(props.value)
    const wall = text === '' ? undefined : wallTime(text, zone)
    const shown = wall === undefined ? null : dayjs(wall.date).add(wall.minutes, 'minute')
    return (
      <DatePicker
        {...inputProps(props)}
        className="wide"
        onKeyDown={onKeyDown}
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
        value={shown}
        onChange={(day) =>
          props.onChange(
            day ? (instantOf(day.format('YYYY-MM-DD'), day.hour() * 60 + day.minute(), zone) ?? null) : null,
          )
        }
      />
    )
  },
}
