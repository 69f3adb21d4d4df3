// The checked tree as JavaScript: closures made once, run for every record.
import type { Value } from '#kernel/schema'
import type { Node } from './ast.ts'
import { castOf } from './casts.ts'
import type { Environment } from './contract.ts'
import { functionNamed } from './functions/index.ts'
import { give, type Inner, type Run } from './inner.ts'
import { readNumber } from './number.ts'
import { reader } from './read.ts'

/** The formula as a function of its surroundings. Never throws; whatever cannot be computed is blank. */
export function evaluator(node: Node): (environment: Environment) => Value {
  const run = compile(node)
  return (environment) => give(run(environment))
}

function compile(node: Node): Run {
  if (node.op === 'read') return reader(node)
  if (node.op === 'call') return functionRun(node.name, node.args)
  if (node.op === 'cast') return castRun(node)
  const value = literal(node)
  return () => value
}

const literal = ({ kind, value }: Extract<Node, { op: 'literal' }>): Inner =>
  kind === 'number' ? readNumber(value) : value

function functionRun(name: string, args: readonly Node[]): Run {
  const entry = functionNamed(name)
  const run = entry?.run(args.map(compile), args)
  if (!entry?.predicate) return run ?? (() => null)
  return (environment) => run?.(environment) === true
}

function castRun({ arg, kind }: Extract<Node, { op: 'cast' }>): Run {
  const inner = compile(arg)
  const cast = arg.kind === 'blank' ? undefined : castOf(arg.kind, kind)
  return (environment) => cast?.run(inner(environment), environment) ?? null
}
