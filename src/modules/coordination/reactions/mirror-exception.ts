// Writes on an exception who holds it and until when, so that lists can show and sort it.
import type { Change, Diff, Reaction } from '#kernel/records'
import { idOf } from '#modules/inventory'
import { exceptionFlowName } from '../flows/exception.ts'

export const mirrorException: Reaction = {
  name: 'coordination.mirrorException',
  authority: 'coordination',
  objects: ['flow.task'],
  beforeCommit: async (_reader, diffs) => ({ changes: diffs.flatMap(shown) }),
}

const told = ['holder', 'department', 'dueAt'] as const

/** A task that ends leaves the exception with its last holder. */
export function shown({ before, after }: Pick<Diff, 'before' | 'after'>): readonly Change[] {
  if (after === null || after.flow !== exceptionFlowName || after.closedAt) return []
  if (before !== null && told.every((name) => before[name] === after[name])) return []
  const { holder, department, dueAt } = after
  const values = {
    holder: holder ?? null,
    dueAt: dueAt ?? null,
    ...(department ? { department } : {}),
  }
  return [{ kind: 'update', object: 'coordination.exception', id: idOf(after.record), values }]
}
