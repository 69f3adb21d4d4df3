// The imports of the person and those that they may take back, the latest first, to come back to.
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { Card } from '../../ui/small.tsx'
import { useImports } from './imports.ts'

type EarlierProps = {
  readonly object: ObjectMetadata
  readonly shown: string | undefined
  readonly onShow: (id: string) => void
}

export function Earlier({ object, shown, onShow }: EarlierProps) {
  const { t } = useTranslation()
  const { data = [] } = useImports()
  const own = data.filter(({ object: name, id }) => name === object.name && id !== shown).slice(0, 8)
  if (own.length === 0) return null
  return (
    <Card title={t('import.earlier')}>
      <ul className="import-earlier">
        {own.map(({ id, fileName, wish, state, counts, by }) => (
          <li key={id}>
            <button type="button" className="plain cut" onClick={() => onShow(id)}>
              {fileName}
            </button>
            <small>
              {by === null ? '' : `${by} · `}
              {wish.isDry ? `${t('import.trial')} · ` : ''}
              {t(`import.${state}`)} · {t('import.did.created')} {counts.created} · {t('import.did.changed')}{' '}
              {counts.changed} · {t('import.did.refused')} {counts.refused}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  )
}
