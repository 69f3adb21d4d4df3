// One right of the customer's on a shipped object, or one that narrows what is shipped: who, what, which records, which fields.

import { Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FieldGrant, Policy } from '#kernel/access'
import { useLabel } from '../../data/metadata.ts'
import { useFormat } from '../../ui/format-context.tsx'
import { faultPlace, isSaidByEditor } from './checking.ts'
import { useDesigning } from './designing-context.ts'
import { Faulty } from './faulty.tsx'
import { FormulaInput } from './formula-input.tsx'
import { useFormulaLanguage } from './formula-language.ts'
import { respelt } from './formula-text.ts'
import { type Reach, reachFormulas } from './grants.ts'
import { peopleKeys, type Scope, whoOfKeys } from './rights.ts'
import { type RightsWords, usePeopleNames } from './rights-words.ts'
import { Row } from './row.tsx'
import { WhoSelect } from './who-select.tsx'

type BoxProps = {
  readonly policy: Policy
  readonly scope: Scope
  readonly words: RightsWords
  /** What can be ticked. */
  readonly operations: readonly string[]
  readonly onChange: (policy: Policy) => void
  readonly onRemove: () => void
}

export function PolicyBox({ policy, scope, words, operations, onChange, onRemove }: BoxProps) {
  const { t } = useTranslation()
  const { faults } = useDesigning()
  const { object } = scope
  const id = `d-right-${policy.name.replaceAll(/[^\w.-]/g, '-')}`
  const problems = [
    ...(faults.get(faultPlace(policy.name, object)) ?? []),
    ...(faults.get(faultPlace(object, policy.name, 'policies')) ?? []),
  ]
  const people = usePeopleNames()
  const keys = peopleKeys(policy.who)
  const called = keys.length === 0 ? t('design.rights.nobodyYet') : words.all(keys.map(words.who))
  const ticked = policy.operations.includes('*') ? operations : policy.operations
  const tick = (name: string, isOn: boolean): void =>
    onChange({
      ...policy,
      operations: operations.filter((one) => (one === name ? isOn : ticked.includes(one))),
    })
  return (
    <fieldset className="check" aria-label={t('design.rights.of', { who: called })}>
      <Faulty faults={problems.filter((problem) => !isSaidByEditor(problem))} />
      <div className="fields">
        <Row label={t('design.rights.who')} id={`${id}-who`} isWide>
          <WhoSelect
            id={`${id}-who`}
            value={keys}
            placeholder={t('design.rights.nobodyYet')}
            more={[
              {
                label: t('design.who.people'),
                options: [...people].map(([value, label]) => ({ value, label })),
              },
            ]}
            onChange={(next) => onChange({ ...policy, who: whoOfKeys(next) })}
          />
        </Row>
        <Row label={t('design.rights.what')} isWide>
          <div className="right-operations">
            {operations.map((name) => (
              <Checkbox
                key={name}
                checked={ticked.includes(name)}
                onChange={({ target }) => tick(name, target.checked)}
              >
                {words.operation(object, name)}
              </Checkbox>
            ))}
          </div>
        </Row>
        <Records
          policy={policy}
          object={object}
          id={id}
          isInvalid={problems.length > 0}
          onChange={onChange}
        />
        {(['read', 'write'] as const).map((what) => (
          <FieldsOf
            key={what}
            what={what}
            id={`${id}-${what}`}
            grant={policy.fields?.[what] ?? '*'}
            scope={scope}
            onChange={(grant) => onChange(withFields(policy, what, grant))}
          />
        ))}
      </div>
      <button type="button" className="plain late" onClick={onRemove}>
        {t('design.rights.drop', { who: called })}
      </button>
    </fieldset>
  )
}

function withFields({ fields, ...policy }: Policy, what: 'read' | 'write', grant: FieldGrant): Policy {
  const { [what]: _, ...rest } = fields ?? {}
  const next = grant === '*' ? rest : { ...rest, [what]: grant }
  return Object.keys(next).length === 0 ? policy : { ...policy, fields: next }
}

/** Which records: those that others are asked for often, or what a formula says. */
function Records({
  policy,
  object,
  id,
  isInvalid,
  onChange,
}: Pick<BoxProps, 'policy' | 'onChange'> & {
  readonly object: string
  readonly id: string
  readonly isInvalid: boolean
}) {
  const { t } = useTranslation()
  const { checked } = useDesigning()
  const language = useFormulaLanguage(true)
  const { language: spelling } = useFormat()
  const { schema } = checked
  const written = (text: string): string =>
    schema === null || language === null ? text : respelt(text, object, { schema, language, spelling })
  const { where, ...rest } = policy
  const usual = (['own', 'department'] as const).find(
    (reach) => where !== undefined && where === written(reachFormulas[reach] ?? ''),
  )
  const chosen = where === undefined ? 'all' : (usual ?? 'formula')
  const choose = (next: Reach | 'formula'): void => {
    const asked = next === 'formula' ? '' : reachFormulas[next]
    onChange(asked === undefined ? rest : { ...rest, where: written(asked) })
  }
  const isAsShipped = policy.narrows !== undefined
  return (
    <>
      <Row label={t('design.rights.which')} id={`${id}-reach`}>
        <Select<Reach | 'formula'>
          id={`${id}-reach`}
          value={chosen}
          popupMatchSelectWidth={false}
          options={(['all', 'department', 'own', 'formula'] as const).map((value) => ({
            value,
            label: t(isAsShipped && value === 'all' ? 'design.rights.sameRecords' : `design.reach.${value}`),
          }))}
          onChange={choose}
        />
      </Row>
      {chosen === 'formula' ? (
        <Row label={t('design.rights.formula')} isWide>
          <FormulaInput
            object={object}
            value={where ?? ''}
            id={`${id}-where`}
            label={t('design.rights.formula')}
            isInvalid={isInvalid}
            expected="boolean"
            onChange={(text) => onChange({ ...rest, where: text })}
          />
        </Row>
      ) : null}
    </>
  )
}

type Choice = 'all' | 'except' | 'only'
const choices: readonly Choice[] = ['all', 'except', 'only']

function FieldsOf({
  what,
  id,
  grant,
  scope,
  onChange,
}: {
  readonly what: 'read' | 'write'
  readonly id: string
  readonly grant: FieldGrant
  readonly scope: Scope
  readonly onChange: (grant: FieldGrant) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { choice, named } = partsOf(grant)
  return (
    <Row label={t(`design.rights.fields.${what}`)} id={id} isWide>
      <div className="right-fields">
        <Select<Choice>
          id={id}
          value={choice}
          popupMatchSelectWidth={false}
          options={choices.map((value) => ({ value, label: t(`design.rights.choice.${value}`) }))}
          onChange={(next) => onChange(grantOf(next, named))}
        />
        {choice === 'all' ? null : (
          <Select
            mode="multiple"
            aria-label={t(`design.rights.fields.${what}`)}
            className="wide"
            showSearch={{ optionFilterProp: 'label' }}
            value={[...named]}
            options={scope.fields.map((field) => ({
              value: field.name,
              label: label(field.label) || field.name,
            }))}
            onChange={(names: string[]) => onChange(grantOf(choice, names))}
          />
        )}
      </div>
    </Row>
  )
}

function partsOf(grant: FieldGrant): { readonly choice: Choice; readonly named: readonly string[] } {
  if (grant === '*') return { choice: 'all', named: [] }
  return 'except' in grant ? { choice: 'except', named: grant.except } : { choice: 'only', named: grant }
}

const grantOf = (choice: Choice, named: readonly string[]): FieldGrant =>
  choice === 'all' ? '*' : choice === 'only' ? named : { except: named }
