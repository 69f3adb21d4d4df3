// The checked tree as JavaScript: closures made once, run for every record.
import type { Value } from '#kernel/schema'
import type { Node } from './ast.ts'
import { castOf } from './casts.ts'
import type { Environment, Gathering } from './contract.ts'
import { functionNamed } from './functions/index.ts'
import { type Gather, gatheringOf, type Kept } from './gather.ts'
import { give, type Inner, type Run } from './inner.ts'
import { readNumber } from './number.ts'
import { reader } from './read.ts'
import { argumentsOf } from './to-sql.ts'

type Call = Extract<Node, { op: 'call' }>

type Evaluator = {
  readonly evaluate: (environment: Environment) => Value
  readonly gathers: readonly Gathering[]
}

/**
 * The formula as a function of its surroundings, and what it gathers on the way. Never throws; whatever cannot be computed is blank.
 */
export function evaluator(node: Node): Evaluator {
  const gathers: Gathering[] = []
  const run = compile(node, gathers)
  return { evaluate: (environment) => give(run(environment)), gathers }
}

function compile(node: Node, gathers: Gathering[]): Run {
  if (node.op === 'read') return reader(node)
  if (node.op === 'call') return functionRun(node, gathers)
  if (node.op === 'cast') return castRun(node, gathers)
  const value = literal(node)
  return () => value
}

const literal = ({ kind, value }: Extract<Node, { op: 'literal' }>): Inner =>
  kind === 'number' ? readNumber(value) : value

function functionRun(node: Call, gathers: Gathering[]): Run {
  const { name, args } = node
  const entry = functionNamed(name)
  const runs = args.map((arg) => compile(arg, gathers))
  if (entry?.gather) return gatherRun(node, entry.gather, runs, gathers)
  const run = entry?.run(runs, args)
  if (!entry?.predicate) return run ?? (() => null)
  return (environment) => run?.(environment) === true
}

function gatherRun(node: Call, gather: Gather, runs: readonly Run[], gathers: Gathering[]): Run {
  const gathering = gatheringOf(node, gather, runs, (host) => argumentsOf(node.args, host))
  if (!gathering) return () => null
  gathers.push(gathering)
  return (environment) => {
    const gathered = environment.gather?.(gathering, environment)
    return gathered ? gather.finish(gathered as Kept) : null
  }
}

function castRun({ arg, kind }: Extract<Node, { op: 'cast' }>, gathers: Gathering[]): Run {
  const inner = compile(arg, gathers)
  const cast = arg.kind === 'blank' ? undefined : castOf(arg.kind, kind)
  return (environment) => cast?.run(inner(environment), environment) ?? null
}
