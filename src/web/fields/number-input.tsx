// Typing an exact decimal: kept as text from the keyboard to the wire, so that no digit is ever lost.
import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Value } from '#kernel/schema'
import { formatNumber, readNumber } from '../ui/format.ts'
import { type EditProps, inputProps, textOf } from './field-view.ts'

/**
 * While it has the focus it shows what is typed; afterwards what was understood. What cannot be understood is handed on as
 * it is, so that the server names the fault beside the field and nothing typed is lost.
 */
export function NumberInput({
  scale,
  suffix,
  show = (text) => formatNumber(text, scale),
  read = readNumber,
  inputMode = 'decimal',
  ...props
}: EditProps & {
  readonly scale?: number | undefined
  readonly suffix?: ReactNode
  readonly show?: (stored: string) => string
  readonly read?: (typed: string) => string | undefined
  readonly inputMode?: 'decimal' | 'text'
}) {
  const stored = textOf(props.value)
  const [typed, setTyped] = useState<string | null>(null)
  const take = (text: string): void => {
    setTyped(text)
    const value: Value = text.trim() === '' ? null : (read(text) ?? text)
    props.onChange(value)
  }
  return (
    <Input
      {...inputProps(props)}
      className="num"
      inputMode={inputMode}
      maxLength={40}
      value={typed ?? (stored === '' ? '' : show(stored))}
      onFocus={({ target }) => target.select()}
      onBlur={() => setTyped(null)}
      onChange={({ target }) => take(target.value)}
      {...(suffix === undefined ? {} : { suffix })}
    />
  )
}
