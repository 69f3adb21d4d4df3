// One tile: its heading and whatever its definition asks for.
import type { Tile } from '#kernel/metrics'
import { useLabel } from '../../data/metadata.ts'
import { TileBars } from './tile-bars.tsx'
import { TileGoal } from './tile-goal.tsx'
import { TileNumbers } from './tile-numbers.tsx'
import { TileRows } from './tile-rows.tsx'
import { TileTrend } from './tile-trend.tsx'

export function TileCard({ tile }: { readonly tile: Tile }) {
  const label = useLabel()
  const { numbers, bars, trend, rows, goal, wide = 1, tall = 1 } = tile
  return (
    <section
      className="tile"
      aria-label={label(tile.label)}
      style={{ '--wide': String(wide), '--tall': String(tall) }}
    >
      <h2>{label(tile.label)}</h2>
      {numbers === undefined ? null : <TileNumbers numbers={numbers} />}
      {bars === undefined ? null : <TileBars bars={bars} />}
      {trend === undefined ? null : <TileTrend trend={trend} />}
      {rows === undefined ? null : <TileRows rows={rows} />}
      {goal === undefined ? null : <TileGoal goal={goal} />}
    </section>
  )
}
