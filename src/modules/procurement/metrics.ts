// The numbers of purchasing.
import type { MetricDefinition } from '#kernel/metrics'
import { label } from '#modules/inventory'

const common = { object: 'procurement.orderLine', dimensions: ['item', 'order.supplier', 'order.buyer'] }

export const metrics: readonly MetricDefinition[] = [
  {
    ...common,
    name: 'procurement.openAmount',
    label: label('在途采购金额', 'Open purchases'),
    take: 'sum',
    of: 'openQuantity * COALESCE(price, 0)',
    where: 'openQuantity > 0',
    by: 'dueDate',
    format: 'money',
  },
  {
    ...common,
    name: 'procurement.openLines',
    label: label('未到货行数', 'Lines to come'),
    take: 'count',
    where: 'openQuantity > 0',
    by: 'dueDate',
    format: 'number',
  },
  {
    ...common,
    name: 'procurement.overdueLines',
    label: label('逾期采购行数', 'Overdue lines'),
    take: 'count',
    where: 'openQuantity > 0 and dueDate < TODAY()',
    by: 'dueDate',
    format: 'number',
  },
  {
    name: 'procurement.supplierOnTime',
    label: label('供应商准时率', 'Suppliers on time'),
    object: 'procurement.order',
    take: 'count',
    where: 'actualDate <= promisedDate',
    among: "status = 'closed' and NOT(ISBLANK(actualDate)) and NOT(ISBLANK(promisedDate))",
    by: 'actualDate',
    dimensions: ['supplier', 'buyer'],
    format: 'percent',
  },
]
