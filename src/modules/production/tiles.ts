// What the big screen shows of production.
import type { Tile } from '#kernel/metrics'
import { label } from '#modules/inventory'

export const tiles: readonly Tile[] = [
  {
    name: 'production.progress',
    label: label('生产进度', 'Production'),
    place: 80,
    numbers: [
      {
        metric: 'production.produced',
        of: 'production.planned',
        period: 'month',
        label: label('本月完工', 'This month'),
      },
      { metric: 'production.late', label: label('逾期工单', 'Late'), tone: 'late' },
      { metric: 'production.missingMaterial', label: label('缺料', 'Short'), tone: 'risk' },
    ],
  },
]
