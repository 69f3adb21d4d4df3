// A change request is answered within one working hour (ORD-05).
import type { FlowDefinition } from '#kernel/flow'
import { label } from '#modules/inventory'

export const changeRequestFlow: FlowDefinition = {
  name: 'coordination.changeRequest',
  label: label('订单变更答复', 'Answer to a change request'),
  object: 'coordination.changeRequest',
  startWhen: "status = 'asked'",
  steps: [
    {
      kind: 'task',
      name: 'answer',
      label: label('答复变更', 'Answer'),
      holder: { department: 'production', role: 'planner' },
      limitMinutes: 60,
      escalateEveryMinutes: 60,
      doneWhen: "status <> 'asked'",
      doneMeans: label('变更还没有答复', 'The request is not answered'),
      actions: ['accept', 'refuse'],
      approve: 'accept',
      facts: [
        ...['askedBy', 'order', 'orderLine', 'order.promisedDate', 'newDate'],
        ...['orderLine.quantity', 'newQuantity', 'reason'],
      ],
    },
    { kind: 'end', name: 'answered', label: label('已答复', 'Answered') },
  ],
}
