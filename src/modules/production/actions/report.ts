// Report a part of what is made.
import type { Action } from '#kernel/records'
import { label, quantityOf } from '#modules/inventory'
import { produce } from './produce.ts'

export const inProgress = {
  formula: "status = 'planned' or status = 'started'",
  message: label('工单已完工或已取消', 'It is finished or cancelled'),
  field: 'status',
}

export const report: Action = {
  name: 'report',
  object: 'production.workOrder',
  label: label('报工', 'Report'),
  target: 'record',
  visible: "status = 'started'",
  input: [
    {
      name: 'quantity',
      type: 'decimal',
      scale: 3,
      min: '0.001',
      label: label('完工数量', 'Quantity made'),
      required: true,
    },
  ],
  checks: [inProgress],
  run: (context, input) => produce(context, quantityOf(input.quantity)),
}
