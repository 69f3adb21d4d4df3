// Service handles tickets; the customer's sales side reads and confirms the scope; knowledge is for everybody.
import type { Policy } from '#kernel/access'

export const policies: readonly Policy[] = [
  {
    name: 'service.system',
    object: 'service.*',
    operations: ['*'],
    who: {
      system: ['service'],
    },
  },
  {
    name: 'service.system.masterdata',
    object: 'masterdata.*',
    operations: ['read'],
    who: {
      system: ['service'],
    },
  },
  {
    name: 'service.system.crm',
    object: 'crm.*',
    operations: ['read'],
    who: {
      system: ['service'],
    },
  },
  {
    name: 'service.system.identity',
    object: 'identity.*',
    operations: ['read'],
    who: {
      system: ['service'],
    },
  },
  {
    name: 'service.ticket.service',
    object: 'service.ticket',
    operations: [
      'read',
      'create',
      'update',
      'open',
      'assign',
      'respond',
      'close',
      'reopen',
      'rate',
      'archive',
      'print',
    ],
    who: {
      roles: ['service'],
    },
  },
  {
    name: 'service.ticket.opener',
    object: 'service.ticket',
    operations: ['create', 'open'],
    who: {
      roles: ['sales', 'salesManager', 'logistics'],
    },
  },
  {
    name: 'service.ticket.opened',
    object: 'service.ticket',
    operations: ['read'],
    who: {
      roles: ['sales', 'salesManager', 'logistics'],
    },
    where: 'createdBy = me.id or owner = me.id',
  },
  {
    name: 'service.ticket.sales',
    object: 'service.ticket',
    operations: ['read', 'confirmScope'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'customer.owner = me.id or customer.department in me.headed',
  },
  {
    name: 'service.ticket.department',
    object: 'service.ticket',
    operations: ['read'],
    who: {
      roles: ['sales', 'salesManager'],
    },
    where: 'customer.department in me.departments',
  },
  {
    name: 'service.ticket.solve',
    object: 'service.ticket',
    operations: ['read', 'respond', 'close'],
    who: {
      roles: ['production', 'planner', 'logistics', 'salesManager', 'marketing'],
    },
    where: 'owner = me.id or department in me.headed',
  },
  {
    name: 'service.article.read',
    object: 'service.article',
    operations: ['read', 'print'],
    who: {
      everyone: true,
    },
  },
  {
    name: 'service.article.write',
    object: 'service.article',
    operations: ['create', 'update'],
    who: {
      roles: ['service'],
    },
  },
  {
    name: 'service.article.author',
    object: 'service.article',
    operations: ['update'],
    who: {
      everyone: true,
    },
    where: 'author = me.id',
  },
]
