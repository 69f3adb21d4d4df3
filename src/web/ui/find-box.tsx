// A box of words to look for: told once typing rests, never while a word is being composed; "/" goes there.
import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSettled } from './settled.ts'
import { useShortcut } from './shortcuts.ts'

const settledMs = 250

export function FindBox({
  className,
  label,
  value,
  onChange,
}: {
  readonly className: string
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  const [isComposing, setComposing] = useState(false)
  const settled = useSettled(typed, settledMs)
  const input = useRef<InputRef>(null)
  const latest = useRef({ value, onChange })
  latest.current = { value, onChange }
  useEffect(() => {
    if (!isComposing && settled !== latest.current.value) latest.current.onChange(settled)
  }, [settled, isComposing])
  useShortcut('/', t('keys.search'), () => input.current?.focus())
  return (
    <Input
      ref={input}
      className={className}
      allowClear
      placeholder={label}
      aria-label={label}
      value={typed}
      maxLength={200}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onChange={({ target }) => setTyped(target.value)}
    />
  )
}
