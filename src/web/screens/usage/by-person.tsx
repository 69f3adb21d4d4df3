// Who entered how much on which day, how complete it was and how much of it was replaced later.
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shareOf, useUsageByPerson } from '../../data/usage.ts'
import { formatShortDay } from '../../ui/format.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { Card } from '../../ui/small.tsx'

export function ByPerson({ object, days }: { readonly object: string; readonly days: number }) {
  const { t } = useTranslation()
  const { today, language } = useFormat()
  const [page, setPage] = useState(0)
  const { data } = useUsageByPerson(object, days, page)
  if (!data || (data.rows.length === 0 && page === 0)) return null
  return (
    <Card title={t('usage.people')}>
      <div className="table-frame">
        <table className="table usage" aria-label={t('usage.people')}>
          <thead>
            <tr>
              <th>{t('usage.day')}</th>
              <th>{t('usage.person')}</th>
              <th className="num">{t('usage.records')}</th>
              <th className="num">{t('usage.complete')}</th>
              <th className="num">{t('usage.errors')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map(({ person, name, day, records, filled, corrected }) => (
              <tr key={`${day} ${person}`}>
                <td>{formatShortDay(day, today, language)}</td>
                <th scope="row">{name}</th>
                <td className="num">{records}</td>
                <td className="num">{shareOf(filled, records * data.fields)}%</td>
                <td className="num">{corrected === 0 ? '—' : `${shareOf(corrected, filled)}%`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {page > 0 || data.isMore ? (
        <div className="usage-pages">
          <Button size="small" disabled={page === 0} onClick={() => setPage(page - 1)}>
            {t('usage.newer')}
          </Button>
          <Button size="small" disabled={!data.isMore} onClick={() => setPage(page + 1)}>
            {t('usage.older')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}
