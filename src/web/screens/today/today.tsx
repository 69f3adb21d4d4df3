// The first screen: what I hold, what I wait for and from whom; who needs support; what a role looks after. Nothing else.
import { useTranslation } from 'react-i18next'
import { wallTime } from '#base/values/date'
import { useCatalog } from '../../data/metadata.ts'
import { useMe } from '../../data/session.ts'
import { useAwaited, useHeaded } from '../../data/tasks.ts'
import { formatDay } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { FromAbove } from '../../ui/from-above.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { AwaitedCard } from './awaited.tsx'
import { FirstSteps } from './first-steps.tsx'
import { HeldCard, useInHandCount } from './held.tsx'
import { Team } from './team.tsx'
import { TileList } from './tile-list.tsx'
import './today.css'

export default function Today() {
  const me = useMe()
  const { tiles } = useCatalog().metadata
  const { departments, hasFailed, again } = useHeaded()
  const { t } = useTranslation()
  const own = tiles.filter(({ today = [] }) => today.some((role) => role === '*' || me.roles.includes(role)))
  return (
    <div className="page">
      <Greeting />
      {departments === undefined && !hasFailed ? (
        <Skeleton rows={8} label={t('loading')} />
      ) : (
        <FromAbove>
          {hasFailed ? <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={again} /> : null}
          {departments?.length ? <Team departments={departments} /> : null}
          {me.roles.includes('admin') ? <FirstSteps /> : null}
          <div className="today">
            <HeldCard />
            <AwaitedCard />
          </div>
          {own.map((tile) => (
            <TileList key={tile.name} tile={tile} />
          ))}
        </FromAbove>
      )}
    </div>
  )
}

function Greeting() {
  const { t } = useTranslation()
  const { now, today, zone, language } = useFormat()
  const me = useMe()
  const held = useInHandCount()
  const awaited = useAwaited().data?.rows.length
  const hour = Math.floor((wallTime(now, zone)?.minutes ?? 0) / 60)
  const part = hour < 6 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  const counts = [
    held === undefined ? '' : t('today.countHeld', { count: held }),
    awaited ? t('today.countAwaited', { count: awaited }) : '',
  ].filter(Boolean)
  return (
    <header className="page-head hello">
      <h1>
        {t(`today.${part}`, { name: me.name })} <span>{counts.join(t('comma'))}</span>
      </h1>
      <small className="hush">{formatDay(today, today, language)}</small>
    </header>
  )
}
