// Ask production to change an order, and answer (ORD-05).
import { ok } from '#base/result'
import type { Action, Change } from '#kernel/records'
import type { Label } from '#kernel/schema'
import { idOf, label } from '#modules/inventory'
import { isConfirmed } from './checks.ts'

export const requestChange: Action = {
  name: 'changeRequest',
  object: 'sales.order',
  label: label('通知生产调整计划', 'Ask for a change'),
  target: 'record',
  visible: "status = 'confirmed'",
  input: [
    { name: 'newDate', type: 'date', label: label('希望交期', 'Wanted date') },
    { name: 'orderLine', type: 'reference', to: 'sales.orderLine', label: label('订单明细', 'Order line') },
    { name: 'newQuantity', type: 'decimal', scale: 3, min: '0', label: label('希望数量', 'Wanted quantity') },
    { name: 'reason', type: 'text', maxLength: 500, label: label('变更原因', 'Reason'), required: true },
  ],
  checks: [isConfirmed],
  run: async (context, input) => {
    const id = context.newId()
    const values = {
      order: idOf(context.record?.id),
      orderLine: idOf(input.orderLine) || null,
      newDate: idOf(input.newDate) || null,
      newQuantity: input.newQuantity ?? null,
      reason: idOf(input.reason),
      askedBy: context.actor.kind === 'person' ? context.actor.id : null,
      askedAt: context.now,
    }
    return ok({
      changes: [{ kind: 'create', object: 'coordination.changeRequest', id, values }],
      output: { changeRequest: id },
    })
  },
}

const answerAction = (name: string, says: Label, status: 'accepted' | 'refused'): Action => ({
  name,
  object: 'coordination.changeRequest',
  label: says,
  target: 'record',
  moves: { field: 'status', to: [status] },
  primary: status === 'accepted',
  visible: "status = 'asked'",
  input: [
    {
      name: 'answer',
      type: 'text',
      maxLength: 500,
      label: label('答复', 'Answer'),
      required: status === 'refused',
    },
  ],
  checks: [{ formula: "status = 'asked'", message: label('已经答复', 'It is answered'), field: 'status' }],
  run: async (context, input) => {
    const request = context.record ?? {}
    const answer: Change = {
      kind: 'update',
      object: 'coordination.changeRequest',
      id: idOf(request.id),
      values: {
        status,
        answer: idOf(input.answer) || null,
        answeredBy: context.actor.kind === 'person' ? context.actor.id : null,
        answeredAt: context.now,
      },
    }
    return ok({ changes: status === 'accepted' ? [answer, ...wishes(request)] : [answer] })
  },
})

type Request = NonNullable<Parameters<Action['run']>[0]['record']>

/** What was wished, done: the dates of everybody who waits for the same goods follow in the same write. */
function wishes(request: Request): readonly Change[] {
  const line = idOf(request.orderLine)
  const date = idOf(request.newDate)
  const promisedDate = date === '' ? {} : { promisedDate: date }
  const quantity = request.newQuantity ?? null
  if (line === '')
    return [{ kind: 'update', object: 'sales.order', id: idOf(request.order), values: promisedDate }]
  const values = quantity === null ? promisedDate : { ...promisedDate, quantity }
  return [{ kind: 'update', object: 'sales.orderLine', id: line, values }]
}

export const acceptChange = answerAction('accept', label('接受变更', 'Accept'), 'accepted')
export const refuseChange = answerAction('refuse', label('不能变更', 'Refuse'), 'refused')
