// Keeps the problem and solution of a closed ticket as an article that everybody finds.
import { ok } from '#base/result'
import type { Action } from '#kernel/records'

export const archiveTicket: Action = {
  name: 'archive',
  object: 'service.ticket',
  label: { 'zh-CN': '存入知识库', en: 'Keep as article' },
  target: 'record',
  input: [
    {
      type: 'reference',
      name: 'item',
      label: { 'zh-CN': '相关物料', en: 'Item' },
      to: 'masterdata.item',
    },
  ],
  checks: [
    {
      formula: "status = 'closed'",
      message: { 'zh-CN': '解决之后才能存入', en: 'Solve it first' },
      field: 'status',
    },
  ],
  visible: "status = 'closed'",
  run: async (context, input) => {
    const ticket = context.record ?? {}
    const id = context.newId()
    const values = {
      title: ticket.subject ?? null,
      problem: ticket.description ?? ticket.subject ?? null,
      solution: ticket.solution ?? null,
      item: input.item ?? null,
      ticket: ticket.id ?? null,
      author: context.actor.id,
    }
    return ok({
      changes: [{ kind: 'create', object: 'service.article', id, values }],
      output: { article: id },
    })
  },
}
