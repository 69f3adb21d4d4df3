// The buttons to the record before and after in the list that this one was opened from.
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useNeighbours } from './neighbours.tsx'
import './neighbour-steps.css'

export function NeighbourSteps({
  object,
  id,
  page,
}: {
  readonly object: ObjectMetadata
  readonly id: string
  readonly page: 'record' | 'room'
}) {
  const { t } = useTranslation()
  const { previous, next, place } = useNeighbours(object, id, page)
  if (place === null) return null
  return (
    <span className="steps">
      <Button aria-label={t('keys.previousRecord')} disabled={previous === undefined} onClick={previous}>
        ↑
      </Button>
      <Button aria-label={t('keys.nextRecord')} disabled={next === undefined} onClick={next}>
        ↓
      </Button>
    </span>
  )
}
