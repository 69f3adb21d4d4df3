// What is stored and could be computed, as SQL over whole tables: for looking whether it is right, and for filling what is new.
import { ident, raw, type Sql, sql } from '#base/sql'
import type { AccessModel, Actor } from '#kernel/access'
import { type CompiledField, type CompiledRollup, type Moment, source } from '#kernel/records'
import { type ResolvedObject, scaleOf } from '#kernel/schema'

/** As whom and when values are computed. */
export type View = { readonly access: AccessModel; readonly actor: Actor; readonly moment: Moment }

export const numeric = (value: Sql, scale: number): Sql =>
  sql`round(coalesce(${value}, 0), ${raw(String(scale))})`

/** `record, stored, computed` of a roll-up for every parent, or for those named; sums and counts of nothing are zero. */
export function rollupValues(
  view: View,
  child: ResolvedObject,
  { parent, field, where }: CompiledRollup,
  parents?: readonly string[],
): Sql {
  const { namespace } = view.access.schema
  const from = source(view.access, view.actor, child, view.moment)
  const by = from.host.column([field.by])
  const own = field.take === 'count' ? raw('1') : from.host.column([field.field ?? ''])
  const among = (id: Sql): Sql => (parents ? sql`${id} = any(${parents}::uuid[])` : raw('true'))
  const isExtreme = field.take === 'min' || field.take === 'max'
  const taken = isExtreme ? sql`${raw(field.take)}(${own})` : sql`sum(${numeric(own, scaleOf(field) ?? 0)})`
  const condition = where ? sql` and ${where.toCondition(from.host)}` : raw('')
  const computed = isExtreme ? raw('c.value') : numeric(raw('c.value'), scaleOf(field) ?? 0)
  return sql`select p.id as record, p.${ident(field.column ?? '')} as stored, ${computed} as computed
    from ${ident(namespace, parent.table)} p
    left join (select ${by} as parent, ${taken} as value from ${from.from()}
      where ${by} is not null and ${among(by)}${condition} group by 1) c on c.parent = p.id
    where ${among(raw('p.id'))}`
}

/** `record, stored, computed` of a formula for these records. */
export function formulaValues(
  view: View,
  object: ResolvedObject,
  { field, formula }: CompiledField,
  records: readonly string[],
): Sql {
  const from = source(view.access, view.actor, object, view.moment)
  const computed = fittedSql(formula.toSql(from.host), scaleOf(field))
  const stored = from.host.column([field.name])
  return sql`select t.id as record, ${stored} as stored, ${computed} as computed from ${from.from()}
    where t.id = any(${records}::uuid[])`
}

/** Rounded as it is stored; what is too large to be stored is blank. */
const fittedSql = (value: Sql, scale: number | null): Sql =>
  scale === null ? value : sql`case when abs(${value}) < 1e20 then round(${value}, ${raw(String(scale))}) end`
