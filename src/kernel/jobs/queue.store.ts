// The queue: putting jobs in, and the workers that take them out. The only file that knows the queue library.
import {
  type JobHelpers,
  Logger,
  makeWorkerUtils,
  parseCronItems,
  run,
  type TaskList,
  type TaskSpec,
} from 'graphile-worker'
import type { Json } from '#kernel/schema'
import { cronOf, defaultAttempts, type Job, type NewJob, type Schedule } from './job.ts'

export type QueueOptions = {
  readonly url: string
  /** The queue's own schema; `baton_jobs` when absent. */
  readonly schema?: string
  readonly log?: (level: 'error' | 'warning' | 'info' | 'debug', message: string) => void
}

export type Queue = {
  /** Puts a job in; it begins within milliseconds where a worker is free. Throws for a payload that is too large. */
  readonly enqueue: (job: NewJob) => Promise<void>
  readonly close: () => Promise<void>
}

export type WorkerOptions = QueueOptions & {
  readonly jobs: readonly Job[]
  readonly schedules?: readonly Schedule[]
  /** Jobs at once on this node; 4 when absent. */
  readonly concurrency?: number
  readonly pollMs?: number
}

export type Workers = { readonly stop: () => Promise<void> }

type Envelope = { readonly workspace: string | null; readonly payload: Json }

const payloadLimit = 64 * 1024

/** Opens the queue for putting jobs in, and makes its schema where it is missing. Close it before the process ends. */
export async function openQueue(options: QueueOptions): Promise<Queue> {
  const utils = await makeWorkerUtils({ ...shared(options), maxPoolSize: 4 })
  await utils.migrate()
  return {
    enqueue: async (job) => {
      await utils.addJob(job.job, envelopeOf(job), specOf(job))
    },
    close: async () => utils.release(),
  }
}

/** Starts this node's workers and its share in the schedules. Every job's name must be among `jobs`, else it waits for a node that knows it. */
export async function startWorkers(options: WorkerOptions): Promise<Workers> {
  const { jobs, schedules = [], concurrency = 4, pollMs = 2000 } = options
  const names = new Set(jobs.map(({ name }) => name))
  for (const { job } of schedules) if (!names.has(job)) throw new Error(`No job "${job}" for its schedule`)
  const runner = await run({
    ...shared(options),
    taskList: Object.fromEntries(jobs.map((job) => [job.name, taskOf(job)])) satisfies TaskList,
    parsedCronItems: parseCronItems(schedules.map(cronItemOf)),
    concurrency,
    maxPoolSize: concurrency + 2,
    pollInterval: pollMs,
    noHandleSignals: true,
  })
  return { stop: () => runner.stop() }
}

const shared = ({ url, schema = 'baton_jobs', log }: QueueOptions) => ({
  connectionString: url,
  schema,
  logger: new Logger(() => (level, message) => log?.(level, message)),
})

function envelopeOf({ job, workspace, payload = null }: NewJob): Envelope {
  const envelope = { workspace, payload }
  if (JSON.stringify(envelope).length > payloadLimit) throw new Error(`The payload of ${job} is too large`)
  return envelope
}

const scoped = (workspace: string | null, ...parts: readonly string[]): string =>
  [workspace ?? '', ...parts].join('/').slice(0, 500)

const specOf = ({ job, workspace, key, line, runAt, priority }: NewJob): TaskSpec => ({
  maxAttempts: defaultAttempts,
  ...(key === undefined ? {} : { jobKey: scoped(workspace, job, key), jobKeyMode: 'replace' }),
  ...(line === undefined ? {} : { queueName: scoped(workspace, line).slice(0, 127) }),
  ...(runAt === undefined ? {} : { runAt: new Date(runAt) }),
  ...(priority === undefined ? {} : { priority }),
})

const cronItemOf = (schedule: Schedule) => ({
  task: schedule.job,
  match: cronOf(schedule),
  payload: { workspace: null, payload: null },
  // A job that is still waiting when its time comes again is that one job.
  options: { jobKey: `schedule/${schedule.job}`, maxAttempts: 1 },
})

const taskOf =
  ({ run: work, maxAttempts = defaultAttempts }: Job) =>
  async (envelope: unknown, { job, abortSignal }: JobHelpers): Promise<void> => {
    const { workspace, payload } = envelope as Envelope
    const attempts = Math.min(maxAttempts, job.max_attempts)
    // Put in by a node that allowed more attempts than the job does.
    if (job.attempts > attempts) return
    await work(payload, {
      id: String(job.id),
      workspace,
      attempt: job.attempts,
      isLastAttempt: job.attempts >= attempts,
      signal: abortSignal,
    })
  }
