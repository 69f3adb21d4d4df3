// What a company says of a shipped flow's steps in place of what is shipped: another name, holder, time or guidance. Pure.
import { type Problem, problem } from '#base/problem'
import type { FlowDefinition, Step, TaskStep } from './definition.ts'
import { allSteps } from './transition.ts'

/** What differs of one task; what it does not name is as shipped. */
export type StepChange = { readonly name: string } & Partial<
  Pick<TaskStep, 'label' | 'holder' | 'limitMinutes' | 'escalateEveryMinutes' | 'guide'>
>

/** All that differs of one flow. Without steps it is as shipped. */
export type FlowChange = { readonly name: string; readonly steps: readonly StepChange[] }

/** The flow as it runs: steps that the change names and that are not there are passed over. */
export function changedFlow(flow: FlowDefinition, { steps }: FlowChange): FlowDefinition {
  const changes = new Map(steps.map((step) => [step.name, step]))
  const changed = (list: readonly Step[]): readonly Step[] =>
    list.map((step): Step => {
      if (step.kind === 'task') return { ...step, ...changes.get(step.name) }
      if (step.kind === 'parallel') return { ...step, branches: step.branches.map(changed) }
      if (step.kind !== 'branch') return step
      return {
        ...step,
        cases: step.cases.map((one) => ({ ...one, steps: changed(one.steps) })),
        ...(step.otherwise ? { otherwise: changed(step.otherwise) } : {}),
      }
    })
  return { ...flow, steps: changed(flow.steps) }
}

/** Whether the company has such a department, by its code, and such a role. */
export type Company = {
  readonly hasDepartment: (code: string) => boolean
  readonly hasRole: (name: string) => boolean
}

/** Problems: flow.unknown, flow.step-unknown, flow.department-unknown, flow.role-unknown; paths begin with the flow. */
export function changeProblems(
  { name, steps }: FlowChange,
  flow: FlowDefinition | undefined,
  { hasDepartment, hasRole }: Company,
): readonly Problem[] {
  if (flow === undefined) return [problem('flow.unknown', [name], { flow: name })]
  const tasks = new Set(allSteps(flow.steps).flatMap((step) => (step.kind === 'task' ? [step.name] : [])))
  return steps.flatMap(({ name: step, holder: { department, role } = {} }): readonly Problem[] => {
    const path = [name, step]
    if (!tasks.has(step)) return [problem('flow.step-unknown', path, { step })]
    return [
      ...(department === undefined || hasDepartment(department)
        ? []
        : [problem('flow.department-unknown', path, { department })]),
      ...(role === undefined || hasRole(role) ? [] : [problem('flow.role-unknown', path, { role })]),
    ]
  })
}
