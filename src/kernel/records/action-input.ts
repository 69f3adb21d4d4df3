// What came as an action's input, as the values it runs with; what cannot be read is named at the input, the line and the part.
import { isUuid } from '#base/ids'
import { type Problem, problem } from '#base/problem'
import type { Json, ResolvedField, ResolvedObject, Schema } from '#kernel/schema'
import { type Action, type ActionInput, isLinesInput, type LinesInput } from './action.ts'
import { coerce, coercionProblem } from './coerce.ts'

type Given = { readonly [name: string]: Json }
export type ReadInput = { readonly values: Given; readonly problems: readonly Problem[] }

/** `at` is where the change stands. Problems: records.unknownField, records.required and those of `coerce`. */
export function readInput(inputs: readonly ActionInput[], given: Given | undefined, at: string): ReadInput {
  const known = new Set(inputs.map(({ name }) => name))
  const problems: Problem[] = Object.keys(given ?? {})
    .filter((name) => !known.has(name))
    .map((name) => problem('records.unknownField', [at, name], { name: name.slice(0, 60) }))
  const values: { [name: string]: Json } = {}
  for (const input of inputs) {
    const path = [at, input.name]
    const coerced = coerce(given?.[input.name], asField(input))
    if (!('value' in coerced)) problems.push(coercionProblem(coerced, path))
    else if (coerced.value === null && input.required === true) problems.push(missing(input, path))
    else values[input.name] = coerced.value as Json
    if (isLinesInput(input)) problems.push(...lineProblems(input, values[input.name], path))
  }
  return { values, problems }
}

const asField = (input: ActionInput | LinesInput['pick']['quantity']): ResolvedField =>
  ({ ...input, layer: 'system', column: input.name }) as ResolvedField

const missing = ({ name, label }: ActionInput, path: readonly string[]): Problem =>
  problem('records.required', path, { name, label: label['zh-CN'], labelEn: label.en })

function lineProblems(
  { pick }: LinesInput,
  lines: Json | undefined,
  path: readonly string[],
): readonly Problem[] {
  if (lines === undefined || lines === null) return []
  if (!Array.isArray(lines)) return [problem('records.wrongType', path, { expected: 'list' })]
  return (lines as readonly Json[]).flatMap((entry, index) =>
    lineProblem(pick, entry, [...path, String(index)]),
  )
}

function lineProblem(pick: LinesInput['pick'], entry: Json, path: readonly string[]): readonly Problem[] {
  const { line, quantity = null } = isObject(entry) ? entry : {}
  if (!isUuid(line)) return [problem('records.wrongType', [...path, 'line'], { expected: 'id' })]
  const coerced = coerce(quantity, asField(pick.quantity))
  return 'value' in coerced ? [] : [coercionProblem(coerced, [...path, pick.quantity.name])]
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Picked lines that name a field which is not there. Problem: schema.unknownField. */
export function pickProblems(schema: Schema, object: ResolvedObject, action: Action): readonly Problem[] {
  return action.input.filter(isLinesInput).flatMap(({ name, pick }) => {
    const lines = object.byName.get(pick.lines)
    const line = lines?.type === 'lines' ? schema.object(lines.object) : undefined
    const named = line === undefined ? [pick.lines] : [...pick.show, pick.open]
    return named
      .filter((field) => !line?.byName.has(field))
      .map((field) => problem('schema.unknownField', [object.name, action.name, name], { name: field }))
  })
}
