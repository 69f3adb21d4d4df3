// How much of its working time a hand-over has used: pure arithmetic over the workspace's calendar.
import { parseInstant } from '#base/values/date'
import type { Row } from '#kernel/schema'
import type { Tone } from '../ui/clock-ring.tsx'
import type { Working } from './metadata.ts'

export type TaskClock = {
  /** Working minutes since the hand-over, until delivery or now. */
  readonly usedMinutes: number
  readonly limitMinutes: number | null
  /** Working minutes to the due time, negative when it has passed; null without a limit. */
  readonly leftMinutes: number | null
  /** Used over limit; 0 without a limit. */
  readonly share: number
  readonly tone: Tone
  readonly isRunning: boolean
}

const amberFrom = 0.75

/**
 * The clock of a `flow.task` row at an instant; null when it was never asked or the calendar cannot tell. The limit is
 * the time from the hand-over to `dueAt`, so that a renegotiated due time counts; `limitMinutes` where no due time is set.
 */
export function taskClock(task: Row, now: string, working: Working | null): TaskClock | null {
  const [asked, due, delivered] = [
    instant(task.askedAt),
    instant(task.dueAt),
    instant(task.deliveredAt ?? null),
  ]
  if (asked === null || working === null) return null
  const between = (from: string, to: string): number | null => {
    const found = working.time.workingMinutesBetween(from, to)
    return found.ok ? found.value.minutes : null
  }
  const until = delivered ?? now
  const usedMinutes = Math.max(0, between(asked, until) ?? 0)
  const limitMinutes = due === null ? numberOf(task.limitMinutes) : between(asked, due)
  const leftMinutes =
    due !== null ? between(until, due) : limitMinutes === null ? null : limitMinutes - usedMinutes
  return {
    usedMinutes,
    limitMinutes,
    leftMinutes,
    share: limitMinutes === null || limitMinutes <= 0 ? 0 : usedMinutes / limitMinutes,
    tone: toneOf(leftMinutes, limitMinutes, due !== null && until > due),
    isRunning: delivered === null,
  }
}

/** So many minutes as exactly as somebody wants to know: no minutes beside a day, no hours beside ten days. */
export function asSaid(minutes: number, minutesPerDay: number): number {
  const rest = minutes % minutesPerDay
  if (minutes < minutesPerDay) return minutes
  return minutes - (minutes < 10 * minutesPerDay ? rest % 60 : rest)
}

function toneOf(left: number | null, limit: number | null, isPast: boolean): Tone {
  if (left === null || limit === null) return 'green'
  if (left < 0 || isPast) return 'red'
  return left <= limit * (1 - amberFrom) ? 'amber' : 'green'
}

const instant = (value: unknown): string | null => parseInstant(value) ?? null

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN
  return Number.isFinite(number) && number > 0 ? number : null
}
