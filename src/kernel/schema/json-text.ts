// Structured values as people write them: read, or told where they break. Pure.
import type { Json } from './definition.ts'

export const mostJson = { depth: 40, length: 1_000_000 } as const

/** Where a text breaks, counted from one. */
export type JsonFault = { readonly line: number; readonly column: number }

/** The value that a text says, or where it is not JSON: the place named by the parser, the end where it names none. */
export function readJson(text: string): { readonly value: Json } | { readonly fault: JsonFault } {
  try {
    return { value: JSON.parse(text) as Json }
  } catch (error) {
    const named = /position (\d+)/.exec(String(error))?.[1]
    return { fault: placeIn(text, named === undefined ? firstFault(text) : Number(named)) }
  }
}

function placeIn(text: string, at: number): JsonFault {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** Some parsers quote the text around the fault instead of its place; what is cut short breaks at its end. */
const firstFault = (text: string): number => text.trimEnd().length

/** Whether lists and objects stand in each other more than so many times; looks no deeper than that. */
export const isDeeper = (value: unknown, most: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (most === 0 || Object.values(value).some((one) => isDeeper(one, most - 1)))
