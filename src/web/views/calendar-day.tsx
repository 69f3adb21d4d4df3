// All that stands on one day, however much it is.
import { Button, Modal } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import type { Query } from '#kernel/records'
import { usePages } from '../data/records.ts'
import { formatDay } from '../ui/format.ts'
import { useFormat } from '../ui/format-context.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useWithin } from './calendar.tsx'
import { AgendaItem } from './calendar-agenda.tsx'
import { barOf } from './calendar-layout.ts'
import { cardAsked } from './card-fields.ts'
import { type DayField, stateField } from './day-field.ts'
import type { PaintRule } from './paint.ts'
import { usePaint } from './use-paint.ts'

export default function DayDialog({
  object,
  field,
  query,
  rules,
  day,
  address,
  onClose,
}: {
  readonly object: ObjectMetadata
  readonly field: DayField
  readonly query: Query
  readonly rules: readonly PaintRule[]
  readonly day: string
  readonly address: Readonly<Record<string, string>>
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { today, language, zone } = useFormat()
  const days = useMemo(() => [day], [day])
  const state = stateField(object)
  const pages = usePages({
    ...useWithin(query, field, days),
    fields: cardAsked(
      object,
      field.from,
      [field.to?.name, state?.name].flatMap((name) => name ?? []),
    ),
    sort: [field.from.name],
    limit: 50,
  })
  const bars = (pages.data?.pages ?? [])
    .flatMap((page) => page.rows)
    .flatMap((row) => barOf(row, field.from, field.to, zone) ?? [])
  const colors = usePaint(
    object,
    rules,
    bars.map(({ row }) => row),
  )
  return (
    <Modal open title={formatDay(day, today, language)} footer={null} onCancel={onClose} width={520}>
      {pages.isPending ? <Skeleton rows={6} label={t('loading')} /> : null}
      {pages.isSuccess && bars.length === 0 ? <p className="hush">{t('calendar.nothingOnDay')}</p> : null}
      <ul className="agenda day-list">
        {bars.map((bar) => (
          <AgendaItem key={bar.id} {...{ object, field, state, address, colors, bar }} />
        ))}
      </ul>
      {pages.hasNextPage ? (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </Modal>
  )
}
