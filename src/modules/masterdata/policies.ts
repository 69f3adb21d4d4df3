// Who sees and changes master data; the lowest module also says what admin, executive and coordinator may do everywhere.
import type { Policy } from '#kernel/access'

export const policies: readonly Policy[] = [
  {
    name: 'admin',
    object: '*',
    operations: ['*'],
    who: {
      roles: ['admin'],
    },
  },
  {
    name: 'executive',
    object: '*',
    operations: ['read', 'export', 'print'],
    who: {
      roles: ['executive'],
    },
  },
  {
    name: 'coordinator',
    object: '*',
    operations: ['read'],
    who: {
      roles: ['coordinator'],
    },
  },
  {
    name: 'masterdata.system',
    object: 'masterdata.*',
    operations: ['*'],
    who: {
      system: ['masterdata'],
    },
  },
  {
    name: 'masterdata.reference.read.company',
    object: 'masterdata.company',
    operations: ['read'],
    who: {
      everyone: true,
    },
  },
  {
    name: 'masterdata.reference.read.unit',
    object: 'masterdata.unit',
    operations: ['read'],
    who: {
      everyone: true,
    },
  },
  {
    name: 'masterdata.reference.read.warehouse',
    object: 'masterdata.warehouse',
    operations: ['read'],
    who: {
      everyone: true,
    },
  },
  {
    name: 'masterdata.reference.read.tax',
    object: 'masterdata.tax',
    operations: ['read'],
    who: {
      everyone: true,
    },
  },
  {
    name: 'masterdata.reference.read.currency',
    object: 'masterdata.currency',
    operations: ['read'],
    who: {
      everyone: true,
    },
  },
  {
    name: 'masterdata.item.everyone',
    object: 'masterdata.item',
    operations: ['read', 'print'],
    who: {
      everyone: true,
    },
    fields: {
      read: {
        except: ['purchasePrice', 'supplier'],
      },
    },
  },
  {
    name: 'masterdata.item.costs',
    object: 'masterdata.item',
    operations: ['read', 'export', 'print'],
    who: {
      roles: ['purchaser', 'planner', 'production', 'accountant', 'salesManager', 'executive'],
    },
  },
  {
    name: 'masterdata.item.keep',
    object: 'masterdata.item',
    operations: ['create', 'update'],
    who: {
      roles: ['purchaser', 'planner'],
    },
  },
  {
    name: 'masterdata.item.price',
    object: 'masterdata.item',
    operations: ['update'],
    who: {
      roles: ['salesManager'],
    },
    fields: {
      write: ['salePrice'],
    },
  },
  {
    name: 'masterdata.party.everyone',
    object: 'masterdata.party',
    operations: ['read'],
    who: {
      everyone: true,
    },
    fields: {
      read: [
        'code',
        'name',
        'isCustomer',
        'isSupplier',
        'active',
        'region',
        'industry',
        'grade',
        'owner',
        'department',
        'phone',
        'address',
      ],
    },
  },
  {
    name: 'masterdata.party.sales',
    object: 'masterdata.party',
    operations: ['read', 'print'],
    who: {
      roles: ['sales', 'salesManager', 'marketing'],
    },
    where: 'isCustomer and (owner = me.id or department in me.departments or ISBLANK(owner))',
  },
  {
    name: 'masterdata.party.sales.create',
    object: 'masterdata.party',
    operations: ['create'],
    who: {
      roles: ['sales', 'salesManager', 'marketing'],
    },
    where: 'isCustomer and owner = me.id',
    fields: {
      write: {
        except: ['creditLimit', 'paymentTermDays'],
      },
    },
  },
  {
    name: 'masterdata.party.sales.update',
    object: 'masterdata.party',
    operations: ['update'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'isCustomer and (owner = me.id or department in me.headed)',
    fields: {
      write: {
        except: ['creditLimit', 'paymentTermDays', 'owner', 'department'],
      },
    },
  },
  {
    name: 'masterdata.party.sales.transfer',
    object: 'masterdata.party',
    operations: ['transfer'],
    who: {
      roles: ['salesManager'],
    },
    where: 'department in me.headed or ISBLANK(owner)',
  },
  {
    name: 'masterdata.party.purchaser',
    object: 'masterdata.party',
    operations: ['read', 'create', 'update', 'print'],
    who: {
      roles: ['purchaser'],
    },
    where: 'isSupplier',
  },
  {
    name: 'masterdata.party.accountant',
    object: 'masterdata.party',
    operations: ['read', 'export', 'print'],
    who: {
      roles: ['accountant'],
    },
  },
  {
    name: 'masterdata.party.accountant.terms',
    object: 'masterdata.party',
    operations: ['update'],
    who: {
      roles: ['accountant'],
    },
    fields: {
      write: ['creditLimit', 'paymentTermDays', 'taxNumber'],
    },
  },
  {
    name: 'masterdata.party.service',
    object: 'masterdata.party',
    operations: ['read'],
    who: {
      roles: ['service', 'logistics'],
    },
    fields: {
      read: [
        'code',
        'name',
        'isCustomer',
        'isSupplier',
        'active',
        'region',
        'industry',
        'grade',
        'owner',
        'department',
        'phone',
        'address',
        'paymentTermDays',
        'notes',
        'contacts',
      ],
    },
  },
  {
    name: 'masterdata.contact.sales',
    object: 'masterdata.contact',
    operations: ['read'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'party.owner = me.id or party.department in me.departments',
  },
  {
    name: 'masterdata.contact.sales.write',
    object: 'masterdata.contact',
    operations: ['create', 'update', 'remove'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'party.owner = me.id or party.department in me.headed',
  },
  {
    name: 'masterdata.contact.purchaser',
    object: 'masterdata.contact',
    operations: ['read', 'create', 'update', 'remove'],
    who: {
      roles: ['purchaser'],
    },
    where: 'party.isSupplier',
  },
  {
    name: 'masterdata.contact.service',
    object: 'masterdata.contact',
    operations: ['read'],
    who: {
      roles: ['service', 'logistics'],
    },
    where: 'party.isCustomer',
  },
]
