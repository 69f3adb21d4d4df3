// Every function of the language, by name and by alias.
import type { FunctionEntry } from '../function.ts'
import { betweenEntries } from './between.ts'
import { clockEntries } from './clock.ts'
import { codeEntries } from './codes.ts'
import { dateEntries } from './date.ts'
import { datePartEntries } from './date-parts.ts'
import { listEntries } from './list.ts'
import { logicEntries } from './logic.ts'
import { numberEntries } from './number.ts'
import { numberTextEntries } from './number-text.ts'
import { operatorEntries } from './operator.ts'
import { relatedEntries } from './related.ts'
import { roundingEntries } from './rounding.ts'
import { severalEntries } from './several.ts'
import { textEntries } from './text.ts'
import { textSearchEntries } from './text-search.ts'
import { workdayEntries } from './workdays.ts'

export const functionTable: readonly FunctionEntry[] = [
  ...operatorEntries,
  ...logicEntries,
  ...roundingEntries,
  ...numberEntries,
  ...severalEntries,
  ...textEntries,
  ...textSearchEntries,
  ...numberTextEntries,
  ...codeEntries,
  ...dateEntries,
  ...datePartEntries,
  ...betweenEntries,
  ...workdayEntries,
  ...clockEntries,
  ...listEntries,
  ...relatedEntries,
]

const byName: ReadonlyMap<string, FunctionEntry> = new Map(
  functionTable.flatMap((entry) => [entry.name, ...entry.aliases].map((name) => [name, entry] as const)),
)

/** Finds a function by its name or an alias, in any letter case. */
export const functionNamed = (name: string): FunctionEntry | undefined => byName.get(name.toUpperCase())

/** Names a person may call. */
export const callableNames: readonly string[] = [...byName.keys()].filter((name) => /^\p{L}/u.test(name))
