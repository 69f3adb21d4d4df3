// Money received from a customer.
import type { ObjectDefinition } from '#kernel/schema'

export const receipt: ObjectDefinition = {
  name: 'finance.receipt',
  label: {
    'zh-CN': '收款',
    en: 'Receipt',
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
      pattern: 'RC-{YYYY}-{00000}',
      readOnly: true,
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
      type: 'date',
      name: 'receivedOn',
      label: {
        'zh-CN': '收款日期',
        en: 'Received on',
      },
      required: true,
      default: 'TODAY()',
    },
    {
      type: 'money',
      name: 'amount',
      label: {
        'zh-CN': '金额',
        en: 'Amount',
      },
      required: true,
      currency: {
        field: 'currency',
      },
      tax: 'inclusive',
      min: '0.01',
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
      type: 'select',
      name: 'method',
      label: {
        'zh-CN': '方式',
        en: 'Method',
      },
      required: true,
      options: [
        {
          key: 'transfer',
          label: {
            'zh-CN': '银行转账',
            en: 'Bank transfer',
          },
        },
        {
          key: 'cash',
          label: {
            'zh-CN': '现金',
            en: 'Cash',
          },
        },
        {
          key: 'draft',
          label: {
            'zh-CN': '承兑汇票',
            en: 'Bank draft',
          },
        },
        {
          key: 'alipay',
          label: {
            'zh-CN': '支付宝',
            en: 'Alipay',
          },
        },
        {
          key: 'wechat',
          label: {
            'zh-CN': '微信',
            en: 'WeChat Pay',
          },
        },
        {
          key: 'other',
          label: {
            'zh-CN': '其他',
            en: 'Other',
          },
        },
      ],
      default: "'transfer'",
    },
    {
      type: 'text',
      name: 'reference',
      label: {
        'zh-CN': '银行流水号',
        en: 'Bank reference',
      },
      maxLength: 80,
    },
    {
      type: 'rollup',
      name: 'allocated',
      label: {
        'zh-CN': '已核销',
        en: 'Allocated',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'inclusive',
      object: 'finance.allocation',
      by: 'receipt',
      take: 'sum',
      field: 'amount',
    },
    {
      type: 'formula',
      name: 'unallocated',
      label: {
        'zh-CN': '未核销',
        en: 'Unallocated',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'inclusive',
      formula: 'amount - COALESCE(allocated, 0)',
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
      type: 'text',
      name: 'externalId',
      label: {
        'zh-CN': '外部编号',
        en: 'External id',
      },
      unique: true,
      maxLength: 60,
    },
  ],
  indexes: [
    {
      name: 'customer',
      fields: ['customer', '-receivedOn'],
    },
    {
      name: 'receivedOn',
      fields: ['-receivedOn'],
    },
  ],
  checks: [
    {
      name: 'allocated',
      formula: 'unallocated >= 0',
      message: {
        'zh-CN': '核销超过收款金额',
        en: 'More allocated than received',
      },
      field: 'amount',
    },
  ],
  search: ['number', 'reference'],
  list: {
    columns: ['number', 'customer', 'amount', 'unallocated', 'receivedOn', 'method', 'reference'],
    sort: ['-receivedOn'],
  },
  form: [
    {
      label: {
        'zh-CN': '收款',
        en: 'Receipt',
      },
      fields: [
        'customer',
        'receivedOn',
        'amount',
        'currency',
        'method',
        'reference',
        'allocated',
        'unallocated',
        'notes',
      ],
    },
  ],
}
