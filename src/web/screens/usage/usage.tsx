// How the fields of an object are used: what is blank, what was replaced, when, by how many at once, and who enters what.
import { useNavigate, useParams } from '@tanstack/react-router'
import { Segmented, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, FieldUsage, ObjectMetadata } from '#kernel/module'
import { useCatalog, useLabel, useMany } from '../../data/metadata.ts'
import { useMe } from '../../data/session.ts'
import { minutesOf, shareOf, useUsage, type Way } from '../../data/usage.ts'
import { Card } from '../../ui/small.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { BlankLink } from './blank-link.tsx'
import { ByPerson } from './by-person.tsx'
import { Proposals } from './proposals.tsx'
import { QualityCard } from './quality.tsx'
import './usage.css'

const ChangesDialog = lazy(() => import('./changes-dialog.tsx'))

const spans = [30, 90, 365] as const

export default function UsageScreen() {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const name: string = useParams({ strict: false }).object ?? ''
  const object = catalog.object(name) ?? catalog.object(catalog.metadata.menu[0]?.object ?? '')
  const mayAsk = useMe().roles.some((role) => role === 'admin' || role === 'auditor')
  if (!mayAsk || object === undefined) return <EmptyState title={t('usage.notYours')} />
  return <Report key={object.name} object={object} />
}

function Report({ object }: { readonly object: ObjectMetadata }) {
  const { t } = useTranslation()
  const [days, setDays] = useState<number>(90)
  const { data, isError, refetch } = useUsage(object.name, days)
  return (
    <div className="page usage-page">
      <header className="page-head">
        <h1 className="spread">{t('usage.title')}</h1>
        <ObjectChoice object={object} />
        <Segmented
          aria-label={t('usage.span')}
          value={days}
          onChange={setDays}
          options={spans.map((value) => ({ value, label: t('usage.days', { count: value }) }))}
        />
      </header>
      {data ? (
        <>
          <Told object={object} records={data.records} fields={data.fields} />
          <Proposals object={object} usage={data} />
          <Fields object={object} records={data.records} fields={data.fields} since={data.since} />
          <QualityCard object={object} days={days} />
          <ByPerson object={object.name} days={days} />
        </>
      ) : isError ? (
        <ErrorState title={t('list.failed')} retry={t('retry')} onRetry={() => void refetch()} />
      ) : (
        <Skeleton rows={8} label={t('loading')} />
      )}
    </div>
  )
}

function ObjectChoice({ object }: { readonly object: ObjectMetadata }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const many = useMany()
  const navigate = useNavigate()
  const names = [...new Set(catalog.metadata.menu.map((entry) => entry.object))]
  const options = names.flatMap((name) => {
    const found = catalog.object(name)
    return found ? [{ value: name, label: many(found) }] : []
  })
  return (
    <Select
      aria-label={t('usage.object')}
      className="usage-object"
      value={object.name}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(name) => void navigate({ to: '/usage/$object', params: { object: name } })}
    />
  )
}

type Figures = {
  readonly object: ObjectMetadata
  readonly records: number
  readonly fields: readonly FieldUsage[]
}

const mostTold = 5

/** What stands out, as sentences: the fields blank most often. */
function Told({ object, records, fields }: Figures) {
  const { t } = useTranslation()
  const label = useLabel()
  const many = useMany()
  const known = new Map(object.fields.map((field) => [field.name, field]))
  const blank = fields
    .filter(({ filled, field }) => filled < records && known.get(field)?.required !== true)
    .toSorted((left, right) => left.filled - right.filled)
  if (records === 0) return <EmptyState title={t('usage.none', { many: many(object) })} />
  return (
    <Card title={t('usage.told', { many: many(object), count: records })}>
      {blank.length === 0 ? <p>{t('usage.allFilled')}</p> : null}
      <ul className="usage-told">
        {blank.slice(0, mostTold).map(({ field, filled }) => (
          <li key={field}>
            <BlankLink object={object} field={field}>
              {t('usage.blankIn', {
                field: label(known.get(field)?.label),
                share: shareOf(records - filled, records),
              })}
            </BlankLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const ways: readonly Way[] = ['corrected', 'late', 'bulk']

function Fields({ object, records, fields, since }: Figures & { readonly since: string }) {
  const { t } = useTranslation()
  const label = useLabel()
  const [chosen, setChosen] = useState<{ readonly field: FieldMetadata; readonly way: Way } | null>(null)
  const known = new Map(object.fields.map((field) => [field.name, field]))
  if (records === 0) return null
  return (
    <Card title={t('usage.fields')}>
      <div className="table-frame">
        <table className="table usage" aria-label={t('usage.fields')}>
          <thead>
            <tr>
              <th>{t('usage.field')}</th>
              <th>{t('usage.filled')}</th>
              <th className="num">{t('usage.blank')}</th>
              <th className="num">{t('usage.errors')}</th>
              {ways.map((way) => (
                <th key={way} className="num">
                  {t(`usage.way.${way}`)}
                </th>
              ))}
              <th className="num">{t('usage.listed')}</th>
              <th className="num">{t('usage.opened')}</th>
              <th className="num">{t('usage.spent')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.flatMap((one) => {
              const field = known.get(one.field)
              if (field === undefined) return []
              const share = shareOf(one.filled, records)
              const blank = records - one.filled
              return (
                <tr key={one.field}>
                  <th scope="row">{label(field.label)}</th>
                  <td>
                    <span className="usage-share">
                      <i style={{ width: `${share}%` }} />
                      <b>{share}%</b>
                    </span>
                  </td>
                  <td className="num">
                    {blank === 0 ? (
                      '—'
                    ) : (
                      <BlankLink object={object} field={one.field}>
                        {blank}
                      </BlankLink>
                    )}
                  </td>
                  <td className="num">
                    {one.corrected === 0 ? '—' : `${shareOf(one.corrected, one.filled)}%`}
                  </td>
                  {ways.map((way) => (
                    <td key={way} className="num">
                      {one[way] === 0 ? (
                        '—'
                      ) : (
                        <button
                          type="button"
                          className="plain usage-open"
                          aria-label={t('usage.open', {
                            field: label(field.label),
                            way: t(`usage.way.${way}`),
                            count: one[way],
                          })}
                          onClick={() => setChosen({ field, way })}
                        >
                          {one[way]}
                        </button>
                      )}
                    </td>
                  ))}
                  <td className="num">{one.listed === 0 ? '—' : one.listed}</td>
                  <td className="num">{one.opened === 0 ? '—' : one.opened}</td>
                  <td className="num">
                    {one.spentMs === 0 ? '—' : t('usage.minutes', { count: minutesOf(one.spentMs) })}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <small className="hush">{t('usage.meaning')}</small>
      {chosen === null ? null : (
        <Suspense>
          <ChangesDialog object={object} {...chosen} since={since} onClose={() => setChosen(null)} />
        </Suspense>
      )}
    </Card>
  )
}
