// The numbers of production.
import type { MetricDefinition } from '#kernel/metrics'
import { label } from '#modules/inventory'

const common = { object: 'production.workOrder', dimensions: ['item', 'department', 'status'] }

export const metrics: readonly MetricDefinition[] = [
  {
    ...common,
    name: 'production.planned',
    label: label('计划数量', 'Planned quantity'),
    take: 'sum',
    of: 'quantity',
    where: "status <> 'cancelled'",
    by: 'dueDate',
    format: 'number',
  },
  {
    ...common,
    name: 'production.produced',
    label: label('完工数量', 'Produced quantity'),
    help: label('按计划完工日期，与计划数量对照', 'By due date, beside the planned quantity'),
    take: 'sum',
    of: 'COALESCE(producedQuantity, 0)',
    where: "status <> 'cancelled'",
    by: 'dueDate',
    format: 'number',
  },
  {
    ...common,
    name: 'production.open',
    label: label('未完工工单', 'Open work orders'),
    take: 'count',
    where: 'openQuantity > 0',
    by: 'dueDate',
    format: 'number',
  },
  {
    ...common,
    name: 'production.late',
    label: label('逾期工单', 'Late work orders'),
    take: 'count',
    where: 'openQuantity > 0 and dueDate < TODAY()',
    by: 'dueDate',
    format: 'number',
  },
  {
    ...common,
    name: 'production.missingMaterial',
    label: label('缺料工单', 'Work orders without material'),
    take: 'count',
    where: 'openQuantity > 0 and shortMaterials > 0',
    by: 'dueDate',
    format: 'number',
  },
]
