// Writes on the order which step holds it, who, and until when, so that lists and boards can show and sort it (ORD-11).
import type { Change, Diff, Reaction, Reader } from '#kernel/records'
import { idOf } from '#modules/inventory'
import { mainLineName } from '../flows/order-main-line.ts'
import { openTasksAfter, openTasksOf } from '../rules/held-step.ts'
import { hoursLater, idleHours } from './allocate.ts'

export const mirrorHolder: Reaction = {
  name: 'coordination.mirrorHolder',
  authority: 'coordination',
  objects: ['flow.task'],
  beforeCommit: async (reader, diffs) => {
    const orders = new Map<string, Diff[]>()
    for (const diff of diffs) {
      const task = diff.after ?? diff.before
      if (task?.object !== 'sales.order' || task.flow !== mainLineName || !isShown(diff)) continue
      const order = idOf(task.record)
      orders.set(order, [...(orders.get(order) ?? []), diff])
    }
    const changes: Change[] = []
    for (const [order, tasks] of orders) changes.push(...(await mirror(reader, order, tasks)))
    return { changes }
  },
}

const shown = ['status', 'step', 'holder', 'department', 'dueAt']

/** An escalation changes nothing that the order shows, and must not write over what somebody does meanwhile. */
const isShown = ({ before, after, changed }: Diff): boolean =>
  before === null || after === null || shown.some((field) => changed.includes(field))

/** The list on the order carries the rounds before, so that no task has to be read. */
async function mirror(reader: Reader, id: string, diffs: readonly Diff[]): Promise<readonly Change[]> {
  // Locked: the list is read, changed and written back.
  const order = (await reader.rows('sales.order', [id], { lock: true })).get(id)
  if (order === undefined) return []
  const openTasks = openTasksAfter(openTasksOf(order.openTasks), diffs)
  const first = openTasks[0]
  const values = {
    openTasks,
    currentStep: first?.step ?? null,
    currentHolder: first?.holder ?? null,
    currentDepartment: first?.department ?? null,
    currentDue: first?.dueAt ?? null,
    missedAt: first === undefined ? hoursLater(reader.now, idleHours) : null,
  }
  return [{ kind: 'update', object: 'sales.order', id, values }]
}
