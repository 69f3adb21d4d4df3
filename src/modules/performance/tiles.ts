// What the big screen shows of the outcome and of what each person adds to it.
import type { Tile } from '#kernel/metrics'

export const tiles: readonly Tile[] = [
  {
    name: 'performance.onTime',
    label: { 'zh-CN': '准时交付', en: 'On-time delivery' },
    place: 30,
    numbers: [
      {
        metric: 'performance.onTimeDelivery',
        period: 'month',
        label: { 'zh-CN': '本月', en: 'This month' },
      },
    ],
    trend: { metric: 'performance.onTimeDelivery', every: 'week', last: 12 },
  },
  {
    name: 'performance.contribution',
    label: { 'zh-CN': '每个人对目标的贡献', en: 'What each person adds to the goal' },
    wide: 2,
    place: 70,
    goal: {
      metric: 'sales.orderAmount',
      by: 'salesPerson',
      targets: 'performance.target',
      fields: {
        metric: 'metric',
        from: 'periodStart',
        to: 'periodEnd',
        value: 'value',
        person: 'person',
        others: ['department'],
      },
    },
  },
]
