// What a call gathers from the records that refer to the record: of rows at hand, of a statement, or some of each, put together.
import { join, raw, type Sql, sql } from '#base/sql'
import type { Row } from '#kernel/schema'
import type { Node, Read } from './ast.ts'
import type { Environment, Gathered, Gathering, RelatedHost, SqlHost } from './contract.ts'
import { numberWithin } from './expression.ts'
import type { SqlArgument } from './function.ts'
import { give, type Inner, order, type Run, take } from './inner.ts'
import { divideUnits, one as unit, within } from './number.ts'
import { reader } from './read.ts'

/** What is kept of rows: a value, how many values there were, and where the value stands among them. */
export type Kept = { readonly value: Inner; readonly count: number; readonly at: Inner; readonly id: Inner }
type KeptSql = Readonly<Partial<Record<keyof Kept, Sql>>>

/** How one function gathers: what it keeps of one row more, and what it makes of that in the end. */
export type Gather = {
  /** Arguments before the conditions: the value, and what records are ordered by. */
  readonly places: 1 | 2
  readonly join: (left: Kept, right: Kept) => Kept
  readonly finish: (kept: Kept) => Inner
  readonly keepSql: (value: Sql, at: Sql, id: Sql) => KeptSql
  readonly finishSql: (kept: KeptSql) => Sql
}

const nothing: Kept = { value: null, count: 0, at: null, id: null }

const added: Gather['join'] = (left, right) => ({
  ...nothing,
  value:
    typeof left.value === 'bigint' && typeof right.value === 'bigint'
      ? left.value + right.value
      : (left.value ?? right.value),
  count: left.count + right.count,
})

/** The better of two values, blanks left out. */
const better =
  (sign: 1 | -1): Gather['join'] =>
  (left, right) => {
    if (left.value === null || right.value === null) return left.value === null ? right : left
    return order(right.value, left.value) * sign > 0 ? right : left
  }

/** The one that stands first or last by what they are ordered by, and among equals by its id. */
const outermost =
  (sign: 1 | -1): Gather['join'] =>
  (left, right) => {
    if (left.id === null || right.id === null) return left.id === null ? right : left
    return (order(right.at, left.at) || order(right.id, left.id)) * sign > 0 ? right : left
  }

const whole = {
  places: 1,
  join: added,
  keepSql: (value: Sql): KeptSql => ({ value: sql`sum(${value})`, count: sql`count(${value})::int` }),
} as const

const itself = {
  finish: ({ value }: Kept): Inner => value,
  finishSql: ({ value }: KeptSql): Sql => value ?? sql`null`,
}

const extreme = (sign: 1 | -1): Gather => ({
  ...itself,
  places: 1,
  join: better(sign),
  keepSql: (value) => ({ value: sql`${raw(sign > 0 ? 'max' : 'min')}(${value})` }),
})

const ordered = (sign: 1 | -1): Gather => ({
  ...itself,
  places: 2,
  join: outermost(sign),
  keepSql: (value, at, id) => {
    const way = raw(sign > 0 ? 'desc' : 'asc')
    const foremost = (each: Sql): Sql =>
      sql`(array_agg(${each} order by ${at} ${way}, ${id} ${way}) filter (where ${at} is not null))[1]`
    return { value: foremost(value), at: foremost(at), id: foremost(id) }
  },
})

export const sumOf: Gather = {
  ...whole,
  finish: ({ value }) => (typeof value === 'bigint' ? within(value) : 0n),
  finishSql: ({ value = sql`0` }) => numberWithin(sql`coalesce(${value}, 0)`),
}
export const countOf: Gather = {
  ...whole,
  keepSql: (value) => ({ count: sql`count(${value})::int` }),
  finish: ({ count }) => BigInt(count) * unit,
  finishSql: ({ count = sql`0` }) => sql`(${count})::numeric`,
}
export const averageOf: Gather = {
  ...whole,
  finish: ({ value, count }) =>
    typeof value === 'bigint' && count > 0 ? within(divideUnits(value, BigInt(count))) : null,
  finishSql: ({ value = sql`0`, count = sql`0` }) =>
    numberWithin(sql`round(round(${value}, 72) / nullif(${count}, 0), 20)`),
}
export const leastOf = extreme(-1)
export const greatestOf = extreme(1)
export const firstOf = ordered(-1)
export const lastOf = ordered(1)

/** Every read of the tree that starts at one of these places. */
function readsFrom(node: Node, from: Read['from']): readonly Read[] {
  if (node.op === 'read') return node.from === from ? [node] : []
  if (node.op === 'cast') return readsFrom(node.arg, from)
  return node.op === 'call' ? node.args.flatMap((arg) => readsFrom(arg, from)) : []
}

type Call = Extract<Node, { op: 'call' }>
type Arguments = (host: SqlHost) => readonly SqlArgument[]

/** A call as whoever loads related records meets it; undefined where it names none. */
export function gatheringOf(
  call: Call,
  { places, join: joined, keepSql }: Gather,
  runs: readonly Run[],
  write: Arguments,
): Gathering | undefined {
  const { relation } = call
  if (!relation) return undefined
  const [value = () => null, second] = runs
  const at = places === 2 ? second : undefined
  const conditions = runs.slice(places)
  const own = call.args
    .flatMap((arg) => (['row', 'me', 'variable'] as const).flatMap((from) => readsFrom(arg, from)))
    .map(reader)
  const kept = (environment: Environment): Kept => {
    const found = value(environment)
    const stands = at ? at(environment) : null
    if (at && stands === null) return nothing
    return {
      value: found,
      count: found === null ? 0 : 1,
      at: stands,
      id: take('record', environment.related?.id),
    }
  }
  return {
    key: JSON.stringify(call),
    relation,
    reads: new Set(call.args.flatMap((arg) => readsFrom(arg, 'related')).map(({ path }) => path[0] ?? '')),
    own: (environment) => JSON.stringify(own.map((read) => give(read(environment)))),
    over: (rows, environment) => {
      let found = nothing
      for (const related of rows) {
        const around = { ...environment, related }
        if (conditions.every((holds) => holds(around) === true)) found = joined(found, kept(around))
      }
      return found
    },
    join: (left, right) => joined(left as Kept, right as Kept),
    taken: (row) => takenFrom(row, call.args),
    select: (host, inner) => {
      const { kept: columns, where } = parts({ places, keepSql }, write({ ...host, inner }), inner)
      const named = Object.entries(columns).map(([name, column]) => sql`${column} as ${raw(`"${name}"`)}`)
      return { columns: join(named), where }
    },
  }
}

type Parts = { readonly kept: KeptSql; readonly where: Sql }

function parts(
  { places, keepSql }: Pick<Gather, 'places' | 'keepSql'>,
  args: readonly SqlArgument[],
  { id }: RelatedHost,
): Parts {
  const at = places === 2 ? args[1]?.value() : undefined
  const conditions = args.slice(places).map((arg) => arg.condition())
  return {
    kept: keepSql(args[0]?.value() ?? sql`null`, at ?? sql`null`, id),
    where: join([raw('true'), ...conditions], ' and '),
  }
}

/** The whole call as an expression of the statement that holds the record. */
export function gatherSql(gather: Gather, args: readonly SqlArgument[], inner: RelatedHost): Sql {
  const { kept, where } = parts(gather, args, inner)
  return sql`(select ${gather.finishSql(kept)} from ${inner.from()} where ${inner.where} and ${where})`
}

function takenFrom(row: Row, [value, at]: readonly Node[]): Gathered {
  const read = (node: Node | undefined, found: Row[string] | undefined): Inner =>
    node && node.kind !== 'blank' ? take(node.kind, found) : null
  const kept: Kept = {
    value: read(value, row.value),
    count: Number(row.count ?? 0),
    at: read(at, row.at),
    id: take('record', row.id),
  }
  return kept
}
