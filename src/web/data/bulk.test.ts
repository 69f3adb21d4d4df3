import { expect, test } from 'vitest'
import type { Change } from '#kernel/records'
import { changeMany, type Outcome, type RecordChange, type Send } from './bulk.ts'

const change = (id: string): RecordChange => ({ kind: 'update', object: 'x.a', id, values: { a: '1' } })
const all = Array.from({ length: 120 }, (_, index) => change(String(index)))
const idOf = (one: Change): string => String(one.id)

/** A server that refuses these ids and says which by number, or only that something is wrong. */
const server =
  (forbidden: ReadonlySet<string>, names: boolean, sent: number[] = []): Send =>
  async (changes) => {
    sent.push(changes.length)
    const bad = changes.flatMap((one, index) => (forbidden.has(idOf(one)) ? [index] : []))
    if (bad.length === 0)
      return {
        ok: true,
        value: {
          records: changes.map((one) => ({
            object: 'x.a',
            id: idOf(one),
            version: 2,
            kind: 'update' as const,
          })),
          outputs: [],
          writeId: '',
        },
      }
    const problem = (path: readonly (string | number)[]) => ({
      code: 'access.denied',
      path: path.map(String),
      params: {},
      message: 'no',
    })
    return { ok: false, status: 403, problems: names ? bad.map((index) => problem([index])) : [problem([])] }
  }

const run = (send: Send, told: Outcome[] = [], isStopped = () => false) =>
  changeMany(all, send, (outcome) => told.push(outcome), isStopped)

test.each([true, false])(
  'what is refused is named and everything else done, whether the server numbers its problems (%s)',
  async (names) => {
    const outcome = await run(server(new Set(['3', '60', '119']), names))
    expect(outcome.done.size).toBe(117)
    expect(outcome.refused.map(({ id, problems }) => [id, problems[0]?.message])).toEqual([
      ['3', 'no'],
      ['60', 'no'],
      ['119', 'no'],
    ])
  },
)

test('it tells how far it is, and stops between two chunks', async () => {
  const told: Outcome[] = []
  const sent: number[] = []
  const outcome = await run(server(new Set(), true, sent), told, () => told.length === 2)
  expect([outcome.done.size, sent]).toEqual([100, [50, 50]])
  expect(told.map(({ done }) => done.size)).toEqual([50, 100])
})

test('a server that cannot be reached refuses a chunk at once and is not asked for each record', async () => {
  let asked = 0
  const outcome = await run(async () => {
    asked++
    return { ok: false, status: 0, problems: [] }
  })
  expect([outcome.refused.length, asked]).toEqual([120, 3])
})
