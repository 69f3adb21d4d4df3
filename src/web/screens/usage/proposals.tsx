// Which fields may be taken out of use, why, and how much typing that would save each person on a day.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata, Usage } from '#kernel/module'
import { useLabel } from '../../data/metadata.ts'
import { minutesOf, savedMinutes, whyIdle } from '../../data/usage.ts'
import { Card } from '../../ui/small.tsx'

/** What every new record must bring, and what names it, is no field to do without. */
export function Proposals({ object, usage }: { readonly object: ObjectMetadata; readonly usage: Usage }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { fields, records, personDays } = usage
  const looks = Math.max(0, ...fields.map(({ listed }) => listed))
  const known = new Map(object.fields.map((field) => [field.name, field]))
  const idle = fields.flatMap((one) => {
    const field = known.get(one.field)
    const why = field?.required || one.field === object.title ? null : whyIdle(one, records, looks)
    return field === undefined || why === null ? [] : [{ one, field, why }]
  })
  const saved = savedMinutes(
    idle.map(({ one }) => one),
    personDays,
  )
  if (idle.length === 0) return null
  return (
    <Card title={t('usage.proposals')}>
      <ul className="usage-told">
        {idle.map(({ one, field, why }) => (
          <li key={field.name}>
            <Link to="/admin/objects/$design" params={{ design: object.name }}>
              {t(
                `usage.idle.${one.filled === 0 ? 'empty' : why}.${field.layer === 'overlay' ? 'own' : 'shipped'}`,
                {
                  field: label(field.label),
                  count: one.filled,
                },
              )}
            </Link>
            {one.spentMs === 0 ? null : (
              <small className="hush"> {t('usage.costs', { count: minutesOf(one.spentMs) })}</small>
            )}
          </li>
        ))}
      </ul>
      <p className="hush usage-saves">
        {saved > 0 ? t('usage.saves', { count: saved }) : t('usage.notTimed')}
      </p>
    </Card>
  )
}
