import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '#base/database'
import { appRole, createWorkspace, ensureAppRole, migratePlatform } from '#kernel/workspace/store'
import { emptyDatabase } from '#test/database'
import type { Job } from './index.ts'
import {
  beginProgress,
  cancelProgress,
  failProgress,
  forgetProgress,
  jobsMigrations,
  latestProgress,
  openQueue,
  progressOf,
  type Queue,
  runSteps,
  type Step,
  startWorkers,
} from './store.ts'

const { url } = await emptyDatabase()
const owner = openDatabase({ url })
const db = openDatabase({ url, role: appRole })
const start = new Date('2026-03-01T08:00:00.000Z')
const clock = () => start
const ns = 'w_jobs'
let queue: Queue

beforeAll(async () => {
  await migratePlatform(owner, start)
  await ensureAppRole(owner)
  await createWorkspace(owner, { id: 'jobs', name: '任务', zone: 'Asia/Shanghai' }, [jobsMigrations], start)
  queue = await openQueue({ url })
})
afterAll(async () => {
  await queue.close()
  await db.close()
  await owner.close()
})

/** A promise with its key outside. */
function gate<T = void>() {
  let open: (value: T) => void = () => undefined
  const opened = new Promise<T>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** Runs workers until `until` resolves. */
async function working(jobs: readonly Job[], until: Promise<unknown>, concurrency = 4): Promise<void> {
  const workers = await startWorkers({ url, jobs, concurrency, pollMs: 50 })
  await until
  await workers.stop()
}

describe('the queue', () => {
  test('[J1] a job runs with its workspace and payload, again after a failure', async () => {
    const seen: unknown[] = []
    const done = gate()
    await queue.enqueue({ job: 'test.fails', workspace: 'demo', payload: { order: 'a' } })
    const job: Job = {
      name: 'test.fails',
      run: async (payload, { workspace, attempt, isLastAttempt }) => {
        seen.push([payload, workspace, attempt, isLastAttempt])
        if (attempt === 1) throw new Error('not yet')
        done.open()
      },
    }
    const workers = await startWorkers({ url, jobs: [job], pollMs: 50 })
    await done.opened
    await workers.stop()
    expect(seen).toEqual([
      [{ order: 'a' }, 'demo', 1, false],
      [{ order: 'a' }, 'demo', 2, false],
    ])
    await expect(
      queue.enqueue({ job: 'test.fails', workspace: 'demo', payload: 'x'.repeat(70_000) }),
    ).rejects.toThrow('too large')
  })

  test('[J2] a key makes waiting jobs one, per workspace; while it runs, one more waits in its line', async () => {
    const ran: unknown[] = []
    const [begun, go, over] = [gate(), gate(), gate()]
    const put = (workspace: string, payload: number) =>
      queue.enqueue({ job: 'test.keyed', workspace, payload, key: 'same', line: 'keyed' })
    for (const n of [1, 2, 3]) await put('one', n)
    const job: Job = {
      name: 'test.keyed',
      run: async (payload, { workspace }) => {
        ran.push([workspace, payload])
        if (payload === 3) {
          begun.open()
          await go.opened
        }
        if (ran.length === 3) over.open()
      },
    }
    const running = working([job], over.opened)
    await begun.opened
    await put('one', 4)
    await put('one', 5)
    await put('two', 6)
    go.open()
    await running
    expect(ran.map((one) => JSON.stringify(one)).sort()).toEqual(['["one",3]', '["one",5]', '["two",6]'])
  })

  test('[J3] jobs of one line run one after the other, in order', async () => {
    const ran: unknown[] = []
    const over = gate()
    let atOnce = 0
    for (let n = 0; n < 6; n++)
      await queue.enqueue({ job: 'test.line', workspace: 'demo', payload: n, line: 'orders' })
    const job: Job = {
      name: 'test.line',
      run: async (payload) => {
        expect(++atOnce).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 5))
        atOnce--
        if (ran.push(payload) === 6) over.open()
      },
    }
    await working([job], over.opened)
    expect(ran).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('[J4] a schedule is known to the queue once, whoever starts it; its job must exist', async () => {
    const job: Job = { name: 'test.tick', run: async () => undefined }
    const options = { url, jobs: [job], schedules: [{ job: 'test.tick', at: { everyMinutes: 60 } }] }
    const nodes = await Promise.all([startWorkers(options), startWorkers(options)])
    await Promise.all(nodes.map((node) => node.stop()))
    const { rows } = await owner.transaction((tx) =>
      tx.query({ text: 'select identifier from baton_jobs._private_known_crontabs', values: [] }),
    )
    expect(rows).toEqual([{ identifier: 'test.tick' }])
    await expect(startWorkers({ ...options, jobs: [] })).rejects.toThrow('No job "test.tick"')
  })

  test('[J5] stopping waits for the job that runs', async () => {
    const [begun, go] = [gate(), gate()]
    let isDone = false
    await queue.enqueue({ job: 'test.slow', workspace: null })
    const job: Job = {
      name: 'test.slow',
      run: async () => {
        begun.open()
        await go.opened
        isDone = true
      },
    }
    const workers = await startWorkers({ url, jobs: [job], pollMs: 50 })
    await begun.opened
    const stopped = workers.stop()
    expect(isDone).toBe(false)
    go.open()
    await stopped
    expect(isDone).toBe(true)
  })
})

describe('long work', () => {
  const person = randomUUID()
  const begin = async (total = 5): Promise<string> => {
    const id = randomUUID()
    await db.transaction((tx) =>
      beginProgress(tx, ns, { id, kind: 'import', createdBy: person, total, cursor: 0 }, start),
    )
    return id
  }
  const look = (id: string) => db.transaction((tx) => progressOf(tx, ns, id))
  const counting =
    (
      seen: number[],
      total = 5,
      onStep: (n: number) => void = () => undefined,
    ): Parameters<typeof runSteps>[3] =>
    async (_, cursor) => {
      const n = Number(cursor) + 1
      onStep(n)
      seen.push(n)
      return { cursor: n, done: n, isOver: n === total, ...(n === total ? { result: { rows: n } } : {}) }
    }

  test('[J6] a step that fails is undone, and the work goes on from where it was', async () => {
    await owner.transaction((tx) =>
      tx.query({ text: `create table ${ns}.made (n int primary key)`, values: [] }),
    )
    await owner.transaction((tx) =>
      tx.query({ text: `grant insert, select on ${ns}.made to ${appRole}`, values: [] }),
    )
    const id = await begin()
    let breaks = true
    const step: Parameters<typeof runSteps>[3] = async (tx, cursor) => {
      const n = Number(cursor) + 1
      await tx.query({ text: `insert into ${ns}.made values ($1)`, values: [n] })
      if (n === 3 && breaks) throw new Error('power cut')
      return { cursor: n, done: n, isOver: n === 5, result: 'all' }
    }
    await expect(runSteps(db, ns, id, step, clock)).rejects.toThrow('power cut')
    expect(await look(id)).toMatchObject({ state: 'running', done: 2, cursor: 2 })
    breaks = false
    expect(await runSteps(db, ns, id, step, clock)).toBe('done')
    const { rows } = await db.transaction((tx) =>
      tx.query({ text: `select n from ${ns}.made order by n`, values: [] }),
    )
    expect(rows).toEqual([1, 2, 3, 4, 5].map((n) => ({ n })))
    expect(await look(id)).toMatchObject({ state: 'done', done: 5, total: 5, result: 'all', error: null })
  })

  test('[J6] others are told of a step when it is kept, and of none that is not', async () => {
    const id = await begin()
    const told: unknown[] = []
    const step: Parameters<typeof runSteps>[3] = async (_, cursor) => {
      const n = Number(cursor) + 1
      if (n === 3) throw new Error('power cut')
      const onKept = (): void => void told.push(look(id).then((kept) => [n, kept?.cursor]))
      return { cursor: n, done: n, isOver: false, onKept }
    }
    await expect(runSteps(db, ns, id, step, clock)).rejects.toThrow('power cut')
    const [first, ...others] = await Promise.all(told)
    // The second step may have been kept too before the first was looked at.
    expect(first).toEqual([1, expect.toSatisfy((kept: number) => kept >= 1)])
    expect(others).toEqual([[2, 2]])
  })

  test('[J6] two runs of the same work share its steps', async () => {
    const id = await begin(20)
    const seen: number[] = []
    await Promise.all([1, 2, 3].map(() => runSteps(db, ns, id, counting(seen, 20), clock)))
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  })

  test('[J6] a signal stops it for now', async () => {
    const id = await begin()
    const seen: number[] = []
    const stop = new AbortController()
    const step = counting(seen, 5, (n) => n === 2 && stop.abort())
    expect(await runSteps(db, ns, id, step, clock, stop.signal)).toBe('running')
    expect(seen).toEqual([1, 2])
    expect(await runSteps(db, ns, id, step, clock)).toBe('done')
  })

  test('[J7] [J8] cancelled work begins no further step, and over is over', async () => {
    const id = await begin()
    const seen: number[] = []
    const cancel = () => db.transaction((tx) => cancelProgress(tx, ns, id))
    const stop = new AbortController()
    const step = counting(seen, 5, (n) => n === 2 && stop.abort())
    await runSteps(db, ns, id, step, clock, stop.signal)
    expect(await cancel()).toMatchObject({ ok: true })
    expect(await runSteps(db, ns, id, step, clock)).toBe('cancelled')
    expect(seen).toEqual([1, 2])
    expect(await look(id)).toMatchObject({ state: 'cancelled', done: 2 })
    expect(await runSteps(db, ns, id, step, clock)).toBe('cancelled')
    expect(await cancel()).toMatchObject({ problems: [{ code: 'jobs.over' }] })
    expect(await db.transaction((tx) => cancelProgress(tx, ns, randomUUID()))).toMatchObject({
      problems: [{ code: 'jobs.unknown' }],
    })
  })

  test('[J7] who asks while a step runs does not wait for it, and is heard before the next', async () => {
    const id = await begin()
    const seen: number[] = []
    const count = counting(seen, 5)
    const step: Step = async (tx, cursor) => {
      const result = await count(tx, cursor)
      if (seen.length === 2) await db.transaction((other) => cancelProgress(other, ns, id))
      return result
    }
    expect(await runSteps(db, ns, id, step, clock)).toBe('cancelled')
    expect(seen).toEqual([1, 2])
    expect(await look(id)).toMatchObject({ state: 'cancelled', done: 2 })
  })

  test('[J8] work that was given up keeps its sentence, and beginning it again changes nothing', async () => {
    const id = await begin()
    await db.transaction((tx) => failProgress(tx, ns, id, '第 3 行有误', start))
    await db.transaction((tx) => beginProgress(tx, ns, { id, kind: 'import', createdBy: person }, start))
    expect(await look(id)).toMatchObject({ state: 'failed', error: '第 3 行有误', createdBy: person })
    expect((await db.transaction((tx) => latestProgress(tx, ns, 'import'))).map((work) => work.id)).toContain(
      id,
    )
    expect(await db.transaction((tx) => latestProgress(tx, ns, 'other'))).toEqual([])
  })

  test('[J9] work that is over is forgotten after its time, work that is not over never', async () => {
    const [running, over] = [await begin(), await begin()]
    await db.transaction((tx) => failProgress(tx, ns, over, 'given up', start))
    const forget = (at: Date) => db.transaction((tx) => forgetProgress(tx, ns, at))
    await forget(start)
    expect(await look(over)).toMatchObject({ state: 'failed' })
    expect(await forget(new Date(start.getTime() + 1))).toBeGreaterThan(0)
    expect([await look(over), (await look(running))?.state]).toEqual([undefined, 'running'])
  })
})
