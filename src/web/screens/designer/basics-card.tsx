// What an object is called, where people find it, and what is said about it.

import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ObjectDefinition } from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { Card } from '../../ui/small.tsx'
import { faultPlace } from './checking.ts'
import { isUnnamed, settleName } from './design.ts'
import { useDesigning } from './designing-context.ts'
import { Faulty } from './faulty.tsx'
import { LabelInputs } from './label-inputs.tsx'
import { renameObject } from './renaming.ts'
import { Row } from './row.tsx'

const objectName = /^x\.[a-z][a-zA-Z0-9]{0,29}$/

export function BasicsCard() {
  const { t } = useTranslation()
  const label = useLabel()
  const { metadata } = useCatalog()
  const { design, faults, change, taken } = useDesigning()
  const { object, isNew } = design
  const problems = faults.get(faultPlace(object.name)) ?? []
  const set = (changed: Partial<ObjectDefinition>): void =>
    change((before) => ({ ...before, object: { ...before.object, ...changed } }))
  const help = object.help?.['zh-CN'] ?? ''
  return (
    <Card title={t('design.basics')}>
      <Faulty faults={problems} />
      <div className="fields">
        <LabelInputs
          value={object.label}
          id="d-object"
          isFirst={isNew}
          isInvalid={problems.some(({ code }) => code === 'design.noLabel')}
          onChange={(changed) => set({ label: changed })}
        />
        <Row label={t('design.menu')} id="d-menu">
          <Select
            id="d-menu"
            value={object.menu ?? 'platform'}
            options={Object.entries(metadata.groups).map(([value, text]) => ({ value, label: label(text) }))}
            onChange={(menu: string) => set({ menu })}
          />
        </Row>
        <Row label={t('design.objectHelp')} id="d-help" isWide>
          <Input
            id="d-help"
            value={help}
            maxLength={300}
            placeholder={t('design.objectHelpHint')}
            onChange={({ target }) => set({ help: { 'zh-CN': target.value, en: target.value } })}
          />
        </Row>
      </div>
      <details>
        <summary className="hush">
          {t('design.name')}{' '}
          {isUnnamed(design, object.name) ? t('design.nameLater') : <code>{object.name}</code>}
        </summary>
        {isNew ? (
          <Input
            aria-label={t('design.name')}
            defaultValue={isUnnamed(design, object.name) ? 'x.' : object.name}
            maxLength={32}
            onBlur={({ target }) => {
              const name = target.value.trim()
              if (objectName.test(name) && !taken.has(name))
                change((before) => settleName(renameObject(before, name), name))
            }}
          />
        ) : (
          <small className="hush">{t('design.nameFixed')}</small>
        )}
      </details>
    </Card>
  )
}
