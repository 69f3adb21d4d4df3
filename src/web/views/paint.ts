// Rules by which rows are coloured: a condition and a colour each, the first that holds wins; kept in the address. Pure.
import type { Field } from '#kernel/schema'
import { conditionCount, type FilterGroup, filterText, limits, readFilter } from './filter-tree.ts'

/** Names of the dots of choices (tokens.css), which both themes have. */
export const paints = ['red', 'orange', 'gold', 'green', 'cyan', 'blue', 'purple', 'gray'] as const
export type Paint = (typeof paints)[number]

export type PaintRule = { readonly color: Paint; readonly where: FilterGroup }

export const mostRules = 5

/** Rules as a parameter of an address: `[["red",["&",["due","within","past"]]]]`. */
export const paintText = (rules: readonly PaintRule[]): string =>
  JSON.stringify(rules.map(({ color, where }) => [color, JSON.parse(filterText(where))]))

/** Reads a parameter; a rule of which nothing is left is dropped. */
export function readPaint(text: string | undefined, fields: readonly Field[]): readonly PaintRule[] {
  if (!text || text.length > limits.text) return []
  return listIn(text)
    .slice(0, mostRules)
    .flatMap((rule) => {
      if (!Array.isArray(rule)) return []
      const [name, node]: readonly unknown[] = rule
      const color = paints.find((one) => one === name)
      const where = readFilter(JSON.stringify(node), fields)
      return color === undefined || where === null || conditionCount(where) === 0 ? [] : [{ color, where }]
    })
}

function listIn(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
