// Made-up rows that show what a list looks like once it is filled: told by the definition, else made from its fields. Pure.
import { addDays, instantOf } from '#base/values/date'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { ExampleRecord, Label, Option, Row, Value } from '#kernel/schema'
import { numberText, shapeOf, target, textFormat } from '#kernel/schema'

export type ExampleSetting = {
  readonly today: string
  readonly zone: string
  readonly language: keyof Label
  /** Who looks: they stand for the people of examples that are made. */
  readonly me: string
  /** The name of the so-manieth example of an object. */
  readonly called: (object: string, place: number) => string
}

type Told = ExampleRecord[string]

const madeRows = 3

/** As many as the definition tells; fields it leaves out stay blank, but for numbers that every record has. */
export function exampleRows(
  object: ObjectMetadata,
  fields: readonly FieldMetadata[],
  setting: ExampleSetting,
): readonly Row[] {
  const told = object.examples ?? []
  const rows: readonly (ExampleRecord | undefined)[] =
    told.length > 0 ? told : Array.from({ length: madeRows }, () => undefined)
  return rows.map((example, place) => ({
    id: `example-${place}`,
    ...Object.fromEntries(
      fields.map((field) => [field.name, cellOf(object, field, place, example, setting)]),
    ),
  }))
}

function cellOf(
  object: ObjectMetadata,
  field: FieldMetadata,
  place: number,
  example: ExampleRecord | undefined,
  setting: ExampleSetting,
): Value {
  const value = example?.[field.name]
  if (value !== undefined) return toldValue(field, value, setting)
  const isMade = example === undefined || field.layer === 'overlay' || field.type === 'autoNumber'
  if (!isMade) return null
  if (field.name === object.title && field.type === 'text') return setting.called(object.name, place)
  return makers[kindOf(field)]?.(field, place, setting) ?? null
}

function toldValue(field: FieldMetadata, value: Told, setting: ExampleSetting): Value {
  if (typeof value === 'number') return dayFor(field, value, setting)
  return typeof value === 'object' ? value[setting.language] : value
}

/** Computed fields are drawn as what they come to. */
const kindOf = (field: FieldMetadata): string => ('result' in field ? field.result : field.type)

/** Ten in the morning, where it is an instant. */
function dayFor(field: FieldMetadata, days: number, { today, zone }: ExampleSetting): string {
  const day = addDays(today, days) ?? today
  return kindOf(field) === 'datetime' ? (instantOf(day, 600, zone) ?? day) : day
}

type Make = (field: FieldMetadata, place: number, setting: ExampleSetting) => Value

const optionAt = (options: readonly Option[], place: number): Option | undefined => {
  const used = options.filter(({ retired }) => retired !== true)
  return used[place % Math.max(used.length, 1)]
}

const optionsOf = (field: FieldMetadata): readonly Option[] =>
  'options' in field && field.options ? field.options : []

const scaled = (value: number, field: FieldMetadata): string =>
  value.toFixed('scale' in field ? (field.scale ?? 0) : 0)

const makers: Readonly<Record<string, Make>> = {
  text: (field, place) =>
    field.type === 'text' && field.format
      ? textFormat(field.format).example
      : (optionAt(optionsOf(field), place)?.key ?? null),
  select: (field, place) => optionAt(optionsOf(field), place)?.key ?? null,
  multiSelect: (field, place) => {
    const option = optionAt(optionsOf(field), place)
    return option === undefined ? null : [option.key]
  },
  number: (field, place) =>
    shapeOf(field) === 'rating' ? String(Math.max(1, 5 - place)) : scaled((place + 1) * 10, field),
  decimal: (field, place) => scaled((place + 1) * 10, field),
  money: (_, place) => `${(place + 1) * 1200}.00`,
  percent: (_, place) => `0.${place + 1}`,
  boolean: (_, place) => place % 2 === 0,
  date: (field, place, setting) => dayFor(field, place * 3, setting),
  datetime: (field, place, setting) => dayFor(field, place, setting),
  person: (_, __, { me }) => me,
  reference: (field, place, { called }) => called(target(field) ?? '', place),
  autoNumber: (field, place, { today }) =>
    field.type === 'autoNumber' ? numberText(field.pattern, today, BigInt(place + 1)) : null,
}
