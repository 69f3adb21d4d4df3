// Numbers of after-sales service.
import type { MetricDefinition } from '#kernel/metrics'

export const metrics: readonly MetricDefinition[] = [
  {
    name: 'service.tickets',
    label: {
      'zh-CN': '工单数',
      en: 'Tickets',
    },
    object: 'service.ticket',
    take: 'count',
    by: 'openedAt',
    dimensions: ['kind', 'severity', 'customer', 'owner', 'department', 'status'],
    format: 'number',
  },
  {
    name: 'service.complaintShare',
    label: {
      'zh-CN': '投诉占比',
      en: 'Share of complaints',
    },
    object: 'service.ticket',
    take: 'count',
    where: "kind = 'complaint'",
    among: 'NOT(ISBLANK(kind))',
    by: 'openedAt',
    dimensions: ['customer', 'owner', 'department'],
    format: 'percent',
  },
  {
    name: 'service.response',
    label: {
      'zh-CN': '平均首次响应时间',
      en: 'Average first response',
    },
    object: 'service.ticket',
    take: 'average',
    of: 'responseMinutes',
    where: 'NOT(ISBLANK(responseMinutes))',
    by: 'openedAt',
    dimensions: ['kind', 'severity', 'owner', 'department'],
    format: 'minutes',
  },
  {
    name: 'service.resolution',
    label: {
      'zh-CN': '平均解决时间',
      en: 'Average resolution time',
    },
    object: 'service.ticket',
    take: 'average',
    of: 'resolutionMinutes',
    where: 'NOT(ISBLANK(resolutionMinutes))',
    by: 'openedAt',
    dimensions: ['kind', 'severity', 'owner', 'department'],
    format: 'minutes',
  },
  {
    name: 'service.satisfaction',
    label: {
      'zh-CN': '平均满意度',
      en: 'Average satisfaction',
    },
    object: 'service.ticket',
    take: 'average',
    of: 'satisfaction',
    where: 'NOT(ISBLANK(satisfaction))',
    by: 'closedAt',
    dimensions: ['kind', 'owner', 'department', 'customer'],
    format: 'number',
  },
]
