// What would follow from the rows of a trial: alerts, tasks, stock and whatever else changes with them.
import { useTranslation } from 'react-i18next'
import type { ImportEffect } from '#kernel/module'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { Show } from '../../fields/index.tsx'
import './outcome.css'

/** Of objects that the person may see. */
export function Effects({ effects }: { readonly effects: readonly ImportEffect[] }) {
  const { t } = useTranslation()
  const label = useLabel()
  const catalog = useCatalog()
  const seen = effects.flatMap((effect) => {
    const object = catalog.object(effect.object)
    return object === undefined ? [] : [{ ...effect, of: object }]
  })
  if (seen.length === 0) return null
  return (
    <section className="import-effects" aria-label={t('import.effects.title')}>
      <h3>{t('import.effects.title')}</h3>
      <ul>
        {seen.map(({ of, kind, rule, count, examples }) => {
          const title = of.fields.find(({ name }) => name === of.title)
          return (
            <li key={`${of.name} ${kind} ${rule}`}>
              <strong>{t(`import.effects.${kind}`, { count, object: label(of.label) })}</strong>
              {rule === null ? null : <small>{t('import.effects.rule', { rule })}</small>}
              {title === undefined
                ? null
                : examples.map((value) => (
                    <span key={String(value)} className="cut">
                      <Show field={title} value={value} row={{}} />
                    </span>
                  ))}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
