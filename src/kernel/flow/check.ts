// Whether a flow is sound enough to be published.
import { type Problem, problem } from '#base/problem'
import type { FormulaBook } from '#kernel/rules'
import { type FormulaText, target } from '#kernel/schema'
import type { FlowDefinition, Step, TaskStep } from './definition.ts'
import { allSteps } from './transition.ts'

export const maxSteps = 200
export const maxDepth = 10

/**
 * Every problem of a definition, with its step's name as path; none when it is sound. Problems: `flow.too-many-steps`,
 * `flow.too-deep`, `flow.no-steps`, `flow.name-repeated`, `flow.holder-missing`, `flow.limit-invalid`, `flow.never-wakes`,
 * `flow.object-unknown`, `flow.field-unknown`, `flow.formula-invalid`.
 */
export function checkFlow(definition: FlowDefinition, formulas: FormulaBook): readonly Problem[] {
  const steps = allSteps(definition.steps)
  if (steps.length === 0) return [problem('flow.no-steps', [], { flow: definition.name })]
  if (steps.length > maxSteps) return [problem('flow.too-many-steps', [], { most: maxSteps })]
  if (depthOf(definition.steps) > maxDepth) return [problem('flow.too-deep', [], { most: maxDepth })]
  if (formulas.schema.object(definition.object) === undefined)
    return [problem('flow.object-unknown', ['object'], { object: definition.object })]
  return [
    ...repeatedNames(steps),
    ...steps.flatMap((step) => checksOf[step.kind](step as never)),
    ...steps.flatMap((step) => (step.kind === 'task' ? factProblems(definition.object, step, formulas) : [])),
    ...formulaTexts(definition).flatMap((text) => formulaProblems(definition, text, formulas)),
  ]
}

const checksOf: {
  readonly [K in Step['kind']]: (step: Extract<Step, { kind: K }>) => readonly Problem[]
} = {
  task: (step) => [...holderProblems(step), ...limitProblems(step)],
  wait: ({ name, until, untilMinutes }) =>
    until === undefined && untilMinutes === undefined ? [problem('flow.never-wakes', [name])] : [],
  parallel: () => [],
  branch: () => [],
  end: () => [],
}

const holderProblems = ({ name, holder }: TaskStep): readonly Problem[] =>
  holder.person === undefined && holder.department === undefined && holder.role === undefined
    ? [problem('flow.holder-missing', [name])]
    : []

const limitProblems = ({ name, limitMinutes = 1, escalateEveryMinutes = 1 }: TaskStep): readonly Problem[] =>
  [limitMinutes, escalateEveryMinutes].every((minutes) => Number.isInteger(minutes) && minutes > 0)
    ? []
    : [problem('flow.limit-invalid', [name])]

const factProblems = (
  object: string,
  { name, facts = [] }: TaskStep,
  { schema }: FormulaBook,
): readonly Problem[] =>
  facts
    .filter((path) => !leadsToField(schema, object, path.split('.')))
    .map((path) => problem('flow.field-unknown', [name], { field: path }))

function leadsToField(
  schema: FormulaBook['schema'],
  object: string,
  [name = '', ...rest]: readonly string[],
): boolean {
  const field = schema.object(object)?.byName.get(name)
  return field !== undefined && (rest.length === 0 || leadsToField(schema, target(field) ?? '', rest))
}

const repeatedNames = (steps: readonly Step[]): readonly Problem[] => {
  const names = steps.map(({ name }) => name)
  return names.flatMap((name, at) =>
    names.indexOf(name) < at ? [problem('flow.name-repeated', [name], { name })] : [],
  )
}

const depthOf = (steps: readonly Step[]): number =>
  Math.max(
    0,
    ...steps.map((step) => {
      if (step.kind === 'parallel') return 1 + Math.max(0, ...step.branches.map(depthOf))
      if (step.kind !== 'branch') return 1
      return 1 + Math.max(depthOf(step.otherwise ?? []), ...step.cases.map((one) => depthOf(one.steps)))
    }),
  )

function formulaProblems(
  { object, name }: FlowDefinition,
  text: FormulaText,
  formulas: FormulaBook,
): readonly Problem[] {
  const compiled = formulas.get(object, text)
  if (compiled.ok) return []
  const codes = compiled.problems.map(({ code }) => code)
  return [problem('flow.formula-invalid', [name], { formula: text, codes })]
}

/** Every formula that a flow asks of its record, each once. */
export function formulaTexts({ startWhen, cancelWhen, steps }: FlowDefinition): readonly FormulaText[] {
  const inSteps = allSteps(steps).flatMap((step) => {
    if (step.kind === 'task') return [step.doneWhen, step.skipWhen, step.holder.person, step.dueAt]
    if (step.kind === 'branch') return step.cases.map(({ when }) => when)
    return step.kind === 'wait' ? [step.until] : []
  })
  return [...new Set([startWhen, cancelWhen, ...inSteps])].filter((text) => text !== undefined)
}
