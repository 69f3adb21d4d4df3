// Records that stand against a uniqueness that is to be published: found before its index is made, and named.
import type { Tx } from '#base/database'
import { type Problem, problem } from '#base/problem'
import { ident, join, sql } from '#base/sql'
import type { Schema } from './schema.ts'
import type { Uniqueness } from './uniqueness.ts'

/** Groups and records of each that are named. */
const most = { groups: 5, records: 2 }

/** Nobody writes to the table until the end of the transaction. Problem: schema.collides with `groups`, and ids of some `records`. */
export async function collisionOf(tx: Tx, schema: Schema, unique: Uniqueness): Promise<Problem | null> {
  const { object, table, columns, fields, path } = unique
  const place = ident(schema.namespace, table)
  const keys = columns.map((column) => ident(column))
  await tx.query(sql`lock table ${place} in share mode`)
  const filled = join(
    keys.map((key) => sql`${key} is not null`),
    ' and ',
  )
  const { rows } = await tx.query<{ ids: readonly string[]; groups: number }>(sql`
    select (array_agg(id order by id))[1:${most.records}::integer] as ids, count(*) over ()::integer as groups
    from ${place} where ${filled} group by ${join(keys)} having count(*) > 1 order by min(id::text) limit ${most.groups}`)
  const [first] = rows
  if (first === undefined) return null
  const labels = fields.map(
    (name) => schema.object(object)?.byName.get(name)?.label ?? { 'zh-CN': name, en: name },
  )
  return problem('schema.collides', path, {
    object,
    groups: first.groups,
    records: rows.flatMap(({ ids }) => ids),
    'fields.zh-CN': labels.map((label) => label['zh-CN']),
    'fields.en': labels.map(({ en }) => en),
  })
}
