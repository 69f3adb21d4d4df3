// All definitions of a workspace at one version, compiled into what the doors ask. What of the overlay does not hold is set aside.
import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { type AccessModel, closed, compileAccess, type Policy } from '#kernel/access'
import type { FlowChange, FlowDefinition } from '#kernel/flow'
import { type CompileFormula, compileFormula } from '#kernel/formula'
import type { MetricDefinition, Tile } from '#kernel/metrics'
import { printProblems } from '#kernel/print'
import { type AuthorisedAction, compileRecords, type RecordModel } from '#kernel/records'
import type { Rule } from '#kernel/rules'
import {
  blame,
  type LayeredDefinitions,
  type Piece,
  pieceOf,
  resolveStanding,
  type Schema,
  type SetAside,
  without,
} from '#kernel/schema'
import type { Module } from './manifest.ts'
import { flowsOf } from './own-flows.ts'
import { type Numbers, numbersOf } from './own-numbers.ts'
import { isOn, limitsOf, type Off, standingRules } from './switched.ts'

export type Definitions = {
  readonly version: number
  readonly layers: readonly LayeredDefinitions[]
  readonly policies: readonly Policy[]
  /** Modules that are switched off. */
  readonly off?: readonly string[]
  /** Metrics and tiles that were published. */
  readonly numbers?: Numbers
  /** What was published of shipped flows. */
  readonly flows?: readonly FlowChange[]
}

export type Compiled = {
  readonly version: number
  readonly schema: Schema
  readonly access: AccessModel
  readonly records: RecordModel
  readonly compile: CompileFormula
  readonly flows: readonly FlowDefinition[]
  readonly rules: readonly Rule[]
  readonly metrics: ReadonlyMap<string, MetricDefinition>
  readonly tiles: readonly Tile[]
  readonly off: Off
  /** The modules that are on. */
  readonly modules: readonly Module[]
  /** What the customer published and does not hold now, with the reasons; in the order in which it fell. */
  readonly aside: readonly SetAside[]
}

export const systemPolicies = (modules: readonly Module[]): readonly Policy[] =>
  modules.flatMap((module) =>
    (module.policies ?? []).map((policy): Policy => ({ layer: 'system', ...policy })),
  )

const maximum = { cached: 5000 }

/** compileFormula with a memory: the same text in the same place is compiled once per schema. */
export function rememberingCompiler(): CompileFormula {
  const known = new Map<string, ReturnType<CompileFormula>>()
  return (text, scope, expected) => {
    if (scope.variables) return compileFormula(text, scope, expected)
    const key = `${scope.schema.version}\n${scope.object}\n${expected ?? ''}\n${scope.without ?? ''}\n${text}`
    const found = known.get(key) ?? compileFormula(text, scope, expected)
    if (known.size < maximum.cached) known.set(key, found)
    return found
  }
}

/**
 * Compiles what stands: pieces of the overlay that do not hold, and what depends on them, are set aside and named in `aside`.
 * Problems: those of schemas, policies, formulas and modules in what is shipped.
 */
export function compileDefinitions(
  namespace: string,
  definitions: Definitions,
  modules: readonly Module[],
): Result<Compiled> {
  const aside: SetAside[] = []
  let standing = definitions
  for (;;) {
    const resolved = resolveStanding(namespace, standing.version, standing.layers)
    if (!resolved.ok) return resolved
    const { schema, layers } = resolved.value
    aside.push(...later(resolved.value.aside, aside))
    standing = { ...standing, layers }
    const attempt = compileResolved(schema, standing, modules)
    if (attempt.compiled) return ok({ ...attempt.compiled, aside })
    const fallen = blamed(attempt, standing)
    if (fallen === null) return failed(...attempt.problems)
    aside.push(...later(fallen, aside))
    standing = withoutFallen(standing, fallen)
  }
}

/** Rounds counted on from those before. */
const later = (fallen: readonly SetAside[], before: readonly SetAside[]): readonly SetAside[] => {
  const last = before.at(-1)?.round ?? 0
  return fallen.map((one) => ({ ...one, round: one.round + last }))
}

type Attempt =
  | { readonly compiled: Omit<Compiled, 'aside'> }
  | { readonly compiled: null; readonly stage: 'access' | 'records'; readonly problems: readonly Problem[] }

function compileResolved(schema: Schema, definitions: Definitions, modules: readonly Module[]): Attempt {
  const compile = rememberingCompiler()
  const policies = [
    ...systemPolicies(modules),
    ...definitions.policies.map((policy): Policy => ({ ...policy, byCustomer: true })),
  ]
  const off = new Set(definitions.off)
  const on = modules.filter(isOn(off))
  const access = compileAccess(schema, policies, compile, limitsOf(modules, off, schema))
  if (!access.ok) return { compiled: null, stage: 'access', problems: access.problems }
  const actions = modules.flatMap((module) =>
    (module.actions ?? []).map(
      (action): AuthorisedAction => ({ action, authority: authorityOf(module, action.object) }),
    ),
  )
  const roles = modules.flatMap((module) => module.roles ?? [])
  const records = compileRecords(schema, access.value, actions, compile, roles)
  if (!records.ok) return { compiled: null, stage: 'records', problems: records.problems }
  const ofPrints = printProblems(schema, compile)
  if (ofPrints.length > 0) return { compiled: null, stage: 'records', problems: ofPrints }
  return {
    compiled: {
      version: definitions.version,
      schema,
      access: access.value,
      records: records.value,
      compile,
      off,
      modules: on,
      flows: flowsOf(on, definitions.flows ?? [], { schema, compile }),
      rules: standingRules(modules, off),
      ...numbersOf(on, definitions.numbers ?? { metrics: [], tiles: [] }, schema, compile),
    },
  }
}

function blamed(
  { stage, problems }: Extract<Attempt, { compiled: null }>,
  { layers, policies }: Definitions,
): readonly SetAside[] | null {
  const overlay = layers.find(({ layer }) => layer === 'overlay')
  if (!overlay) return null
  const policyOf = ([name = '', object = '']: readonly string[]): Piece | null =>
    policies.some((policy) => policy.name === name)
      ? { kind: 'policy', object, name }
      : pieceOf([object], overlay)
  return blame(problems, ({ path }) => (stage === 'access' ? policyOf(path) : pieceOf(path, overlay)), 1)
}

function withoutFallen(definitions: Definitions, fallen: readonly SetAside[]): Definitions {
  const byName = new Map(fallen.flatMap((one) => (one.kind === 'policy' ? [[one.name, one] as const] : [])))
  return {
    ...definitions,
    policies: definitions.policies.flatMap((policy) => leftOf(policy, byName.get(policy.name))),
    layers: definitions.layers.map((one) => (one.layer === 'overlay' ? without(one, fallen) : one)),
  }
}

/** What takes rights away goes on taking them, all of what it was about; only where nothing of its name is shipped any more it is nothing. */
function leftOf(policy: Policy, fallen: SetAside | undefined): readonly Policy[] {
  if (fallen === undefined) return [policy]
  const isPointless = fallen.problems.some(({ code }) => code === 'access.unknownPolicy')
  return policy.narrows === undefined || isPointless ? [] : [closed(policy)]
}

/** The kernel's parts each act under their own name; a business module under its own. */
const authorityOf = (module: Module, object: string): string =>
  module.name === 'platform' ? (object.split('.')[0] ?? '') : module.name
