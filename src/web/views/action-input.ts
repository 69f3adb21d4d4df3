// What an action asks for before it runs, and where its faults belong. Pure.
import type { Field, Row } from '#kernel/schema'
import type { SaidProblem } from '../data/api.ts'

/** Inputs that a person can fill in; structured ones that may be left out are the program's business. */
export const askedInputs = (input: readonly Field[]): readonly Field[] =>
  input.filter(
    ({ type, required, hidden }) => !hidden && (type !== 'json' || required === true) && type !== 'lines',
  )

/** Required inputs that are still blank. */
export const missingInputs = (input: readonly Field[], values: Row): readonly Field[] =>
  askedInputs(input).filter(
    ({ name, required, default: standard }) => required && !standard && (values[name] ?? null) === null,
  )

/** Sentences by input; what names no input is under the empty name. */
export function placeInputProblems(
  input: readonly Field[],
  problems: readonly SaidProblem[],
  say: (problem: SaidProblem) => string,
): Readonly<Record<string, string>> {
  const names = new Set(input.map(({ name }) => name))
  const placed: Record<string, string> = {}
  for (const problem of problems) {
    const field = problem.path.findLast((part) => names.has(part)) ?? ''
    placed[field] = placed[field] === undefined ? say(problem) : `${placed[field]} ${say(problem)}`
  }
  return placed
}
