// What a scenario is: the requests of one round, for each side.
import type { Company } from './company.ts'
import type { SideName } from './side.ts'

export type Who = keyof Company['sessions']
export type Step = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly who: Who
  readonly body?: unknown
}

/** Asks a side once, outside of what is measured. */
export type Ask = (step: Step) => Promise<unknown>

export type Scenario = {
  readonly name: string
  readonly title: string
  /** Only Baton is asked: the scenario compares Baton with itself. */
  readonly onlyBaton?: true
  /** How the requests of a round are made; null when there is nothing left to ask. */
  readonly prepare: (side: SideName, company: Company, ask: Ask) => Promise<() => readonly Step[] | null>
}

export const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T

/** Three different items. */
export function pickItems(company: Company): readonly string[] {
  const chosen = new Set<string>()
  while (chosen.size < 3) chosen.add(pick(company.items))
  return [...chosen]
}

export const post = (path: string, body: unknown, who: Who = 'seller'): Step => ({
  ...{ method: 'POST', path, who, body },
})
export const get = (path: string, who: Who = 'seller'): Step => ({ method: 'GET', path, who })
