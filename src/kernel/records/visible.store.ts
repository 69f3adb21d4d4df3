// Which values of one stored record an actor may see, for what was read by another way than a query: its history.
import type { Tx } from '#base/database'
import { join, raw, sql } from '#base/sql'
import { asCondition, restrict, visibility } from '#kernel/access'
import { source } from './host.ts'
import type { SelectContext } from './select.ts'

/** Names of the fields that the actor may read of this record; null when there is no such record on which they may do `operation`. */
export async function visibleFields(
  tx: Pick<Tx, 'query'>,
  name: string,
  id: string,
  { model, actor, moment }: SelectContext,
  operation = 'read',
): Promise<ReadonlySet<string> | null> {
  const object = model.schema.object(name)
  if (!object) return null
  const from = source(model, actor, object, moment)
  const allowed = asCondition(restrict(model, actor, operation, name, from.host))
  const seen = object.fields.map(
    (field, index) =>
      sql`(${asCondition(visibility(model, actor, name, field.name, () => from.host))}) is true as ${raw(`c${index}`)}`,
  )
  const { rows } = await tx.query<{ readonly [column: string]: boolean }>(
    sql`select ${join([...seen, raw('true as found')])} from ${from.from()} where ${raw(from.alias)}.id = ${id}::uuid and ${allowed}`,
  )
  const [row] = rows
  if (!row) return null
  return new Set(object.fields.filter((_, index) => row[`c${index}`] === true).map((field) => field.name))
}
