// What the sections of a form ask of a record to be shown. Pure.
import { type Problem, problem } from '#base/problem'
import type { Formula, Kind } from '#kernel/formula'
import { farRead, type ResolvedObject } from '#kernel/schema'

type Compiler = {
  readonly problems: Problem[]
  readonly alone: (text: string, object: string, path: readonly string[], expected?: Kind) => Formula | null
}

/** By its text. Sections ask the record's own fields alone, so that who types sees it at once; what asks more is a problem of the layout. */
export function sectionConditions(
  { name, layouts = [] }: ResolvedObject,
  { alone, problems }: Compiler,
): ReadonlyMap<string, Formula> {
  const found = new Map<string, Formula>()
  for (const { name: layout, sections } of layouts)
    for (const { when } of sections) {
      if (when === undefined) continue
      const path = [name, 'layouts', layout]
      const formula = alone(when, name, path, 'boolean')
      const far = formula === null ? undefined : farRead(formula.reads)
      if (far !== undefined) problems.push(problem('schema.farCondition', path, { name: far }))
      if (formula !== null) found.set(when, formula)
    }
  return found
}
