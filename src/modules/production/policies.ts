// Who may see and touch production.
import type { Policy } from '#kernel/access'

const objects = [
  'production.bom',
  'production.bomLine',
  'production.workOrder',
  'production.workOrderMaterial',
]
const makers = ['admin', 'planner', 'production']
const seers = ['executive', 'coordinator', 'purchaser', 'keeper', 'logistics', 'accountant']

export const policies: readonly Policy[] = [
  ...objects.map(
    (object): Policy => ({
      name: `${object}.see`,
      object,
      operations: ['read', 'export', 'print'],
      who: { roles: [...makers, ...seers] },
    }),
  ),
  {
    name: 'production.workOrder.follow',
    object: 'production.workOrder',
    operations: ['read'],
    who: { roles: ['sales', 'salesManager', 'service'] },
  },
  {
    name: 'production.workOrder.run',
    object: 'production.workOrder',
    operations: ['create', 'update', 'plan', 'start', 'report', 'finish', 'cancel'],
    who: { roles: makers },
  },
  ...['production.bom', 'production.bomLine', 'production.workOrderMaterial'].map(
    (object): Policy => ({
      name: `${object}.keep`,
      object,
      operations: ['create', 'update', 'remove'],
      who: { roles: ['admin', 'planner'] },
    }),
  ),
  ...['production.*', 'inventory.*'].map(
    (object): Policy => ({
      name: `production.system.${object}`,
      object,
      operations: ['*'],
      who: { system: ['production'] },
    }),
  ),
  {
    name: 'production.system.masterdata',
    object: 'masterdata.*',
    operations: ['read'],
    who: { system: ['production'] },
  },
]
