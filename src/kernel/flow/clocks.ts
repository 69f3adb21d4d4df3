// Who held a task for how long: arithmetic over the log, nothing else.
import type { WorkingTime } from '#kernel/calendar'
import type { LogEvent } from '#kernel/log'
import type { Value } from '#kernel/schema'
import type { Held } from './instance.ts'

/** One holder's span, `to` null while it still runs; minutes of working time up to `to` or to the instant asked. */
export type Span = Held & { readonly from: string; readonly to: string | null; readonly minutes: number }

type Event = Pick<LogEvent, 'at' | 'kind' | 'after'>

/**
 * The spans of one task in order, from its events in order; they join without gap or overlap from the asking to the close,
 * so their minutes add up to the task's used minutes exactly. `now` measures a span that still runs.
 */
export function spansOf(events: readonly Event[], calendar: WorkingTime, now: string): readonly Span[] {
  const spans: { held: Held; from: string; to: string | null }[] = []
  for (const { after, kind, at } of events) {
    const current = spans.at(-1)
    const held = heldAfter(after, current?.held ?? { person: null, department: null })
    const isOther = current?.held.person !== held.person || current.held.department !== held.department
    // The row's own instants, not the event's: a task may be opened with the instant of the hand-over.
    if (kind === 'create') spans.push({ held, from: textOf(after.askedAt) ?? at, to: textOf(after.closedAt) })
    else if (current !== undefined && current.to === null) {
      const closedAt = textOf(after.closedAt)
      // Whoever delivers out of a pool does so at once: the pool held it until then.
      if (isOther && closedAt === null && after.status !== 'delivered') {
        const since = textOf(after.heldSince) ?? at
        current.to = since
        spans.push({ held, from: since, to: null })
      } else current.to = closedAt
    }
    // A task that came back with its record goes on as if it had never been closed.
    else if (current !== undefined && after.closedAt === null) current.to = null
  }
  return spans.map(({ held, from, to }) => ({
    ...held,
    from,
    to,
    minutes: minutesIn(calendar, from, to ?? now),
  }))
}

const textOf = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)

const heldAfter = (after: Event['after'], before: Held): Held => ({
  person: after.holder === undefined ? before.person : textOf(after.holder),
  department: after.department === undefined ? before.department : textOf(after.department),
})

/** Working minutes from one instant to another; 0 when the calendar has no answer. */
export function minutesIn(calendar: WorkingTime, from: string, to: string): number {
  const found = calendar.workingMinutesBetween(from, to)
  return found.ok ? found.value.minutes : 0
}
