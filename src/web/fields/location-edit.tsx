// A place on earth: typed, or where the device is now; loaded where one is asked for.
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextField } from '#kernel/schema'
import { toast } from '../ui/toast.tsx'
import { type EditProps, inputProps, textOf } from './field-view.ts'

const timeoutMs = 15_000
/** About a metre. */
const digits = 5

export default function EditLocation(props: EditProps<TextField>) {
  const { t } = useTranslation()
  const [isAsking, setAsking] = useState(false)
  const ask = (): void => {
    setAsking(true)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false)
        props.onChange(`${coords.latitude.toFixed(digits)},${coords.longitude.toFixed(digits)}`)
      },
      () => {
        setAsking(false)
        toast({ kind: 'bad', text: t('location.refused') })
      },
      { enableHighAccuracy: true, timeout: timeoutMs, maximumAge: 60_000 },
    )
  }
  return (
    <Space.Compact block>
      <Input
        {...inputProps(props)}
        value={textOf(props.value)}
        maxLength={60}
        placeholder="30.27415,120.15515"
        onChange={({ target }) => props.onChange(target.value === '' ? null : target.value)}
      />
      <Button loading={isAsking} onClick={ask}>
        {t('location.here')}
      </Button>
    </Space.Compact>
  )
}
