// What a customer was billed, what of it is paid and what is due.
import type { ObjectDefinition } from '#kernel/schema'

export const invoice: ObjectDefinition = {
  name: 'finance.invoice',
  label: {
    'zh-CN': '销售发票',
    en: 'Invoice',
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
      pattern: 'INV-{YYYY}-{00000}',
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
      type: 'select',
      name: 'kind',
      label: {
        'zh-CN': '类型',
        en: 'Kind',
      },
      help: {
        'zh-CN': '退货用红字发票，数量填负数',
        en: 'Returns take a credit note with negative quantities',
      },
      required: true,
      options: [
        {
          key: 'normal',
          label: {
            'zh-CN': '蓝字发票',
            en: 'Invoice',
          },
        },
        {
          key: 'credit',
          label: {
            'zh-CN': '红字发票',
            en: 'Credit note',
          },
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
          key: 'issued',
          label: {
            'zh-CN': '已开票',
            en: 'Issued',
          },
          color: 'green',
        },
        {
          key: 'void',
          label: {
            'zh-CN': '已作废',
            en: 'Void',
          },
          color: 'red',
        },
      ],
      default: "'draft'",
    },
    {
      type: 'text',
      name: 'taxInvoiceNumber',
      label: {
        'zh-CN': '税务发票号',
        en: 'Tax invoice number',
      },
      maxLength: 40,
    },
    {
      type: 'date',
      name: 'issuedOn',
      label: {
        'zh-CN': '开票日期',
        en: 'Issued on',
      },
      readOnly: true,
    },
    {
      type: 'date',
      name: 'dueOn',
      label: {
        'zh-CN': '到期日',
        en: 'Due on',
      },
      help: {
        'zh-CN': '开票日加客户账期',
        en: "The date of issue plus the customer's term",
      },
      readOnly: true,
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
      type: 'person',
      name: 'accountant',
      label: {
        'zh-CN': '经办会计',
        en: 'Accountant',
      },
      default: 'me.id',
    },
    {
      type: 'lines',
      name: 'lines',
      label: {
        'zh-CN': '明细',
        en: 'Lines',
      },
      object: 'finance.invoiceLine',
      by: 'invoice',
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
      object: 'finance.invoiceLine',
      by: 'invoice',
      take: 'count',
    },
    {
      type: 'rollup',
      name: 'net',
      label: {
        'zh-CN': '不含税',
        en: 'Net',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'exclusive',
      object: 'finance.invoiceLine',
      by: 'invoice',
      take: 'sum',
      field: 'net',
    },
    {
      type: 'rollup',
      name: 'tax',
      label: {
        'zh-CN': '税额',
        en: 'Tax',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'none',
      object: 'finance.invoiceLine',
      by: 'invoice',
      take: 'sum',
      field: 'tax',
    },
    {
      type: 'rollup',
      name: 'gross',
      label: {
        'zh-CN': '价税合计',
        en: 'Gross',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'inclusive',
      object: 'finance.invoiceLine',
      by: 'invoice',
      take: 'sum',
      field: 'gross',
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
      by: 'invoice',
      take: 'sum',
      field: 'amount',
    },
    {
      type: 'rollup',
      name: 'lastAllocatedOn',
      label: {
        'zh-CN': '最近核销',
        en: 'Last allocated',
      },
      hidden: true,
      result: 'date',
      object: 'finance.allocation',
      by: 'invoice',
      take: 'max',
      field: 'receivedOn',
    },
    {
      type: 'formula',
      name: 'outstanding',
      label: {
        'zh-CN': '未收',
        en: 'Outstanding',
      },
      result: 'money',
      scale: 2,
      currency: {
        field: 'currency',
      },
      tax: 'inclusive',
      formula: "IF(status = 'issued', COALESCE(gross, 0) - COALESCE(allocated, 0), 0)",
    },
    {
      type: 'formula',
      name: 'settled',
      label: {
        'zh-CN': '已收清',
        en: 'Settled',
      },
      result: 'boolean',
      formula: "status = 'issued' and outstanding = 0",
    },
    {
      type: 'formula',
      name: 'settledInTime',
      label: {
        'zh-CN': '按期收清',
        en: 'Settled in time',
      },
      help: {
        'zh-CN': '收清当天不晚于到期日',
        en: 'Settled on or before the due date',
      },
      result: 'boolean',
      formula: 'settled and lastAllocatedOn <= dueOn',
    },
    {
      type: 'text',
      name: 'voidReason',
      label: {
        'zh-CN': '作废原因',
        en: 'Void because',
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
      fields: ['customer', 'dueOn'],
    },
    {
      name: 'dueOn',
      fields: ['status', 'dueOn'],
    },
  ],
  checks: [
    {
      name: 'sign',
      formula:
        "status = 'draft' or (kind = 'normal' and COALESCE(gross, 0) >= 0) or (kind = 'credit' and COALESCE(gross, 0) <= 0)",
      message: {
        'zh-CN': '蓝字发票金额不能为负，红字发票金额不能为正',
        en: 'An invoice is not negative, a credit note not positive',
      },
      field: 'kind',
    },
    {
      name: 'allocated',
      formula: "kind = 'credit' or COALESCE(allocated, 0) <= COALESCE(gross, 0)",
      message: {
        'zh-CN': '核销超过发票金额',
        en: 'More allocated than invoiced',
      },
      field: 'allocated',
    },
  ],
  search: ['number', 'taxInvoiceNumber'],
  list: {
    columns: ['number', 'customer', 'gross', 'outstanding', 'status', 'issuedOn', 'dueOn'],
    sort: ['-createdAt'],
    board: 'status',
  },
  form: [
    {
      label: {
        'zh-CN': '发票',
        en: 'Invoice',
      },
      fields: [
        'customer',
        'kind',
        'status',
        'taxInvoiceNumber',
        'issuedOn',
        'dueOn',
        'currency',
        'accountant',
      ],
    },
    {
      label: {
        'zh-CN': '明细',
        en: 'Lines',
      },
      fields: ['lines', 'net', 'tax', 'gross'],
    },
    {
      label: {
        'zh-CN': '收款',
        en: 'Payment',
      },
      fields: ['allocated', 'outstanding', 'settled'],
    },
    {
      label: {
        'zh-CN': '备注',
        en: 'Notes',
      },
      fields: ['notes', 'voidReason', 'externalId'],
    },
  ],
}
