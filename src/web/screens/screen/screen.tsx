// The big screen: the tiles that the signed-in account may see, alone on the page, readable from across a room and true while nobody touches it.
import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Tile } from '#kernel/metrics'
import { useLostSince } from '../../data/connection.ts'
import { useCatalog } from '../../data/metadata.ts'
import { formatDay, formatMoment } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { useShortcut } from '../../ui/shortcuts.ts'
import { EmptyState } from '../../ui/states.tsx'
import { TileCard } from './tile-card.tsx'
import './screen.css'

export default function Screen() {
  const { t } = useTranslation()
  const { tiles: wanted, theme } = useSearch({ strict: false })
  const { tiles } = useCatalog().metadata
  useTheme(theme)
  useShortcut('f', t('screen.full'), toggleFullScreen)
  const shown = chosenTiles(tiles, wanted)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a small page it scrolls, also by keys
    <main className="screen" tabIndex={0}>
      <ScreenHead />
      {shown.length === 0 ? <EmptyState title={t('screen.none')} hint={t('screen.noneHint')} /> : null}
      <div className="screen-tiles">
        {shown.map((tile) => (
          <TileCard key={tile.name} tile={tile} />
        ))}
      </div>
    </main>
  )
}

/** All tiles of the wall, or those that the address names, in its order. */
function chosenTiles(tiles: readonly Tile[], wanted: string | undefined): readonly Tile[] {
  if (wanted === undefined) return tiles.filter(({ today }) => today === undefined)
  return wanted.split(',').flatMap((name) => tiles.find((tile) => tile.name === name) ?? [])
}

function ScreenHead() {
  const { now, today, zone, language } = useFormat()
  const { workspace } = useCatalog().metadata
  const { t } = useTranslation()
  const lost = useLostSince()
  const clock = formatMoment(now, now, zone, language).split(' ').at(-1)
  return (
    <header className="screen-head">
      <h1>{workspace.name}</h1>
      <p role="status" className={lost === null ? 'hush' : 'soon'}>
        {lost === null
          ? t('screen.live')
          : t('screen.lost', { time: formatMoment(lost, now, zone, language) })}
      </p>
      <p>
        {formatDay(today, today, language)} <b>{clock}</b>
      </p>
    </header>
  )
}

/** A wall may ask for light or dark by its address, whatever the account likes elsewhere. */
function useTheme(theme: string | undefined): void {
  useEffect(() => {
    if (theme !== 'light' && theme !== 'dark') return
    const { dataset } = document.documentElement
    const before = dataset.theme
    dataset.theme = theme
    return () => {
      dataset.theme = before ?? 'light'
    }
  }, [theme])
}

const toggleFullScreen = (): void =>
  void (document.fullscreenElement === null
    ? document.documentElement.requestFullscreen()
    : document.exitFullscreen())
