// The tasks of a flow in the order they are walked, and what is published when one of them is to differ. Pure.
import type { FlowChange, FlowDefinition, Holder, Step, StepChange, TaskStep } from '#kernel/flow'
import type { Label } from '#kernel/schema'

/** How a task comes about beside those before it: one after the other, while others go on, or only sometimes. */
export type Way = 'next' | 'beside' | 'sometimes'

export type Walked = { readonly step: TaskStep; readonly way: Way }

export const walked = (steps: readonly Step[], way: Way = 'next'): readonly Walked[] =>
  steps.flatMap((step): readonly Walked[] => {
    if (step.kind === 'task') return [{ step, way }]
    if (step.kind === 'parallel') return step.branches.flatMap((branch) => walked(branch, 'beside'))
    if (step.kind !== 'branch') return []
    return [...step.cases.map((one) => one.steps), step.otherwise ?? []].flatMap((one) =>
      walked(one, 'sometimes'),
    )
  })

/** What a person sets of a task; everything is named, so that it can be compared. */
export type Settings = Required<Pick<TaskStep, 'label' | 'holder' | 'guide'>> & {
  /** Working minutes; undefined is without a limit. */
  readonly limitMinutes: number | undefined
  readonly escalateEveryMinutes: number | undefined
}

const nothing = { 'zh-CN': '', en: '' }

/** In an order of its own, so that what came back from the database compares equal to what was shipped. */
export const settingsOf = ({
  label,
  holder,
  guide = nothing,
  limitMinutes,
  escalateEveryMinutes,
}: TaskStep): Settings => ({
  ...{ label: inOrder(label), holder: tidied(holder), guide: inOrder(guide) },
  ...{ limitMinutes, escalateEveryMinutes },
})

const inOrder = (label: Label): Label => ({ 'zh-CN': label['zh-CN'], en: label.en })

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

/** What of the settings is not as shipped; null when all of it is. */
export function differing(shipped: TaskStep, wished: Settings): StepChange | null {
  const before = settingsOf(shipped)
  const entries = Object.entries(wished).filter(
    ([key, value]) => value !== undefined && !same(value, before[key as keyof Settings]),
  )
  return entries.length === 0 ? null : { name: shipped.name, ...Object.fromEntries(entries) }
}

/** What is published of the flow when one step is to be so; null: as shipped. */
export function withStep(
  flow: FlowDefinition,
  known: FlowChange | undefined,
  name: string,
  change: StepChange | null,
): FlowChange {
  const others = (known?.steps ?? []).filter((step) => step.name !== name)
  return { name: flow.name, steps: change === null ? others : [...others, change] }
}

/** A holder without what says nothing. */
export const tidied = ({ person, department, role, pick }: Holder): Holder => ({
  ...(person ? { person } : {}),
  ...(department ? { department } : {}),
  ...(role ? { role } : {}),
  // With a role it is always the one with the fewest tasks.
  ...(department && !role && pick && pick !== 'head' ? { pick } : {}),
})
