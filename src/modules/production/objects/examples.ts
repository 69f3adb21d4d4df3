// What the lists of this module look like once they are filled.
import type { ExampleRecord } from '#kernel/schema'

export const workOrderExamples: readonly ExampleRecord[] = [
  {
    item: { 'zh-CN': '离心泵', en: 'Centrifugal pump' },
    ...{ quantity: '20', producedQuantity: '8', plannedStart: -1, dueDate: 4, status: 'started' },
  },
  {
    item: { 'zh-CN': '增压泵', en: 'Booster pump' },
    ...{ quantity: '12', producedQuantity: '0', plannedStart: 2, dueDate: 7, status: 'planned' },
  },
]
