// Finance writes; the sales side of a customer reads.
import type { Policy } from '#kernel/access'

export const policies: readonly Policy[] = [
  { name: 'finance.system', object: 'finance.*', operations: ['*'], who: { system: ['finance'] } },
  {
    name: 'finance.system.masterdata',
    object: 'masterdata.*',
    operations: ['read'],
    who: { system: ['finance'] },
  },
  {
    name: 'finance.invoice.accountant',
    object: 'finance.invoice',
    operations: ['read', 'export', 'print', 'create', 'issue', 'void'],
    who: { roles: ['accountant'] },
  },
  {
    name: 'finance.invoice.accountant.update',
    object: 'finance.invoice',
    operations: ['update', 'remove'],
    who: { roles: ['accountant'] },
    where: "status = 'draft'",
  },
  {
    name: 'finance.invoiceLine.via',
    object: 'finance.invoiceLine',
    operations: ['read', 'export', 'create', 'update', 'remove'],
    who: { roles: ['accountant', 'sales', 'salesManager'] },
    via: 'invoice',
  },
  {
    name: 'finance.receipt.accountant',
    object: 'finance.receipt',
    operations: ['read', 'export', 'print', 'create', 'allocate', 'autoAllocate', 'takeBack'],
    who: { roles: ['accountant'] },
  },
  {
    name: 'finance.receipt.accountant.update',
    object: 'finance.receipt',
    operations: ['update', 'remove'],
    who: { roles: ['accountant'] },
    where: 'COALESCE(allocated, 0) = 0',
  },
  {
    name: 'finance.allocation.accountant',
    object: 'finance.allocation',
    operations: ['read', 'export'],
    who: { roles: ['accountant'] },
  },
  {
    name: 'finance.invoice.sales',
    object: 'finance.invoice',
    operations: ['read', 'print'],
    who: { roles: ['sales', 'salesManager'] },
    where: 'customer.owner = me.id or customer.department in me.departments',
  },
  {
    name: 'finance.receipt.sales',
    object: 'finance.receipt',
    operations: ['read'],
    who: { roles: ['sales', 'salesManager'] },
    where: 'customer.owner = me.id or customer.department in me.departments',
    fields: { read: { except: ['reference'] } },
  },
  {
    name: 'finance.allocation.sales',
    object: 'finance.allocation',
    operations: ['read'],
    who: { roles: ['sales', 'salesManager'] },
    where: 'invoice.customer.owner = me.id or invoice.customer.department in me.departments',
  },
]
