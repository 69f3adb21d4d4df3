// Who may see and touch purchases. Prices are for those who buy, pay and lead.
import type { Policy } from '#kernel/access'

const open = ['salesManager', 'sales', 'planner', 'production', 'keeper', 'logistics', 'service']
const full = ['admin', 'executive', 'coordinator', 'purchaser', 'accountant']

export const policies: readonly Policy[] = [
  {
    name: 'procurement.order.see',
    object: 'procurement.order',
    operations: ['read', 'export', 'print'],
    who: { roles: full },
  },
  {
    name: 'procurement.order.seeWithoutPrice',
    object: 'procurement.order',
    operations: ['read'],
    who: { roles: open },
    fields: { read: { except: ['amount'] } },
  },
  {
    name: 'procurement.order.buy',
    object: 'procurement.order',
    operations: ['create', 'update', 'place', 'promise', 'receive', 'cancel', 'request'],
    who: { roles: ['admin', 'purchaser'] },
  },
  {
    name: 'procurement.order.take',
    object: 'procurement.order',
    operations: ['receive'],
    who: { roles: ['keeper', 'logistics'] },
  },
  {
    name: 'procurement.order.ask',
    object: 'procurement.order',
    operations: ['request'],
    who: { roles: ['planner', 'production', 'coordinator', 'keeper', 'executive'] },
  },
  {
    name: 'procurement.orderLine.see',
    object: 'procurement.orderLine',
    operations: ['read', 'export', 'print'],
    who: { roles: full },
  },
  {
    name: 'procurement.orderLine.seeWithoutPrice',
    object: 'procurement.orderLine',
    operations: ['read'],
    who: { roles: open },
    fields: { read: { except: ['price', 'amount'] } },
  },
  {
    name: 'procurement.orderLine.buy',
    object: 'procurement.orderLine',
    operations: ['create', 'update', 'remove'],
    who: { roles: ['admin', 'purchaser'] },
    where: "order.status = 'draft' or order.status = 'ordered'",
  },
  ...['procurement.*', 'inventory.*'].map(
    (object): Policy => ({
      name: `procurement.system.${object}`,
      object,
      operations: ['*'],
      who: { system: ['procurement'] },
    }),
  ),
  {
    name: 'procurement.system.masterdata',
    object: 'masterdata.*',
    operations: ['read'],
    who: { system: ['procurement'] },
  },
]
