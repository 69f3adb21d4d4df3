// Numbers of leads and opportunities.
import type { MetricDefinition } from '#kernel/metrics'

export const metrics: readonly MetricDefinition[] = [
  {
    name: 'crm.leadCount',
    label: {
      'zh-CN': '线索数',
      en: 'Leads',
    },
    object: 'crm.lead',
    take: 'count',
    by: 'createdAt',
    dimensions: ['channel', 'campaign', 'region', 'owner', 'department', 'status'],
    format: 'number',
  },
  {
    name: 'crm.leadConversion',
    label: {
      'zh-CN': '线索转化率',
      en: 'Lead conversion',
    },
    help: {
      'zh-CN': '已转化线索占全部线索，按创建时间',
      en: 'Converted leads among all, by creation',
    },
    object: 'crm.lead',
    take: 'count',
    where: "status = 'converted'",
    among: 'ISBLANK(duplicateOf)',
    by: 'createdAt',
    dimensions: ['channel', 'campaign', 'region', 'owner', 'department'],
    format: 'percent',
  },
  {
    name: 'crm.leadResponse',
    label: {
      'zh-CN': '平均响应时间',
      en: 'Average response time',
    },
    help: {
      'zh-CN': '从分配到首次联系上的分钟数',
      en: 'Minutes from assignment to the first contact that reached',
    },
    object: 'crm.lead',
    take: 'average',
    of: 'responseMinutes',
    where: 'NOT(ISBLANK(responseMinutes))',
    by: 'assignedAt',
    dimensions: ['owner', 'department', 'channel'],
    format: 'minutes',
  },
  {
    name: 'crm.unassignedHighIntent',
    label: {
      'zh-CN': '超 48 小时未分配的高意向线索',
      en: 'High-intent leads unassigned for 48 h',
    },
    object: 'crm.lead',
    take: 'count',
    where: "status = 'new' and score >= 60 and createdAt < ADDDAYS(NOW(), -2)",
    by: 'createdAt',
    dimensions: ['channel', 'region'],
    format: 'number',
  },
  {
    name: 'crm.contacts',
    label: {
      'zh-CN': '有效联系次数',
      en: 'Contacts made',
    },
    help: {
      'zh-CN': '空号、忙音、无人接听不计',
      en: 'Invalid numbers, busy lines and unanswered calls do not count',
    },
    object: 'crm.activity',
    take: 'count',
    where: "outcome = 'reached'",
    by: 'at',
    dimensions: ['person', 'kind'],
    format: 'number',
  },
  {
    name: 'crm.pipeline',
    label: {
      'zh-CN': '加权商机金额',
      en: 'Weighted pipeline',
    },
    object: 'crm.opportunity',
    take: 'sum',
    of: 'weightedAmount',
    where: "stage <> 'won' and stage <> 'lost'",
    by: 'expectedOn',
    dimensions: ['owner', 'department', 'stage'],
    format: 'money',
  },
  {
    name: 'crm.winRate',
    label: {
      'zh-CN': '赢单率',
      en: 'Win rate',
    },
    object: 'crm.opportunity',
    take: 'count',
    where: "stage = 'won'",
    among: "stage = 'won' or stage = 'lost'",
    by: 'closedAt',
    dimensions: ['owner', 'department'],
    format: 'percent',
  },
]
