// A possible customer, from first touch to conversion or loss.
import type { ObjectDefinition } from '#kernel/schema'

export const lead: ObjectDefinition = {
  name: 'crm.lead',
  label: {
    'zh-CN': '线索',
    en: 'Lead',
  },
  kind: 'record',
  title: 'name',
  fields: [
    {
      type: 'autoNumber',
      name: 'number',
      label: {
        'zh-CN': '编号',
        en: 'Number',
      },
      pattern: 'LD-{YYYY}-{00000}',
      readOnly: true,
    },
    {
      type: 'text',
      name: 'name',
      label: {
        'zh-CN': '姓名',
        en: 'Name',
      },
      required: true,
      maxLength: 60,
    },
    {
      type: 'text',
      name: 'company',
      label: {
        'zh-CN': '公司',
        en: 'Company',
      },
      maxLength: 120,
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
      name: 'email',
      label: {
        'zh-CN': '邮箱',
        en: 'Email',
      },
      format: 'email',
      maxLength: 120,
    },
    {
      type: 'select',
      name: 'channel',
      label: {
        'zh-CN': '来源渠道',
        en: 'Channel',
      },
      required: true,
      options: [
        {
          key: 'web',
          label: {
            'zh-CN': '官网表单',
            en: 'Web form',
          },
        },
        {
          key: 'campaign',
          label: {
            'zh-CN': '市场活动',
            en: 'Campaign',
          },
        },
        {
          key: 'exhibition',
          label: {
            'zh-CN': '展会',
            en: 'Exhibition',
          },
        },
        {
          key: 'social',
          label: {
            'zh-CN': '社交媒体',
            en: 'Social media',
          },
        },
        {
          key: 'phone',
          label: {
            'zh-CN': '来电',
            en: 'Phone-in',
          },
        },
        {
          key: 'referral',
          label: {
            'zh-CN': '转介绍',
            en: 'Referral',
          },
        },
        {
          key: 'import',
          label: {
            'zh-CN': '导入',
            en: 'Import',
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
      default: "'other'",
    },
    {
      type: 'text',
      name: 'campaign',
      label: {
        'zh-CN': '活动',
        en: 'Campaign',
      },
      help: {
        'zh-CN': '带来此线索的活动名称，用于计算转化',
        en: 'The campaign that brought it, used for conversion figures',
      },
      maxLength: 80,
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
      type: 'money',
      name: 'budget',
      label: {
        'zh-CN': '预算',
        en: 'Budget',
      },
      currency: 'CNY',
      tax: 'inclusive',
      min: '0',
    },
    {
      type: 'longText',
      name: 'need',
      label: {
        'zh-CN': '需求',
        en: 'Need',
      },
      help: {
        'zh-CN': '客户想解决的问题，用客户自己的话',
        en: 'What the customer wants solved, in their words',
      },
      maxLength: 4000,
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
          key: 'new',
          label: {
            'zh-CN': '待分配',
            en: 'New',
          },
          color: 'gray',
        },
        {
          key: 'assigned',
          label: {
            'zh-CN': '已分配',
            en: 'Assigned',
          },
          color: 'blue',
        },
        {
          key: 'contacted',
          label: {
            'zh-CN': '已联系',
            en: 'Contacted',
          },
          color: 'cyan',
        },
        {
          key: 'qualified',
          label: {
            'zh-CN': '已确认',
            en: 'Qualified',
          },
          color: 'gold',
        },
        {
          key: 'converted',
          label: {
            'zh-CN': '已转化',
            en: 'Converted',
          },
          color: 'green',
        },
        {
          key: 'lost',
          label: {
            'zh-CN': '已流失',
            en: 'Lost',
          },
          color: 'red',
        },
      ],
      default: "'new'",
    },
    {
      type: 'person',
      name: 'owner',
      label: {
        'zh-CN': '负责人',
        en: 'Owner',
      },
      readOnly: true,
    },
    {
      type: 'department',
      name: 'department',
      label: {
        'zh-CN': '部门',
        en: 'Department',
      },
      readOnly: true,
    },
    {
      type: 'datetime',
      name: 'firstTouchAt',
      label: {
        'zh-CN': '首次触达',
        en: 'First touch',
      },
      help: {
        'zh-CN': '客户第一次找到我们的时间',
        en: 'When the customer first reached us',
      },
      required: true,
      default: 'NOW()',
    },
    {
      type: 'datetime',
      name: 'assignedAt',
      label: {
        'zh-CN': '分配时间',
        en: 'Assigned at',
      },
      readOnly: true,
    },
    {
      type: 'rollup',
      name: 'firstContactAt',
      label: {
        'zh-CN': '首次联系',
        en: 'First contact',
      },
      help: {
        'zh-CN': '由联系记录得出，不能填写',
        en: 'Derived from the contact records',
      },
      result: 'datetime',
      object: 'crm.activity',
      by: 'lead',
      take: 'min',
      field: 'at',
      where: "outcome = 'reached'",
    },
    {
      type: 'rollup',
      name: 'lastContactAt',
      label: {
        'zh-CN': '最近联系',
        en: 'Last contact',
      },
      result: 'datetime',
      object: 'crm.activity',
      by: 'lead',
      take: 'max',
      field: 'at',
      where: "outcome = 'reached'",
    },
    {
      type: 'rollup',
      name: 'contactCount',
      label: {
        'zh-CN': '有效联系次数',
        en: 'Contacts',
      },
      help: {
        'zh-CN': '空号、忙音、无人接听不计',
        en: 'Invalid numbers, busy lines and unanswered calls do not count',
      },
      result: 'decimal',
      scale: 0,
      object: 'crm.activity',
      by: 'lead',
      take: 'count',
      where: "outcome = 'reached'",
    },
    {
      type: 'number',
      name: 'responseMinutes',
      label: {
        'zh-CN': '响应分钟',
        en: 'Response minutes',
      },
      help: {
        'zh-CN': '从分配到首次联系',
        en: 'From assignment to first contact',
      },
      readOnly: true,
    },
    {
      type: 'text',
      name: 'nextStep',
      label: {
        'zh-CN': '下一步',
        en: 'Next step',
      },
      maxLength: 200,
    },
    {
      type: 'datetime',
      name: 'nextAt',
      label: {
        'zh-CN': '下次跟进',
        en: 'Next at',
      },
    },
    {
      type: 'formula',
      name: 'budgetPoints',
      label: {
        'zh-CN': '预算得分',
        en: 'Budget points',
      },
      help: {
        'zh-CN': '50 万以上 40，10 万以上 30，2 万以上 15',
        en: '40 from 500k, 30 from 100k, 15 from 20k',
      },
      result: 'decimal',
      scale: 0,
      formula:
        'IF(COALESCE(budget, 0) >= 500000, 40, IF(COALESCE(budget, 0) >= 100000, 30, IF(COALESCE(budget, 0) >= 20000, 15, 0)))',
    },
    {
      type: 'formula',
      name: 'channelPoints',
      label: {
        'zh-CN': '渠道得分',
        en: 'Channel points',
      },
      help: {
        'zh-CN': '转介绍 30，来电 25，展会 20，官网 15，其他 5',
        en: 'Referral 30, phone-in 25, exhibition 20, web 15, others 5',
      },
      result: 'decimal',
      scale: 0,
      formula:
        "IF(channel = 'referral', 30, IF(channel = 'phone', 25, IF(channel = 'exhibition', 20, IF(channel = 'web', 15, 5))))",
    },
    {
      type: 'formula',
      name: 'detailPoints',
      label: {
        'zh-CN': '资料得分',
        en: 'Detail points',
      },
      help: {
        'zh-CN': '公司、电话、需求各 10',
        en: '10 each for company, phone and need',
      },
      result: 'decimal',
      scale: 0,
      formula: 'IF(ISBLANK(company), 0, 10) + IF(ISBLANK(phone), 0, 10) + IF(ISBLANK(need), 0, 10)',
    },
    {
      type: 'formula',
      name: 'score',
      label: {
        'zh-CN': '评分',
        en: 'Score',
      },
      help: {
        'zh-CN': '预算、渠道、资料得分之和，60 以上为高意向',
        en: 'Sum of budget, channel and detail points; 60 or more is high intent',
      },
      result: 'decimal',
      scale: 0,
      formula: 'budgetPoints + channelPoints + detailPoints',
    },
    {
      type: 'reference',
      name: 'customer',
      label: {
        'zh-CN': '客户',
        en: 'Customer',
      },
      help: {
        'zh-CN': '查重命中或转化后关联的客户',
        en: 'The customer found by the duplicate check or made at conversion',
      },
      readOnly: true,
      to: 'masterdata.party',
    },
    {
      type: 'reference',
      name: 'duplicateOf',
      label: {
        'zh-CN': '重复于',
        en: 'Duplicate of',
      },
      readOnly: true,
      to: 'crm.lead',
    },
    {
      type: 'text',
      name: 'lostReason',
      label: {
        'zh-CN': '流失原因',
        en: 'Lost because',
      },
      readOnly: true,
      maxLength: 200,
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
      type: 'text',
      name: 'companyKey',
      label: {
        'zh-CN': '公司查重键',
        en: 'Company key',
      },
      readOnly: true,
      hidden: true,
      maxLength: 120,
    },
  ],
  indexes: [
    {
      name: 'status',
      fields: ['status', '-score'],
    },
    {
      name: 'owner',
      fields: ['owner', 'status', 'nextAt'],
    },
    {
      name: 'department',
      fields: ['department', 'status'],
    },
    {
      name: 'phoneKey',
      fields: ['phoneKey'],
    },
    {
      name: 'companyKey',
      fields: ['companyKey'],
    },
    {
      name: 'nextAt',
      fields: ['nextAt'],
    },
    {
      name: 'created',
      fields: ['-createdAt'],
    },
  ],
  checks: [
    {
      name: 'reachable',
      formula: 'NOT(ISBLANK(phone)) or NOT(ISBLANK(email)) or NOT(ISBLANK(company))',
      message: {
        'zh-CN': '请填写电话、邮箱或公司之一',
        en: 'Give a phone, an email or a company',
      },
      field: 'phone',
    },
    {
      name: 'owned',
      formula: "status = 'new' or status = 'lost' or NOT(ISBLANK(owner))",
      message: {
        'zh-CN': '分配后必须有负责人',
        en: 'An assigned lead has an owner',
      },
      field: 'owner',
    },
  ],
  search: ['number', 'name', 'company', 'phone'],
  list: {
    columns: ['number', 'name', 'company', 'channel', 'region', 'score', 'status', 'owner', 'nextAt'],
    sort: ['-score'],
    board: 'status',
  },
  form: [
    {
      label: {
        'zh-CN': '客户',
        en: 'Customer',
      },
      fields: ['name', 'company', 'phone', 'email', 'region', 'industry'],
    },
    {
      label: {
        'zh-CN': '来源',
        en: 'Source',
      },
      fields: ['channel', 'campaign', 'firstTouchAt'],
    },
    {
      label: {
        'zh-CN': '需求',
        en: 'Need',
      },
      fields: ['need', 'budget', 'score', 'budgetPoints', 'channelPoints', 'detailPoints'],
    },
    {
      label: {
        'zh-CN': '跟进',
        en: 'Follow-up',
      },
      fields: [
        'status',
        'owner',
        'department',
        'nextStep',
        'nextAt',
        'firstContactAt',
        'lastContactAt',
        'contactCount',
        'customer',
        'duplicateOf',
        'lostReason',
      ],
    },
  ],
}
