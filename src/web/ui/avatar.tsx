// A person as a coloured letter that stays the same everywhere, and a person as somebody who holds something.
import type { ReactNode } from 'react'
import { initialsOf, tintOf } from './format.ts'

export function Avatar({
  id,
  name,
  size = 24,
}: {
  readonly id: string | null
  readonly name: string
  readonly size?: number
}) {
  const style = { '--size': `${size}px`, '--tint': id === null ? undefined : tintOf(id) }
  return (
    <span className={id === null ? 'avatar nobody' : 'avatar'} style={style} aria-hidden="true">
      {initialsOf(name) || '·'}
    </span>
  )
}

export function HolderChip({
  id,
  name,
  size = 20,
  children,
}: {
  readonly id: string | null
  readonly name: string
  readonly size?: number
  readonly children?: ReactNode
}) {
  return (
    <span className="holder">
      <Avatar id={id} name={name} size={size} />
      <span className="cut">
        {name}
        {children}
      </span>
    </span>
  )
}
