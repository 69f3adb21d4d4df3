// Flows of the modules with what a company published of their steps. Pure.
import type { Problem } from '#base/problem'
import { changedFlow, changeProblems, checkFlow, type FlowChange, type FlowDefinition } from '#kernel/flow'
import type { CompileFormula } from '#kernel/formula'
import type { Directory } from '#kernel/identity'
import { formulaBook } from '#kernel/rules'
import type { Json, Schema } from '#kernel/schema'
import type { Module } from './manifest.ts'

type Kept = { readonly kind: string; readonly name: string; readonly body: Json }
type Grounds = { readonly schema: Schema; readonly compile: CompileFormula }

/** What was published, as it is stored beside objects and policies. */
export const storedFlows = (others: readonly Kept[]): readonly FlowChange[] =>
  others.filter(({ kind }) => kind === 'flow').map(({ body }) => body as unknown as FlowChange)

/** The other way: to be stored. */
export const keptFlow = (change: FlowChange): Kept => ({
  kind: 'flow',
  name: change.name,
  body: change as unknown as Json,
})

/** Flows as they run: what a company published and no longer holds (a field of its formula is gone) leaves the flow as shipped. */
export function flowsOf(
  modules: readonly Module[],
  changes: readonly FlowChange[],
  { schema, compile }: Grounds,
): readonly FlowDefinition[] {
  const own = new Map(changes.map((change) => [change.name, change]))
  return modules
    .flatMap(({ flows = [] }) => flows)
    .map((flow) => {
      const change = own.get(flow.name)
      if (change === undefined) return flow
      const changed = changedFlow(flow, change)
      return checkFlow(changed, formulaBook(schema, compile)).length === 0 ? changed : flow
    })
}

/** Problems: those of changeProblems and checkFlow; paths begin with the flow. */
export function flowProblems(
  changes: readonly FlowChange[],
  modules: readonly Module[],
  directory: Pick<Directory, 'departmentByCode'>,
  { schema, compile }: Grounds,
): readonly Problem[] {
  const shipped = new Map(modules.flatMap(({ flows = [] }) => flows).map((flow) => [flow.name, flow]))
  const roles = new Set(modules.flatMap((module) => module.roles ?? []).map(({ name }) => name))
  const company = {
    hasDepartment: (code: string) => directory.departmentByCode(code) !== undefined,
    hasRole: (name: string) => roles.has(name),
  }
  return changes.flatMap((change): readonly Problem[] => {
    const flow = shipped.get(change.name)
    const strange = changeProblems(change, flow, company)
    if (flow === undefined || strange.length > 0) return strange
    const unsound = checkFlow(changedFlow(flow, change), formulaBook(schema, compile))
    return unsound.map((one) => ({ ...one, path: [flow.name, ...one.path] }))
  })
}
