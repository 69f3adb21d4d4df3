// What the big screen shows of receipts.
import type { Tile } from '#kernel/metrics'

export const tiles: readonly Tile[] = [
  {
    name: 'finance.receipts',
    label: { 'zh-CN': '回款', en: 'Receipts' },
    place: 60,
    numbers: [
      { metric: 'finance.collected', period: 'month', label: { 'zh-CN': '本月回款', en: 'This month' } },
      { metric: 'finance.collected', period: 'today', label: { 'zh-CN': '今天', en: 'Today' } },
      { metric: 'finance.overdue', label: { 'zh-CN': '逾期', en: 'Overdue' }, tone: 'late' },
    ],
  },
]
