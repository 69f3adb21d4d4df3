// In which way the records are looked at: a row of choices at a desk, a chip on a telephone.
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useIsNarrow } from '../ui/media.ts'
import { ChipChoice } from './chip-choice.tsx'
import { kindsOf, type ViewKind } from './view-kinds.ts'

export function ViewSwitch({
  object,
  view,
  onView,
}: {
  readonly object: ObjectMetadata
  readonly view: ViewKind
  readonly onView: (view: ViewKind) => void
}) {
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  const kinds = kindsOf(object).map((key) => ({ key, label: t(`list.as.${key}`) }))
  if (kinds.length < 2) return null
  if (isNarrow) return <ChipChoice label={t('list.view')} value={view} options={kinds} onChange={onView} />
  return (
    <fieldset className="switch" aria-label={t('list.view')}>
      {kinds.map(({ key, label }) => (
        <button
          key={key}
          type="button"
          className="plain switch-choice"
          aria-pressed={view === key}
          onClick={() => onView(key)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  )
}
