// Customers and suppliers: the one id that every document refers to.
import type { ObjectDefinition } from '#kernel/schema'

export const party: ObjectDefinition = {
  name: 'masterdata.party',
  label: {
    'zh-CN': '往来单位',
    en: 'Party',
  },
  help: {
    'zh-CN': '客户与供应商，全公司只有一个编号',
    en: 'Customers and suppliers, one id for the whole company',
  },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'autoNumber',
      name: 'code',
      label: {
        'zh-CN': '编号',
        en: 'Code',
      },
      pattern: 'P{00000}',
      readOnly: true,
    },
    {
      type: 'text',
      name: 'name',
      label: {
        'zh-CN': '名称',
        en: 'Name',
      },
      help: {
        'zh-CN': '营业执照上的全称',
        en: 'The full registered name',
      },
      required: true,
      maxLength: 120,
    },
    {
      type: 'boolean',
      name: 'isCustomer',
      label: {
        'zh-CN': '客户',
        en: 'Customer',
      },
      default: 'true',
    },
    {
      type: 'boolean',
      name: 'isSupplier',
      label: {
        'zh-CN': '供应商',
        en: 'Supplier',
      },
      default: 'false',
    },
    {
      type: 'boolean',
      name: 'active',
      label: {
        'zh-CN': '启用',
        en: 'Active',
      },
      required: true,
      default: 'true',
    },
    {
      type: 'select',
      name: 'region',
      label: {
        'zh-CN': '区域',
        en: 'Region',
      },
      options: [
        {
          key: 'east',
          label: {
            'zh-CN': '华东',
            en: 'East China',
          },
        },
        {
          key: 'south',
          label: {
            'zh-CN': '华南',
            en: 'South China',
          },
        },
        {
          key: 'north',
          label: {
            'zh-CN': '华北',
            en: 'North China',
          },
        },
        {
          key: 'central',
          label: {
            'zh-CN': '华中',
            en: 'Central China',
          },
        },
        {
          key: 'southwest',
          label: {
            'zh-CN': '西南',
            en: 'Southwest China',
          },
        },
        {
          key: 'northwest',
          label: {
            'zh-CN': '西北',
            en: 'Northwest China',
          },
        },
        {
          key: 'northeast',
          label: {
            'zh-CN': '东北',
            en: 'Northeast China',
          },
        },
        {
          key: 'overseas',
          label: {
            'zh-CN': '海外',
            en: 'Overseas',
          },
        },
      ],
    },
    {
      type: 'text',
      name: 'industry',
      label: {
        'zh-CN': '行业',
        en: 'Industry',
      },
      maxLength: 60,
    },
    {
      type: 'select',
      name: 'grade',
      label: {
        'zh-CN': '等级',
        en: 'Grade',
      },
      options: [
        {
          key: 'A',
          label: {
            'zh-CN': 'A 重点',
            en: 'A key',
          },
          color: 'green',
        },
        {
          key: 'B',
          label: {
            'zh-CN': 'B 普通',
            en: 'B regular',
          },
          color: 'blue',
        },
        {
          key: 'C',
          label: {
            'zh-CN': 'C 一般',
            en: 'C minor',
          },
          color: 'gray',
        },
      ],
    },
    {
      type: 'person',
      name: 'owner',
      label: {
        'zh-CN': '负责人',
        en: 'Owner',
      },
      help: {
        'zh-CN': '跟进此客户的销售，或负责此供应商的采购',
        en: 'The salesperson or buyer in charge',
      },
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
      type: 'money',
      name: 'creditLimit',
      label: {
        'zh-CN': '信用额度',
        en: 'Credit limit',
      },
      help: {
        'zh-CN': '留空表示不限制',
        en: 'Blank means no limit',
      },
      currency: 'CNY',
      tax: 'inclusive',
      min: '0',
    },
    {
      type: 'number',
      name: 'paymentTermDays',
      label: {
        'zh-CN': '账期天数',
        en: 'Payment term days',
      },
      help: {
        'zh-CN': '开票日后多少天到期',
        en: 'Days from the invoice date to the due date',
      },
      min: '0',
      max: '3650',
      default: '30',
    },
    {
      type: 'text',
      name: 'taxNumber',
      label: {
        'zh-CN': '税号',
        en: 'Tax number',
      },
      maxLength: 30,
    },
    {
      type: 'text',
      name: 'phone',
      label: {
        'zh-CN': '电话',
        en: 'Phone',
      },
      format: 'phone',
      maxLength: 40,
    },
    {
      type: 'text',
      name: 'address',
      label: {
        'zh-CN': '地址',
        en: 'Address',
      },
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
      help: {
        'zh-CN': '在其他系统中的编号，导入与对账用',
        en: 'The id in another system, used by import and reconciliation',
      },
      unique: true,
      maxLength: 60,
    },
    {
      type: 'text',
      name: 'nameKey',
      label: {
        'zh-CN': '名称查重键',
        en: 'Name key',
      },
      readOnly: true,
      hidden: true,
      maxLength: 120,
    },
    {
      type: 'text',
      name: 'phoneKey',
      label: {
        'zh-CN': '电话查重键',
        en: 'Phone key',
      },
      readOnly: true,
      hidden: true,
      maxLength: 40,
    },
    {
      type: 'lines',
      name: 'contacts',
      label: {
        'zh-CN': '联系人',
        en: 'Contacts',
      },
      object: 'masterdata.contact',
      by: 'party',
    },
  ],
  indexes: [
    {
      name: 'owner',
      fields: ['owner', 'name'],
    },
    {
      name: 'department',
      fields: ['department', 'name'],
    },
    {
      name: 'nameKey',
      fields: ['nameKey'],
    },
    {
      name: 'phoneKey',
      fields: ['phoneKey'],
    },
    {
      name: 'customers',
      fields: ['isCustomer', 'name'],
    },
    {
      name: 'suppliers',
      fields: ['isSupplier', 'name'],
    },
  ],
  checks: [
    {
      name: 'role',
      formula: 'isCustomer or isSupplier',
      message: {
        'zh-CN': '至少勾选客户或供应商',
        en: 'Tick customer or supplier',
      },
      field: 'isCustomer',
    },
  ],
  search: ['code', 'name', 'phone', 'taxNumber'],
  list: {
    columns: ['code', 'name', 'region', 'industry', 'grade', 'owner', 'phone'],
    sort: ['name'],
  },
  form: [
    {
      label: {
        'zh-CN': '基本',
        en: 'Basics',
      },
      fields: [
        'name',
        'isCustomer',
        'isSupplier',
        'active',
        'region',
        'industry',
        'grade',
        'owner',
        'department',
      ],
    },
    {
      label: {
        'zh-CN': '交易条件',
        en: 'Terms',
      },
      fields: ['creditLimit', 'paymentTermDays', 'taxNumber', 'externalId'],
    },
    {
      label: {
        'zh-CN': '联络',
        en: 'Reach',
      },
      fields: ['phone', 'address', 'notes', 'contacts'],
    },
  ],
}
