import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

/** Looks that end when they are told to. */
function looks(onError?: (error: unknown) => void) {
  const open: { end: () => void; fail: (error: unknown) => void }[] = []
  let begun = 0
  let changed = (): void => undefined
  const turns = inTurn(() => {
    begun++
    changed()
    return new Promise<void>((end, fail) => open.push({ end, fail }))
  }, onError)
  const next = (): Promise<void> =>
    new Promise((resolve) => {
      changed = resolve
    })
  return { turns, open, next, begun: () => begun }
}

test('wakes while a look runs become one further look', async () => {
  const { turns, open, next, begun } = looks()
  turns.wake()
  turns.wake()
  turns.wake()
  expect(begun()).toBe(1)
  const second = next()
  open[0]?.end()
  await second
  expect(begun()).toBe(2)
  const stopped = turns.stop()
  open[1]?.end()
  await stopped
  expect(begun()).toBe(2)
})

test('a look that fails is told, and the next wake looks again', async () => {
  const errors: unknown[] = []
  let told = (): void => undefined
  const failed = new Promise<void>((resolve) => {
    told = resolve
  })
  const { turns, open, begun } = looks((error) => {
    errors.push(error)
    told()
  })
  turns.wake()
  open[0]?.fail('broken')
  await failed
  expect(errors).toEqual(['broken'])
  turns.wake()
  await Promise.resolve()
  expect(begun()).toBe(2)
})

test('stopping waits for the look that runs, and nothing begins afterwards', async () => {
  const { turns, open, begun } = looks()
  turns.wake()
  turns.wake()
  expect(turns.isOver()).toBe(false)
  const stopped = turns.stop()
  turns.wake()
  open[0]?.end()
  await stopped
  turns.wake()
  await turns.stop()
  expect(begun()).toBe(1)
  expect(turns.isOver()).toBe(true)
})
