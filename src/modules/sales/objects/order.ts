// What a customer ordered and when we promised it.
import type { ObjectDefinition } from '#kernel/schema'

export const order: ObjectDefinition = {
  name: 'sales.order',
  label: {
    'zh-CN': '销售订单',
    en: 'Sales order',
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
      pattern: 'SO-{YYYY}-{000000}',
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
      type: 'reference',
      name: 'company',
      label: {
        'zh-CN': '我方公司',
        en: 'Our company',
      },
      to: 'masterdata.company',
    },
    {
      type: 'reference',
      name: 'quote',
      label: {
        'zh-CN': '报价',
        en: 'Quote',
      },
      to: 'sales.quote',
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
      name: 'orderDate',
      label: {
        'zh-CN': '下单日期',
        en: 'Order date',
      },
      required: true,
      default: 'TODAY()',
    },
    {
      type: 'date',
      name: 'promisedDate',
      label: {
        'zh-CN': '承诺交期',
        en: 'Promised date',
      },
      help: {
        'zh-CN': '答应客户的日期，准时率按它计算',
        en: 'The day promised to the customer; on-time delivery is measured against it',
      },
    },
    {
      type: 'text',
      name: 'customerPo',
      label: {
        'zh-CN': '客户采购单号',
        en: 'Customer PO',
      },
      maxLength: 60,
    },
    {
      type: 'longText',
      name: 'specialRequirements',
      label: {
        'zh-CN': '特殊要求',
        en: 'Special requirements',
      },
      help: {
        'zh-CN': '采购、生产、物流都能看到',
        en: 'Seen by purchasing, production and logistics',
      },
      maxLength: 4000,
    },
    {
      type: 'select',
      name: 'priority',
      label: {
        'zh-CN': '优先级',
        en: 'Priority',
      },
      help: {
        'zh-CN': '争抢库存时先满足优先级高的',
        en: 'Higher ones get contended stock first',
      },
      required: true,
      options: [
        {
          key: 'normal',
          label: {
            'zh-CN': '普通',
            en: 'Normal',
          },
          color: 'gray',
        },
        {
          key: 'key',
          label: {
            'zh-CN': '重点',
            en: 'Key',
          },
          color: 'gold',
        },
        {
          key: 'rush',
          label: {
            'zh-CN': '加急',
            en: 'Rush',
          },
          color: 'red',
        },
      ],
      default: "'normal'",
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
          key: 'confirmed',
          label: {
            'zh-CN': '已确认',
            en: 'Confirmed',
          },
          color: 'blue',
        },
        {
          key: 'closed',
          label: {
            'zh-CN': '已完成',
            en: 'Closed',
          },
          color: 'green',
        },
        {
          key: 'cancelled',
          label: {
            'zh-CN': '已取消',
            en: 'Cancelled',
          },
          color: 'red',
        },
      ],
      default: "'draft'",
    },
    {
      type: 'lines',
      name: 'lines',
      label: {
        'zh-CN': '明细',
        en: 'Lines',
      },
      object: 'sales.orderLine',
      by: 'order',
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
      object: 'sales.orderLine',
      by: 'order',
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
      object: 'sales.orderLine',
      by: 'order',
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
      object: 'sales.orderLine',
      by: 'order',
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
      object: 'sales.orderLine',
      by: 'order',
      take: 'sum',
      field: 'margin',
    },
    {
      type: 'rollup',
      name: 'quantity',
      label: {
        'zh-CN': '数量',
        en: 'Quantity',
      },
      result: 'decimal',
      scale: 3,
      object: 'sales.orderLine',
      by: 'order',
      take: 'sum',
      field: 'quantity',
    },
    {
      type: 'person',
      name: 'reviewedBy',
      label: {
        'zh-CN': '复核人',
        en: 'Reviewed by',
      },
      help: {
        'zh-CN': '核对金额、数量与交期的第二个人',
        en: 'The second person who checked amount, quantity and date',
      },
      readOnly: true,
    },
    {
      type: 'datetime',
      name: 'reviewedAt',
      label: {
        'zh-CN': '复核时间',
        en: 'Reviewed at',
      },
      readOnly: true,
    },
    {
      type: 'person',
      name: 'creditReleasedBy',
      label: {
        'zh-CN': '信用放行人',
        en: 'Credit released by',
      },
      readOnly: true,
    },
    {
      type: 'text',
      name: 'creditReason',
      label: {
        'zh-CN': '信用放行原因',
        en: 'Credit released because',
      },
      readOnly: true,
      maxLength: 200,
    },
    {
      type: 'datetime',
      name: 'confirmedAt',
      label: {
        'zh-CN': '确认时间',
        en: 'Confirmed at',
      },
      readOnly: true,
    },
    {
      type: 'person',
      name: 'confirmedBy',
      label: {
        'zh-CN': '确认人',
        en: 'Confirmed by',
      },
      readOnly: true,
    },
    {
      type: 'text',
      name: 'cancelReason',
      label: {
        'zh-CN': '取消原因',
        en: 'Cancelled because',
      },
      readOnly: true,
      maxLength: 200,
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
      name: 'promisedDate',
      fields: ['status', 'promisedDate'],
    },
    {
      name: 'quote',
      fields: ['quote'],
    },
    {
      name: 'orderDate',
      fields: ['-orderDate'],
    },
  ],
  checks: [
    {
      name: 'promise',
      formula: "status = 'draft' or status = 'cancelled' or NOT(ISBLANK(promisedDate))",
      message: {
        'zh-CN': '确认前请填写承诺交期',
        en: 'Give a promised date before confirming',
      },
      field: 'promisedDate',
    },
    {
      name: 'dates',
      formula: 'ISBLANK(promisedDate) or promisedDate >= orderDate',
      message: {
        'zh-CN': '承诺交期不能早于下单日期',
        en: 'The promised date lies before the order date',
      },
      field: 'promisedDate',
    },
  ],
  search: ['number', 'customerPo'],
  list: {
    columns: [
      'number',
      'customer',
      'salesPerson',
      'amount',
      'priority',
      'status',
      'orderDate',
      'promisedDate',
    ],
    sort: ['-createdAt'],
    board: 'status',
  },
  form: [
    {
      label: {
        'zh-CN': '订单',
        en: 'Order',
      },
      fields: [
        'customer',
        'company',
        'salesPerson',
        'department',
        'currency',
        'orderDate',
        'promisedDate',
        'priority',
        'customerPo',
        'quote',
        'status',
      ],
    },
    {
      label: {
        'zh-CN': '明细',
        en: 'Lines',
      },
      fields: ['lines', 'quantity', 'amount', 'netAmount', 'margin'],
    },
    {
      label: {
        'zh-CN': '要求',
        en: 'Requirements',
      },
      fields: ['specialRequirements', 'notes'],
    },
    {
      label: {
        'zh-CN': '放行',
        en: 'Release',
      },
      fields: [
        'reviewedBy',
        'reviewedAt',
        'creditReleasedBy',
        'creditReason',
        'confirmedBy',
        'confirmedAt',
        'cancelReason',
      ],
    },
  ],
}
