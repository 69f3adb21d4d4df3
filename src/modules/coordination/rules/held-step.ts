// Which step holds an order: the open hand-overs of its main line, and of these the one that is due first.
import type { Diff } from '#kernel/records'
import type { Row, Value } from '#kernel/schema'
import { textOf } from '#modules/inventory'

export type OpenTask = {
  readonly task: string
  readonly step: string
  readonly holder: string | null
  readonly department: string | null
  readonly dueAt: string | null
}

const open = new Set(['asked', 'accepted'])

/** The list after these changes of tasks; a returned task is open again in whatever task follows it. */
export function openTasksAfter(tasks: readonly OpenTask[], diffs: readonly Diff[]): readonly OpenTask[] {
  const list = new Map(tasks.map((task) => [task.task, task]))
  for (const { id, after } of diffs) {
    if (after !== null && open.has(textOf(after.status))) list.set(id, taskOf(id, after))
    else list.delete(id)
  }
  return [...list.values()].sort(byDue)
}

const taskOf = (task: string, row: Row): OpenTask => ({
  task,
  step: textOf(row.step),
  holder: textOf(row.holder) || null,
  department: textOf(row.department) || null,
  dueAt: textOf(row.dueAt) || null,
})

const byDue = (left: OpenTask, right: OpenTask): number => {
  const key = (task: OpenTask): string => `${task.dueAt ?? '9999'}|${task.task}`
  return key(left) < key(right) ? -1 : 1
}

/** The list as it was stored on the order. */
export function openTasksOf(stored: Value | undefined): readonly OpenTask[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((entry) => {
    if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return []
    const row = entry as Row
    const task = textOf(row.task)
    return task === '' ? [] : [taskOf(task, row)]
  })
}
