// Salespeople own their quotes and orders, departments read along, every later department reads what it must fulfil.
import type { Policy } from '#kernel/access'

export const policies: readonly Policy[] = [
  {
    name: 'sales.system',
    object: 'sales.*',
    operations: ['*'],
    who: {
      system: ['sales'],
    },
  },
  {
    name: 'sales.system.crm',
    object: 'crm.*',
    operations: ['*'],
    who: {
      system: ['sales'],
    },
  },
  {
    name: 'sales.system.masterdata',
    object: 'masterdata.*',
    operations: ['read'],
    who: {
      system: ['sales'],
    },
  },
  {
    name: 'sales.system.identity',
    object: 'identity.*',
    operations: ['read'],
    who: {
      system: ['sales'],
    },
  },
  {
    name: 'sales.priceList.read',
    object: 'sales.priceList',
    operations: ['read'],
    who: {
      roles: ['sales', 'salesManager', 'accountant'],
    },
  },
  {
    name: 'sales.priceList.write',
    object: 'sales.priceList',
    operations: ['create', 'update', 'remove'],
    who: {
      roles: ['salesManager'],
    },
  },
  {
    name: 'sales.priceListLine.via',
    object: 'sales.priceListLine',
    operations: ['read', 'create', 'update', 'remove'],
    who: {
      roles: ['sales', 'salesManager', 'accountant'],
    },
    via: 'priceList',
  },
  {
    name: 'sales.opportunity.quote',
    object: 'crm.opportunity',
    operations: ['createQuote'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'owner = me.id or department in me.headed',
  },
  {
    name: 'sales.quote.read',
    object: 'sales.quote',
    operations: ['read', 'print'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'salesPerson = me.id or department in me.departments',
    fields: {
      read: {
        except: ['margin'],
      },
    },
  },
  {
    name: 'sales.quote.manager',
    object: 'sales.quote',
    operations: ['read', 'print', 'export'],
    who: {
      roles: ['salesManager'],
    },
    where: 'department in me.headed',
  },
  {
    name: 'sales.quote.create',
    object: 'sales.quote',
    operations: ['create'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'salesPerson = me.id or department in me.headed',
  },
  {
    name: 'sales.quote.update',
    object: 'sales.quote',
    operations: ['update', 'remove'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: "status = 'draft' and (salesPerson = me.id or department in me.headed)",
  },
  {
    name: 'sales.quote.act',
    object: 'sales.quote',
    operations: ['askApproval', 'reprice', 'send', 'revise', 'win', 'lose'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'salesPerson = me.id or department in me.headed',
  },
  {
    name: 'sales.quote.approve',
    object: 'sales.quote',
    operations: ['approve', 'reject'],
    who: {
      roles: ['salesManager'],
    },
    where: 'department in me.headed',
  },
  {
    name: 'sales.quote.accountant',
    object: 'sales.quote',
    operations: ['read', 'print', 'export'],
    who: {
      roles: ['accountant'],
    },
  },
  {
    name: 'sales.quoteLine.via',
    object: 'sales.quoteLine',
    operations: ['read', 'create', 'update', 'remove'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    via: 'quote',
    fields: {
      read: {
        except: ['margin', 'unitCost'],
      },
    },
  },
  {
    name: 'sales.quoteLine.manager',
    object: 'sales.quoteLine',
    operations: ['read', 'export'],
    who: {
      roles: ['salesManager'],
    },
    where: 'quote.department in me.headed',
  },
  {
    name: 'sales.quoteLine.accountant',
    object: 'sales.quoteLine',
    operations: ['read', 'export'],
    who: {
      roles: ['accountant'],
    },
  },
  {
    name: 'sales.order.read',
    object: 'sales.order',
    operations: ['read', 'print'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'salesPerson = me.id or department in me.departments',
    fields: {
      read: {
        except: ['margin'],
      },
    },
  },
  {
    name: 'sales.order.manager',
    object: 'sales.order',
    operations: ['read', 'print', 'export'],
    who: {
      roles: ['salesManager'],
    },
    where: 'department in me.headed',
  },
  {
    name: 'sales.order.create',
    object: 'sales.order',
    operations: ['create'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'salesPerson = me.id or department in me.headed',
  },
  {
    name: 'sales.order.update',
    object: 'sales.order',
    operations: ['update', 'remove'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: "status = 'draft' and (salesPerson = me.id or department in me.headed)",
  },
  {
    name: 'sales.order.act',
    object: 'sales.order',
    operations: ['confirm', 'cancel', 'close', 'setRequirements'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'salesPerson = me.id or department in me.headed',
  },
  {
    name: 'sales.order.review',
    object: 'sales.order',
    operations: ['review'],
    who: {
      roles: ['salesManager'],
    },
    where: 'department in me.departments or department in me.headed',
  },
  {
    name: 'sales.order.accountant',
    object: 'sales.order',
    operations: ['read', 'print', 'export', 'review', 'releaseCredit'],
    who: {
      roles: ['accountant'],
    },
  },
  {
    name: 'sales.order.coordinate',
    object: 'sales.order',
    operations: ['setPriority', 'setRequirements'],
    who: {
      roles: ['coordinator'],
    },
  },
  {
    name: 'sales.order.priority',
    object: 'sales.order',
    operations: ['setPriority'],
    who: {
      roles: ['salesManager'],
    },
    where: 'department in me.headed',
  },
  {
    name: 'sales.order.fulfil',
    object: 'sales.order',
    operations: ['read', 'print'],
    who: {
      roles: ['purchaser', 'planner', 'production', 'keeper', 'logistics'],
    },
    where: "status <> 'draft'",
    fields: {
      read: {
        except: ['amount', 'netAmount', 'margin', 'creditReleasedBy', 'creditReason'],
      },
    },
  },
  {
    name: 'sales.order.service',
    object: 'sales.order',
    operations: ['read'],
    who: {
      roles: ['service'],
    },
    fields: {
      read: {
        except: ['margin'],
      },
    },
  },
  {
    name: 'sales.orderLine.via',
    object: 'sales.orderLine',
    operations: ['read', 'create', 'update', 'remove'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    via: 'order',
    fields: {
      read: {
        except: ['margin', 'unitCost'],
      },
    },
  },
  {
    name: 'sales.orderLine.manager',
    object: 'sales.orderLine',
    operations: ['read', 'export'],
    who: {
      roles: ['salesManager'],
    },
    where: 'order.department in me.headed',
  },
  {
    name: 'sales.orderLine.accountant',
    object: 'sales.orderLine',
    operations: ['read', 'export'],
    who: {
      roles: ['accountant'],
    },
  },
  {
    name: 'sales.orderLine.fulfil',
    object: 'sales.orderLine',
    operations: ['read'],
    who: {
      roles: ['purchaser', 'planner', 'production', 'keeper', 'logistics'],
    },
    where: "order.status <> 'draft'",
    fields: {
      read: {
        except: ['price', 'discount', 'amount', 'netAmount', 'unitCost', 'margin'],
      },
    },
  },
  {
    name: 'sales.orderLine.service',
    object: 'sales.orderLine',
    operations: ['read'],
    who: {
      roles: ['service'],
    },
    fields: {
      read: {
        except: ['margin', 'unitCost'],
      },
    },
  },
]
