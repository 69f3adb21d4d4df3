// How far the goal is reached, where it should be by now, and how much of it each person has brought.
import { useTranslation } from 'react-i18next'
import { addDays } from '#base/values/date'
import type { Tile } from '#kernel/metrics'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { useMetric } from '../../data/numbers.ts'
import { usePage } from '../../data/records.ts'
import { useTitle } from '../../data/titles.ts'
import { formatShare } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Figure, Progress } from './figure.tsx'
import { type Goal, goalOf, type Share, sharesOf } from './goal.ts'
import { useMetricText } from './metric-text.ts'
import { passedShare } from './period.ts'

/** As many as fit; where there are more they take turns, one page each time the clock ticks. */
const most = 5
const turnMs = 30_000

export function TileGoal({ goal }: { readonly goal: NonNullable<Tile['goal']> }) {
  const { t } = useTranslation()
  const { today } = useFormat()
  const { fields } = goal
  const targets = usePage({
    object: goal.targets,
    fields: [fields.from, fields.to, fields.value, fields.person, ...(fields.others ?? [])],
    filter: {
      and: [
        { field: fields.metric, is: 'eq', value: goal.metric },
        { field: fields.from, is: 'le', value: today },
        { field: fields.to, is: 'ge', value: today },
      ],
    },
    limit: 500,
  })
  if (targets.data === undefined) return null
  const found = goalOf(targets.data.rows, fields, (day) => addDays(day, 1) ?? day)
  if (found === null) return <p className="tile-none hush">{t('screen.noGoal')}</p>
  return <Contributions goal={goal} found={found} />
}

function Contributions({ goal, found }: { readonly goal: NonNullable<Tile['goal']>; readonly found: Goal }) {
  const { t } = useTranslation()
  const { today, now } = useFormat()
  const text = useMetricText()
  const label = useLabel()
  const metric = useCatalog().metric(goal.metric)
  const cells = useMetric({ metric: goal.metric, ...found.span, dimensions: [goal.by] })
  if (metric === undefined || cells.data === undefined) return null
  const shares = sharesOf(found, cells.data)
  const turns = Math.max(1, Math.ceil(shares.length / most))
  const first = (Math.floor(Date.parse(now) / turnMs) % turns) * most
  const total = shares.reduce((sum, { value }) => sum + value, 0)
  return (
    <div className="goal">
      <Figure
        name={t('screen.reached')}
        text={text(String(total), metric.format)}
        exact={String(total)}
        isLarge
      />
      <Progress
        share={found.whole > 0 ? total / found.whole : 0}
        text={t('screen.goal', { value: text(String(found.whole), metric.format) })}
        name={t('screen.progress')}
        mark={passedShare(found.span, today)}
      />
      <table>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t('screen.person')}
              {turns > 1 ? ` ${first + 1}–${Math.min(shares.length, first + most)}/${shares.length}` : ''}
            </th>
            <th scope="col">{t('screen.ofGoal')}</th>
            <th scope="col">{label(metric.label)}</th>
            <th scope="col">{t('screen.ofOwn')}</th>
          </tr>
        </thead>
        <tbody>
          {shares.slice(first, first + most).map((share) => (
            <Contribution key={share.person} share={share} most={shares[0]?.share ?? 0}>
              {text(String(share.value), metric.format)}
            </Contribution>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Contribution({
  share: { person, share, value, target },
  most: largest,
  children,
}: {
  readonly share: Share
  readonly most: number
  readonly children: string
}) {
  const name = useTitle('identity.person', person) ?? ''
  return (
    <tr>
      <th scope="row">{name}</th>
      <td aria-hidden="true">
        <i style={{ width: `${largest > 0 ? (share / largest) * 100 : 0}%` }} />
      </td>
      <td className="num">
        <b>{formatShare(String(share), share < 0.1 ? 1 : 0)}</b>
      </td>
      <td className="num">{children}</td>
      <td className="num">{target === null || target <= 0 ? '—' : formatShare(String(value / target), 0)}</td>
    </tr>
  )
}
