// A number between two bounds: taken when the input is left, as near to what was typed as the bounds let it be.
import { Input } from 'antd'

export function BoundedNumber({
  id,
  min,
  max,
  step = 1,
  value,
  onChange,
}: {
  readonly id: string
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly value: number
  readonly onChange: (value: number) => void
}) {
  const take = (typed: number): void => {
    if (!Number.isFinite(typed)) return
    const near = Math.min(max, Math.max(min, typed))
    onChange(step === 1 ? Math.round(near) : near)
  }
  return (
    <Input
      key={value}
      id={id}
      className="bounded-number num"
      type="number"
      min={min}
      max={max}
      step={step}
      defaultValue={value}
      onBlur={({ target }) => take(target.valueAsNumber)}
    />
  )
}
