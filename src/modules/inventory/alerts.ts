// What inventory watches by itself.
import type { Rule } from '#kernel/rules'
import { label } from './label.ts'

export const alerts: readonly Rule[] = [
  {
    name: 'inventory.belowSafety',
    label: label('低于安全库存', 'Below safety stock'),
    object: 'inventory.balance',
    when: { everyMinutes: 60 },
    if: 'item.safetyStock > 0 and available < item.safetyStock',
    // A shortage is told when it is found and again each week that it lasts.
    once: 'ADDDAYS(TODAY(), 1 - WEEKDAY(TODAY()))',
    then: [
      {
        do: 'notify',
        role: 'purchaser',
        people: 'warehouse.keeper',
        text: label(
          '{item.name} 在 {warehouse.name} 可用 {available}，低于安全库存 {item.safetyStock}',
          '{item.name} in {warehouse.name}: {available} free, below the safety stock of {item.safetyStock}',
        ),
      },
    ],
  },
]
