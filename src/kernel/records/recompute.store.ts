// Computes anew what the write path keeps: roll-ups, balances, and the versions that the log tells of.
import type { Tx } from '#base/database'
import { ident, join, raw, type Sql, sql } from '#base/sql'
import type { Actor } from '#kernel/access'
import { columnName, type ResolvedObject, scaleOf } from '#kernel/schema'
import { type Moment, source } from './host.ts'
import type { CompiledPosting, CompiledRollup, ObjectModel, RecordModel } from './model.ts'

/** A stored value that is not what its children, its ledger or the log say. `record` names it; values are texts. */
export type Mismatch = {
  readonly object: string
  readonly field: string
  readonly record: string
  readonly stored: string | null
  readonly computed: string | null
}

export type Recomputing = {
  readonly model: RecordModel
  readonly actor: Actor
  readonly moment: Moment
  /** Mismatches of one field that are told. */
  readonly limit?: number
}

type Found = Omit<Mismatch, 'object' | 'field'>

const limitOf = ({ limit }: Recomputing): number => limit ?? 10

/** Roll-ups that do not equal the sum, count, smallest or largest of their stored children. */
export async function rollupMismatches(tx: Tx, recomputing: Recomputing): Promise<readonly Mismatch[]> {
  const mismatches: Mismatch[] = []
  for (const { object, feeds } of recomputing.model.objects.values())
    for (const rollup of feeds) {
      const { rows } = await tx.query<Found>(rollupStatement(recomputing, object, rollup))
      mismatches.push(
        ...rows.map((row) => ({ object: rollup.parent.name, field: rollup.field.name, ...row })),
      )
    }
  return mismatches
}

function rollupStatement(recomputing: Recomputing, child: ResolvedObject, rollup: CompiledRollup): Sql {
  const { model, actor, moment } = recomputing
  const { parent, field, where } = rollup
  const from = source(model.access, actor, child, moment)
  const by = from.host.column([field.by])
  const taken = field.take === 'count' ? sql`count(*)` : total(field, from.host.column([field.field ?? '']))
  const condition = where ? sql` and ${where.toCondition(from.host)}` : raw('')
  const children = sql`select ${by} as parent, ${taken} as value from ${from.from()} where ${by} is not null${condition} group by 1`
  const blank = field.take === 'sum' || field.take === 'count' ? sql`0` : sql`null`
  const stored = sql`coalesce(p.${ident(columnName(field.name))}, ${blank})`
  const computed = sql`coalesce(c.value, ${blank})`
  return sql`select p.id as record, ${stored}::text as stored, ${computed}::text as computed
    from ${ident(model.schema.namespace, parent.table)} p left join (${children}) c on c.parent = p.id
   where ${stored} is distinct from ${computed} order by p.id limit ${limitOf(recomputing)}`
}

function total(field: CompiledRollup['field'], value: Sql): Sql {
  const scale = scaleOf(field)
  const taken = sql`${raw(field.take)}(${value})`
  return field.take === 'sum' && scale !== null ? sql`round(${taken}, ${scale}::int)` : taken
}

/** Balances that do not equal the sum of all that was posted to them. `record` is the key. */
export async function balanceMismatches(tx: Tx, recomputing: Recomputing): Promise<readonly Mismatch[]> {
  const mismatches: Mismatch[] = []
  for (const [balance, posted] of postingsByBalance(recomputing.model))
    for (const field of new Set(posted.flatMap(({ posting }) => posting.add.map((add) => add.field)))) {
      const { rows } = await tx.query<Found>(balanceStatement(recomputing, balance, posted, field))
      mismatches.push(...rows.map((row) => ({ object: balance.name, field, ...row })))
    }
  return mismatches
}

type Posted = { readonly ledger: ResolvedObject; readonly posting: CompiledPosting }

function postingsByBalance(model: RecordModel): ReadonlyMap<ResolvedObject, readonly Posted[]> {
  const byBalance = new Map<ResolvedObject, Posted[]>()
  for (const { object: ledger, postings } of model.objects.values())
    for (const posting of postings)
      byBalance.set(posting.balance, [...(byBalance.get(posting.balance) ?? []), { ledger, posting }])
  return byBalance
}

function balanceStatement(
  recomputing: Recomputing,
  balance: ResolvedObject,
  posted: readonly Posted[],
  field: string,
): Sql {
  const [first] = posted
  const keys = Object.keys(first?.posting.posting.by ?? {}).sort()
  const names = raw(keys.map((key) => `"${columnName(key)}"`).join(', '))
  const parts = posted.flatMap((one) => contribution(recomputing, one, keys, field))
  const text = raw(keys.map((key) => `"${columnName(key)}"::text`).join(` || ' ' || `))
  return sql`select ${text} as record, b.value::text as stored, s.value::text as computed
    from (select ${names}, ${ident(columnName(field))} as value from ${ident(recomputing.model.schema.namespace, balance.table)}) b
    full join (select ${names}, sum(value) as value from (${join(parts, ' union all ')}) p group by ${names}) s using (${names})
   where coalesce(b.value, 0) <> coalesce(s.value, 0) order by 1 limit ${limitOf(recomputing)}`
}

function contribution(
  { model, actor, moment }: Recomputing,
  { ledger, posting }: Posted,
  keys: readonly string[],
  field: string,
): readonly Sql[] {
  const add = posting.add.find((one) => one.field === field)
  if (add === undefined) return []
  const from = source(model.access, actor, ledger, moment)
  const columns = keys.map(
    (key) => [columnName(key), from.host.column([posting.posting.by[key] ?? ''])] as const,
  )
  const selected = columns.map(([name, column]) => sql`${column} as ${ident(name)}`)
  const present = columns.map(([, column]) => sql`${column} is not null`)
  const value = sql`coalesce(${add.formula.toSql(from.host)}, 0) as value`
  return [sql`select ${join([...selected, value])} from ${from.from()} where ${join(present, ' and ')}`]
}

/** Records whose version is not the last one that the log tells of, removed ones that are still there, and ones that are gone. */
export async function versionMismatches(tx: Tx, recomputing: Recomputing): Promise<readonly Mismatch[]> {
  const mismatches: Mismatch[] = []
  for (const one of recomputing.model.objects.values()) {
    const { rows } = await tx.query<Found>(versionStatement(recomputing, one))
    mismatches.push(...rows.map((row) => ({ object: one.object.name, field: 'version', ...row })))
  }
  return mismatches
}

function versionStatement(recomputing: Recomputing, { object }: ObjectModel): Sql {
  const { namespace } = recomputing.model.schema
  return sql`select coalesce(t.id, l.record) as record, t.version::text as stored, l.version::text as computed
    from (select id, version from ${ident(namespace, object.table)}) t
    full join (
      select record, case when bool_or(kind = 'remove') then null else max(version) end as version
        from ${ident(namespace, 'log')} where object = ${object.name} group by record) l on l.record = t.id
   where t.version is distinct from l.version order by 1 limit ${limitOf(recomputing)}`
}
