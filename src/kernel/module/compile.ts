// All definitions of a workspace at one version, compiled into what the doors ask.
import type { Problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { type AccessModel, compileAccess, type Policy } from '#kernel/access'
import type { FlowDefinition } from '#kernel/flow'
import { type CompileFormula, compileFormula } from '#kernel/formula'
import type { MetricDefinition, Tile } from '#kernel/metrics'
import { type AuthorisedAction, compileRecords, type RecordModel } from '#kernel/records'
import type { Rule } from '#kernel/rules'
import { type LayeredDefinitions, resolveSchema, type Schema } from '#kernel/schema'
import type { Module } from './manifest.ts'
import { type Numbers, numbersOf } from './own-numbers.ts'

export type Definitions = {
  readonly version: number
  readonly layers: readonly LayeredDefinitions[]
  readonly policies: readonly Policy[]
  /** Metrics and tiles that were published. */
  readonly numbers?: Numbers
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
}

/** What the shipped modules say, as the system layer. */
export const systemLayer = (modules: readonly Module[]): LayeredDefinitions => ({
  layer: 'system',
  objects: modules.flatMap((module) => module.objects),
  extensions: modules.flatMap((module) => module.extend ?? []),
})

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
    const key = `${scope.schema.version}\n${scope.object}\n${expected ?? ''}\n${text}`
    const found = known.get(key) ?? compileFormula(text, scope, expected)
    if (known.size < maximum.cached) known.set(key, found)
    return found
  }
}

/** Problems: those of schemas, policies, formulas and modules. */
export function compileDefinitions(
  namespace: string,
  definitions: Definitions,
  modules: readonly Module[],
): Result<Compiled> {
  const schema = resolveSchema(namespace, definitions.version, definitions.layers)
  if (!schema.ok) return schema
  const compile = rememberingCompiler()
  const problems: Problem[] = []
  const access = compileAccess(schema.value, [...systemPolicies(modules), ...definitions.policies], compile)
  if (!access.ok) problems.push(...access.problems)
  const actions = modules.flatMap((module) =>
    (module.actions ?? []).map(
      (action): AuthorisedAction => ({ action, authority: authorityOf(module, action.object) }),
    ),
  )
  const records = access.ok ? compileRecords(schema.value, access.value, actions, compile) : null
  if (records && !records.ok) problems.push(...records.problems)
  if (!access.ok || !records?.ok) return failed(...problems)
  return ok({
    version: definitions.version,
    schema: schema.value,
    access: access.value,
    records: records.value,
    compile,
    flows: modules.flatMap((module) => module.flows ?? []),
    rules: modules.flatMap((module) => module.rules ?? []),
    ...numbersOf(modules, definitions.numbers ?? { metrics: [], tiles: [] }, schema.value, compile),
  })
}

/** The kernel's parts each act under their own name; a business module under its own. */
const authorityOf = (module: Module, object: string): string =>
  module.name === 'platform' ? (object.split('.')[0] ?? '') : module.name
