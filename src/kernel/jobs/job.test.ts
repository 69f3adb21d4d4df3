import { expect, test } from 'vitest'
import { cronOf, defineJob } from './job.ts'

const every = (everyMinutes: number): string => cronOf({ job: 'a.b', at: { everyMinutes } })

test('[J4] minutes become the times of an hour or a day', () => {
  expect([1, 5, 30, 60, 120, 1440].map(every)).toEqual([
    '*/1 * * * *',
    '*/5 * * * *',
    '*/30 * * * *',
    '0 */1 * * *',
    '0 */2 * * *',
    '0 0 * * *',
  ])
  expect(cronOf({ job: 'a.b', at: { cron: '30 2 * * 1' } })).toBe('30 2 * * 1')
  for (const minutes of [0, -5, 7, 45, 90, 300, 2880, 2.5, Number.NaN])
    expect(() => every(minutes)).toThrow('divides')
})

test('[J1] a job has the name of its part and a verb', () => {
  const run = async (): Promise<void> => undefined
  expect(defineJob({ name: 'rules.follow', run }).name).toBe('rules.follow')
  for (const name of ['', 'follow', 'Rules.follow', 'rules.', 'rules follow'])
    expect(() => defineJob({ name, run })).toThrow('no name')
})
