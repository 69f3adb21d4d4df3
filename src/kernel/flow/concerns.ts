// Which instances a write concerns, and what happened to each: from diffs to events.
import { derivedId } from '#base/derived-id'
import { type Diff, isRestored } from '#kernel/records'
import type { Row, Value } from '#kernel/schema'
import type { FlowEvent } from './event.ts'
import type { FlowCatalog } from './versions.ts'

export type Concern = {
  readonly instance: string
  readonly events: readonly FlowEvent[]
  /** Set when a record of the flow's object changed: the instance may have to be started. */
  readonly subject?: {
    readonly flow: string
    readonly object: string
    readonly id: string
    readonly row: Row | null
    /** Made by this very write, and not brought back: it has no instance yet. */
    readonly isNew: boolean
  }
}

/** A record has at most one instance of a flow, so its id follows from both. */
export const instanceId = (flow: string, record: string): string => derivedId('flow.instance', flow, record)

/** One concern for each instance, its events in the order of the diffs. */
export function concernsOf(diffs: readonly Diff[], catalog: FlowCatalog): readonly Concern[] {
  const byInstance = new Map<string, Concern>()
  for (const one of diffs.flatMap((diff) => concernsOfDiff(diff, catalog))) {
    const known = byInstance.get(one.instance)
    const events = [...(known?.events ?? []), ...one.events]
    byInstance.set(one.instance, { ...known, ...one, events })
  }
  return [...byInstance.values()].toSorted((left, right) => (left.instance < right.instance ? -1 : 1))
}

function concernsOfDiff(diff: Diff, catalog: FlowCatalog): readonly Concern[] {
  if (diff.object === 'flow.task') return taskConcern(diff)
  if (diff.object === 'flow.instance') return instanceConcern(diff)
  return catalog.known
    .filter(({ object }) => object === diff.object)
    .map(({ flow }) => ({
      instance: instanceId(flow, diff.id),
      events: [diff.after === null ? removed : changed],
      subject: {
        flow,
        object: diff.object,
        id: diff.id,
        row: diff.after,
        isNew: diff.before === null && !isRestored(diff),
      },
    }))
}

const changed: FlowEvent = { kind: 'recordChanged' }
const removed: FlowEvent = { kind: 'cancel', reason: 'removed' }

/** Only what an action did is an event; what the flow itself wrote is not. */
function taskConcern({ action, id, after, before }: Diff): readonly Concern[] {
  if (after === null || before === null || action === null) return []
  const event = taskEvents[action]?.(id, after)
  return event === undefined ? [] : [{ instance: String(after.instance), events: [event] }]
}

const taskEvents: Readonly<Record<string, (task: string, after: Row) => FlowEvent>> = {
  accept: (task, { holder }) => ({ kind: 'taskAccepted', task, by: String(holder) }),
  deliver: (task, { holder }) => ({ kind: 'taskDelivered', task, by: textOf(holder) }),
  return: (task, { returnReason }) => ({ kind: 'taskReturned', task, reason: textOf(returnReason) ?? '' }),
  reassign: (task, { holder, department, reassignReason }) => ({
    kind: 'taskReassigned',
    task,
    to: { person: textOf(holder), department: textOf(department) },
    reason: textOf(reassignReason) ?? '',
  }),
}

function instanceConcern({ id, action, after, before, changed: fields }: Diff): readonly Concern[] {
  if (after === null || before === null) return []
  if (action === 'cancel')
    return [{ instance: id, events: [{ kind: 'cancel', reason: textOf(after.endReason) ?? '' }] }]
  return fields.includes('wokenAt') ? [{ instance: id, events: [{ kind: 'timerFired' }] }] : []
}

const textOf = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)
