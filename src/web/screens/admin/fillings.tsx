// Records that were there before their definition was, and how far they have been brought up to date.
import { useTranslation } from 'react-i18next'
import type { Filling } from '#kernel/module'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { formatNumber } from '../../ui/format.ts'
import { Card } from '../../ui/small.tsx'

export function Fillings({ filling }: { readonly filling: readonly Filling[] }) {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  if (filling.length === 0) return null
  const called = (name: string): string => {
    const object = catalog.object(name)
    return object === undefined ? name : label(object.label)
  }
  return (
    <Card title={t('filling.title')}>
      {filling.map(({ objects, done, total }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are told oldest first and have no other name
        <div className="filling" role="status" key={index}>
          <span>{objects.map(called).join(t('filling.and'))}</span>
          <progress aria-label={t('filling.title')} value={done} max={Math.max(total, 1)} />
          <small>
            {t('filling.rows', { done: formatNumber(String(done)), total: formatNumber(String(total)) })}
          </small>
        </div>
      ))}
      <small className="hush">{t('filling.meanwhile')}</small>
    </Card>
  )
}
