// A ring that fills as working time is used up: green, amber from three quarters, red when it is over.

export type Tone = 'green' | 'amber' | 'red'

const round = 2 * Math.PI * 11

export function ClockRing({
  share,
  tone,
  label,
  size = 26,
}: {
  /** 0–1 of the limit that is used; more is drawn full. */
  readonly share: number
  readonly tone: Tone
  readonly label: string
  readonly size?: number
}) {
  const filled = (tone === 'red' ? 1 : Math.max(0.03, Math.min(1, share))) * round
  return (
    <svg
      className="ring"
      data-tone={tone}
      viewBox="0 0 26 26"
      role="img"
      aria-label={label}
      style={{ '--size': `${size}px` }}
    >
      <title>{label}</title>
      <circle cx="13" cy="13" r="11" />
      <circle
        className="part"
        cx="13"
        cy="13"
        r="11"
        transform="rotate(-90 13 13)"
        strokeDasharray={`${filled} ${round}`}
      />
    </svg>
  )
}
