// Claimed against evidenced: how many records stand in each stage, how many can show for it, and which cannot.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { titleOf } from '../../data/catalog.ts'
import { type ClaimedStage, claimedStages } from '../../data/evidence.ts'
import { useCatalog, useLabel, useMany } from '../../data/metadata.ts'
import { useSummary } from '../../data/numbers.ts'
import { usePage } from '../../data/records.ts'
import { Card } from '../../ui/small.tsx'
import { EmptyState } from '../../ui/states.tsx'
import './evidence.css'

export default function Evidence() {
  const { t } = useTranslation()
  const many = useMany()
  const objects = useCatalog().metadata.objects.filter((object) => claimedStages(object).length > 0)
  return (
    <div className="page evidences">
      <header className="page-head">
        <h1>{t('evidence.title')}</h1>
        <p className="hush">{t('evidence.hint')}</p>
      </header>
      {objects.length === 0 ? <EmptyState title={t('evidence.none')} /> : null}
      {objects.map((object) => (
        <Card key={object.name} title={many(object)}>
          <div className="table-frame">
            <table className="table evidence" aria-label={many(object)}>
              <thead>
                <tr>
                  <th>{t('evidence.stage')}</th>
                  <th className="num">{t('evidence.claimed')}</th>
                  <th className="num">{t('evidence.evidenced')}</th>
                  <th>{t('evidence.lacking')}</th>
                </tr>
              </thead>
              <tbody>
                {claimedStages(object).map((stage) => (
                  <StageRow key={stage.key} object={object} stage={stage} />
                ))}
              </tbody>
            </table>
          </div>
        </Card>
      ))}
    </div>
  )
}

function StageRow({ object, stage }: { readonly object: ObjectMetadata; readonly stage: ClaimedStage }) {
  const label = useLabel()
  const claimed = useCount(object, stage.claimed)
  const lacking = useCount(object, stage.lacking)
  return (
    <tr>
      <th scope="row">{label(stage.label)}</th>
      <td className="num">{claimed ?? '…'}</td>
      <td className="num">
        {claimed === undefined || lacking === undefined ? '…' : Math.max(0, claimed - lacking)}
      </td>
      <td>
        {lacking === undefined ? '…' : lacking === 0 ? '—' : <Lacking {...{ object, stage, lacking }} />}
      </td>
    </tr>
  )
}

function useCount({ name }: ObjectMetadata, filter: ClaimedStage['claimed']): number | undefined {
  const groups = useSummary({ object: name, filter }).data
  return groups?.reduce((sum, { count }) => sum + count, 0)
}

const mostShown = 20

/** The records that cannot show for their stage, last changed first. */
function Lacking({
  object,
  stage,
  lacking,
}: {
  readonly object: ObjectMetadata
  readonly stage: ClaimedStage
  readonly lacking: number
}) {
  const { t } = useTranslation()
  const { data } = usePage({
    object: object.name,
    fields: ['id', object.title],
    filter: stage.lacking,
    sort: ['-updatedAt'],
    limit: mostShown,
  })
  return (
    <details>
      <summary className="late">{t('evidence.count', { count: lacking })}</summary>
      <ul>
        {(data?.rows ?? []).map((row) => (
          <li key={String(row.id)}>
            <Link to="/o/$object/$id" params={{ object: object.name, id: String(row.id) }}>
              {titleOf(object, row)}
            </Link>
          </li>
        ))}
      </ul>
      {lacking > mostShown ? (
        <small className="hush">{t('evidence.more', { count: mostShown })}</small>
      ) : null}
    </details>
  )
}
