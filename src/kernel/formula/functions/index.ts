// Every function of the language, by name and by alias.
import type { FunctionEntry } from '../function.ts'
import { dateEntries } from './date.ts'
import { listEntries } from './list.ts'
import { logicEntries } from './logic.ts'
import { numberEntries } from './number.ts'
import { operatorEntries } from './operator.ts'
import { textEntries } from './text.ts'

export const functionTable: readonly FunctionEntry[] = [
  ...operatorEntries,
  ...logicEntries,
  ...numberEntries,
  ...textEntries,
  ...dateEntries,
  ...listEntries,
]

const byName: ReadonlyMap<string, FunctionEntry> = new Map(
  functionTable.flatMap((entry) => [entry.name, ...entry.aliases].map((name) => [name, entry] as const)),
)

/** Finds a function by its name or an alias, in any letter case. */
export const functionNamed = (name: string): FunctionEntry | undefined => byName.get(name.toUpperCase())

/** Names a person may call. */
export const callableNames: readonly string[] = [...byName.keys()].filter((name) => /^\p{L}/u.test(name))
