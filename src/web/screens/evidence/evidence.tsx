// Claimed against evidenced: how many records stand in each stage, how many can show for it, and which cannot.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Group } from '#kernel/records'
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
  const objects = useCatalog().metadata.objects.filter((object) => claimedStages(object).length > 0)
  return (
    <div className="page evidences">
      <header className="page-head">
        <h1>
          {t('evidence.title')} <small>{t('evidence.hint')}</small>
        </h1>
      </header>
      {objects.length === 0 ? <EmptyState title={t('evidence.none')} /> : null}
      {objects.map((object) => (
        <ObjectCard key={object.name} object={object} />
      ))}
    </div>
  )
}

/** Two questions an object: how many stand in each stage, and how many of them lack its evidence. */
function ObjectCard({ object }: { readonly object: ObjectMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  const many = useMany()
  const stages = claimedStages(object)
  const by = [object.path?.field ?? '']
  const claimed = useSummary({ object: object.name, by }).data
  const without = useSummary({
    object: object.name,
    filter: { or: stages.map(({ lacking }) => lacking) },
    by,
  }).data
  const isKnown = claimed !== undefined && without !== undefined
  return (
    <Card title={many(object)}>
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
            {stages.map((stage) => {
              const [all, lacking] = [countOf(claimed, stage.key), countOf(without, stage.key)]
              return (
                <tr key={stage.key}>
                  <th scope="row">{label(stage.label)}</th>
                  <td className="num">{isKnown ? all : '…'}</td>
                  <td className="num">{isKnown ? Math.max(0, all - lacking) : '…'}</td>
                  <td>{lacking === 0 ? '—' : <Lacking {...{ object, stage, lacking }} />}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

const countOf = (groups: readonly Group[] | undefined, key: string): number =>
  groups?.find((group) => group.key[0] === key)?.count ?? 0

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
  const [isOpen, setOpen] = useState(false)
  const question = {
    object: object.name,
    fields: ['id', object.title],
    filter: stage.lacking,
    sort: ['-updatedAt'],
    limit: mostShown,
  }
  const { data } = usePage(question, isOpen)
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
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
