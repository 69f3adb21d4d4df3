// When a field is shown, must be filled in, and can no longer be changed: formulas over the record, folded away until one is wanted.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { conditionNames, type Field } from '#kernel/schema'
import { isFilledIn } from './field-kinds.ts'
import { FormulaInput } from './formula-input.tsx'
import { Row } from './row.tsx'

type ConditionName = (typeof conditionNames)[number]

/** A condition that is left out where nothing is written. */
function withCondition(field: Field, name: ConditionName, text: string): Field {
  const { [name]: _, ...rest } = field
  return (text === '' ? rest : { ...rest, [name]: text }) as Field
}

export function Conditions({
  field,
  object,
  id,
  isInvalid,
  onChange,
}: {
  readonly field: Field
  readonly object: string
  readonly id: string
  readonly isInvalid: boolean
  readonly onChange: (field: Field) => void
}) {
  const { t } = useTranslation()
  const names = conditionNames.filter((name) => name === 'shownWhen' || isFilledIn(field))
  const [isOpen, setOpen] = useState(() => names.some((name) => field[name] !== undefined))
  return (
    <details open={isOpen || isInvalid} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('design.conditions.title')}</summary>
      <div className="fields">
        {(isOpen || isInvalid ? names : []).map((name) => (
          <Row key={name} label={t(`design.conditions.${name}`)} isWide>
            <FormulaInput
              object={object}
              value={field[name] ?? ''}
              id={`${id}-${name}`}
              label={t(`design.conditions.${name}`)}
              isInvalid={isInvalid}
              expected="boolean"
              onChange={(text) => onChange(withCondition(field, name, text))}
            />
          </Row>
        ))}
      </div>
    </details>
  )
}
