// Who may carry an order on, and what the bridge itself may touch.
import type { Policy } from '#kernel/access'
import { orderExtension } from './objects/order.ts'

const act = (name: string, operations: readonly string[], roles: readonly string[]): Policy => ({
  name: `coordination.order.${name}`,
  object: 'sales.order',
  operations,
  who: { roles },
})

/** Everybody who has a part in an order; whoever finds something wrong says so. */
const concerned = [
  'admin',
  'coordinator',
  'sales',
  'salesManager',
  'planner',
  'production',
  'purchaser',
  'keeper',
  'logistics',
  'accountant',
  'service',
]

const fulfilling = ['purchaser', 'planner', 'production', 'keeper', 'logistics']

/**
 * What those who fulfil an order see of a contact with its customer: that there was one, and what was agreed to do next. What was
 * said may be about prices: it is for those who speak to customers. A title is made of its first words.
 */
const agreed = [
  ...['kind', 'outcome', 'at', 'minutes', 'person', 'party', 'order'],
  ...['nextStep', 'nextAt', 'nextDoneAt'],
]

/** What the bridge adds to an order; money is for those who sell, bill and lead. */
const withoutMoney = (orderExtension.fields ?? [])
  .filter((field) => !('result' in field && field.result === 'money'))
  .map((field) => field.name)

const touched = [
  'crm.activity',
  'sales.*',
  'inventory.*',
  'procurement.*',
  'production.*',
  'finance.*',
  'service.*',
]

export const policies: readonly Policy[] = [
  // The clock alone dates again.
  {
    name: 'coordination.orderLine.dateAgain',
    object: 'sales.orderLine',
    operations: ['dateAgain'],
    who: { system: ['rules'] },
  },
  act('ship', ['ship', 'returnGoods'], ['admin', 'logistics', 'keeper']),
  act('supply', ['reserve'], ['admin', 'coordinator', 'planner', 'logistics', 'keeper']),
  act('buy', ['requestPurchase'], ['admin', 'coordinator', 'purchaser', 'planner']),
  act('make', ['planProduction'], ['admin', 'coordinator', 'planner']),
  act('bill', ['issueInvoice'], ['admin', 'accountant']),
  act('foresee', ['foreseeLines'], ['admin', 'coordinator', 'sales', 'salesManager']),
  act('change', ['changeRequest'], ['admin', 'coordinator', 'sales', 'salesManager']),
  act('report', ['reportException'], concerned),
  act('talk', ['logContact'], concerned),
  act('rush', ['rush'], ['admin', 'coordinator', 'sales', 'salesManager']),
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
    who: { roles: fulfilling },
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
  // Who looks across departments tells a holder of any of them that somebody waits.
  {
    name: 'coordination.task.remind',
    object: 'flow.task',
    operations: ['remind'],
    who: { roles: ['coordinator', 'executive'] },
  },
  act('prioritise', ['prioritise'], ['admin', 'coordinator', 'executive', 'salesManager']),
  // Who may see an order sees that it comes first, and why.
  {
    name: 'coordination.priority.see',
    object: 'coordination.priority',
    operations: ['read'],
    who: { everyone: true },
    via: 'order',
  },
  {
    name: 'coordination.priority.arrange',
    object: 'coordination.priority',
    operations: ['read', 'update', 'move', 'takeOff', 'followRules', 'arrange'],
    who: { roles: ['admin', 'coordinator', 'executive', 'salesManager'] },
  },
  {
    name: 'coordination.exception.see',
    object: 'coordination.exception',
    operations: ['read'],
    who: { roles: [...concerned.filter((role) => role !== 'sales' && role !== 'salesManager'), 'executive'] },
  },
  {
    name: 'coordination.exception.sales',
    object: 'coordination.exception',
    operations: ['read'],
    who: { roles: ['sales', 'salesManager'] },
    where:
      'order.salesPerson = me.id or order.department in me.departments or order.department in me.headed or holder = me.id or reportedBy = me.id',
  },
  {
    name: 'coordination.exception.coordinate',
    object: 'coordination.exception',
    operations: ['solve', 'grant', 'refuse'],
    who: { roles: ['admin', 'coordinator'] },
  },
  {
    name: 'coordination.exception.held',
    object: 'coordination.exception',
    operations: ['read', 'solve', 'grant', 'refuse'],
    who: { everyone: true },
    where: 'holder = me.id or department in me.headed',
  },
  {
    name: 'coordination.activity.order',
    object: 'crm.activity',
    operations: ['read'],
    who: { roles: ['service', 'accountant'] },
    where: "NOT(ISBLANK(order)) and order.status <> 'draft'",
    fields: { read: { except: ['lead', 'opportunity'] } },
  },
  {
    name: 'coordination.activity.fulfil',
    object: 'crm.activity',
    operations: ['read'],
    who: { roles: fulfilling },
    where: "NOT(ISBLANK(order)) and order.status <> 'draft'",
    fields: { read: agreed },
  },
  {
    name: 'coordination.activity.own',
    object: 'crm.activity',
    operations: ['read'],
    who: { roles: fulfilling },
    where: 'NOT(ISBLANK(order)) and person = me.id',
    fields: { read: { except: ['lead', 'opportunity'] } },
  },
  {
    name: 'coordination.activity.sales',
    object: 'crm.activity',
    operations: ['read'],
    who: { roles: ['sales', 'salesManager'] },
    where: 'order.salesPerson = me.id or order.department in me.departments or order.department in me.headed',
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
