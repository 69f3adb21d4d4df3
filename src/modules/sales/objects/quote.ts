// An offer to a customer, priced by the price list, approved where the rule asks for it.
import type { ObjectDefinition } from '#kernel/schema'

export const quote: ObjectDefinition = {
  name: 'sales.quote',
  label: {
    'zh-CN': '报价',
    en: 'Quote',
  },
  kind: 'record',
  title: 'number',
  fields: [
    {
      type: 'autoNumber',
      name: 'number',
      label: {
        'zh-CN': '编号',
        en: 'Number',
      },
      pattern: 'QT-{YYYY}-{00000}',
      readOnly: true,
    },
    {
      type: 'number',
      name: 'revision',
      label: {
        'zh-CN': '版次',
        en: 'Revision',
      },
      required: true,
      readOnly: true,
      default: '1',
    },
    {
      type: 'reference',
      name: 'customer',
      label: {
        'zh-CN': '客户',
        en: 'Customer',
      },
      required: true,
      to: 'masterdata.party',
    },
    {
      type: 'reference',
      name: 'opportunity',
      label: {
        'zh-CN': '商机',
        en: 'Opportunity',
      },
      to: 'crm.opportunity',
    },
    {
      type: 'person',
      name: 'salesPerson',
      label: {
        'zh-CN': '销售',
        en: 'Salesperson',
      },
      required: true,
      default: 'me.id',
    },
    {
      type: 'department',
      name: 'department',
      label: {
        'zh-CN': '部门',
        en: 'Department',
      },
      default: 'me.department',
    },
    {
      type: 'reference',
      name: 'company',
      label: {
        'zh-CN': '我方公司',
        en: 'Our company',
      },
      to: 'masterdata.company',
    },
    {
      type: 'text',
      name: 'currency',
      label: {
        'zh-CN': '币种',
        en: 'Currency',
      },
      required: true,
      maxLength: 3,
      default: "'CNY'",
    },
    {
      type: 'date',
      name: 'quoteDate',
      label: {
        'zh-CN': '报价日期',
        en: 'Quote date',
      },
      required: true,
      default: 'TODAY()',
    },
    {
      type: 'date',
      name: 'validUntil',
      label: {
        'zh-CN': '有效期至',
        en: 'Valid until',
      },
    },
    {
      type: 'date',
      name: 'promisedDate',
      label: {
        'zh-CN': '承诺交期',
        en: 'Promised date',
      },
    },
    {
      type: 'select',
      name: 'status',
      label: {
        'zh-CN': '状态',
        en: 'Status',
      },
      required: true,
      readOnly: true,
      options: [
        {
          key: 'draft',
          label: {
            'zh-CN': '草稿',
            en: 'Draft',
          },
          color: 'gray',
        },
        {
          key: 'sent',
          label: {
            'zh-CN': '已报价',
            en: 'Sent',
          },
          color: 'blue',
        },
        {
          key: 'won',
          label: {
            'zh-CN': '已成交',
            en: 'Won',
          },
          color: 'green',
        },
        {
          key: 'lost',
          label: {
            'zh-CN': '未成交',
            en: 'Lost',
          },
          color: 'red',
        },
      ],
      default: "'draft'",
    },
    {
      type: 'longText',
      name: 'notes',
      label: {
        'zh-CN': '备注',
        en: 'Notes',
      },
      maxLength: 4000,
    },
    {
      type: 'lines',
      name: 'lines',
      label: {
        'zh-CN': '明细',
        en: 'Lines',
      },
      object: 'sales.quoteLine',
      by: 'quote',
    },
    {
      type: 'rollup',
      name: 'lineCount',
      label: {
        'zh-CN': '行数',
        en: 'Lines',
      },
      hidden: true,
      result: 'decimal',
      scale: 0,
      object: 'sales.quoteLine',
      by: 'quote',
      take: 'count',
    },
    {
      type: 'rollup',
      name: 'amount',
      label: {
        'zh-CN': '金额',
        en: 'Amount',
      },
      help: {
        'zh-CN': '含税合计',
        en: 'Tax-inclusive total',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'inclusive',
      object: 'sales.quoteLine',
      by: 'quote',
      take: 'sum',
      field: 'amount',
    },
    {
      type: 'rollup',
      name: 'netAmount',
      label: {
        'zh-CN': '不含税金额',
        en: 'Net amount',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'exclusive',
      object: 'sales.quoteLine',
      by: 'quote',
      take: 'sum',
      field: 'netAmount',
    },
    {
      type: 'rollup',
      name: 'margin',
      label: {
        'zh-CN': '毛利',
        en: 'Margin',
      },
      help: {
        'zh-CN': '销售看不到',
        en: 'Hidden from sales',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'exclusive',
      object: 'sales.quoteLine',
      by: 'quote',
      take: 'sum',
      field: 'margin',
    },
    {
      type: 'rollup',
      name: 'maxDiscount',
      label: {
        'zh-CN': '最大折扣',
        en: 'Largest discount',
      },
      result: 'decimal',
      scale: 4,
      object: 'sales.quoteLine',
      by: 'quote',
      take: 'max',
      field: 'discount',
    },
    {
      type: 'formula',
      name: 'needsApproval',
      label: {
        'zh-CN': '需要审批',
        en: 'Needs approval',
      },
      help: {
        'zh-CN': '任一行折扣超过 10%，或总额达到 50 万',
        en: 'A line above 10 % discount, or 500,000 and more in total',
      },
      result: 'boolean',
      formula: 'COALESCE(maxDiscount, 0) > 0.1 or COALESCE(amount, 0) >= 500000',
    },
    {
      type: 'select',
      name: 'approval',
      label: {
        'zh-CN': '审批',
        en: 'Approval',
      },
      required: true,
      readOnly: true,
      options: [
        {
          key: 'none',
          label: {
            'zh-CN': '未申请',
            en: 'Not asked',
          },
          color: 'gray',
        },
        {
          key: 'asked',
          label: {
            'zh-CN': '待审批',
            en: 'Asked',
          },
          color: 'gold',
        },
        {
          key: 'approved',
          label: {
            'zh-CN': '已批准',
            en: 'Approved',
          },
          color: 'green',
        },
        {
          key: 'rejected',
          label: {
            'zh-CN': '已退回',
            en: 'Rejected',
          },
          color: 'red',
        },
      ],
      default: "'none'",
    },
    {
      type: 'person',
      name: 'approvedBy',
      label: {
        'zh-CN': '审批人',
        en: 'Approved by',
      },
      readOnly: true,
    },
    {
      type: 'text',
      name: 'approvalNote',
      label: {
        'zh-CN': '审批意见',
        en: 'Approval note',
      },
      readOnly: true,
      maxLength: 200,
    },
    {
      type: 'datetime',
      name: 'sentAt',
      label: {
        'zh-CN': '报价时间',
        en: 'Sent at',
      },
      readOnly: true,
    },
    {
      type: 'text',
      name: 'lostReason',
      label: {
        'zh-CN': '未成交原因',
        en: 'Lost because',
      },
      readOnly: true,
      maxLength: 200,
    },
  ],
  indexes: [
    {
      name: 'status',
      fields: ['status', '-createdAt'],
    },
    {
      name: 'customer',
      fields: ['customer', '-createdAt'],
    },
    {
      name: 'salesPerson',
      fields: ['salesPerson', 'status'],
    },
    {
      name: 'department',
      fields: ['department', 'status'],
    },
    {
      name: 'opportunity',
      fields: ['opportunity'],
    },
  ],
  checks: [
    {
      name: 'amount',
      formula: "status = 'draft' or status = 'lost' or COALESCE(amount, 0) > 0",
      message: {
        'zh-CN': '已报价必须有金额，请补充报价明细',
        en: 'A sent quote has an amount: add its lines',
      },
      field: 'lines',
    },
    {
      name: 'valid',
      formula: 'ISBLANK(validUntil) or validUntil >= quoteDate',
      message: {
        'zh-CN': '有效期不能早于报价日期',
        en: 'Valid until lies before the quote date',
      },
      field: 'validUntil',
    },
  ],
  search: ['number'],
  list: {
    columns: ['number', 'customer', 'salesPerson', 'amount', 'status', 'approval', 'quoteDate', 'validUntil'],
    sort: ['-createdAt'],
    board: 'status',
  },
  form: [
    {
      label: {
        'zh-CN': '报价',
        en: 'Quote',
      },
      fields: [
        'customer',
        'opportunity',
        'salesPerson',
        'department',
        'company',
        'currency',
        'quoteDate',
        'validUntil',
        'promisedDate',
        'status',
        'revision',
      ],
    },
    {
      label: {
        'zh-CN': '明细',
        en: 'Lines',
      },
      fields: ['lines', 'amount', 'netAmount', 'margin', 'maxDiscount'],
    },
    {
      label: {
        'zh-CN': '审批',
        en: 'Approval',
      },
      fields: ['needsApproval', 'approval', 'approvedBy', 'approvalNote'],
    },
    {
      label: {
        'zh-CN': '备注',
        en: 'Notes',
      },
      fields: ['notes', 'lostReason'],
    },
  ],
}
