// Numbers of invoicing and collection.
import type { MetricDefinition } from '#kernel/metrics'

export const metrics: readonly MetricDefinition[] = [
  {
    name: 'finance.invoiced',
    label: {
      'zh-CN': '开票金额',
      en: 'Invoiced',
    },
    object: 'finance.invoice',
    take: 'sum',
    of: 'gross',
    where: "status = 'issued'",
    by: 'issuedOn',
    dimensions: ['customer', 'customer.owner', 'customer.region', 'currency'],
    format: 'money',
  },
  {
    name: 'finance.receivable',
    label: {
      'zh-CN': '应收账款',
      en: 'Receivable',
    },
    help: {
      'zh-CN': '已开票未收的金额，按到期日',
      en: 'Invoiced and unpaid, by due date',
    },
    object: 'finance.invoice',
    take: 'sum',
    of: 'outstanding',
    where: "status = 'issued'",
    by: 'dueOn',
    dimensions: ['customer', 'customer.owner', 'customer.region', 'currency'],
    format: 'money',
  },
  {
    name: 'finance.overdue',
    label: {
      'zh-CN': '逾期应收',
      en: 'Overdue receivable',
    },
    object: 'finance.invoice',
    take: 'sum',
    of: 'outstanding',
    where: "status = 'issued' and dueOn < TODAY()",
    by: 'dueOn',
    dimensions: ['customer', 'customer.owner', 'customer.region', 'currency'],
    format: 'money',
  },
  {
    name: 'finance.collected',
    label: {
      'zh-CN': '回款金额',
      en: 'Collected',
    },
    object: 'finance.receipt',
    take: 'sum',
    of: 'amount',
    by: 'receivedOn',
    dimensions: ['customer', 'customer.owner', 'customer.region', 'currency', 'method'],
    format: 'money',
  },
  {
    name: 'finance.collectionOnTime',
    label: {
      'zh-CN': '回款及时率',
      en: 'Collected in time',
    },
    help: {
      'zh-CN': '到期或已收清的发票中，按期收清的比例',
      en: 'Of invoices due or settled, the share settled in time',
    },
    object: 'finance.invoice',
    take: 'count',
    where: 'settledInTime',
    among: "status = 'issued' and kind = 'normal' and (settled or dueOn < TODAY())",
    by: 'dueOn',
    dimensions: ['customer', 'customer.owner', 'customer.department'],
    format: 'percent',
  },
]
