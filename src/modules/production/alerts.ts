// What production is told without asking.
import type { Rule } from '#kernel/rules'
import { label } from '#modules/inventory'

export const alerts: readonly Rule[] = [
  {
    name: 'production.late',
    label: label('生产逾期', 'Production late'),
    object: 'production.workOrder',
    when: { everyMinutes: 60 },
    if: 'openQuantity > 0 and dueDate < TODAY()',
    once: 'TODAY()',
    then: [
      {
        do: 'notify',
        people: 'planner',
        role: 'planner',
        text: label(
          '{number} {item.name} 应于 {dueDate} 完工，还差 {openQuantity}',
          '{number} {item.name} was due on {dueDate}; {openQuantity} still to make',
        ),
      },
    ],
  },
  {
    name: 'production.notStarted',
    label: label('到期未开工', 'Not started in time'),
    object: 'production.workOrder',
    when: { everyMinutes: 60 },
    if: "status = 'planned' and plannedStart < TODAY()",
    once: 'TODAY()',
    then: [
      {
        do: 'notify',
        people: 'planner',
        role: 'planner',
        text: label(
          '{number} 计划 {plannedStart} 开工，尚未开工，缺料 {shortMaterials} 种',
          '{number} was to start on {plannedStart}; {shortMaterials} materials missing',
        ),
      },
    ],
  },
]
