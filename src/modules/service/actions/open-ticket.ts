// Opens a ticket for a customer's problem.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'
import type { Field } from '#kernel/schema'
import { ticket } from '../objects/ticket.ts'

const asked = ['customer', 'subject', 'description', 'kind', 'severity', 'owner']

const input: readonly Field[] = ticket.fields
  .filter((field) => asked.includes(field.name))
  // Blanks take the ticket's own defaults when it is created.
  .map(({ default: own, ...field }) => (own === undefined ? field : { ...field, required: false }) as Field)

export const openTicket: Action = {
  name: 'open',
  object: 'service.ticket',
  label: { 'zh-CN': '新建服务单', en: 'Open ticket' },
  target: 'none',
  input,
  run: async (context, given) => {
    const id = context.newId()
    const owner = given.owner ?? context.actor.id
    const department = (await context.row('identity.person', String(owner)))?.department ?? null
    const filled = asked.filter((name) => given[name] !== undefined && given[name] !== null)
    const values = {
      ...Object.fromEntries(filled.map((name) => [name, given[name] ?? null])),
      owner,
      department,
      openedAt: context.now,
    }
    return ok({ changes: [{ kind: 'create', object: 'service.ticket', id, values }], output: { ticket: id } })
  },
}
