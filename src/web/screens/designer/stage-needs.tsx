// What a record must show to enter a stage: fields that are filled in, records that are there, or a sentence of one's own.
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  type Field,
  type FormulaNeed,
  formulaNeeds,
  type Label,
  type RollupField,
  type Schema,
  type Stage,
  type StageNeed,
  stageOf,
  target,
} from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import { BoundedNumber } from './bounded-number.tsx'
import { addField, blankLabel, changeField, type Design, objectIn } from './design.ts'
import { useDesigning } from './designing-context.ts'
import { isFilledIn } from './field-kinds.ts'
import { FormulaInput } from './formula-input.tsx'
import { changeStage, withPath } from './path-design.ts'
import { bothLanguages } from './publication.ts'
import { Row } from './row.tsx'
import type { EditedPath } from './states-card.tsx'

type Needs = readonly StageNeed[]

export function StageNeeds({
  edited,
  stage,
  id,
  onChange,
}: {
  readonly edited: EditedPath
  readonly stage: Stage
  readonly id: string
  readonly onChange: (needs: Needs) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { checked, design } = useDesigning()
  const needs = stage.needs ?? []
  const fields = checked.schema?.object(design.object.name)?.byName ?? new Map()
  // What comes with the product, without what is said here: its sentences stand as they are.
  const own = needs.flatMap((need) => formulaNeeds(need, fields)).map(({ formula }) => formula)
  const shipped = (stageOf(edited.shipped, stage.key)?.needs ?? []).filter(
    ({ formula }) => !own.includes(formula),
  )
  const replace = (at: number, need: StageNeed): void => onChange(needs.with(at, need))
  const add = (need: StageNeed): void => onChange([...needs, need])
  return (
    <fieldset className="state-needs">
      <legend>{t('design.needs.title')}</legend>
      {shipped.map(({ formula, message }) => (
        <p className="hush" key={formula}>
          ✓ {label(message)} <small>{t('design.states.shipped')}</small>
        </p>
      ))}
      {needs.map((need, at) => {
        const key = `${id}-need-${at}`
        return (
          <div className="state-need" key={key}>
            {'filled' in need ? (
              <Filled need={need.filled} id={key} onChange={(filled) => replace(at, { filled })} />
            ) : 'counted' in need ? (
              <Counted edited={edited} stage={stage} at={at} id={key} onChange={onChange} />
            ) : (
              <Written need={need} id={key} onChange={(changed) => replace(at, changed)} />
            )}
            <button
              type="button"
              className="plain late"
              aria-label={t('design.needs.drop', { count: at + 1 })}
              onClick={() => onChange(needs.filter((_, place) => place !== at))}
            >
              {t('remove')}
            </button>
          </div>
        )
      })}
      <div className="states-more">
        {needs.some((need) => 'filled' in need) ? null : (
          <Button size="small" onClick={() => add({ filled: [] })}>
            {t('design.needs.addFilled')}
          </Button>
        )}
        <Button size="small" onClick={() => add({ counted: '' })}>
          {t('design.needs.addCounted')}
        </Button>
        <Button size="small" onClick={() => add({ formula: '', message: blankLabel })}>
          {t('design.needs.addFormula')}
        </Button>
      </div>
    </fieldset>
  )
}

function Filled({
  need,
  id,
  onChange,
}: {
  readonly need: readonly string[]
  readonly id: string
  readonly onChange: (names: readonly string[]) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { checked, design } = useDesigning()
  const fields = (checked.schema?.object(design.object.name)?.fields ?? []).filter(
    (field) => isFilledIn(field) && field.name !== design.object.path?.field && field.hidden !== true,
  )
  return (
    <Row label={t('design.needs.filled')} id={id} hint={t('design.needs.filledHint')} isWide>
      <Select
        id={id}
        mode="multiple"
        value={[...need]}
        placeholder={t('design.needs.filledWhich')}
        showSearch={{ optionFilterProp: 'label' }}
        options={fields.map((field) => ({
          value: field.name,
          label: label(bothLanguages(field.label)) || field.name,
        }))}
        onChange={(names: string[]) => onChange(names)}
      />
    </Row>
  )
}

/** Roll-ups that count, and records that could be counted by a new one. */
function useCounts(): readonly { readonly value: string; readonly label: string }[] {
  const { t } = useTranslation()
  const label = useLabel()
  const { checked, design } = useDesigning()
  const { name } = design.object
  const counts = (checked.schema?.object(name)?.fields ?? []).filter(isCount)
  const sources = [...(checked.schema?.objects.values() ?? [])].flatMap((object) =>
    object.fields.filter((by) => target(by) === name).map((by) => ({ object, by })),
  )
  return [
    ...counts.map((field) => ({ value: field.name, label: label(bothLanguages(field.label)) || field.name })),
    ...sources.map(({ object, by }) => ({
      value: `${object.name} ${by.name}`,
      label:
        by === object.ownerField
          ? label(bothLanguages(object.label))
          : t('design.needs.count', {
              object: label(bothLanguages(object.label)),
              by: label(bothLanguages(by.label)),
            }),
    })),
  ]
}

const isCount = (field: Field): boolean => field.type === 'rollup' && field.take === 'count'

function Counted({
  edited,
  stage,
  at,
  id,
  onChange,
}: {
  readonly edited: EditedPath
  readonly stage: Stage
  readonly at: number
  readonly id: string
  readonly onChange: (needs: Needs) => void
}) {
  const { t } = useTranslation()
  const { design, checked, change, taken } = useDesigning()
  const needs = stage.needs ?? []
  const need = needs[at]
  const options = useCounts()
  if (need === undefined || !('counted' in need)) return null
  const { name: object } = design.object
  const counter = objectIn(design, object)?.fields.find(({ name }) => name === need.counted)
  const choose = (value: string): void => {
    const [of = '', by] = value.split(' ')
    if (by === undefined) onChange(needs.with(at, { ...need, counted: of }))
    else
      change((now) => {
        const made = withCount(now, { of, by }, checked.schema, taken)
        const path = made.design.object.path ?? edited.path
        const changed = { ...(stageOf(path, stage.key) ?? { key: stage.key }) }
        const counted = needs.with(at, { ...need, counted: made.name })
        return withPath(made.design, changeStage(path, { ...changed, needs: counted }))
      })
  }
  return (
    <div className="fields">
      <Row label={t('design.needs.counted')} id={id} hint={t('design.needs.countedHint')}>
        <Select
          id={id}
          value={need.counted || null}
          placeholder={t('design.needs.countedWhich')}
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={t('design.needs.noneToCount')}
          options={[...options]}
          onChange={choose}
        />
      </Row>
      <Row label={t('design.needs.least')} id={`${id}-least`}>
        <BoundedNumber
          id={`${id}-least`}
          min={1}
          max={1000}
          value={need.least ?? 1}
          onChange={(least) => onChange(needs.with(at, { ...need, least }))}
        />
      </Row>
      {counter?.type === 'rollup' ? (
        <Row label={t('design.needs.where')} isWide>
          <FormulaInput
            object={counter.object}
            value={counter.where ?? ''}
            id={`${id}-where`}
            label={t('design.needs.where')}
            isInvalid={false}
            expected="boolean"
            onChange={(where) => change((now) => changeField(now, object, withWhere(counter, where)))}
          />
        </Row>
      ) : null}
    </div>
  )
}

function withWhere(field: RollupField, where: string): RollupField {
  const { where: _, ...rest } = field
  return where === '' ? rest : { ...rest, where }
}

/** A field that counts those records, called after them; beside a shipped object everybody who sees the record may see it. */
function withCount(
  design: Design,
  { of, by }: { readonly of: string; readonly by: string },
  schema: Schema | null,
  taken: ReadonlySet<string>,
): { readonly design: Design; readonly name: string } {
  const { name: object } = design.object
  const added = addField(design, object, 'rollup', taken)
  const field = objectIn(added.design, object)?.fields.find(({ name }) => name === added.name)
  if (field?.type !== 'rollup') return added
  const counted = bothLanguages(schema?.object(of)?.label ?? blankLabel)
  const label: Label = { 'zh-CN': `${counted['zh-CN']}数`, en: `${counted.en} count` }
  const made = changeField(added.design, object, { ...field, object: of, by, label })
  const seen = { ...made.fieldGrants, [added.name]: { read: ['everyone'], write: [] } }
  return { name: added.name, design: design.isShipped ? { ...made, fieldGrants: seen } : made }
}

function Written({
  need,
  id,
  onChange,
}: {
  readonly need: FormulaNeed
  readonly id: string
  readonly onChange: (need: FormulaNeed) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const { design, checked } = useDesigning()
  const { name: object } = design.object
  const fields = checked.schema?.object(object)?.fields ?? []
  return (
    <div className="fields">
      <Row label={t('design.checks.formula')} isWide>
        <FormulaInput
          object={object}
          value={need.formula}
          id={id}
          label={t('design.checks.formula')}
          isInvalid={false}
          expected="boolean"
          onChange={(formula) => onChange({ ...need, formula })}
        />
      </Row>
      {(['zh-CN', 'en'] as const).map((language) => (
        <Row key={language} label={t(`design.checks.message.${language}`)} id={`${id}-${language}`}>
          <Input
            id={`${id}-${language}`}
            value={need.message[language]}
            maxLength={300}
            onChange={({ target: { value } }) =>
              onChange({ ...need, message: { ...need.message, [language]: value } })
            }
          />
        </Row>
      ))}
      <Row label={t('design.checks.field')} id={`${id}-field`}>
        <Select
          id={`${id}-field`}
          value={need.field ?? null}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('design.checks.whole')}
          options={fields.map((field) => ({ value: field.name, label: label(field.label) || field.name }))}
          onChange={(name: string | null) => {
            const { field: _, ...rest } = need
            onChange(name ? { ...rest, field: name } : rest)
          }}
        />
      </Row>
    </div>
  )
}
