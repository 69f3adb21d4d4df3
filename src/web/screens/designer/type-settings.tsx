// What each type of field asks for beyond what all ask for: one table, each entry drawing its own.
import { Input, Select } from 'antd'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type AutoNumberField,
  type Field,
  type FieldType,
  fileShapes,
  isLookUp,
  numberShapes,
  numberText,
  percentShapes,
  type Shape,
  shapeOf,
  textFormatNames,
} from '#kernel/schema'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { Bounds, Money, Scale, type SettingsProps, set } from './amount-settings.tsx'
import { FormulaSettings } from './formula-settings.tsx'
import { LookUpSettings } from './look-up-settings.tsx'
import { OptionList } from './option-list.tsx'
import { RollupSettings } from './rollup-settings.tsx'
import { Row } from './row.tsx'
import { useKindName } from './use-kind-name.ts'

type Settings<T extends FieldType> = (
  props: SettingsProps<Extract<Field, { readonly type: T }>>,
) => ReactElement | null
const none = (): null => null

const Text: Settings<'text'> = ({ field, id, onChange }) => {
  const { t } = useTranslation()
  const kindName = useKindName()
  return (
    <Row label={t('design.set.format')} id={`${id}-format`}>
      <Select
        id={`${id}-format`}
        value={field.format ?? ''}
        options={[
          { value: '', label: t('design.anyFormat') },
          ...textFormatNames.map((value) => ({ value, label: kindName(value) })),
        ]}
        popupMatchSelectWidth={false}
        onChange={(value: string) => onChange(set(field, 'format', value))}
      />
    </Row>
  )
}

/** The ways in which a number may be shown besides its figures. */
const shown =
  <T extends 'number' | 'percent' | 'file'>(shapes: readonly Shape[]): Settings<T> =>
  ({ field, id, onChange }) => {
    const { t } = useTranslation()
    const kindName = useKindName()
    return (
      <Row label={t('design.set.shownAs')} id={`${id}-shown`}>
        <Select
          id={`${id}-shown`}
          value={shapeOf(field) ?? ''}
          options={[
            { value: '', label: t('design.anyShape') },
            ...shapes.map((value) => ({ value, label: kindName(value) })),
          ]}
          onChange={(value: string) => onChange(set(field, 'shownAs', value))}
        />
      </Row>
    )
  }
const NumberShown = shown<'number'>(numberShapes)
const PercentShown = shown<'percent'>(percentShapes)
const FileShown = shown<'file'>(fileShapes)

const Choices: Settings<'select' | 'multiSelect'> = ({ field, before, onChange }) => {
  const { t } = useTranslation()
  const known = before && 'options' in before ? (before.options ?? []) : []
  return (
    <Row label={t('design.options.title')} isWide>
      <OptionList
        options={field.options}
        published={new Set(known.map(({ key }) => key))}
        onChange={(options) => onChange({ ...field, options })}
      />
    </Row>
  )
}

const Reference: Settings<'reference' | 'references'> = ({ field, before, id, isInvalid, onChange }) => {
  const { t } = useTranslation()
  const label = useLabel()
  const { metadata } = useCatalog()
  const objects = metadata.objects.filter(({ kind }) => kind === 'record')
  return (
    <Row label={t('design.set.to')} id={`${id}-to`} hint={before ? t('design.set.toFixed') : undefined}>
      <Select
        id={`${id}-to`}
        value={field.to === '' ? null : field.to}
        disabled={before !== undefined}
        placeholder={t('design.set.toWhich')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        {...(isInvalid ? { status: 'error' as const } : {})}
        options={objects.map((object) => ({ value: object.name, label: label(object.label) }))}
        onChange={(to: string) => onChange({ ...field, to })}
      />
    </Row>
  )
}

/** More objects may be added at any time; one that was chosen from may be taken out, and what was chosen stays. */
const AnyReference: Settings<'anyReference'> = ({ field, id, isInvalid, onChange }) => {
  const { t } = useTranslation()
  const label = useLabel()
  const { metadata } = useCatalog()
  const objects = metadata.objects.filter(({ kind }) => kind === 'record')
  return (
    <Row label={t('design.set.toAny')} id={`${id}-to`} hint={t('design.set.toAnyHint')} isWide>
      <Select
        id={`${id}-to`}
        mode="multiple"
        value={[...field.to]}
        maxCount={20}
        placeholder={t('design.set.toWhich')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        {...(isInvalid ? { status: 'error' as const } : {})}
        options={objects.map((object) => ({ value: object.name, label: label(object.label) }))}
        onChange={(to: string[]) => onChange({ ...field, to })}
      />
    </Row>
  )
}

const patterns = ['{YYYY}{MM}-{0000}', '{YYYY}-{000000}', '{YYYY}{MM}{DD}-{000}', 'A-{00000}']

/** The first number of a year's beginning, to show what a pattern makes. */
const firstNumber = (pattern: string): string => numberText(pattern, '2026-01-08', 1n)

function AutoNumber({ field, id, isInvalid, onChange }: SettingsProps<AutoNumberField>) {
  const { t } = useTranslation()
  return (
    <Row
      label={t('design.set.pattern')}
      id={`${id}-pattern`}
      hint={t('design.set.patternHint', { example: firstNumber(field.pattern) })}
      isWide
    >
      <Input
        id={`${id}-pattern`}
        value={field.pattern}
        maxLength={60}
        aria-invalid={isInvalid}
        {...(isInvalid ? { status: 'error' as const } : {})}
        onChange={({ target }) => onChange({ ...field, pattern: target.value })}
      />
      <span className="presets">
        {patterns.map((pattern) => (
          <button
            type="button"
            className="plain chip"
            key={pattern}
            onClick={() => onChange({ ...field, pattern })}
          >
            {firstNumber(pattern)}
          </button>
        ))}
      </span>
    </Row>
  )
}

const settings: { readonly [T in FieldType]: Settings<T> } = {
  text: Text,
  longText: none,
  richText: none,
  number: (props) => (
    <>
      <NumberShown {...props} />
      <Bounds {...props} />
    </>
  ),
  decimal: (props) => (
    <>
      <Scale {...props} />
      <Bounds {...props} />
    </>
  ),
  money: (props) => (
    <>
      <Money {...props} />
      <Bounds {...props} />
    </>
  ),
  percent: PercentShown,
  boolean: none,
  date: none,
  datetime: none,
  select: Choices as Settings<'select'>,
  multiSelect: Choices as Settings<'multiSelect'>,
  person: none,
  department: none,
  reference: Reference as Settings<'reference'>,
  persons: none,
  departments: none,
  references: Reference as Settings<'references'>,
  anyReference: AnyReference,
  tags: none,
  lines: none,
  autoNumber: AutoNumber,
  file: FileShown,
  json: none,
  formula: (props) =>
    isLookUp(props.field) ? <LookUpSettings {...props} /> : <FormulaSettings {...props} />,
  rollup: RollupSettings,
}

export function TypeSettings(props: SettingsProps) {
  // The table pairs every type with its own settings, which the compiler cannot follow through an index.
  const Inner = settings[props.field.type] as unknown as (props: SettingsProps) => ReactElement | null
  return <Inner {...props} />
}
