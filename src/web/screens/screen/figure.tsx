// A number under its name, and how far something has come.
import type { TileNumber } from '#kernel/metrics'
import { formatNumber } from '../../ui/format.ts'

export function Figure({
  name,
  note,
  text,
  exact,
  tone,
  isLarge = false,
  more = [],
}: {
  readonly name: string
  /** Said beside the name. */
  readonly note?: string | undefined
  readonly text: string
  readonly exact: string | null | undefined
  readonly tone?: TileNumber['tone'] | undefined
  readonly isLarge?: boolean
  readonly more?: readonly string[]
}) {
  const isOn = tone !== undefined && Number(exact ?? 0) > 0
  return (
    <p className={isLarge ? 'tile-figure large' : 'tile-figure'} data-tone={isOn ? tone : undefined}>
      <small>{note === undefined ? name : `${name} · ${note}`}</small>
      <b title={exact ? formatNumber(exact) : undefined}>{text}</b>
      {more.map((other) => (
        <small key={other}>+ {other}</small>
      ))}
    </p>
  )
}

export function Progress({
  share,
  text,
  name,
  mark,
}: {
  readonly share: number
  readonly text?: string
  readonly name: string
  /** Where one should be by now, 0–1. */
  readonly mark?: number
}) {
  const percent = Math.round(share * 100)
  return (
    <div className="tile-progress">
      <div role="img" aria-label={`${name} ${percent}%`}>
        <i style={{ width: `${Math.max(0, Math.min(100, percent))}%` }} />
        {mark === undefined ? null : <s style={{ left: `${mark * 100}%` }} />}
      </div>
      {text === undefined ? null : (
        <small>
          {text} · {percent}%
        </small>
      )}
    </div>
  )
}
