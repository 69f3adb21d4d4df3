// When a field takes another type: whether its stored values have to be made anew for it, and what is noted of that.
import type { Sql } from '#base/sql'
import { scaleOf, storage } from './columns.ts'
import type { Extension, Field, ObjectDefinition } from './definition.ts'
import { resolveField } from './resolve.ts'
import type { ResolvedField, Schema } from './schema.ts'

/** What makes values of one field into values of another; null where that is not offered. */
export type Convert = (from: Field, to: Field) => ((value: Sql) => Sql) | null

/** A field whose values are made anew, and what it was before. */
export type Converting = { readonly object: string; readonly from: ResolvedField; readonly to: ResolvedField }

/** What columns of a record hold: the type of each as `format_type` names it, and the value as text. Blank ones are left out. */
export type Held = { readonly [column: string]: readonly [type: string, text: string] }

/** Whether people give its values. */
export const isWritten = ({ type }: Field): boolean => !computed.has(type)

const computed: ReadonlySet<string> = new Set(['formula', 'rollup', 'lines'])

/** Every value of the first is a value of the second as it stands. */
const isWider = (from: Field, to: Field): boolean =>
  (to.type === 'longText' && (from.type === 'text' || from.type === 'autoNumber')) ||
  (to.type === 'text' && from.type === 'autoNumber') ||
  (to.type === 'number' && from.type === 'decimal')

/** Whether a field holds values of another kind than before: of another type, with more or fewer digits, or computed instead of written. */
export function isOtherwiseStored(from: Field, to: Field): boolean {
  if (computed.has(to.type) && !computed.has(from.type)) return true
  if (computed.has(from.type) || computed.has(to.type)) return storage(from) !== storage(to)
  return from.type !== to.type || scaleOf(from) !== scaleOf(to)
}

/** Whether values that are stored for `from` are none of `to` as they stand. */
export function needsConversion(from: Field, to: Field): boolean {
  if (!isOtherwiseStored(from, to)) return false
  return from.type === to.type ? (scaleOf(to) ?? 0) < (scaleOf(from) ?? 0) : !isWider(from, to)
}

/** Added fields by object and name that are defined, but were out of use or set aside; what was stored of them is kept. */
export type OutOfUse = ReadonlyMap<string, ResolvedField>

/** Added fields that have values of before and are stored otherwise in the second schema. */
export const conversionsBetween = (
  before: Schema,
  after: Schema,
  outOfUse: OutOfUse = new Map(),
): readonly Converting[] =>
  [...after.objects.values()].flatMap((object) =>
    object.fields.flatMap((to) => {
      const from =
        before.object(object.name)?.byName.get(to.name) ?? outOfUse.get(`${object.name} ${to.name}`)
      const isOwn = from?.layer === 'overlay' && to.layer === 'overlay'
      return isOwn && isOtherwiseStored(from, to) ? [{ object: object.name, from, to }] : []
    }),
  )

type Added = {
  readonly objects: readonly ObjectDefinition[]
  readonly extensions: readonly Extension[]
}

/** All added fields by object and name, in use or not. */
const addedFields = ({ objects, extensions }: Added): ReadonlyMap<string, Field> =>
  new Map([
    ...objects.flatMap(({ name, fields }) =>
      fields.map((field) => [`${name} ${field.name}`, field] as const),
    ),
    ...extensions.flatMap(({ object, fields = [] }) =>
      fields.map((field) => [`${object} ${field.name}`, field] as const),
    ),
  ])

/** Added fields that no schema has, with where something may have been stored of them. */
export const outOfUse = (added: Added, schema: Schema | null): OutOfUse =>
  new Map(
    [...addedFields(added)]
      .filter(([place, { name }]) => schema?.object(place.split(' ')[0] ?? '')?.byName.has(name) !== true)
      .map(([place, field]) => [place, resolveField(field, 'overlay')]),
  )

/** A field that is out of use stays of the type that its values are of, whatever is said of it meanwhile. */
export function withStoredTypes<T extends Added>(before: Added, next: T): T {
  const stood = addedFields(before)
  const kept = <O extends { readonly fields?: readonly Field[]; readonly retired?: boolean }>(
    object: string,
    one: O,
  ): O => {
    const fields = (one.fields ?? []).map((field) => {
      const former = stood.get(`${object} ${field.name}`)
      const isOut = one.retired === true || field.retired === true
      return isOut && former && isOtherwiseStored(former, field)
        ? { ...former, ...(field.retired === undefined ? {} : { retired: field.retired }) }
        : field
    })
    return fields.every((field, at) => field === one.fields?.[at]) ? one : { ...one, fields }
  }
  return {
    ...next,
    objects: next.objects.map((one) => kept(one.name, one)),
    extensions: next.extensions.map((one) => kept(one.object, one)),
  }
}
