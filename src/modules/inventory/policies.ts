// Who may see and touch stock. The ledgers are written through actions; only opening stock is entered directly.
import type { Policy } from '#kernel/access'

const seers = [
  'admin',
  'executive',
  'coordinator',
  'salesManager',
  'sales',
  'purchaser',
  'planner',
  'production',
  'keeper',
  'logistics',
  'accountant',
  'service',
]

export const policies: readonly Policy[] = [
  ...['inventory.move', 'inventory.reservation', 'inventory.balance'].map(
    (object): Policy => ({
      name: `${object}.see`,
      object,
      operations: ['read', 'export', 'print'],
      who: { roles: seers },
    }),
  ),
  {
    name: 'inventory.move.keep',
    object: 'inventory.move',
    operations: ['adjust', 'transfer'],
    who: { roles: ['admin', 'keeper', 'logistics'] },
  },
  {
    name: 'inventory.move.opening',
    object: 'inventory.move',
    operations: ['create'],
    who: { roles: ['admin'] },
    where: "kind = 'opening'",
  },
  {
    name: 'inventory.system',
    object: 'inventory.*',
    operations: ['*'],
    who: { system: ['inventory'] },
  },
  {
    name: 'inventory.system.masterdata',
    object: 'masterdata.*',
    operations: ['read'],
    who: { system: ['inventory'] },
  },
]
