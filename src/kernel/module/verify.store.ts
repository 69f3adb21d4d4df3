// Everything that is stored and could be computed, computed anew: balances, roll-ups and formulas. The chain of the log is looked at by kernel/log.
import type { Tx } from '#base/database'
import { ident, join, raw, type Sql, sql } from '#base/sql'
import { type CompiledPosting, source } from '#kernel/records'
import { staleFormulas } from '#kernel/records/store'
import { columnName, type ResolvedObject, scaleOf, type Value } from '#kernel/schema'
import { numeric, rollupValues } from './computed-sql.ts'
import type { OpenEngine } from './store.ts'

/** One stored value that is not what it should be. A balance row that is missing has the record null. */
export type Fault = {
  readonly object: string
  readonly record: string | null
  readonly field: string
  readonly stored: Value
  readonly computed: Value
}

const most = { faults: 20, sampled: 200 }

type Found = { readonly record: string | null; readonly stored: Value; readonly computed: Value }

/** All within one snapshot, so that what is written meanwhile does not look like a fault. */
const looking = <T>(engine: OpenEngine, work: (tx: Tx) => Promise<T>): Promise<T> =>
  engine.db.transaction(work, { isolation: 'repeatable read', readOnly: true })

async function faultsOf(tx: Tx, object: string, field: string, statement: Sql): Promise<readonly Fault[]> {
  const { rows } = await tx.query<Found>(sql`${statement} limit ${raw(String(most.faults))}`)
  return rows.map((row) => ({ object, field, ...row }))
}

type Share = { readonly ledger: ResolvedObject; readonly posting: CompiledPosting; readonly field: string }

/** Balances against the rows of their ledgers; at most 20 faults for each field. */
export const balanceFaults = (engine: OpenEngine): Promise<readonly Fault[]> =>
  looking(engine, async (tx) => {
    const faults: Fault[] = []
    for (const shares of sharesByField(engine).values()) {
      const [first] = shares
      if (!first) continue
      const { posting, field } = first
      faults.push(
        ...(await faultsOf(tx, posting.balance.name, field, balanceQuery(engine, posting, field, shares))),
      )
    }
    return faults
  })

/** What feeds each field of each balance. */
function sharesByField(engine: OpenEngine): Map<string, Share[]> {
  const byField = new Map<string, Share[]>()
  for (const { object, postings } of engine.compiled().records.objects.values())
    for (const posting of postings)
      for (const { field } of posting.add) {
        const key = `${posting.balance.name}.${field}`
        byField.set(key, [...(byField.get(key) ?? []), { ledger: object, posting, field }])
      }
  return byField
}

function balanceQuery(
  engine: OpenEngine,
  { balance, posting }: CompiledPosting,
  field: string,
  shares: readonly Share[],
): Sql {
  const keys = Object.keys(posting.by).sort()
  const names = keys.map((key) => raw(`"${columnName(key)}"`))
  const target = balance.byName.get(field)
  const scale = (target && scaleOf(target)) ?? 0
  const parts = shares.map((share) => shareQuery(engine, share, keys, scale))
  const on = names.map((name) => sql`b.${name} = s.${name}`)
  const stored = sql`coalesce(b.${ident(columnName(field))}, 0)`
  return sql`select b.id as record, ${stored} as stored, coalesce(s.amount, 0) as computed
    from (select ${join(names)}, sum(amount) as amount from (${join(parts, ' union all ')}) c group by ${join(names)}) s
    full join ${ident(engine.workspace.namespace, balance.table)} b on ${join(on, ' and ')}
    where ${stored} <> coalesce(s.amount, 0)`
}

function shareQuery(
  engine: OpenEngine,
  { ledger, posting, field }: Share,
  keys: readonly string[],
  scale: number,
): Sql {
  const from = sourceOf(engine, ledger)
  const columns = keys.map((key) => from.host.column([posting.posting.by[key] ?? '']))
  const named = keys.map(
    (key, index) => sql`${columns[index] ?? raw('null')} as ${raw(`"${columnName(key)}"`)}`,
  )
  const formula = posting.add.find((one) => one.field === field)?.formula
  const amount = numeric(formula ? formula.toSql(from.host) : raw('0'), scale)
  const given = columns.map((column) => sql`${column} is not null`)
  return sql`select ${join(named)}, ${amount} as amount from ${from.from()} where ${join(given, ' and ')}`
}

/** Roll-ups against the records they gather; at most 20 faults for each. */
export const rollupFaults = (engine: OpenEngine): Promise<readonly Fault[]> =>
  looking(engine, async (tx) => {
    const faults: Fault[] = []
    const installer = engine.systemActor('installer')
    const { moment } = engine.request(installer)
    const view = { access: engine.compiled().access, actor: installer, moment }
    for (const { object, feeds } of engine.compiled().records.objects.values())
      for (const rollup of feeds) {
        const values = rollupValues(view, object, rollup)
        const isSum = rollup.field.take === 'sum' || rollup.field.take === 'count'
        const stored = isSum ? raw('coalesce(v.stored, 0)') : raw('v.stored')
        const differing = sql`select v.record, ${stored} as stored, v.computed from (${values}) v where ${stored} is distinct from v.computed`
        faults.push(...(await faultsOf(tx, rollup.parent.name, rollup.field.name, differing)))
      }
    return faults
  })

const sourceOf = (engine: OpenEngine, object: ResolvedObject) =>
  source(engine.compiled().access, engine.systemActor('installer'), object, {
    now: engine.request(engine.systemActor('installer')).moment.now,
    zone: engine.workspace.zone,
  })

/** Formulas of the 200 records of each object that were changed last; at most 20 faults for each object. */
export async function formulaFaults(engine: OpenEngine): Promise<readonly Fault[]> {
  const faults: Fault[] = []
  const installer = engine.systemActor('installer')
  for (const { object, formulas } of engine.compiled().records.objects.values()) {
    if (formulas.length === 0) continue
    const found = await looking(engine, async (tx) => {
      const { rows } = await tx.query<{ id: string }>(
        sql`select id from ${ident(engine.workspace.namespace, object.table)} order by updated_at desc, id limit ${raw(String(most.sampled))}`,
      )
      const request = engine.request(installer)
      return staleFormulas(
        tx,
        request,
        object.name,
        rows.map(({ id }) => id),
      )
    })
    faults.push(...found.slice(0, most.faults).map((one) => ({ object: object.name, ...one })))
  }
  return faults
}
