// What people are told of a task beside what the flow itself tells: a reminder; and that all is said once the task is over.
import { type Directory, messagesFor } from '#kernel/notify'
import type { Change, Diff, Reaction, Reader } from '#kernel/records'
import type { Row } from '#kernel/schema'
import { openStatuses } from './objects.ts'
import { flowAuthority } from './policies.ts'

/** Reads nothing unless a task was closed or somebody was reminded of one. */
export const toldReaction = (directory: () => Promise<Directory>): Reaction => ({
  name: 'flow.told',
  authority: flowAuthority,
  objects: ['flow.task'],
  async beforeCommit(reader, diffs) {
    const reminded = diffs.filter(({ action, after }) => action === 'remind' && after !== null)
    const closed = diffs.filter(({ before, after }) => isOpen(before) && !isOpen(after))
    return {
      changes: [
        ...(reminded.length === 0 ? [] : reminders(reminded, await directory(), reader)),
        ...(closed.length === 0 ? [] : await settled(closed, reader)),
      ],
    }
  },
})

const isOpen = (task: Row | null): boolean => openStatuses.some((status) => status === task?.status)

const text = {
  'zh-CN': '{who} 在等你：{title} 的“{step}”',
  en: '{who} is waiting for you: “{step}” of {title}',
}

const reminders = (diffs: readonly Diff[], directory: Directory, reader: Reader): readonly Change[] =>
  diffs.flatMap(({ id, after }) => {
    const { holder, department, label, recordTitle, object, record, flow, step, remindedAt } = after ?? {}
    const audience = holder ? { people: [String(holder)] } : { department: String(department) }
    return messagesFor(
      {
        audience,
        text,
        fields: { who: reader.actor.name, title: recordTitle ?? null, step: label ?? null },
        ...{ object: String(object), record: String(record), task: id, kind: 'task' },
        cause: `flow:${flow}/${step}`,
        occasion: `${id}/remind/${remindedAt}`,
      },
      directory,
      reader.now,
    ).changes
  })

/** What was said of tasks that are over and nobody has looked at counts as seen. */
async function settled(diffs: readonly Diff[], { read, now }: Reader): Promise<readonly Change[]> {
  const of = (name: 'object' | 'record') => [...new Set(diffs.map(({ before }) => String(before?.[name])))]
  const rows = await read({
    object: 'notify.message',
    fields: ['id'],
    filter: {
      and: [
        { field: 'object', is: 'in', value: of('object') },
        { field: 'record', is: 'in', value: of('record') },
        { field: 'task', is: 'in', value: diffs.map(({ id }) => id) },
        { field: 'seenAt', is: 'blank' },
      ],
    },
    limit: 500,
  })
  const values = { seenAt: now, snoozedUntil: null }
  return rows.map(({ id }) => ({ kind: 'update', object: 'notify.message', id: String(id), values }))
}
