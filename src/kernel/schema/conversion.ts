// When a field takes another type: whether its stored values have to be made anew for it, and what is noted of that.
import type { Sql } from '#base/sql'
import { scaleOf, storage } from './columns.ts'
import type { Field } from './definition.ts'
import type { ResolvedField, Schema } from './schema.ts'

/** What makes values of one field into values of another; null where that is not offered. */
export type Convert = (from: Field, to: Field) => ((value: Sql) => Sql) | null

/** A field whose values are made anew, and what it was before. */
export type Converting = { readonly object: string; readonly from: ResolvedField; readonly to: ResolvedField }

const computed: ReadonlySet<string> = new Set(['formula', 'rollup', 'lines'])

/** Every value of the first is a value of the second as it stands. */
const isWider = (from: Field, to: Field): boolean =>
  (to.type === 'longText' && (from.type === 'text' || from.type === 'autoNumber')) ||
  (to.type === 'text' && from.type === 'autoNumber') ||
  (to.type === 'number' && from.type === 'decimal')

/** Whether a field holds values of another kind than before: of another type, or with more or fewer digits. */
export function isOtherwiseStored(from: Field, to: Field): boolean {
  if (computed.has(from.type) || computed.has(to.type)) return storage(from) !== storage(to)
  return from.type !== to.type || scaleOf(from) !== scaleOf(to)
}

/** Whether values that are stored for `from` are none of `to` as they stand. */
export function needsConversion(from: Field, to: Field): boolean {
  if (!isOtherwiseStored(from, to)) return false
  return from.type === to.type ? (scaleOf(to) ?? 0) < (scaleOf(from) ?? 0) : !isWider(from, to)
}

/** Fields that were added and are in both schemas, but stored otherwise in the second. */
export const conversionsBetween = (before: Schema, after: Schema): readonly Converting[] =>
  [...after.objects.values()].flatMap((object) =>
    object.fields.flatMap((to) => {
      const from = before.object(object.name)?.byName.get(to.name)
      const isOwn = from?.layer === 'overlay' && to.layer === 'overlay'
      return isOwn && isOtherwiseStored(from, to) ? [{ object: object.name, from, to }] : []
    }),
  )
