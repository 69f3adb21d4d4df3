// One setting: its name, the control, and what is to be said about it.
import type { ReactNode } from 'react'

export function Row({
  label,
  id,
  hint,
  isWide = false,
  children,
}: {
  readonly label: string
  readonly id?: string
  readonly hint?: ReactNode
  readonly isWide?: boolean
  readonly children: ReactNode
}) {
  return (
    <div className="field" data-wide={isWide}>
      {id === undefined ? <span className="setting-name">{label}</span> : <label htmlFor={id}>{label}</label>}
      {children}
      {hint === undefined ? null : <small className="hush">{hint}</small>}
    </div>
  )
}
