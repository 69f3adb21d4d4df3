// Values made anew for fields that take another type, in the transaction of the publication; what was there is kept under another name.
import type { Tx } from '#base/database'
import { ident, join, raw, type Sql, sql } from '#base/sql'
import { type Convert, type Converting, isOtherwiseStored } from './conversion.ts'
import type { Field } from './definition.ts'
import type { Kept } from './make-way.ts'
import type { Schema } from './schema.ts'

/** Which conversions are wished for, and how values are made. */
export type Conversions = {
  readonly isWanted: (object: string, field: string) => boolean
  readonly convert: Convert
}

/** Fills the new columns out of the kept ones and notes where those are. */
export async function makeAnew(
  tx: Tx,
  { namespace, version, objects }: Schema,
  converting: readonly Converting[],
  kept: ReadonlyMap<string, Kept>,
  convert: Convert,
): Promise<void> {
  for (const { object, from, to } of converting) {
    const table = objects.get(object)?.table ?? ''
    const { column, made } = kept.get(`${object} ${to.name}`) ?? { column: '', made: null }
    const value = await anew(tx, namespace, { object, from, to }, column, convert)
    if (to.column !== null && value !== null)
      await tx.query(
        sql`update ${ident(namespace, table)} set ${join([to.column, ...(made === null ? [] : [made])].map((name) => sql`${ident(name)} = ${value}`))}`,
      )
    const { column: _, layer: __, ...former } = from
    await tx.query(sql`insert into ${ident(namespace, 'conversion')} (version, object, field, former, kept, made)
      values (${version}, ${object}, ${to.name}, ${JSON.stringify(former)}::jsonb, ${column}, ${made})`)
  }
}

/**
 * Values for the new type out of those of now, kept under `column`. What has not been changed since it was itself made out of earlier
 * values is made out of those, so that the way back finds what was there: also over other types in between. With `version` the past
 * ends before that publication.
 */
export async function anew(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  { object, from, to }: Converting,
  column: string,
  convert: Convert,
  version = 2_147_483_647,
): Promise<Sql | null> {
  const { rows } = await tx.query<Past>(
    sql`select former, kept, made from ${ident(namespace, 'conversion')}
      where object = ${object} and field = ${to.name} and version < ${version} order by version desc limit ${raw(String(mostLookedBack))}`,
  )
  const wayBack = rows.findIndex(({ former }) => !isOtherwiseStored(former, to))
  return madeOf(rows.slice(0, wayBack + 1 || 1), from, ident(column), to, convert)
}

type Past = {
  readonly former: Field
  readonly kept: string
  /** The column of what was made of it; null where that was not noted. */
  readonly made: string | null
}
const mostLookedBack = 20

/** Out of the last of the past, as long as each value is the one that was made out of the one before it; else, or where that comes to nothing, out of the value itself. */
function madeOf(
  [last, ...earlier]: readonly Past[],
  held: Field,
  value: Sql,
  to: Field,
  convert: Convert,
): Sql | null {
  const made = convert(held, to)?.(value) ?? null
  if (made === null || last === undefined) return made
  const before = ident(last.kept)
  const then = last.made === null ? convert(last.former, held)?.(before) : ident(last.made)
  const there = madeOf(earlier, last.former, before, to, convert)
  if (then === undefined || there === null) return made
  return sql`case when ${then} is not distinct from ${value} then coalesce(${there}, ${made}) else ${made} end`
}

/** What an added field was before it took another type, and the publication by which it did. */
export type FormerNote = {
  readonly field: string
  readonly was: Field
  readonly at: string | null
  readonly by: string | null
}

/** Of each field of an object that has taken another type, what it was last. */
export async function formerNotes(
  tx: Pick<Tx, 'query'>,
  namespace: string,
  object: string,
): Promise<readonly FormerNote[]> {
  const { rows } = await tx.query<FormerNote>(
    sql`select distinct on (c.field) c.field, c.former as was, p.at, p.by from ${ident(namespace, 'conversion')} c
      left join ${ident(namespace, 'publication')} p on p.version = c.version
      where c.object = ${object} order by c.field, c.version desc`,
  )
  return rows
}
