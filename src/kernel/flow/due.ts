// What has fallen due: escalations and timers, as changes. Run by a worker every few seconds, on any machine, any number of times.
import type { Problem } from '#base/problem'
import type { WorkingTime } from '#kernel/calendar'
import { type Announcement, type Directory, headsAbove, messagesFor } from '#kernel/notify'
import type { Change, Create, Query } from '#kernel/records'
import type { Label, Row, Value } from '#kernel/schema'
import { minutesIn } from './clocks.ts'
import { openStatuses } from './objects.ts'

/** The questions a worker asks under the authority of `flow`; asked again until both come back empty. */
export const dueQueries = (now: string): { readonly tasks: Query; readonly instances: Query } => ({
  tasks: {
    object: 'flow.task',
    filter: {
      and: [
        { field: 'status', is: 'in', value: openStatuses },
        { field: 'escalateAt', is: 'le', value: now },
      ],
    },
    sort: ['escalateAt'],
    limit: 200,
  },
  instances: {
    object: 'flow.instance',
    filter: {
      and: [
        { field: 'status', is: 'eq', value: 'running' },
        { field: 'wakeAt', is: 'le', value: now },
      ],
    },
    sort: ['wakeAt'],
    limit: 200,
  },
})

export type DueSetting = {
  readonly now: string
  readonly directory: Directory
  readonly calendar: WorkingTime
}

/** One write: its changes belong together; a records.conflict means that somebody was faster, and is no failure. */
export type DueWrite = { readonly changes: readonly Change[]; readonly missed: readonly Problem[] }

/**
 * Writes for everything that is due, one for each record. Each names the version it was decided on, and messages have ids
 * that follow from task and level, so doing it twice, or on two machines, tells nobody twice.
 */
export const dueWrites = (
  tasks: readonly Row[],
  instances: readonly Row[],
  setting: DueSetting,
): readonly DueWrite[] => [
  ...tasks.map((task) => escalate(task, setting)),
  ...instances.map((instance) => wake(instance, setting)),
]

/** The flow's reaction does the rest: it sees that the instance was woken. */
const wake = (instance: Row, { now }: DueSetting): DueWrite => ({
  changes: [{ kind: 'update', object: 'flow.instance', ...versioned(instance), values: { wokenAt: now } }],
  missed: [],
})

const versioned = (row: Row): { readonly id: string; readonly version: number } => ({
  id: String(row.id),
  version: Number(row.version),
})

const text: Label = {
  'zh-CN': '{title}：“{step}”由{holder}负责，已超时 {minutes} 工作分钟（第 {level} 级升级）',
  en: '{title}: “{step}”, held by {holder}, is {minutes} working minutes overdue (escalation level {level})',
}

/** Every level that has come due since, in order, however long nobody looked. */
function escalate(task: Row, setting: DueSetting): DueWrite {
  const every = task.escalateEveryMinutes === null ? Number.NaN : Number(task.escalateEveryMinutes)
  const heads = headsOf(task, setting.directory)
  const messages: Create[] = []
  const missed: Problem[] = []
  let level = Number(task.escalation ?? 0)
  let at = typeof task.escalateAt === 'string' ? task.escalateAt : null
  while (at !== null && at <= setting.now) {
    const told = messagesFor(overdue(task, heads[level], level + 1, setting), setting.directory, setting.now)
    messages.push(...told.changes)
    missed.push(...told.missed)
    level += 1
    at = level < heads.length ? later(setting.calendar, at, every) : null
  }
  const values = { escalation: `${level}`, escalateAt: at }
  return {
    changes: [{ kind: 'update', object: 'flow.task', ...versioned(task), values }, ...messages],
    missed,
  }
}

/** The heads to tell, level by level; the holder, who knows, is not among them. */
function headsOf(task: Row, directory: Directory): readonly string[] {
  const holder = textOf(task.holder)
  const department = textOf(task.department) ?? directory.people.get(holder ?? '')?.department ?? null
  return headsAbove(directory, department, [holder])
}

const textOf = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)

function later(calendar: WorkingTime, at: string, every: number): string | null {
  if (!Number.isInteger(every) || every < 1) return null
  const found = calendar.addWorkingMinutes(at, every)
  return found.ok ? found.value.instant : null
}

function overdue(
  task: Row,
  head: string | undefined,
  level: number,
  { now, directory, calendar }: DueSetting,
): Announcement {
  const held = directory.people.get(textOf(task.holder) ?? '')?.name
  const pool = directory.departments.get(textOf(task.department) ?? '')?.name
  const minutes = minutesIn(calendar, textOf(task.dueAt) ?? now, now)
  return {
    audience: { people: head === undefined ? [] : [head] },
    text,
    fields: {
      title: task.recordTitle ?? null,
      step: (task.label ?? task.step ?? null) as Value,
      holder: held ?? pool ?? null,
      minutes: `${minutes}`,
      level: `${level}`,
    },
    object: String(task.object),
    record: String(task.record),
    kind: 'escalation',
    task: String(task.id),
    cause: `flow:${task.flow}/${task.step}`,
    occasion: `${task.id}/escalation/${level}`,
  }
}
