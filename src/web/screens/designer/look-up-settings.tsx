// A look-up: over which reference, and which field of the record there; chosen step by step, never written.
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  type Field,
  type FormulaField,
  fieldAt,
  mostHops,
  resultTaking,
  type Schema,
  target,
  wayOf,
} from '#kernel/schema'
import { useLabel } from '../../data/metadata.ts'
import type { SettingsProps } from './amount-settings.tsx'
import { useDesigning } from './designing-context.ts'
import { bothLanguages } from './publication.ts'
import { Row } from './row.tsx'

type Step = { readonly value: string; readonly label: string }

/** What may come after these names: fields to take, and references that lead further. */
function stepsAfter(
  schema: Schema,
  object: string,
  way: readonly string[],
  may: (field: Field) => boolean,
): readonly Field[] {
  const at = way.length === 0 ? undefined : fieldAt(schema.objects, object, way)
  const place = way.length === 0 ? object : at && target(at)
  const leads = (field: Field): boolean => target(field) !== null && way.length < mostHops
  return (schema.object(place ?? '')?.fields ?? []).filter(
    (field) => field.hidden !== true && (leads(field) || (way.length > 0 && may(field))),
  )
}

export function LookUpSettings({
  field,
  before,
  object,
  id,
  isInvalid,
  onChange,
}: SettingsProps<FormulaField>) {
  const { t } = useTranslation()
  const label = useLabel()
  const { checked } = useDesigning()
  const { schema } = checked
  const way = wayOf(field)
  const may = (one: Field): boolean => {
    const result = resultTaking(one)
    return result !== undefined && (before === undefined || result === field.result)
  }
  const end = schema === null ? undefined : fieldAt(schema.objects, object, way)
  const places = [...way.keys(), ...(way.length === 0 || (end && target(end)) ? [way.length] : [])]
  const choose = (at: number, name: string): void => {
    const next = [...way.slice(0, at), name]
    const taken = schema === null || next.length < 2 ? undefined : fieldAt(schema.objects, object, next)
    const result = (taken && resultTaking(taken)) ?? field.result
    const isUncalled = !field.label['zh-CN'] && !field.label.en
    onChange({
      ...field,
      formula: next.join('.'),
      result,
      ...(taken && isUncalled && target(taken) === null ? { label: taken.label } : {}),
    })
  }
  const offered = (at: number): readonly Step[] =>
    (schema === null ? [] : stepsAfter(schema, object, way.slice(0, at), may)).map((one) => ({
      value: one.name,
      label: `${label(bothLanguages(one.label)) || one.name}${at > 0 && target(one) !== null ? ' →' : ''}`,
    }))
  return places.map((at) => (
    <Row
      key={at}
      label={t(
        at === 0 ? 'design.set.lookUpBy' : at === 1 ? 'design.set.lookUpTaken' : 'design.set.lookUpFurther',
      )}
      id={`${id}-way${at}`}
      hint={
        at === 0 ? t(offered(0).length === 0 ? 'design.set.lookUpNone' : 'design.set.lookUpHint') : undefined
      }
    >
      <Select
        id={`${id}-way${at}`}
        value={way[at] ?? null}
        placeholder={t(at === 0 ? 'design.set.lookUpByWhich' : 'design.set.lookUpWhich')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        {...(isInvalid ? { status: 'error' as const } : {})}
        options={[...offered(at)]}
        onChange={(name: string) => choose(at, name)}
      />
    </Row>
  ))
}
