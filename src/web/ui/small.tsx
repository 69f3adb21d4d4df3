// Small drawn things: a tag with a dot, a bar made of parts, a card with a heading.
import type { ReactNode } from 'react'

/** The colour of a dot: definitions name one of ours (tokens.css) or give one of their own. */
export const dotOf = (color: string | undefined): string | undefined =>
  color !== undefined && /^[a-z]+$/.test(color) ? `var(--dot-${color}, ${color})` : color

export function Tag({
  color,
  children,
}: {
  readonly color?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <span className="tag">
      <i style={{ '--dot': dotOf(color) }} />
      <span className="cut">{children}</span>
    </span>
  )
}

export type Part = { readonly share: number; readonly color: string; readonly label: string }

/** `share`s are fractions of the whole, 0–1, drawn one after the other. */
export function BarOfParts({ parts }: { readonly parts: readonly Part[] }) {
  if (parts.length === 0) return <div className="bar-of-parts" />
  return (
    <div className="bar-of-parts" role="img" aria-label={parts.map(({ label }) => label).join(' · ')}>
      {parts.map(({ share, color, label }) => (
        <i key={label} title={label} style={{ width: `${share * 100}%`, background: color }} />
      ))}
    </div>
  )
}

export function Card({
  title,
  count,
  extra,
  className = '',
  children,
}: {
  readonly title?: ReactNode
  readonly count?: ReactNode
  readonly extra?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    <section className={`card ${className}`}>
      {title === undefined ? null : (
        <h2>
          {title}
          {count === undefined ? null : <span className="count">{count}</span>}
          {extra}
        </h2>
      )}
      {children}
    </section>
  )
}
