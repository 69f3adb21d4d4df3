// Who sees, changes and contacts: the owner and the heads above act, the department reads along.
import type { Policy } from '#kernel/access'

export const policies: readonly Policy[] = [
  {
    name: 'crm.system',
    object: 'crm.*',
    operations: ['*'],
    who: {
      system: ['crm'],
    },
  },
  {
    name: 'crm.system.masterdata',
    object: 'masterdata.*',
    operations: ['read', 'create', 'update'],
    who: {
      system: ['crm'],
    },
  },
  {
    name: 'crm.system.identity',
    object: 'identity.*',
    operations: ['read'],
    who: {
      system: ['crm'],
    },
  },
  {
    name: 'crm.lead.sales.read',
    object: 'crm.lead',
    operations: ['read'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'owner = me.id or department in me.departments or createdBy = me.id',
  },
  {
    name: 'crm.lead.pool.read',
    object: 'crm.lead',
    operations: ['read'],
    who: {
      roles: ['salesManager', 'marketing'],
    },
    where: 'ISBLANK(owner)',
  },
  {
    name: 'crm.lead.marketing.read',
    object: 'crm.lead',
    operations: ['read', 'export'],
    who: {
      roles: ['marketing'],
    },
    fields: {
      read: {
        except: ['phone', 'email'],
      },
    },
  },
  {
    name: 'crm.lead.create',
    object: 'crm.lead',
    operations: ['create'],
    who: {
      roles: ['sales', 'salesManager', 'marketing'],
    },
  },
  {
    name: 'crm.lead.owner',
    object: 'crm.lead',
    operations: ['update', 'logContact', 'qualify', 'convert', 'lose'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'owner = me.id or department in me.headed',
  },
  {
    name: 'crm.lead.assign',
    object: 'crm.lead',
    operations: ['assign', 'autoAssign', 'keepSeparate'],
    who: {
      roles: ['salesManager'],
    },
    where: 'ISBLANK(owner) or owner = me.id or department in me.headed',
  },
  {
    name: 'crm.lead.marketing.write',
    object: 'crm.lead',
    operations: ['update', 'autoAssign', 'keepSeparate'],
    who: {
      roles: ['marketing'],
    },
    where: "status = 'new'",
  },
  {
    name: 'crm.lead.handOver',
    object: 'crm.lead',
    operations: ['handOver'],
    who: {
      roles: ['salesManager', 'admin'],
    },
  },
  {
    name: 'crm.opportunity.read',
    object: 'crm.opportunity',
    operations: ['read'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'owner = me.id or department in me.departments',
  },
  {
    name: 'crm.opportunity.create',
    object: 'crm.opportunity',
    operations: ['create'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'owner = me.id or department in me.headed',
  },
  {
    name: 'crm.opportunity.owner',
    object: 'crm.opportunity',
    operations: ['update', 'logContact', 'advance', 'win', 'lose'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'owner = me.id or department in me.headed',
  },
  {
    name: 'crm.opportunity.finance',
    object: 'crm.opportunity',
    operations: ['read'],
    who: {
      roles: ['accountant'],
    },
    fields: {
      read: [
        'number',
        'name',
        'customer',
        'owner',
        'department',
        'stage',
        'amount',
        'expectedOn',
        'probability',
        'weightedAmount',
      ],
    },
  },
  {
    name: 'crm.activity.read',
    object: 'crm.activity',
    operations: ['read'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where:
      'person = me.id or lead.owner = me.id or lead.department in me.departments or opportunity.owner = me.id or opportunity.department in me.departments or party.owner = me.id or party.department in me.departments',
  },
  {
    name: 'crm.activity.create',
    object: 'crm.activity',
    operations: ['create'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where:
      'person = me.id and (ISBLANK(lead) or lead.owner = me.id or lead.department in me.headed) and (ISBLANK(opportunity) or opportunity.owner = me.id or opportunity.department in me.headed)',
  },
  {
    name: 'crm.activity.service',
    object: 'crm.activity',
    operations: ['create'],
    who: {
      roles: ['service'],
    },
    where: 'person = me.id and ISBLANK(lead) and ISBLANK(opportunity)',
  },
  {
    name: 'crm.activity.service.read',
    object: 'crm.activity',
    operations: ['read'],
    who: {
      roles: ['service'],
    },
    where: 'person = me.id or NOT(ISBLANK(party))',
    fields: {
      read: ['kind', 'outcome', 'subject', 'at', 'person', 'party'],
    },
  },
  {
    name: 'crm.assignmentRule.read',
    object: 'crm.assignmentRule',
    operations: ['read'],
    who: {
      roles: ['sales', 'salesManager', 'marketing'],
    },
  },
  {
    name: 'crm.assignmentRule.write',
    object: 'crm.assignmentRule',
    operations: ['create', 'update', 'remove'],
    who: {
      roles: ['salesManager'],
    },
  },
]
