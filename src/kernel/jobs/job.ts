// A kind of job as the part that needs it defines it.
import type { Json } from '#kernel/schema'

export type JobContext = {
  readonly id: string
  /** The workspace it is for; null for work of the whole installation. */
  readonly workspace: string | null
  /** 1 for the first time. */
  readonly attempt: number
  readonly isLastAttempt: boolean
  readonly signal: StopSignal
}

/** Becomes aborted when the worker has to go before the job is done; an AbortSignal is one. */
export type StopSignal = { readonly aborted: boolean }

export type Job = {
  /** `part.verb`, e.g. `rules.follow`. */
  readonly name: string
  /** Throws to be run again later. Must bear being run twice. */
  readonly run: (payload: Json, context: JobContext) => Promise<void>
  /** 12 when absent: with growing pauses that is about a day and a half. */
  readonly maxAttempts?: number
}

/** What is put into the queue. */
export type NewJob = {
  readonly job: string
  readonly workspace: string | null
  /** At most 64 KB as JSON: ids, not contents. */
  readonly payload?: Json
  /** Jobs with the same key are one while it waits. One that already runs is not held up: give it a line to have the next wait for it. */
  readonly key?: string
  /** Jobs of the same line run one after the other. */
  readonly line?: string
  /** ISO instant before which it does not run. */
  readonly runAt?: string
  /** Lower runs first; 0 when absent. */
  readonly priority?: number
}

export type Schedule = {
  readonly job: string
  readonly at: { readonly everyMinutes: number } | { readonly cron: string }
}

const namePattern = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/
export const defaultAttempts = 12

/** The job as given; throws when its name is none. */
export function defineJob(job: Job): Job {
  if (!namePattern.test(job.name)) throw new Error(`"${job.name}" is no name for a job`)
  return job
}

/**
 * The five cron fields, read in UTC, of a schedule that says how many minutes lie between its times.
 * Throws where the minutes divide neither the hour nor, as whole hours, the day.
 */
export function cronOf({ at }: Schedule): string {
  if ('cron' in at) return at.cron
  const { everyMinutes } = at
  if (Number.isInteger(everyMinutes) && everyMinutes >= 1) {
    if (everyMinutes < 60 && 60 % everyMinutes === 0) return `*/${everyMinutes} * * * *`
    const hours = everyMinutes / 60
    if (Number.isInteger(hours) && hours <= 24 && 24 % hours === 0)
      return hours === 24 ? '0 0 * * *' : `0 */${hours} * * *`
  }
  throw new Error(`Every ${everyMinutes} minutes divides neither the hour nor the day`)
}
