// How good what is stored is: complete, valid and entered without mistakes, by field, by day and by person, as of yesterday.
import { Link } from '@tanstack/react-router'
import { Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata, QualityCounts } from '#kernel/module'
import { useLabel } from '../../data/metadata.ts'
import { shareOf, useMisfits, useQuality } from '../../data/usage.ts'
import { formatShortDay } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card } from '../../ui/small.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { BlankLink } from './blank-link.tsx'

const measures = ['complete', 'valid', 'refused'] as const

export function QualityCard({ object, days }: { readonly object: ObjectMetadata; readonly days: number }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { today, language } = useFormat()
  const [person, setPerson] = useState<string>()
  const [field, setField] = useState<string>()
  const [wrong, setWrong] = useState<string | null>(null)
  const all = useQuality(object.name, { days }).data
  const { data } = useQuality(object.name, { days, person, field })
  if (all === undefined || data === undefined) return null
  const labels = new Map(object.fields.map((one) => [one.name, label(one.label)]))
  if (all.day === null)
    return (
      <Card title={t('quality.title')}>
        <p className="hush">{t('quality.notYet')}</p>
      </Card>
    )
  return (
    <Card title={t('quality.title')}>
      <div className="usage-narrow">
        <Select
          allowClear
          aria-label={t('quality.person')}
          placeholder={t('quality.everybody')}
          value={person ?? null}
          onChange={(value) => setPerson(value ?? undefined)}
          options={all.people.map((one) => ({ value: one.person, label: one.name }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
        <Select
          allowClear
          aria-label={t('quality.field')}
          placeholder={t('quality.allFields')}
          value={field ?? null}
          onChange={(value) => setField(value ?? undefined)}
          options={all.fields.map((one) => ({ value: one.field, label: labels.get(one.field) ?? one.field }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </div>
      <Figures
        name={t('quality.byField')}
        rows={data.fields
          .filter((one) => field === undefined || one.field === field)
          .map((one) => ({
            key: one.field,
            name: labels.get(one.field) ?? one.field,
            counts: one,
            ...(person === undefined ? { field: one.field } : {}),
          }))}
        object={object}
        onWrong={setWrong}
      />
      <Figures
        name={t('quality.byPerson')}
        rows={data.people.map((one) => ({ key: one.person, name: one.name, counts: one }))}
        object={object}
        onWrong={setWrong}
      />
      <Figures
        name={t('quality.byDay')}
        rows={data.days.map((one) => ({
          key: one.day,
          name: formatShortDay(one.day, today, language),
          counts: one,
        }))}
        object={object}
        onWrong={setWrong}
      />
      <small className="hush">{t('quality.meaning')}</small>
      {wrong === null ? null : (
        <Misfits
          object={object}
          field={wrong}
          name={labels.get(wrong) ?? ''}
          onClose={() => setWrong(null)}
        />
      )}
    </Card>
  )
}

type Line = {
  readonly key: string
  readonly name: string
  readonly counts: QualityCounts
  /** Set where the counts lead to records. */
  readonly field?: string
}

function Figures({
  name,
  rows,
  object,
  onWrong,
}: {
  readonly name: string
  readonly rows: readonly Line[]
  readonly object: ObjectMetadata
  readonly onWrong: (field: string) => void
}) {
  const { t } = useTranslation()
  return (
    <div className="table-frame usage-scroll">
      <table className="table usage" aria-label={name}>
        <thead>
          <tr>
            <th>{name}</th>
            {measures.map((measure) => (
              <th key={measure} className="num">
                {t(`quality.${measure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name: said, counts: { should, filled, valid, entered, refused }, field }) => (
            <tr key={key}>
              <th scope="row">{said}</th>
              <td className="num">
                {field !== undefined && filled < should ? (
                  <BlankLink object={object} field={field}>
                    {shareOf(filled, should)}%
                  </BlankLink>
                ) : (
                  percent(filled, should)
                )}
              </td>
              <td className="num">
                {field !== undefined && valid < filled ? (
                  <button
                    type="button"
                    className="plain usage-open"
                    aria-label={t('quality.look', { field: said, count: filled - valid })}
                    onClick={() => onWrong(field)}
                  >
                    {shareOf(valid, filled)}%
                  </button>
                ) : (
                  percent(valid, filled)
                )}
              </td>
              <td className="num">{percent(refused, refused + entered)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const percent = (part: number, whole: number): string => (whole === 0 ? '—' : `${shareOf(part, whole)}%`)

function Misfits({
  object,
  field,
  name,
  onClose,
}: {
  readonly object: ObjectMetadata
  readonly field: string
  readonly name: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { data } = useMisfits(object.name, field)
  return (
    <Modal open title={t('quality.misfits', { field: name })} footer={null} onCancel={onClose}>
      {data === undefined ? (
        <Skeleton rows={3} label={t('loading')} />
      ) : data.length === 0 ? (
        <p>{t('quality.noMisfits')}</p>
      ) : (
        <ul className="usage-told">
          {data.map(({ id, title }) => (
            <li key={id}>
              <Link to="/o/$object/$id" params={{ object: object.name, id }}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  )
}
