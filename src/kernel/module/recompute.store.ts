// Fields that are computed, for the records that were there before the field was.
import type { Tx } from '#base/database'
import { ident, type Sql, sql } from '#base/sql'
import type { ResolvedField, ResolvedObject } from '#kernel/schema'
import type { Compiled } from './compile.ts'
import { formulaValues, rollupValues, type View } from './computed-sql.ts'
import type { EngineOptions } from './options.store.ts'
import { systemActor } from './system-actor.ts'

/** Formulas over roll-ups over formulas: more often than this nothing is built on each other. */
const mostPasses = 10

/** `record, stored, computed` of one field. */
type Computed = { readonly object: ResolvedObject; readonly field: ResolvedField; readonly values: Sql }

/**
 * Brings the computed fields that a customer added up to date on the objects that `isWanted` names, and then on all that read what changed. It follows
 * from the definition, so that no event tells of it; a value that is right already is not touched.
 */
export async function recompute(
  tx: Tx,
  { workspace, clock }: Pick<EngineOptions, 'workspace' | 'clock'>,
  compiled: Compiled,
  isWanted: (object: string) => boolean,
): Promise<void> {
  const moment = { now: clock().toISOString(), zone: workspace.zone }
  const view = { access: compiled.access, actor: systemActor('installer'), moment }
  const all = computedFields(compiled, view)
  let pending: readonly Computed[] = all.filter(({ object }) => isWanted(object.name))
  for (let pass = 0; pass < mostPasses && pending.length > 0; pass++) {
    let changed = 0
    for (const one of pending) changed += await bringUpToDate(tx, workspace.namespace, one)
    pending = changed > 0 ? all : []
  }
}

async function bringUpToDate(
  tx: Tx,
  namespace: string,
  { object, field, values }: Computed,
): Promise<number> {
  const column = ident(field.column ?? '')
  const { rows } = await tx.query<{ count: number }>(sql`with changed as (
    update ${ident(namespace, object.table)} u set ${column} = v.computed from (${values}) v
    where u.id = v.record and v.stored is distinct from v.computed returning 1
  ) select count(*)::integer as count from changed`)
  return rows[0]?.count ?? 0
}

/** Of the overlay: what is shipped never reads it and is kept by every write. */
function computedFields({ records }: Compiled, view: View): readonly Computed[] {
  const models = [...records.objects.values()]
  const rollups = models.flatMap(({ object, feeds }) =>
    feeds.map((rollup) => ({
      object: rollup.parent,
      field: rollup.field,
      values: () => rollupValues(view, object, rollup),
    })),
  )
  const formulas = models.flatMap(({ object, formulas }) =>
    formulas.map((one) => ({ object, field: one.field, values: () => formulaValues(view, object, one) })),
  )
  return [...rollups, ...formulas]
    .filter(({ field }) => field.layer === 'overlay')
    .map(({ values, ...one }) => ({ ...one, values: values() }))
}
