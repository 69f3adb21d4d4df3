// The checked tree as SQL: the same value for the same input, every outside value a typed parameter.
import { type Sql, sql } from '#base/sql'
import type { Node, Read } from './ast.ts'
import { castOf } from './casts.ts'
import type { Environment, SqlHost } from './contract.ts'
import { constant } from './expression.ts'
import type { SqlArgument } from './function.ts'
import { functionNamed } from './functions/index.ts'
import { type Gather, gatherSql } from './gather.ts'
import type { Inner } from './inner.ts'
import { readNumber } from './number.ts'
import { reader } from './read.ts'

type Call = Extract<Node, { op: 'call' }>

/** The value: blank is null; what the language says is false is false. */
export function valueSql(node: Node, host: SqlHost): Sql {
  if (node.op === 'literal') return literalSql(node)
  if (node.op === 'read') return readSql(node, host)
  if (node.op === 'cast') return castSql(node, host)
  const entry = functionNamed(node.name)
  if (!entry) return constant(null, node.kind)
  if (entry.gather) return gatheredSql(node, entry.gather, host)
  const written = entry.sql(argumentsOf(node.args, host), host)
  return entry.predicate ? sql`(${written} is true)` : written
}

/** The condition: null counts as false, and a plain comparison stays plain so that an index can serve it. */
export function conditionSql(node: Node, host: SqlHost): Sql {
  const entry = node.op === 'call' ? functionNamed(node.name) : undefined
  if (node.op !== 'call' || !entry?.predicate) return valueSql(node, host)
  return entry.sql(argumentsOf(node.args, host), host)
}

function gatheredSql(node: Call, gather: Gather, host: SqlHost): Sql {
  const inner = node.relation && host.referring?.(node.relation)
  if (!inner) return constant(null, node.kind, node.object)
  return gatherSql(gather, argumentsOf(node.args, { ...host, inner }), inner)
}

export const argumentsOf = (args: readonly Node[], host: SqlHost): readonly SqlArgument[] =>
  args.map((node) => ({ node, value: () => valueSql(node, host), condition: () => conditionSql(node, host) }))

function literalSql({ kind, value, object }: Extract<Node, { op: 'literal' }>): Sql {
  const inner: Inner = kind === 'number' ? readNumber(value) : value
  return constant(inner, kind === 'blank' ? 'text' : kind, object)
}

function readSql(node: Read, host: SqlHost): Sql {
  if (node.from === 'related')
    return asNumber(node, host.inner?.column(node.path[0] ?? '') ?? constant(null, node.kind))
  if (node.from !== 'row') return constant(reader(node)(surroundings(host)), node.kind, node.object)
  if (host.record) return constant(reader(node)(host.record), node.kind, node.object)
  return asNumber(node, host.column(node.path))
}

function asNumber(node: Read, column: Sql): Sql {
  // The version is a whole number in the table; dividing whole numbers would drop the fraction.
  const isWhole = node.kind === 'number' && node.path.at(-1) === 'version'
  return isWhole ? sql`(${column})::numeric` : column
}

/** The actor and the variables are known before the statement runs. */
const surroundings = ({ me, moment, variables = {}, follow = () => undefined }: SqlHost): Environment => ({
  row: {},
  me,
  get now() {
    return moment.now
  },
  zone: moment.zone,
  variables,
  follow,
})

function castSql({ arg, kind }: Extract<Node, { op: 'cast' }>, host: SqlHost): Sql {
  const cast = arg.kind === 'blank' ? undefined : castOf(arg.kind, kind)
  return cast ? cast.sql(valueSql(arg, host), host) : constant(null, kind)
}
