// The rules by which rows are coloured, put together by clicking.
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { FilterBuilder } from './filter-builder.tsx'
import type { FilterGroup } from './filter-tree.ts'
import { mostRules, type Paint, type PaintRule, paints } from './paint.ts'

type Draft = { readonly key: number; readonly color: Paint; readonly where: FilterGroup | null }

export default function PaintEditor({
  object,
  rules,
  onChange,
}: {
  readonly object: ObjectMetadata
  readonly rules: readonly PaintRule[]
  readonly onChange: (rules: readonly PaintRule[]) => void
}) {
  const { t } = useTranslation()
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    rules.length > 0
      ? rules.map((rule, key) => ({ ...rule, key }))
      : [{ key: 0, color: paints[0], where: null }],
  )
  const keep = (next: readonly Draft[]): void => {
    setDrafts(next)
    onChange(next.flatMap(({ color, where }) => (where === null ? [] : [{ color, where }])))
  }
  const change = (key: number, changed: Partial<Draft>): void =>
    keep(drafts.map((draft) => (draft.key === key ? { ...draft, ...changed } : draft)))
  const add = (): void => {
    const free = paints.find((color) => drafts.every((draft) => draft.color !== color)) ?? paints[0]
    setDrafts([
      ...drafts,
      { key: Math.max(-1, ...drafts.map(({ key }) => key)) + 1, color: free, where: null },
    ])
  }
  return (
    <section className="paint-rules" aria-label={t('paint.rules')}>
      <p className="hush">{t('paint.hint')}</p>
      {drafts.map(({ key, color, where }, index) => (
        <fieldset key={key} aria-label={t('paint.rule', { number: index + 1 })}>
          <div className="paint-colors" role="radiogroup" aria-label={t('paint.color')}>
            {paints.map((one) => (
              <label key={one} title={t(`paint.colors.${one}`)} style={{ '--dot': `var(--dot-${one})` }}>
                <input
                  type="radio"
                  name={`paint-${key}`}
                  checked={one === color}
                  aria-label={t(`paint.colors.${one}`)}
                  onChange={() => change(key, { color: one })}
                />
                <i />
              </label>
            ))}
            <span className="spread" />
            <Button
              size="small"
              type="text"
              onClick={() => keep(drafts.filter((draft) => draft.key !== key))}
            >
              {t('paint.remove')}
            </Button>
          </div>
          <FilterBuilder object={object} where={where} onChange={(next) => change(key, { where: next })} />
        </fieldset>
      ))}
      {drafts.length >= mostRules ? null : (
        <Button size="small" onClick={add}>
          {t('paint.add')}
        </Button>
      )}
    </section>
  )
}
