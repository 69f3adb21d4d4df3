// Sentences that must be true of every record: what must hold, what is said where it does not, and at which field it is mended.

import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Check } from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import { Card } from '../../ui/small.tsx'
import { faultPlace, isSaidByEditor } from './checking.ts'
import { blankLabel, editChecks, freeName, objectIn } from './design.ts'
import { useDesigning } from './designing-context.ts'
import { Faulty } from './faulty.tsx'
import { FormulaInput } from './formula-input.tsx'
import { partLabel } from './publication.ts'
import { Row } from './row.tsx'

const longest = 300

/** Those of the object, then those of each kind of its lines. */
export function ChecksCards() {
  const { design } = useDesigning()
  return [design.object, ...design.parts.filter(({ retired }) => !retired)].map(({ name }) => (
    <ChecksCard key={name} object={name} />
  ))
}

function ChecksCard({ object }: { readonly object: string }) {
  const { t } = useTranslation()
  const label = useLabel()
  const { design, before, change } = useDesigning()
  const checks = objectIn(design, object)?.checks ?? []
  const stands = before === null ? undefined : objectIn(before, object)
  const published = new Set((stands?.checks ?? []).map(({ name }) => name))
  const edit = (next: (checks: readonly Check[]) => readonly Check[]): void =>
    change((now) => editChecks(now, object, next))
  const of = object === design.object.name ? null : label(partLabel(design.object, object))
  const replace = (changed: Check): void =>
    edit((all) => all.map((one) => (one.name === changed.name ? changed : one)))
  const add = (): void =>
    edit((all) => {
      const name = freeName('rule', new Set(all.map((one) => one.name)))
      return [...all, { name, formula: '', message: blankLabel }]
    })
  const drop = (name: string): void => edit((all) => all.filter((one) => one.name !== name))
  return (
    <Card title={of === null ? t('design.checks.title') : t('design.checks.titleOf', { lines: of })}>
      <p className="hush">{t('design.checks.hint')}</p>
      {checks.map((check, index) => (
        <CheckBox
          key={check.name}
          object={object}
          check={check}
          place={index + 1}
          onChange={replace}
          onDrop={() => (published.has(check.name) ? replace({ ...check, retired: true }) : drop(check.name))}
        />
      ))}
      <Button onClick={add}>{t('design.checks.add')}</Button>
    </Card>
  )
}

function CheckBox({
  object,
  check,
  place,
  onChange,
  onDrop,
}: {
  readonly object: string
  readonly check: Check
  readonly place: number
  readonly onChange: (check: Check) => void
  readonly onDrop: () => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { checked, faults } = useDesigning()
  const id = `d-check-${object}-${check.name}`
  const problems = faults.get(faultPlace(object, check.name, 'checks')) ?? []
  const fields = checked.schema?.object(object)?.fields ?? []
  if (check.retired)
    return (
      <div className="asked">
        <s className="hush">{label(check.message)}</s>
        <Button
          type="link"
          onClick={() => {
            const { retired: _, ...rest } = check
            onChange(rest)
          }}
        >
          {t('design.restore')}
        </Button>
      </div>
    )
  const setField = (name: string | undefined): void => {
    const { field: _, ...rest } = check
    onChange(name === undefined ? rest : { ...rest, field: name })
  }
  return (
    <fieldset className="check" aria-label={t('design.checks.name', { count: place })}>
      <Faulty faults={problems.filter((problem) => !isSaidByEditor(problem))} />
      <div className="fields">
        <Row label={t('design.checks.formula')} isWide>
          <FormulaInput
            object={object}
            value={check.formula}
            id={`${id}-formula`}
            label={t('design.checks.formula')}
            isInvalid={problems.length > 0}
            expected="boolean"
            onChange={(formula) => onChange({ ...check, formula })}
          />
        </Row>
        {(['zh-CN', 'en'] as const).map((language) => (
          <Row key={language} label={t(`design.checks.message.${language}`)} id={`${id}-${language}`}>
            <Input
              id={`${id}-${language}`}
              value={check.message[language]}
              maxLength={longest}
              onChange={({ target }) =>
                onChange({ ...check, message: { ...check.message, [language]: target.value } })
              }
            />
          </Row>
        ))}
        <Row label={t('design.checks.field')} id={`${id}-field`}>
          <Select
            id={`${id}-field`}
            value={check.field ?? null}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('design.checks.whole')}
            options={fields.map((field) => ({ value: field.name, label: label(field.label) || field.name }))}
            onChange={(name: string | null) => setField(name ?? undefined)}
          />
        </Row>
      </div>
      <button type="button" className="plain late" onClick={onDrop}>
        {t('remove')}
      </button>
    </fieldset>
  )
}
