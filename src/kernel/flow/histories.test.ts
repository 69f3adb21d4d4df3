// Recorded runs against today's transition: what instances in the field have lived through must come out the same for ever.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FlowDefinition } from './definition.ts'
import type { FlowEvent } from './event.ts'
import { type Held, type Instance, unstarted } from './instance.ts'
import type { FlowContext } from './run.ts'
import { type Transition, transition } from './transition.ts'

/** What a history file holds: the world's answers, and after each event the state and effects, or the codes of a refusal. */
type History = {
  readonly definition: FlowDefinition
  readonly holders: Readonly<Record<string, Held>>
  readonly moves: readonly {
    readonly event: FlowEvent
    readonly now: string
    readonly truths: readonly string[]
    readonly expected: Transition | { readonly refused: readonly string[] }
  }[]
}

const folder = join(import.meta.dirname, 'histories')
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))

const contextOf = ({ holders }: History, now: string, truths: readonly string[]): FlowContext => ({
  now,
  is: (formula) => truths.includes(formula),
  holder: ({ name }) => holders[name] ?? { person: null, department: null },
  instant: () => null,
  due: (from, minutes) => new Date(Date.parse(from) + minutes * 60_000).toISOString(),
  taskId: (step, round) => `${step}#${round}`,
})

describe('[F8] histories replay to what was recorded', () => {
  test('[F8] there are histories', () => expect(files.length).toBeGreaterThanOrEqual(3))

  test.each(files)('[F8] %s', (file) => {
    const history: History = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    let instance: Instance = unstarted
    for (const { event, now, truths, expected } of history.moves) {
      const next = transition(history.definition, instance, event, contextOf(history, now, truths))
      const answer = next.ok ? next.value : { refused: next.problems.map(({ code }) => code) }
      expect(answer).toEqual(expected)
      if (next.ok) instance = next.value.instance
    }
  })
})
