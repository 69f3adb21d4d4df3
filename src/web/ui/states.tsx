// The three states that every list has besides its rows: still loading, nothing there, and failed.
import { Button } from 'antd'
import type { ReactNode } from 'react'

export function Skeleton({ rows = 5, label }: { readonly rows?: number; readonly label?: string }) {
  return (
    <div className="bones" role="status" aria-busy="true" aria-label={label ?? '…'}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bones have no identity
        <i key={index} style={{ width: `${92 - ((index * 23) % 47)}%` }} />
      ))}
    </div>
  )
}

export function EmptyState({
  title,
  hint,
  children,
}: {
  readonly title: string
  readonly hint?: string | undefined
  readonly children?: ReactNode
}) {
  return (
    <div className="state">
      <svg width="44" height="28" viewBox="0 0 44 28" aria-hidden="true">
        <path d="M4 24 40 4" stroke="currentColor" strokeWidth="5" strokeLinecap="round" opacity=".25" />
        <path d="m32 8.4 8-4.4" stroke="currentColor" strokeWidth="5" strokeLinecap="round" opacity=".6" />
      </svg>
      <strong>{title}</strong>
      {hint === undefined ? null : <small>{hint}</small>}
      {children}
    </div>
  )
}

export function ErrorState({
  title,
  detail,
  retry,
  onRetry,
}: {
  readonly title: string
  readonly detail?: string | undefined
  readonly retry: string
  readonly onRetry: () => void
}) {
  return (
    <div className="state" role="alert">
      <strong>{title}</strong>
      {detail === undefined ? null : <small>{detail}</small>}
      <Button onClick={onRetry}>{retry}</Button>
    </div>
  )
}
