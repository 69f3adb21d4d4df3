// What a person does with a task: accept, deliver, return, reassign, remind; and ending an instance by hand.
import { type Problem, problem } from '#base/problem'
import { failed, ok, type Result } from '#base/result'
import { instantMs } from '#base/values/date'
import type { Action, Outcome, Values } from '#kernel/records'
import type { Field, Row } from '#kernel/schema'
import { openStatuses } from './objects.ts'

const reason = (required: boolean): Field => ({
  name: 'reason',
  type: 'text',
  label: { 'zh-CN': '原因', en: 'Reason' },
  required,
  maxLength: 1000,
})

const isOpen = (task: Row | null): task is Row =>
  task !== null && openStatuses.some((status) => status === task.status)

const change = (task: Row, values: Values): Result<Outcome> =>
  ok({ changes: [{ kind: 'update', object: 'flow.task', id: String(task.id), values }] })

const refuse = (code: string, path: readonly string[] = []): Result<never> => failed(problem(code, path))
const notOpen = (): readonly Problem[] => [problem('flow.task-not-open')]
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** Takes the task on; out of a department's pool it becomes the actor's. Problems: `flow.task-not-open`, `flow.already-accepted`, `flow.held-by-another`. */
export const accept: Action = {
  name: 'accept',
  object: 'flow.task',
  label: { 'zh-CN': '接棒', en: 'Accept' },
  target: 'record',
  input: [],
  visible: "status = 'asked'",
  run: async ({ record, actor, now }) => {
    if (!isOpen(record)) return failed(...notOpen())
    if (record.status === 'accepted') return refuse('flow.already-accepted')
    if (record.holder && record.holder !== actor.id) return refuse('flow.held-by-another')
    const isTaken = record.holder !== actor.id
    return change(record, {
      status: 'accepted',
      acceptedAt: now,
      holder: actor.id,
      ...(isTaken && { heldSince: now }),
    })
  },
}

/** Hands the result on to the next step. Problems: `flow.task-not-open`, `flow.not-done-yet` (from the flow). */
export const deliver: Action = {
  name: 'deliver',
  object: 'flow.task',
  label: { 'zh-CN': '交棒', en: 'Deliver' },
  target: 'record',
  input: [],
  visible: "status = 'asked' or status = 'accepted'",
  primary: true,
  run: async ({ record, actor, now }) => {
    if (!isOpen(record)) return failed(...notOpen())
    const holder = record.holder ?? (actor.kind === 'person' ? actor.id : null)
    return change(record, { status: 'delivered', deliveredAt: now, holder })
  },
}

/** Sends the task back to whoever handed it over. Problems: `flow.task-not-open`, `flow.reason-missing`, `flow.nobody-before` (from the flow). */
export const giveBack: Action = {
  name: 'return',
  object: 'flow.task',
  label: { 'zh-CN': '退回', en: 'Return' },
  target: 'record',
  input: [reason(true)],
  visible: "status = 'asked' or status = 'accepted'",
  run: async ({ record }, input) => {
    if (!isOpen(record)) return failed(...notOpen())
    const returnReason = textOf(input.reason)
    if (returnReason === '') return refuse('flow.reason-missing', ['reason'])
    return change(record, { status: 'returned', returnReason })
  },
}

/** Gives the task to another person, who then holds its clock; the due time stays. Problems: `flow.task-not-open`, `flow.reason-missing`, `flow.holder-unknown`. */
export const reassign: Action = {
  name: 'reassign',
  object: 'flow.task',
  label: { 'zh-CN': '转交', en: 'Reassign' },
  target: 'record',
  input: [
    { name: 'holder', type: 'person', label: { 'zh-CN': '转交给', en: 'To' }, required: true },
    reason(true),
  ],
  visible: "status = 'asked' or status = 'accepted'",
  run: async ({ record, row, now }, input) => {
    if (!isOpen(record)) return failed(...notOpen())
    const reassignReason = textOf(input.reason)
    if (reassignReason === '') return refuse('flow.reason-missing', ['reason'])
    const person = await row('identity.person', textOf(input.holder))
    if (person?.active !== true) return refuse('flow.holder-unknown', ['holder'])
    const department = person.department ?? record.department ?? null
    const holder = String(person.id)
    const taken = { status: 'asked', acceptedAt: null, heldSince: now, reassignReason }
    return change(record, { ...taken, holder, department })
  },
}

/** A holder is reminded of one task at most once in so many hours, whoever asks. */
export const remindEveryHours = 4

/** Tells the holder, or the pool, that somebody waits. Problems: `flow.task-not-open`, `flow.held-by-yourself`, `flow.reminded-lately`. */
export const remind: Action = {
  name: 'remind',
  object: 'flow.task',
  label: { 'zh-CN': '催办', en: 'Remind' },
  target: 'record',
  input: [],
  visible: "status = 'asked' or status = 'accepted'",
  run: async ({ record, actor, now }) => {
    if (!isOpen(record)) return failed(...notOpen())
    if (record.holder === actor.id) return refuse('flow.held-by-yourself')
    const last = typeof record.remindedAt === 'string' ? instantMs(record.remindedAt) : null
    if (last !== null && instantMs(now) - last < remindEveryHours * 3_600_000)
      return failed(problem('flow.reminded-lately', [], { hours: remindEveryHours }))
    return change(record, { remindedAt: now, remindedBy: actor.kind === 'person' ? actor.id : null })
  },
}

/** Ends an instance and closes what is open in it. Problems: `flow.not-running`, `flow.reason-missing`. */
export const cancel: Action = {
  name: 'cancel',
  object: 'flow.instance',
  label: { 'zh-CN': '终止流程', en: 'Cancel' },
  target: 'record',
  input: [reason(true)],
  visible: "status = 'running'",
  run: async ({ record }, input) => {
    if (record?.status !== 'running') return refuse('flow.not-running')
    const endReason = textOf(input.reason)
    if (endReason === '') return refuse('flow.reason-missing', ['reason'])
    const id = String(record.id)
    return ok({ changes: [{ kind: 'update', object: 'flow.instance', id, values: { endReason } }] })
  },
}

export const flowActions: readonly Action[] = [accept, deliver, giveBack, reassign, remind, cancel]
