// Who may carry an order on, and what the bridge itself may touch.
import type { Policy } from '#kernel/access'
import { orderExtension } from './objects/order.ts'

const act = (name: string, operations: readonly string[], roles: readonly string[]): Policy => ({
  name: `coordination.order.${name}`,
  object: 'sales.order',
  operations,
  who: { roles },
})

/** What the bridge adds to an order; money is for those who sell, bill and lead. */
const withoutMoney = (orderExtension.fields ?? [])
  .filter((field) => !('result' in field && field.result === 'money'))
  .map((field) => field.name)

const touched = ['sales.*', 'inventory.*', 'procurement.*', 'production.*', 'finance.*', 'service.*']

export const policies: readonly Policy[] = [
  act('ship', ['ship', 'returnGoods'], ['admin', 'logistics', 'keeper']),
  act('supply', ['reserve'], ['admin', 'coordinator', 'planner', 'logistics', 'keeper']),
  act('buy', ['requestPurchase'], ['admin', 'coordinator', 'purchaser', 'planner']),
  act('make', ['planProduction'], ['admin', 'coordinator', 'planner']),
  act('bill', ['issueInvoice'], ['admin', 'accountant']),
  act('foresee', ['foreseeLines'], ['admin', 'coordinator', 'sales', 'salesManager']),
  act('change', ['changeRequest'], ['admin', 'coordinator', 'sales', 'salesManager']),
  // The last step of the main line is held by service, who close what the customer is content with.
  {
    name: 'coordination.order.close',
    object: 'sales.order',
    operations: ['close'],
    who: { roles: ['service'] },
    where: "currentStep = 'aftersales'",
  },
  {
    name: 'coordination.order.fulfil',
    object: 'sales.order',
    operations: ['read'],
    who: { roles: ['purchaser', 'planner', 'production', 'keeper', 'logistics'] },
    where: "status <> 'draft'",
    fields: { read: withoutMoney },
  },
  {
    name: 'coordination.changeRequest.see',
    object: 'coordination.changeRequest',
    operations: ['read'],
    who: {
      roles: [
        'admin',
        'executive',
        'coordinator',
        'sales',
        'salesManager',
        'planner',
        'production',
        'purchaser',
      ],
    },
  },
  {
    name: 'coordination.changeRequest.answer',
    object: 'coordination.changeRequest',
    operations: ['accept', 'refuse'],
    who: { roles: ['admin', 'planner', 'coordinator'] },
  },
  ...[...touched, 'coordination.*'].map(
    (object): Policy => ({
      name: `coordination.system.${object}`,
      object,
      operations: ['*'],
      who: { system: ['coordination'] },
    }),
  ),
  ...['masterdata.*', 'identity.*', 'flow.*'].map(
    (object): Policy => ({
      name: `coordination.system.${object}`,
      object,
      operations: ['read'],
      who: { system: ['coordination'] },
    }),
  ),
]
